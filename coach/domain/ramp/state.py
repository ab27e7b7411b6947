"""What the fold of an area comes to."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from coach.domain.model import Area, Goal, Rung, Screening, Session, Skin
from coach.domain.ramp.ladder import ladder
from coach.domain.ramp.limits import BARE_TRIAL, FirstSessions
from coach.domain.ramp.rules import HEALING_DAYS, Code, LadderChange


class FoldedSession(NamedTuple):
    """A session as the fold took it in."""

    session: Session
    rung: Rung
    """What was prescribed, or where the area stood on a day without a prescription."""
    guided: bool
    """The first of an open day; the others enter only for what they warn of."""
    warning: bool
    """Whether one of rules 2 to 7 fits it."""
    sorer: bool = False
    """Whether soreness was two or more higher after it than before, or after a guided one 9 or 10."""
    exceeded_cap: float | None = None
    """The most minutes for a session of its area and cover, where it was longer than that."""


class RampState:
    """Where an area stands within its ladder, between two sessions."""

    rungs: tuple[Rung, ...]
    """The ladder of the area up to the goal."""

    def __init__(self, area: Area, goal: Goal, *, step: int = 1, clean: int = 0, best: int = 0) -> None:
        self.area = area
        self.aim(goal)
        self.step = step
        self.clean_so_far = clean
        """Clean sessions on this step so far, those of `group` not counted."""
        self.best_step = best
        """The highest step at which a session was clean; 0 for none."""
        self.unsettled: list[FoldedSession] = []
        """The last guided session, not settled yet, with the free ones since that warn of something."""
        self.previous: FoldedSession | None = None
        """The entry before those of `group`."""
        self.last_day: date | None = None
        """The last day with any session in the area."""
        self.days_off_since: date | None = None
        """The day that days off are counted from: that of the last guided session."""
        self.skin_answer: tuple[date, Skin] | None = None
        """The latest answer of the skin check since the last session."""
        self.skin_warnings: set[Skin] = set()
        """Every answer but `clear` since the last guided session: until the next one the worst counts."""
        self.reported_numb = False
        """Whether the skin was said to be numb since the last guided session, or before the first."""
        self.broken_on: date | None = None
        """The day of an answer `broken` that is not healed yet."""
        self.hurt_again = False
        """Whether that answer said once more that the skin had not healed."""
        self.healed = False
        """That a clear answer came seven days after it or later."""
        self.discounted: Code | None = None
        """Why the last session no longer counts upwards: the user moved the step or the goal."""
        self.ladder_change: LadderChange | None = None
        """What changed the ladder, where that is why."""
        self.lowered_to: int | None = None
        """The step that the user asked for since the last session; no rule passes it, or adds it to one."""
        self.clean_bare_min = 0
        """The longest step on bare skin that was clean since the skin was last broken; 0 for none."""
        self.left_first_step = False
        """Whether the first step was ever left upwards."""
        self.sorer_in_a_row = 0
        """Guided sessions in a row, up to the last one, after which soreness had grown."""
        self.former_rules = False
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
    def clean_needed(self) -> int:
        """How many clean sessions lead up from the step: one where the area has been higher before."""
        return 1 if self.step < self.best_step else self.rung.clean_needed

    @property
    def last_guided(self) -> FoldedSession | None:
        """Returns the last guided session, if one is not settled yet."""
        return next((entry for entry in self.unsettled if entry.guided), None)

    @property
    def bare_trial_over(self) -> bool:
        """Whether ten minutes on bare skin were clean once, and the skin was never broken since."""
        return self.clean_bare_min >= BARE_TRIAL

    @property
    def locked(self) -> bool:
        """Whether broken skin keeps the area closed."""
        return self.broken_on is not None and not self.healed

    @property
    def heals_on(self) -> date | None:
        """Returns the first day on which an answer `clear` opens an area with broken skin."""
        return self.broken_on + timedelta(days=HEALING_DAYS) if self.broken_on else None


class SessionOutcome(NamedTuple):
    """What the fold made of one session."""

    session: Session
    rung: Rung | None
    """The prescription of that day; None on a rest day and while locked."""
    step: int | None
    guided: bool
    met: bool
    """Whether the day's prescription was met by it."""
    too_soon: bool = False
    """Whether it would have been guided, had six hours passed since the last one."""
    warned: bool = False
    """Whether one of rules 2 to 7 fits it, by what was answered until the next session."""
    on_last_step: bool = False
    """Whether it was asked for on the last step of the ladder."""


class Ramp(NamedTuple):
    """An area's history folded up."""

    state: RampState
    outcomes: tuple[SessionOutcome, ...]
    screening: Screening | None
    turned_on: bool | None
    """What the user said of the area in the settings; None for nothing."""
    reached_towel_10: bool
    """Whether towel 10 was clean or lies below: what opens the other areas."""
    first_sessions: FirstSessions
    """How many of the first sessions lie behind a day."""
    rest_days: frozenset[date] = frozenset()
    """The days on which a skin check ordered rest."""
    locks: tuple[tuple[date, date | None], ...] = ()
    """First and last days of the locks after broken skin; no last day while one lasts."""
    last_end: datetime | None = None
    """When the last session in the area ended, in UTC."""
