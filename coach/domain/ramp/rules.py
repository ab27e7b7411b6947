"""Where an area stands between two sessions, and what a day's step and its reason are told by."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from coach.domain.model import WOUNDED, Ended, Rung, Session, Skin

ENOUGH = 0.9
"""The share of the prescribed minutes from which a session is completed."""

TOO_MUCH = 8
"""Sharpness from which a session was too much."""

SHARP = 6
"""Sharpness from which a session was sharp."""

HEALING_DAYS = 7
"""Days after broken skin before a clear answer opens the area again."""

HURT = (Skin.SORE, *WOUNDED)
"""How skin may come out of a session that was too much for it."""

REST = (Skin.PINK, Skin.SORE)
"""Answers of the skin check that ask for a day of rest."""

MARKED = (*REST, *WOUNDED)
"""All answers but `clear`."""

GREW = 2
"""How much higher than before soreness is after a session that was too much for the body (B16, B33)."""

SOREST = 9
"""Soreness after a session from which it was not clean, whatever it was before."""

TIMES_WORSE = 3
"""Guided sessions in a row after which soreness had grown, from which the step goes down."""


class Code(StrEnum):
    """Why a prescription is what it is; the closed set of reasons."""

    FIRST = "first"
    REPEAT = "repeat"
    ADVANCE = "advance"
    HOLD_GOAL = "hold-goal"
    HOLD_SHARP = "hold-sharp"
    HOLD_SORE = "hold-sore"
    HOLD_WORSE = "hold-worse"
    HOLD_UNANSWERED = "hold-unanswered"
    HOLD_STOPPED = "hold-stopped"
    HOLD_SHORT = "hold-short"
    HOLD_COVER = "hold-cover"
    HOLD_RECOVERED = "hold-recovered"
    HOLD_HOURS = "hold-hours"
    HOLD_UNATTENDED = "hold-unattended"
    HOLD_CAP = "hold-cap"
    RETURN_REPEAT = "return-repeat"
    RETURN = "return"
    TOO_MUCH = "too-much"
    TOO_LONG = "too-long"
    SHARP_TWICE = "sharp-twice"
    WORSE_THRICE = "worse-thrice"
    REST_SKIN = "rest-skin"
    FLOOR = "floor"
    LOWERED = "lowered"
    NEW_GOAL = "new-goal"
    LOCKED_SKIN = "locked-skin"
    LOCKED_SCREENING = "locked-screening"
    CLOSED_AREA = "closed-area"


class LadderChange(StrEnum):
    """What made another ladder of the one that was stood on."""

    GOAL = "goal"
    SENSITIVE = "sensitive"
    """Whether the skin is sensitive was said anew (A21)."""
    UPGRADE = "upgrade"
    """A coach of before led sensitive skin to bare skin without a question (A21)."""
    FEELING = "feeling"
    """Whether a part cannot be felt well was said anew: standing went off or came back (C09)."""


class StepDecision(NamedTuple):
    """The step of a day with all that its reason has to say."""

    step: int
    clean_so_far: int
    best_step: int
    code: Code
    rule: Code
    """The rule behind a `floor`; else the code itself."""
    origin: int
    """The step that it was computed from."""
    days_off: int = 0
    """Whole days without a session that counts in the area."""
    sharpness: int | None = None
    earned: bool = False
    """Whether the last session was clean, on the step that is still stood on."""
    other_rules: tuple[Code, ...] = ()
    """Every other rule of 3 to 7 that fits, in the order of the rules."""
    steps_down: int = 0
    """The steps down that the rule asks for by itself, as far as there are so many."""
    minutes_avoided: int | None = None
    """Where it went further down so that the minutes never rise: those it would have come to."""
    soreness: tuple[int | None, int] | None = None
    """Soreness before and after the last session that was worse by it."""
    sorer_in_a_row: int = 0
    """After how many guided sessions in a row soreness had grown, up to the last one."""
    too_long_min: float | None = None
    """The minutes of a session that was longer than its area and cover allow, and those allowed."""
    cap_min: float | None = None
    waiting_step: int | None = None
    """The step that waits for a higher cap of the day (`hold-cap`), and that cap in minutes."""
    day_cap: int | None = None
    first_bare: bool = False
    """Whether it asks for bare skin before any session on bare skin was clean (A24)."""
    chose_bare: bool = False
    """Whether someone begins on bare skin because they said that they use a mat regularly."""
    ladder_change: LadderChange | None = None
    """What changed the ladder or the step, with `new-goal` and `lowered`."""
    first_again: bool = False
    """Whether so many days passed that it is a first time again."""


def warns(session: Session) -> bool:
    """Returns whether one of rules 2 to 7 fits a session by its sharpness, its end or the skin."""
    return (
        session.ended is Ended.SENSATION
        or (session.sharpness is not None and session.sharpness >= SHARP)
        or session.skin_after in HURT
        or session.skin_next in MARKED
    )


def soreness_grew(session: Session) -> bool:
    """Returns whether soreness was two or more higher after a session than before it."""
    before, after = session.before, session.after
    return before is not None and after is not None and after >= before + GREW


class DayOver(StrEnum):
    """Why no further session starts in an area on a day."""

    STOPPED = "stopped"
    SHARP = "sharp"
    HURT = "hurt"


def day_over(session: Session) -> DayOver | None:
    """Returns why no further session starts in its area on the day of a session; the first that fits."""
    if session.ended is Ended.SENSATION:
        return DayOver.STOPPED
    if (session.sharpness or 0) >= SHARP:
        return DayOver.SHARP
    return DayOver.HURT if session.skin_after in HURT else None


def closes_day(session: Session) -> bool:
    """Returns whether a session closes its day for the streak: nobody is to lie there again for it (DESIGN §5).

    Growing soreness does so too, though a free session may still start.
    """
    return day_over(session) is not None or soreness_grew(session)


def completed(done_min: float, prescribed_min: float) -> bool:
    """Returns whether that many minutes are enough of what was prescribed."""
    return done_min >= ENOUGH * prescribed_min - 1e-9


def is_too_much(session: Session) -> bool:
    """Returns whether a session was stopped for the sensation, or its sharpness was 8 or more."""
    return session.ended is Ended.SENSATION or (session.sharpness or 0) >= TOO_MUCH


def is_sharp(session: Session) -> bool:
    """Returns whether the sharpness of a session was 6 or 7."""
    return SHARP <= (session.sharpness or 0) < TOO_MUCH


def meets(session: Session, rung: Rung) -> bool:
    """Returns whether a session met what was prescribed.

    That takes enough minutes, the prescribed cover or none named, and no stop for the sensation.
    """
    return (
        completed(session.done_min, rung.minutes)
        and session.cover in (rung.cover, None)
        and session.ended is not Ended.SENSATION
    )
