"""The state of an area's ramp between two sessions, and the results of the fold."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coach.domain.model import Area, Goal, Rung, Screening, Session, Skin
from coach.domain.ramp.ladder import ladder
from coach.domain.ramp.limits import BARE_TRIAL, FirstSessions
from coach.domain.ramp.rules import HEALING_DAYS, Code, LadderChange


class FoldedSession(NamedTuple):
    """A session with the rung and the warnings that the fold found for it."""

    session: Session
    rung: Rung
    """The prescribed rung, or on a day without a prescription that of the current step."""
    guided: bool
    """Whether it was the first session of an open day, six hours after the last one; others are kept only for
    their warnings."""
    warning: bool
    """Whether one of rules 2 to 7 fits it."""
    sorer: bool = False
    """Whether soreness rose by two or more, or was 9 or 10 after a planned session."""
    exceeded_cap: float | None = None
    """The session cap of its area and cover in minutes, if it was longer than that; else None."""


class RampState:
    """The position of an area on its ladder between two sessions, and what the next one is decided by."""

    rungs: tuple[Rung, ...]
    """The ladder of the area up to the goal."""

    def __init__(self, area: Area, goal: Goal, *, step: int = 1, clean: int = 0, best: int = 0) -> None:
        self.area = area
        self.aim(goal)
        self.step = step
        self.clean_so_far = clean
        """Clean sessions on this step so far, without the one in `unsettled`."""
        self.best_step = best
        """The highest step at which a session was clean; 0 for none."""
        self.unsettled: list[FoldedSession] = []
        """The last planned session and the free ones since that have a warning.

        They stay here until the next planned session: only then it is known whether the skin stayed clear.
        """
        self.previous: FoldedSession | None = None
        """The session before those in `unsettled`, for rules about two in a row."""
        self.last_day: date | None = None
        """The last day with any session in the area."""
        self.days_off_since: date | None = None
        """The day of the last planned session, from which days off are counted."""
        self.skin_answer: tuple[date, Skin] | None = None
        """The latest answer of the skin check since the last session, with its day."""
        self.skin_warnings: set[Skin] = set()
        """All answers except `clear` since the last planned session; the worst counts until the next one."""
        self.reported_numb = False
        """Whether the skin was reported numb since the last planned session, or before the first."""
        self.broken_on: date | None = None
        """The day of the latest answer `broken` or `numb`, until a session follows after it has healed."""
        self.hurt_again = False
        """Whether that answer repeated, on another day, that the skin had not healed."""
        self.healed = False
        """Whether the skin has healed since: a clear answer came at least seven days later."""
        self.discounted: Code | None = None
        """The reason why the last session earns nothing: the user lowered the step or changed the ladder."""
        self.ladder_change: LadderChange | None = None
        """The change of the ladder behind `discounted`, if that is the reason."""
        self.lowered_to: int | None = None
        """The step to which the user lowered it since the last session; no rule leads above it."""
        self.clean_bare_min = 0
        """The minutes of the longest clean step on bare skin since the skin was last broken; 0 for none."""
        self.left_first_step = False
        """Whether the first step was ever passed."""
        self.sorer_in_a_row = 0
        """How many planned sessions in a row, up to the last one, ended with more soreness."""
        self.former_rules = False
        """Whether it follows the rules from before schema 3."""

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RampState) and vars(self) == vars(other)

    def branch(self) -> RampState:
        """Returns the same state, which changes without this one."""
        twin = copy(self)
        twin.unsettled, twin.skin_warnings = self.unsettled.copy(), self.skin_warnings.copy()
        return twin

    def aim(self, goal: Goal, *, standing: bool = True) -> None:
        """Takes the ladder up to a goal; the caller moves the steps. `standing` is for the feet (C09)."""
        self.goal = goal
        self.rungs = ladder(self.area, goal, standing=standing)

    @property
    def rung(self) -> Rung:
        """The rung of the step."""
        return self.rungs[self.step - 1]

    @property
    def clean_needed(self) -> int:
        """The clean sessions that lead to the next step: one if the area was higher before."""
        return 1 if self.step < self.best_step else self.rung.clean_needed

    @property
    def last_guided(self) -> FoldedSession | None:
        """The last planned session, until the next one settles it; None before the first."""
        # plain loops here and below: the fold asks for each session of a long history
        for entry in self.unsettled:
            if entry.guided:
                return entry
        return None

    @property
    def has_warning(self) -> bool:
        """Whether a session in `unsettled` has a warning, as for soreness that grew or a passed cap."""
        for entry in self.unsettled:  # noqa: SIM110
            if entry.warning:
                return True
        return False

    @property
    def bare_trial_over(self) -> bool:
        """Whether ten minutes on bare skin were clean once, with no broken skin since (A24)."""
        return self.clean_bare_min >= BARE_TRIAL

    @property
    def locked(self) -> bool:
        """Whether broken skin keeps the area closed."""
        return self.broken_on is not None and not self.healed

    @property
    def heals_on(self) -> date | None:
        """The first day on which an answer `clear` opens an area with broken skin; None without a lock."""
        return self.broken_on + timedelta(days=HEALING_DAYS) if self.broken_on else None


class SessionOutcome(NamedTuple):
    """A session with what the fold found out about it."""

    session: Session
    rung: Rung | None
    """The prescription for it; None for a free session."""
    step: int | None
    """The step of that prescription, from 1; None for a free session."""
    guided: bool
    """Whether it was the session that the coach asked for, which alone can be clean."""
    met: bool
    """Whether it met the prescription."""
    too_soon: bool = False
    """Whether it is free only because less than six hours had passed since the last one."""
    warned: bool = False
    """Whether one of rules 2 to 7 fits it, by all answers until the next session."""
    on_last_step: bool = False
    """Whether it was prescribed on the last step of the ladder."""


class Ramp(NamedTuple):
    """The result of the fold: the ramp of an area after everything that was recorded."""

    state: RampState
    outcomes: tuple[SessionOutcome, ...]
    screening: Screening | None
    turned_on: bool | None
    """Whether the area is turned on in the settings; None if the user has not said."""
    reached_towel_10: bool
    """Whether ten minutes on a towel were clean or passed, which opens the other areas."""
    first_sessions: FirstSessions
    """The count of the first sessions, by which the cap of a day goes."""
    rest_days: frozenset[date] = frozenset()
    """The days on which a skin check ordered rest."""
    locks: tuple[tuple[date, date | None], ...] = ()
    """The first and last days of the locks after broken skin; the last day is None while one lasts."""
    last_end: datetime | None = None
    """When the last session in the area ended, in UTC."""
