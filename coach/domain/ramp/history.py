"""The fold of an area: what was recorded goes in piece by piece, and the standing comes out."""

from __future__ import annotations

from datetime import date, datetime

from coach.domain.dates import day_of
from coach.domain.instants import end_of, instant
from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Check,
    Event,
    GoalSet,
    Posture,
    Rung,
    Screening,
    Session,
    StartSaid,
    StepLowered,
    Upgrade,
)
from coach.domain.ramp.decision import decide
from coach.domain.ramp.gates import AreaState, Gate, area_state
from coach.domain.ramp.given_answers import GivenAnswers
from coach.domain.ramp.healing import shows_healing
from coach.domain.ramp.ladder import ladder, nearest, starting_step
from coach.domain.ramp.limits import BETWEEN_SESSIONS, FirstSessions
from coach.domain.ramp.reductions import folded_session
from coach.domain.ramp.rules import (
    TIMES_WORSE,
    Code,
    LadderChange,
    meets,
    soreness_grew,
)
from coach.domain.ramp.skin_history import SkinHistory
from coach.domain.ramp.state import Ramp, RampState, SessionOutcome
from coach.domain.ramp.state_changes import Credits, change_ladder, lower
from coach.domain.safety.screening import may_stand


class RampHistory:
    """The fold's working state; what it is given comes in the order of its instants.

    With `former` it asks the rules from before schema 3: on the day of an upgrade they tell what has changed.
    """

    def __init__(self, area: Area, book: Book, *, former: bool = False) -> None:
        self.area = area
        self.former_rules = former
        self.answers = GivenAnswers(book, former_rules=former)
        self.first_sessions = FirstSessions(book.sessions)
        self.last_end: datetime | None = None
        """When the last session in the area ended, in UTC."""
        self.outcomes: list[SessionOutcome] = []
        self.state = RampState(area, self.answers.goal)
        self.state.former_rules = former
        start = next(iter(self.answers.starts), None)
        if start and area is Area.BACK:
            self.state.step = starting_step(self.state.rungs, start.start, sensitive=start.sensitive)
        self.credits = Credits(self.state)
        today = None if book.now is None else day_of(book.now, book.settings.rollover)
        self.skin = SkinHistory(self.state, self.credits, self.outcomes, today)

    def take(self, what: Session | Check | Event | Upgrade, day: date) -> None:
        """Takes in what was recorded on a day."""
        match what:
            case Session():
                self._session(what)
            case Check():
                self.skin.take_check(what, self.last_end)
            case Screening():
                self.answers.add_screening(what)
                self._aim(day, LadderChange.FEELING)
            case AreaTurned():
                self.answers.add_switch(what)
            case GoalSet() if what not in self.answers.goals:
                self.answers.goals.append(what)
                self._aim(day, LadderChange.GOAL)
            case StartSaid() if what not in self.answers.starts:
                self._start(self.answers.add_start(what), day)
            case StepLowered():
                self._lowered(what, day)
            case Upgrade():
                self.answers.upgrade()
                self._aim(day, LadderChange.UPGRADE)
            case _:
                pass

    def area_state(self, day: date, *, assume_clear: bool = True) -> AreaState:
        """Returns the state of the area on a day after what was taken in."""
        cap = None if self.former_rules else self.first_sessions.cap(day)
        return area_state(self.state, self.answers.screening, day, day_cap=cap, assume_clear=assume_clear)

    def result(self, day: date = date.max) -> Ramp:
        """Returns what the history comes to, as of a day."""
        if decide(self.state, day, assume_clear=False).earned:
            self.credits.add()
        return Ramp(
            state=self.state,
            outcomes=tuple(self.outcomes),
            screening=self.answers.screening,
            turned_on=self.answers.turned_on,
            reached_towel_10=self.credits.reached_towel_10,
            rest_days=frozenset(self.skin.rest_days),
            locks=tuple(self.skin.healing.locks),
            last_end=self.last_end,
            first_sessions=self.first_sessions,
        )

    def _session(self, session: Session) -> None:
        state, day = self.state, session.day
        view = self.area_state(day, assume_clear=False)
        heals = shows_healing(session) and self.skin.healing.may_end(session.id, day)
        if view.code is Code.LOCKED_SKIN and heals:
            self.skin.healing.end(day)
            view = self.area_state(day, assume_clear=False)
        rested = self.last_end is None or instant(session.started_at) >= self.last_end + BETWEEN_SESSIONS
        first = view.gate is Gate.OPEN and state.last_day != day
        guided = first and rested
        if guided:
            self.credits.settle(view.decision)
            state.days_off_since = day
            # the run of three begins again once it led down
            worse = soreness_grew(session) and not self.former_rules
            state.sorer_in_a_row = state.sorer_in_a_row % TIMES_WORSE + 1 if worse else 0
        elif self.former_rules:
            state.days_off_since = day
        entry = folded_session(state, session, view.decision, guided=guided)
        if guided or entry.warning:
            state.unsettled.append(entry)
        rung = state.rung if guided else None
        self.outcomes.append(
            SessionOutcome(
                session,
                rung,
                state.step if guided else None,
                guided,
                rung is not None and meets(session, rung),
                first and not rested,
                entry.warning,
                guided and state.step == len(state.rungs),
            )
        )
        state.last_day = day
        end = end_of(session)
        self.last_end = end if self.last_end is None else max(self.last_end, end)
        self.skin.take_session(session)

    def _aim(self, day: date, why: LadderChange) -> None:
        """Takes the ladder that the answers come to now; one stands on the nearest step of it."""
        state = self.state
        goal, before = self.answers.goal, state.rungs
        stands = may_stand(self.answers.screening)
        if ladder(self.area, goal, standing=stands) == before:
            state.goal = goal
            return
        if decide(state, day, assume_clear=False).earned:
            self.credits.add()
        change_ladder(state, goal, stands=stands, why=why)

    def _start(self, event: StartSaid, day: date) -> None:
        state = self.state
        newly_sensitive = event.sensitive and not self.answers.sensitive
        self.answers.sensitive = event.sensitive
        self._aim(day, LadderChange.SENSITIVE)
        if newly_sensitive:
            self._lower(1, day, LadderChange.SENSITIVE)
            state.best_step = min(state.best_step, 1)
        elif self.area is Area.BACK and state.last_day is None:
            if state.ladder_change is LadderChange.SENSITIVE and not event.sensitive:
                # before the first session the start that holds is the only one
                state.discounted = state.lowered_to = state.ladder_change = None
            state.step = starting_step(state.rungs, event.start, sensitive=event.sensitive)
            self.credits.note_reach()

    def _lowered(self, event: StepLowered, day: date) -> None:
        self._lower(
            nearest(self.state.rungs, Rung(event.cover, event.minutes, 1, Posture(event.posture))), day
        )

    def _lower(self, target: int, day: date, why: LadderChange | None = None) -> None:
        """Lowers the step for good, to no more minutes: what lies above is earned anew, in full."""
        state = self.state
        now = decide(state, day, assume_clear=True)
        # a check answered later may have lowered it further by now, and does not undo what was asked for
        if target < max(now.step, state.step) or (target == now.step and now.code is Code.LOWERED):
            if decide(state, day, assume_clear=False).earned:
                self.credits.add()
            lower(state, target, now, why)
