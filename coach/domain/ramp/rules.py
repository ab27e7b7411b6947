"""Where an area stands between two sessions, and what a day's step and its reason are told by."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from coach.domain.model import WOUNDED, Area, Ended, Goal, Rung, Session, Skin
from coach.domain.ramp.ladder import ladder
from coach.domain.ramp.limits import BARE_TRIAL

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


class FoldedSession(NamedTuple):
    """A session as the fold took it in."""

    session: Session
    rung: Rung
    """What was prescribed, or where the area stood on a day without a prescription."""
    guided: bool
    """The first of an open day; the others enter only for what they warn of."""
    warning: bool
    """Whether one of rules 2 to 7 fits it."""
    worse: bool = False
    """Whether soreness was two or more higher after it than before, or after a guided one 9 or 10."""
    cap_min: float | None = None
    """The most minutes for a session of its area and cover, where it was longer than that."""


class RampState:
    """Where an area stands within its ladder, between two sessions."""

    rungs: tuple[Rung, ...]
    """The ladder of the area up to the goal."""

    def __init__(self, area: Area, goal: Goal, *, step: int = 1, clean: int = 0, best: int = 0) -> None:
        self.area = area
        self.aim(goal)
        self.step = step
        self.clean = clean
        """Clean sessions on this step so far, those of `group` not counted."""
        self.best = best
        """The highest step at which a session was clean; 0 for none."""
        self.group: list[FoldedSession] = []
        """The last guided session, not settled yet, with the free ones since that warn of something."""
        self.before: FoldedSession | None = None
        """The entry before those of `group`."""
        self.last_day: date | None = None
        """The last day with any session in the area."""
        self.since: date | None = None
        """The day that days off are counted from: that of the last guided session."""
        self.answer: tuple[date, Skin] | None = None
        """The latest answer of the skin check since the last session."""
        self.marks: set[Skin] = set()
        """Every answer but `clear` since the last guided session: until the next one the worst counts."""
        self.numb = False
        """Whether the skin was said to be numb since the last guided session, or before the first."""
        self.broken_on: date | None = None
        """The day of an answer `broken` that is not healed yet."""
        self.hurt_again = False
        """Whether that answer said once more that the skin had not healed."""
        self.healed = False
        """That a clear answer came seven days after it or later."""
        self.spent: Code | None = None
        """Why the last session no longer counts upwards: the user moved the step or the goal."""
        self.changed: LadderChange | None = None
        """What changed the ladder, where that is why."""
        self.lowered_to: int | None = None
        """The step that the user asked for since the last session; no rule passes it, or adds it to one."""
        self.bare_min = 0
        """The longest step on bare skin that was clean since the skin was last broken; 0 for none."""
        self.left_first = False
        """Whether the first step was ever left upwards."""
        self.worse = 0
        """Guided sessions in a row, up to the last one, after which soreness had grown."""
        self.former = False
        """Whether the rules from before schema 3 are asked, which could not take these steps."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RampState) and vars(self) == vars(other)

    def aim(self, goal: Goal, *, standing: bool = True) -> None:
        """Takes the ladder up to a goal; the steps are left to the caller."""
        self.goal = goal
        self.rungs = ladder(self.area, goal, standing=standing)

    @property
    def rung(self) -> Rung:
        """Returns the rung of the step."""
        return self.rungs[self.step - 1]

    @property
    def guided(self) -> FoldedSession | None:
        """Returns the last guided session, if one is not settled yet."""
        return next((entry for entry in self.group if entry.guided), None)

    @property
    def bare_trial_over(self) -> bool:
        """Whether ten minutes on bare skin were clean once, and the skin was never broken since."""
        return self.bare_min >= BARE_TRIAL

    @property
    def locked(self) -> bool:
        """Whether broken skin keeps the area closed."""
        return self.broken_on is not None and not self.healed

    @property
    def heals_on(self) -> date | None:
        """Returns the first day on which an answer `clear` opens an area with broken skin."""
        return self.broken_on + timedelta(days=HEALING_DAYS) if self.broken_on else None


class StepDecision(NamedTuple):
    """The step of a day with all that its reason has to say."""

    step: int
    clean: int
    best: int
    code: Code
    why: Code
    """The rule behind a `floor`; else the code itself."""
    origin: int
    """The step that it was computed from."""
    gap: int = 0
    """Whole days without a session that counts in the area."""
    sharpness: int | None = None
    earned: bool = False
    """Whether the last session was clean, on the step that is still stood on."""
    also: tuple[Code, ...] = ()
    """Every other rule of 3 to 7 that fits, in the order of the rules."""
    fall: int = 0
    """The steps down that the rule asks for by itself, as far as there are so many."""
    longer_than: int | None = None
    """Where it went further down so that the minutes never rise: those it would have come to."""
    before_after: tuple[int | None, int] | None = None
    """Soreness before and after the last session that was worse by it."""
    worse: int = 0
    """After how many guided sessions in a row soreness had grown, up to the last one."""
    long_min: float | None = None
    """The minutes of a session that was longer than its area and cover allow, and those allowed."""
    cap_min: float | None = None
    waiting: int | None = None
    """The step that waits for a higher cap of the day (`hold-cap`), and that cap in minutes."""
    day_cap: int | None = None
    first_bare: bool = False
    """Whether it asks for bare skin before any session on bare skin was clean (A24)."""
    chose_bare: bool = False
    """Whether someone begins on bare skin because they said that they use a mat regularly."""
    changed: LadderChange | None = None
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


def grew(session: Session) -> bool:
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
    return day_over(session) is not None or grew(session)


def completed(done_min: float, prescribed_min: float) -> bool:
    """Returns whether that many minutes are enough of what was prescribed."""
    return done_min >= ENOUGH * prescribed_min - 1e-9


def needed(standing: RampState) -> int:
    """Returns how many clean sessions lead up from the step; one where the area has been higher before."""
    return 1 if standing.step < standing.best else standing.rung.clean


def is_too_much(session: Session) -> bool:
    """Returns whether a session was stopped for the sensation, or its sharpness was 8 or more."""
    return session.ended is Ended.SENSATION or (session.sharpness or 0) >= TOO_MUCH


def is_sharp(session: Session) -> bool:
    """Returns whether the sharpness of a session was 6 or 7."""
    return SHARP <= (session.sharpness or 0) < TOO_MUCH
