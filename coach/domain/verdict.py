"""What the last day on the mat means for the next one: rules 2 to 12 of the ramp."""

from __future__ import annotations

from datetime import date, timedelta
from enum import StrEnum
from typing import NamedTuple

from coach.domain.days import days_between
from coach.domain.ladder import Goal, Rung, down, ladder, no_longer, softer
from coach.domain.model import WOUNDED, Area, Ended, Session, Skin

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

BARE_TRIAL = 10
"""Minutes of a bare session until as many were clean once (A24)."""


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


class Entry(NamedTuple):
    """A session as the fold took it in."""

    session: Session
    rung: Rung
    """What was prescribed, or where the area stood on a day without a prescription."""
    guided: bool
    """The first of an open day; the others enter only for what they warn of."""
    warning: bool
    """Whether one of rules 2 to 7 fits it."""


class Standing:
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
        self.group: list[Entry] = []
        """The entries of the last day that counts, not settled yet."""
        self.before: Entry | None = None
        """The entry before those of `group`."""
        self.last_day: date | None = None
        """The last day with any session in the area."""
        self.answer: tuple[date, Skin] | None = None
        """The latest answer of the skin check since the last session."""
        self.broken_on: date | None = None
        """The day of an answer `broken` that is not healed yet."""
        self.healed = False
        """That a clear answer came seven days after it or later."""
        self.spent: Code | None = None
        """Why the last session no longer counts upwards: the user moved the step or the goal."""
        self.lowered_to: int | None = None
        """The step that the user asked for since the last session; no rule passes it, or adds it to one."""
        self.bare_trial_over = False
        """Whether ten minutes on bare skin were clean once, and the skin was never broken since."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Standing) and vars(self) == vars(other)

    def aim(self, goal: Goal) -> None:
        """Takes the ladder up to a goal; the steps are left to the caller."""
        self.goal = goal
        self.rungs = ladder(self.area, goal)

    @property
    def rung(self) -> Rung:
        """The rung that is stood on."""
        return self.rungs[self.step - 1]

    @property
    def heals_on(self) -> date | None:
        """The first day on which an answer `clear` opens an area with broken skin."""
        return self.broken_on + timedelta(days=HEALING_DAYS) if self.broken_on else None


class Verdict(NamedTuple):
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
    """Whole days without a session in the area."""
    sharpness: int | None = None
    earned: bool = False
    """Whether the last session was clean, on the step that is still stood on."""


def warns(session: Session) -> bool:
    """Whether one of rules 2 to 7 fits a session, which takes it into the fold whatever its kind."""
    return (
        session.ended is Ended.SENSATION
        or (session.sharpness is not None and session.sharpness >= SHARP)
        or session.skin_after in HURT
        or session.skin_next in MARKED
    )


def completed(done_min: float, prescribed_min: float) -> bool:
    """Whether that many minutes are enough of what was prescribed."""
    return done_min >= ENOUGH * prescribed_min - 1e-9


def needed(standing: Standing) -> int:
    """Clean sessions to leave the step upwards; one where the area has been higher before."""
    return 1 if standing.step < standing.best else standing.rung.clean


def settle(standing: Standing, day: date, *, assume_clear: bool) -> Verdict:
    """The step of `day` by rules 2 to 12, and no higher than the user asked for.

    `assume_clear` reads an open skin check as `clear`, for what is shown but cannot be started yet.
    """
    found = _settle(standing, day, assume_clear=assume_clear)
    lowered = standing.lowered_to
    if lowered is None or found.step < lowered:
        return found
    return found._replace(
        step=lowered, clean=0, best=min(found.best, lowered), code=Code.LOWERED, why=Code.LOWERED
    )


def _settle(standing: Standing, day: date, *, assume_clear: bool) -> Verdict:
    gap = days_between(standing.last_day, day) if standing.last_day else 0
    group = standing.group
    warning = any(entry.warning for entry in group)
    hold = _hold(group, day, warning=warning, assume_clear=assume_clear)
    earned = hold is None and standing.spent is None and bool(group) and not warning
    step, clean = standing.step, standing.clean
    best = max(standing.best, step) if earned else standing.best
    if warning or gap > 2 or standing.healed:
        reduced = _reduction(standing, gap, best, earned=earned)
        if reduced is not None:
            return reduced
    if earned:
        clean += 1
        if gap >= 3:
            code = Code.RETURN_REPEAT
        elif clean < needed(standing):
            code = Code.REPEAT
        elif step < len(standing.rungs):
            return Verdict(step + 1, 0, best, Code.ADVANCE, Code.ADVANCE, step, gap, None, earned)
        else:
            code = Code.HOLD_GOAL
    elif not group:
        code = Code.FIRST
    elif standing.spent:
        code = standing.spent
    elif hold in (Code.HOLD_SHARP, Code.HOLD_SORE):
        code, clean = hold, 0
    else:
        code = hold or Code.HOLD_SORE
    return Verdict(step, clean, best, code, code, step, gap, _sharpness(group) if warning else None, earned)


def _reduction(standing: Standing, gap: int, best: int, *, earned: bool) -> Verdict | None:
    """Rules 2 to 6: each computed from the same step; the lowest wins, the upper row on a tie."""
    step, rungs = standing.step, standing.rungs
    landings: list[tuple[int, Code]] = []
    if standing.broken_on and standing.healed:
        landings.append((no_longer(rungs, softer(rungs, step), step), Code.LOCKED_SKIN))
    if any(e.session.skin_next in REST for e in standing.group):
        landings.append((down(rungs, step, 2), Code.REST_SKIN))
    if gap >= 7:
        landings.append((_after(standing, gap), Code.RETURN))
    hard = [e for e in standing.group if _too_much(e.session)]
    if hard:
        landings.append((down(rungs, step, 1), Code.TOO_MUCH))
    if _sharp_twice(standing):
        landings.append((down(rungs, step, 1), Code.SHARP_TWICE))
    if not landings:
        return None
    landing, why = min(landings, key=lambda found: found[0])
    if standing.broken_on and standing.healed:
        best = landing
    code = Code.FLOOR if step == 1 and why is not Code.LOCKED_SKIN else why
    return Verdict(landing, 0, best, code, why, step, gap, _sharpness(standing.group), earned)


def _sharpness(group: list[Entry]) -> int | None:
    """The highest sharpness that the last day warned of."""
    return max((e.session.sharpness or 0 for e in group), default=0) or None


def _after(standing: Standing, gap: int) -> int:
    """Where one lands after 7 and more days off."""
    if gap >= 90:
        return 1
    if gap >= 30:
        return no_longer(standing.rungs, softer(standing.rungs, standing.step), standing.step)
    return down(standing.rungs, standing.step, 4 if gap >= 14 else 2)


def _too_much(session: Session) -> bool:
    return session.ended is Ended.SENSATION or (session.sharpness or 0) >= TOO_MUCH


def _sharp(session: Session) -> bool:
    return SHARP <= (session.sharpness or 0) < TOO_MUCH


def _sharp_twice(standing: Standing) -> bool:
    previous = standing.before
    for entry in standing.group:
        if (
            previous is not None
            and _sharp(entry.session)
            and _sharp(previous.session)
            and previous.rung == entry.rung
        ):
            return True
        previous = entry
    return False


def _hold(group: list[Entry], day: date, *, warning: bool, assume_clear: bool) -> Code | None:
    """Rules 7 and 8."""
    if warning:
        for entry in group:
            if _sharp(entry.session):
                return Code.HOLD_SHARP
        for entry in group:
            if entry.session.skin_after is Skin.SORE:
                return Code.HOLD_SORE
    for entry in group:
        if entry.guided:
            return _incomplete(entry, day, assume_clear=assume_clear)
    return Code.HOLD_UNANSWERED if group else None


def _incomplete(entry: Entry, day: date, *, assume_clear: bool) -> Code | None:
    session, rung = entry.session, entry.rung
    # an answer given after `day` was still open then: a session filled in later must not profit from it
    late = session.skin_next_on is not None and session.skin_next_on > day
    unanswered = session.skin_next is None or late
    if session.sharpness is None or session.cover is None or (unanswered and not assume_clear):
        return Code.HOLD_UNANSWERED
    if not completed(session.done_min, rung.minutes):
        return Code.HOLD_SHORT
    if session.ended is Ended.STOPPED:
        return Code.HOLD_STOPPED
    if session.cover is not rung.cover:
        return Code.HOLD_COVER
    if session.ended is Ended.RECOVERED:
        return Code.HOLD_RECOVERED
    return None
