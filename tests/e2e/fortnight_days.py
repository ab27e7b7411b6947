"""A fortnight day by day, with what each day has to show, worked out by hand from DESIGN §3 and §5."""

from __future__ import annotations

from dataclasses import dataclass

MISSED = "\u00d7"


@dataclass(frozen=True)
class Day:
    """A day as the person lives it, and what has to be true of it by DESIGN §3 and §5."""

    january: int
    check: str = ""
    """The answer to the skin check; empty where none is asked."""
    step: int | None = None
    cover: str = "towel"
    minutes: int = 0
    code: str = ""
    how: str = "to the end"
    """`to the end`; `killed` and gone on with; `finished` or `stopped` early; `rested`."""
    after: float = 0
    """Minutes after which that happened."""
    sharpness: int | None = None
    skin: str = "clear"
    done: float = 0
    ended: str = "completed"
    streak: int = 0
    grace: int = 2
    mark: str = "■"


FORTNIGHT = (
    # A first session; at 5 minutes on a towel two clean ones are asked for, the skin test on two days.
    Day(5, "", 1, "towel", 5, "first", sharpness=3, skin="pink", done=5, streak=1),
    Day(6, "clear", 1, "towel", 5, "repeat", sharpness=3, done=5, streak=2),
    # Two were clean: up by one. The connection is lost in the third minute, the countdown goes on.
    Day(7, "clear", 2, "towel", 7, "advance", "killed", after=3, sharpness=4, done=7, streak=3),
    # Towel 7 and towel 10 ask for one each.
    Day(8, "clear", 3, "towel", 10, "advance", sharpness=4, done=10, streak=4),
    # Missed: the streak stays at 4 by grace, and one of the two days of it is gone for 7 days.
    Day(9, mark=MISSED),
    # One day off is nothing: up to the T-shirt. 3 of 5 minutes keep the day, and no more.
    Day(10, "clear", 4, "shirt", 5, "advance", "finished", after=3, sharpness=4, done=3, ended="stopped",
        streak=5, grace=1, mark="▄"),
    # Short: the same again, no clean session counted yet.
    Day(11, "clear", 4, "shirt", 5, "hold-short", sharpness=3, skin="pink", done=5, streak=6, grace=1),
    Day(12, "clear", 4, "shirt", 5, "repeat", sharpness=5, done=5, streak=7, grace=1),
    Day(13, "clear", 5, "shirt", 7, "advance", sharpness=4, skin="pink", done=7, streak=8, grace=1),
    # Sore on the next day: rest, which the streak passes.
    Day(14, "sore", None, code="rest-skin", how="rested", streak=8, grace=1, mark="○"),
    # Two steps down from 5 is towel 10, but a reduction never raises minutes: on down to towel 7.
    # Too sharp: stopped in the fourth minute.
    Day(15, "clear", 2, "towel", 7, "rest-skin", "stopped", after=4, sharpness=8, done=4, ended="sensation",
        streak=9, grace=1, mark="▄"),
    # One step down. The miss is more than 7 days ago.
    Day(16, "clear", 1, "towel", 5, "too-much", sharpness=3, done=5, streak=10),
    # Below the best step, which is 4, one clean session is enough.
    Day(17, "clear", 2, "towel", 7, "advance", sharpness=6, done=7, streak=11),
    # Sharp once: the same again.
    Day(18, "clear", 2, "towel", 7, "hold-sharp", sharpness=3, done=7, streak=12),
)  # fmt: skip
