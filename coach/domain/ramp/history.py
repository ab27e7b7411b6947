"""The fold of an area: records go in one by one, and the state of its ramp comes out."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime

from coach.domain.dates import day_of
from coach.domain.instants import end_of, instant
from coach.domain.model import (
    OUTSIDE_SINCE,
    RULES_SINCE,
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
    """The fold of an area while it runs; records must be taken in the order of their instants.

    With `former`, the schema of an older file, it follows the rules that held then. On the day of an upgrade
    the two are compared, to tell the user what has changed.
    """

    def __init__(
        self,
        area: Area,
        book: Book,
        *,
        former: int | None = None,
        first_sessions: FirstSessions | None = None,
    ) -> None:
        """`first_sessions` is the count of the book's sessions, where it is known already."""
        self.area = area
        self.former_rules = former is not None and former < RULES_SINCE
        self.takes_all = former is not None and former < OUTSIDE_SINCE
        """Whether sessions of which only the minutes are known count like any other."""
        self.answers = GivenAnswers(book, former_rules=self.former_rules)
        self.first_sessions = first_sessions or FirstSessions(book.sessions, takes_all=self.takes_all)
        self.last_end: datetime | None = None
        """When the last session in the area ended, in UTC, apart from those outside the ramp."""
        self.last_end_of_all: datetime | None = None
        """The same with those; only what is asked for now goes by it."""
        self.outcomes: list[SessionOutcome] = []
        self.state = RampState(area, self.answers.goal)
        self.state.former_rules = self.former_rules
        start = next(iter(self.answers.starts), None)
        if start and area is Area.BACK:
            self.state.step = starting_step(self.state.rungs, start.start, sensitive=start.sensitive)
        self.credits = Credits(self.state)
        today = None if book.now is None else day_of(book.now, book.settings.rollover)
        self.skin = SkinHistory(self.state, self.credits, self.outcomes, today)

    def branch(self, first_sessions: FirstSessions) -> RampHistory:
        """Returns a fold that stands where this one does, and goes on by itself, with its own count."""
        twin = copy(self)
        twin.first_sessions = first_sessions
        twin.answers = self.answers.branch()
        twin.outcomes = self.outcomes.copy()
        twin.state = self.state.branch()
        twin.credits = self.credits.branch(twin.state)
        twin.skin = self.skin.branch(twin.state, twin.credits, twin.outcomes)
        return twin

    def begins_like(self, other: RampHistory) -> bool:
        """Returns whether two folds into which nothing was taken yet read all records in the same way."""
        return (
            self.state == other.state
            and vars(self.answers) == vars(other.answers)
            and self.skin.today == other.skin.today
        )

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
                # the sessions before it were asked for by a former coach, and keep its ladder
                self.answers.upgrade()
                self._aim(day, LadderChange.UPGRADE)
            case _:
                pass

    def area_state(self, day: date, *, assume_clear: bool = True) -> AreaState:
        """Returns the state of the area on a day, which must not lie before the records taken in."""
        cap = None if self.former_rules else self.first_sessions.cap(day)
        return area_state(self.state, self.answers.screening, day, day_cap=cap, assume_clear=assume_clear)

    def result(self, day: date = date.max) -> Ramp:
        """Returns the ramp as of a day; nothing may be taken in afterwards."""
        # the last session is settled by the next one only, but what it opens is open at once
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
            last_end=self.last_end_of_all,
            first_sessions=self.first_sessions,
        )

    def _session(self, session: Session) -> None:
        """Takes in a session: settles the last one, and judges this one by what its day asked for."""
        if session.only_minutes and not self.takes_all:
            self._session_outside(session)
            return
        state, day = self.state, session.day
        # An open skin check is not read as `clear` here. Else a session that is filled in later would profit
        # from an answer that nobody had given when the day's step was asked for.
        view = self.area_state(day, assume_clear=False)
        if view.code is Code.LOCKED_SKIN and self._heals(session):
            # no check was recorded, as in an import: a session after seven days went without trouble
            self.skin.healing.end(day)
            view = self.area_state(day, assume_clear=False)
        rested = self.last_end is None or instant(session.started_at) >= self.last_end + BETWEEN_SESSIONS
        # Only the first session of an open day can be guided, and only six hours after the last one: by the
        # days alone it could follow right after midnight, before marks had time to show.
        first = view.gate is Gate.OPEN and state.last_day != day
        guided = first and rested
        if guided:
            self.credits.settle(view.decision)
            state.days_off_since = day
            # after three in a row the step goes down, and the count begins again
            worse = soreness_grew(session) and not self.former_rules
            state.sorer_in_a_row = state.sorer_in_a_row % TIMES_WORSE + 1 if worse else 0
        elif self.former_rules:
            # a former coach let any session end a row of days off
            state.days_off_since = day
        entry = folded_session(state, session, view.decision, guided=guided)
        # a free session earns nothing, so it counts only for its warnings
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
        self._note_end(session)
        self.skin.take_session(session)

    def _session_outside(self, session: Session) -> None:
        """Takes in a session of which only the minutes are known, as from another tracker.

        It may have been on a towel or on bare skin. So it earns nothing, ends no days off, stands between no
        two sessions and no check and its session, and is no sign that broken skin has healed.
        """
        self.outcomes.append(SessionOutcome(session, None, None, guided=False, met=False))
        self._note_end(session)

    def _note_end(self, session: Session) -> None:
        end = end_of(session)
        self.last_end_of_all = end if self.last_end_of_all is None else max(self.last_end_of_all, end)

    def _heals(self, session: Session) -> bool:
        return shows_healing(session) and self.skin.healing.may_end(session.id, session.day)

    def _aim(self, day: date, why: LadderChange) -> None:
        """Takes the ladder that follows from the current answers, and moves to the nearest step on it."""
        state = self.state
        goal, before = self.answers.goal, state.rungs
        stands = may_stand(self.answers.screening)
        if ladder(self.area, goal, standing=stands) == before:
            state.goal = goal
            return
        # Credit comes first: after the move the last session no longer counts, and its credit would be lost.
        if decide(state, day, assume_clear=False).earned:
            self.credits.add()
        change_ladder(state, goal, stands=stands, why=why)

    def _start(self, event: StartSaid, day: date) -> None:
        """Takes in another start: it can lower at any time, but raise only before the first session."""
        state = self.state
        newly_sensitive = event.sensitive and not self.answers.sensitive
        self.answers.sensitive = event.sensitive
        self._aim(day, LadderChange.SENSITIVE)
        if newly_sensitive:
            self._lower(1, day, LadderChange.SENSITIVE)
            state.best_step = min(state.best_step, 1)
        elif self.area is Area.BACK and state.last_day is None:
            if state.ladder_change is LadderChange.SENSITIVE and not event.sensitive:
                # Nothing was done yet, so a slip at setup leaves no trace: the reason of the day is that of
                # the start that holds, not that the skin was called sensitive before.
                state.discounted = state.lowered_to = state.ladder_change = None
            state.step = starting_step(state.rungs, event.start, sensitive=event.sensitive)
            self.credits.note_reach()

    def _lowered(self, event: StepLowered, day: date) -> None:
        """Takes in that the user lowered the step, as the nearest step of the ladder of now."""
        self._lower(
            nearest(self.state.rungs, Rung(event.cover, event.minutes, 1, Posture(event.posture))), day
        )

    def _lower(self, target: int, day: date, why: LadderChange | None = None) -> None:
        """Lowers the step for good, to no more minutes; the steps above have to be earned in full again."""
        state = self.state
        now = decide(state, day, assume_clear=True)
        # A check that was answered later may have lowered the step further than the user saw it. That does
        # not undo the wish, so it counts if it is below the step of the day or the one the fold stood on; and
        # if the day's step is where an earlier wish led, asking for it once more still counts.
        if target < max(now.step, state.step) or (target == now.step and now.code is Code.LOWERED):
            if decide(state, day, assume_clear=False).earned:
                self.credits.add()
            lower(state, target, now, why)
