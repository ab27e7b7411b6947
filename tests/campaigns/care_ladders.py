"""The ladders of the six areas, from DESIGN §3.

Choices where the text leaves room, the careful one each time:
- a goal on towel or shirt keeps feet on socks, and the stomach's towel ends where its ladder has it end;
- sensitive skin with a goal on bare skin not confirmed: the ladder of the T-shirt with those minutes;
- a part without feeling ends the ladder of the feet seated;
- a start at step 4 or 9 means T-shirt 5 or bare 5: on the goal's ladder the highest step of the same or the
  next softer cover with no more minutes; it counts for the back alone, and moves nobody who has begun.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache
from typing import NamedTuple

from tests.campaigns.care_records import Goal, Life, Start, latest

SOFTNESS = {"towel": 0, "socks": 0, "shirt": 1, "bare": 2}
TOWEL, CLOTH = (5, 7, 10), (5, 7, 10, 12, 15)
ON = (12, 15, 18, 20, 25, 30)
DEFAULT = 20
Place = tuple[int, int, int]


class Rung(NamedTuple):
    """One step."""

    cover: str
    posture: int
    """Of the feet: 0 seated, 1 standing."""
    minutes: int
    needs: int

    @property
    def place(self) -> Place:
        """Its place among all steps of all ladders of an area."""
        return SOFTNESS[self.cover], self.posture, self.minutes


def _raw(area: str, cover: str) -> list[tuple[str, int, int]]:
    if area == "feet":
        socks = [("socks", posture, minutes) for posture in (0, 1) for minutes in (2, 3, 5)]
        return socks + [("bare", 1, each) for each in (2, 3, 5, 7, 10) if cover == "bare"]
    if area == "face":
        return [("towel", 0, each) for each in (2, 4, 6)]
    if area == "stomach":
        cloth: tuple[int, ...] = (3, 5, 7, 10) if cover != "towel" else ()
        return [("towel", 0, each) for each in (3, 5)] + [("shirt", 0, each) for each in cloth]
    towel = [("towel", 0, each) for each in TOWEL]
    if cover == "towel":
        return towel + [("towel", 0, each) for each in ON]
    shirt = [("shirt", 0, each) for each in CLOTH]
    if cover == "shirt":
        return towel + shirt + [("shirt", 0, each) for each in ON if each > CLOTH[-1]]
    return towel + shirt + [("bare", 0, each) for each in (*CLOTH, 18, 20, 25, 30)]


def ladder(area: str, goal: Goal | None, start: Start | None, *, feeling: bool = False) -> list[Rung]:
    """The steps of an area, softest first."""
    sensitive = start is not None and start.sensitive
    cover = goal.cover if goal else "shirt" if sensitive else "bare"
    if sensitive and cover == "bare" and not (goal and goal.confirmed):
        cover = "shirt"
    return _ladder(area, cover, goal.minutes if goal else DEFAULT, feeling)


@cache
def _ladder(area: str, cover: str, most: int, feeling: bool) -> list[Rung]:
    if area == "glutes":
        most = min(most, 20)
    raw = [each for each in _raw(area, cover) if each[2] <= most]
    if feeling:
        raw = [each for each in raw if each[1] == 0]
    found = []
    for number, (of, posture, minutes) in enumerate(raw):
        soft = of in ("towel", "socks") and minutes <= TOWEL[-1]
        needs = 2 if number == 0 else 1 if soft else 3 if minutes >= 25 else 2
        found.append(Rung(of, posture, minutes, needs))
    return found


def ladder_at(life: Life, area: str, at: datetime) -> list[Rung]:
    """The steps of an area as the answers of a moment have them."""
    screened = latest(life.screenings, at)
    feeling = area == "feet" and screened is not None and "feeling" in screened.ticked
    return ladder(area, latest(life.goals, at), latest(life.starts, at), feeling=feeling)


def stand(rungs: list[Rung], rung: Rung) -> int:
    """Where one stands on another ladder: the highest step of the same cover with no more minutes.

    Where the ladder has none of that cover, or none as short, the highest of the next softer one with no more
    minutes; at worst the first step.
    """
    for softness, posture in sorted({each.place[:2] for each in rungs}, reverse=True):
        if (softness, posture) <= rung.place[:2]:
            fit = [
                number
                for number, each in enumerate(rungs)
                if each.place[:2] == (softness, posture) and each.minutes <= rung.minutes
            ]
            if fit:
                return fit[-1]
    return 0


def at_place(place: Place) -> Rung:
    """A rung by its place alone."""
    cover = ("towel", "shirt", "bare")[place[0]]
    return Rung(cover, place[1], place[2], 0)


def first_step(life: Life, area: str, at: datetime) -> int:
    """Where someone begins."""
    rungs = ladder_at(life, area, at)
    start = latest(life.starts, at)
    if area != "back" or start is None or start.sensitive or start.start == "new":
        return 0
    return stand(rungs, Rung("shirt" if start.start == "some" else "bare", 0, 5, 2))


def softer(rungs: list[Rung], step: int) -> int:
    """The first step of the next softer cover; from the softest, step 1."""
    below = [SOFTNESS[each.cover] for each in rungs if SOFTNESS[each.cover] < SOFTNESS[rungs[step].cover]]
    return next((n for n, each in enumerate(rungs) if below and SOFTNESS[each.cover] == max(below)), 0)


def no_longer(rungs: list[Rung], step: int, target: int) -> int:
    """Where a reduction lands: on the way down the first step with as many minutes or fewer."""
    target = max(0, min(target, step))
    while target and rungs[target].minutes > rungs[step].minutes:
        target -= 1
    return target
