"""The numbers and codes of the rules, and what they ask of a single session."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from coach.domain.model import WOUNDED, Ended, Rung, Session, Skin

ENOUGH = 0.9
"""The share of the prescribed minutes that completes a session."""

TOO_MUCH = 8
"""Sharpness from which a session was too much."""

SHARP = 6
"""Sharpness from which a session was sharp."""

HEALING_DAYS = 7
"""Days after broken skin before a clear answer opens the area again."""

HURT = (Skin.SORE, *WOUNDED)
"""The answers right after a session that say it was too much for the skin."""

REST = (Skin.PINK, Skin.SORE)
"""Answers of the skin check that ask for a day of rest."""

MARKED = (*REST, *WOUNDED)
"""All answers but `clear`."""

GREW = 2
"""A rise of soreness from before to after a session that was too much for the body (B16, B33)."""

SOREST = 9
"""Soreness after a session from which it is not clean, whatever it was before."""

TIMES_WORSE = 3
"""So many planned sessions in a row with growing soreness take the step down."""


class Code(StrEnum):
    """A reason for a prescription; the set is closed, and each code has its own sentence."""

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
    """A cause for another ladder, or for a step on it that no rule of 2 to 12 chose."""

    GOAL = "goal"
    SENSITIVE = "sensitive"
    """The user said again whether the skin is sensitive (A21)."""
    UPGRADE = "upgrade"
    """An older coach led sensitive skin to bare skin without a question (A21)."""
    FEELING = "feeling"
    """The user said again whether a part cannot be felt well, which takes standing away or back (C09)."""


class StepDecision(NamedTuple):
    """The step of a day, with all numbers that its reason needs."""

    step: int
    clean_so_far: int
    """Clean sessions on the step."""
    best_step: int
    """The highest step that was clean; 0 for none."""
    code: Code
    rule: Code
    """The rule behind a `floor`; else the code itself."""
    origin: int
    """The step of the last session, from which it was computed."""
    days_off: int = 0
    """Whole days since the last planned session in the area."""
    sharpness: int | None = None
    earned: bool = False
    """Whether the last session was clean, and its step was not lowered since."""
    other_rules: tuple[Code, ...] = ()
    """All other rules of 3 to 7 that fit, in the order of the rules."""
    steps_down: int = 0
    """How many steps down the rule alone leads, at most to the first step."""
    minutes_avoided: int | None = None
    """The minutes that the rule alone would lead to, if it went further down so that they never rise."""
    soreness: tuple[int | None, int] | None = None
    """Soreness before and after the last session that made it worse."""
    sorer_in_a_row: int = 0
    """How many planned sessions in a row, up to the last one, ended with more soreness."""
    too_long_min: float | None = None
    """The minutes of a session that was longer than its area and cover allow."""
    cap_min: float | None = None
    """The minutes that were allowed for it."""
    day_cap: int | None = None
    """That cap, in minutes."""
    first_bare: bool = False
    """Whether it asks for bare skin before any session on bare skin was clean (A24)."""
    chose_bare: bool = False
    """Whether someone begins on bare skin because they said that they use a mat regularly."""
    ladder_change: LadderChange | None = None
    """The change behind `new-goal` and `lowered`."""
    first_again: bool = False
    """Whether so many days passed that it is a first time again."""


def warns(session: Session) -> bool:
    """Returns whether one of rules 2 to 7 fits a session, by its sharpness, its end or the skin."""
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
    """A reason why no further session starts in an area on a day."""

    STOPPED = "stopped"
    SHARP = "sharp"
    HURT = "hurt"


def day_over(session: Session) -> DayOver | None:
    """Returns why no further session starts in its area on that day, the first that fits; None if one may."""
    if session.ended is Ended.SENSATION:
        return DayOver.STOPPED
    if (session.sharpness or 0) >= SHARP:
        return DayOver.SHARP
    return DayOver.HURT if session.skin_after in HURT else None


def closes_day(session: Session) -> bool:
    """Returns whether the day counts for the streak though the session was too short (DESIGN §5).

    Nobody should lie down again that day just to keep a streak. Growing soreness closes the day for it as
    well, although a free session may still start.
    """
    return day_over(session) is not None or soreness_grew(session)


def completed(done_min: float, prescribed_min: float) -> bool:
    """Returns whether the minutes are at least 90 % of the prescribed ones."""
    # 0.9 has no exact binary fraction: 90 % to the hundredth must not fall short by that
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
