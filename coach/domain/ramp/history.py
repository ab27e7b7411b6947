"""The fold of an area: what was recorded goes in piece by piece, and the standing comes out."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from coach.domain.current_answers import first_of, goal_of, is_turned_on, of_kind, screening_of, start_of
from coach.domain.dates import day_of
from coach.domain.instants import end_of, instant
from coach.domain.model import (
    WOUNDED,
    Area,
    AreaTurned,
    Book,
    Check,
    Cover,
    Ended,
    Event,
    Goal,
    GoalSet,
    Posture,
    Rung,
    Screening,
    Session,
    Skin,
    StartSaid,
    StepLowered,
    Upgrade,
)
from coach.domain.ramp.decision import decide
from coach.domain.ramp.gates import AreaState, Gate, area_state
from coach.domain.ramp.healing import Healing, shows_healing
from coach.domain.ramp.ladder import ladder, limited_goal, nearest, starting_step
from coach.domain.ramp.limits import BETWEEN_SESSIONS, FirstSessions
from coach.domain.ramp.reductions import folded_session
from coach.domain.ramp.rules import (
    REST,
    TIMES_WORSE,
    Code,
    LadderChange,
    StepDecision,
    completed,
    soreness_grew,
)
from coach.domain.ramp.state import Ramp, RampState, SessionOutcome
from coach.domain.ramp.state_changes import change_ladder, credit, lower, take_step
from coach.domain.safety.screening import may_stand

_HELD_SINCE = 3
"""The first schema whose coach holds sensitive skin at the T-shirt."""

TOWEL_10 = Rung(Cover.TOWEL, 10, 1)
"""What the back has to have been through before the other areas open."""

_A_DAY = timedelta(days=1)


class RampHistory:
    """The fold's working state; what it is given comes in the order of its instants.

    With `former` it asks the rules from before schema 3: on the day of an upgrade they tell what has changed.
    """

    def __init__(self, area: Area, book: Book, *, former: bool = False) -> None:
        goal = first_of(of_kind(book, GoalSet))
        start = first_of(of_kind(book, StartSaid))
        self.area = area
        self.former_rules = former
        self.today = None if book.now is None else day_of(book.now, book.settings.rollover)
        """No answer counts as `clear` before its day; None where nothing lies ahead."""
        self.goals: list[GoalSet] = [goal] if goal else []
        self.starts: list[StartSaid] = [start] if start else []
        self.screenings: list[Screening] = []
        self.turns: list[AreaTurned] = []
        self.first_sessions = FirstSessions(book.sessions)
        self.last_end: datetime | None = None
        """When the last session in the area ended, in UTC."""
        self.sensitive = bool(start and start.sensitive)
        self.holds_sensitive = not any(each.from_schema < _HELD_SINCE for each in book.upgrades)
        """Whether sensitive skin stays on a T-shirt until bare skin is confirmed: from an upgrade on, that
        earlier sessions are read by the ladder that they were asked for on."""
        self.screening: Screening | None = None
        self.state = RampState(area, self._goal())
        self.state.former_rules = former
        if start and area is Area.BACK:
            self.state.step = starting_step(self.state.rungs, start.start, sensitive=start.sensitive)
        self.turned: bool | None = None
        self.outcomes: list[SessionOutcome] = []
        self.reached_towel_10 = False
        self.rest_days: set[date] = set()
        self.healing = Healing(self.state)
        self._note_reach()

    def take(self, what: Session | Check | Event | Upgrade, day: date) -> None:
        """Takes in what was recorded on a day."""
        match what:
            case Session():
                self._session(what)
            case Check():
                self._check(what)
            case Screening():
                self.screenings.append(what)
                self.screening = screening_of(self.screenings)
                self._aim(day, LadderChange.FEELING)
            case AreaTurned():
                self.turns.append(what)
                self.turned = is_turned_on(self.turns)
            case GoalSet() if what not in self.goals:
                self.goals.append(what)
                self._aim(day, LadderChange.GOAL)
            case StartSaid() if what not in self.starts:
                self.starts.append(what)
                self._start(start_of(self.starts) or what, day)
            case StepLowered():
                self._lowered(what, day)
            case Upgrade():
                self.holds_sensitive = True
                self._aim(day, LadderChange.UPGRADE)
            case _:
                pass

    def area_state(self, day: date, *, assume_clear: bool = True) -> AreaState:
        """Returns the state of the area on a day after what was taken in."""
        cap = None if self.former_rules else self.first_sessions.cap(day)
        return area_state(self.state, self.screening, day, day_cap=cap, assume_clear=assume_clear)

    def result(self, day: date = date.max) -> Ramp:
        """Returns what the history comes to, as of a day."""
        if decide(self.state, day, assume_clear=False).earned:
            self._credit()
        return Ramp(
            state=self.state,
            outcomes=tuple(self.outcomes),
            screening=self.screening,
            turned_on=self.turned,
            reached_towel_10=self.reached_towel_10,
            rest_days=frozenset(self.rest_days),
            locks=tuple(self.healing.locks),
            last_end=self.last_end,
            first_sessions=self.first_sessions,
        )

    def _session(self, session: Session) -> None:
        state, day = self.state, session.day
        view = self.area_state(day, assume_clear=False)
        heals = shows_healing(session) and self.healing.may_end(session.id, day)
        if view.code is Code.LOCKED_SKIN and heals:
            self.healing.end(day)
            view = self.area_state(day, assume_clear=False)
        rested = self.last_end is None or instant(session.started_at) >= self.last_end + BETWEEN_SESSIONS
        first = view.gate is Gate.OPEN and state.last_day != day
        guided = first and rested
        if guided:
            self._commit(view.decision)
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
        met = (
            rung is not None
            and completed(session.done_min, rung.minutes)
            and session.cover in (rung.cover, None)
            and session.ended is not Ended.SENSATION
        )
        self.outcomes.append(
            SessionOutcome(
                session,
                rung,
                state.step if guided else None,
                guided,
                met,
                first and not rested,
                entry.warning,
                guided and state.step == len(state.rungs),
            )
        )
        answered = state.skin_answer
        # an import may hold the answer of the day after, which is about every session of this day
        if answered is None or answered[0] <= day or answered[1] is Skin.CLEAR:
            state.skin_answer = None
        state.last_day = day
        end = end_of(session)
        self.last_end = end if self.last_end is None else max(self.last_end, end)
        if session.skin_after in WOUNDED:
            self._break(session.skin_after, day, session.seen)
        if session.skin_next is not None:
            # never its own day, also where the session was moved past it by an edit
            after = day + _A_DAY
            answered_on = max(after, session.skin_next_on or after)
            dated_ahead = self.today is not None and answered_on > self.today
            # a rest day that another session of the day ordered stays one
            rests = state.skin_answer is not None and state.skin_answer[0] >= answered_on
            # by a clock that ran ahead nobody has answered `clear` yet; hurt skin is never overlooked
            if session.skin_next is not Skin.CLEAR or not (dated_ahead or rests):
                state.skin_answer = answered_on, session.skin_next
            if session.skin_next in REST:
                self.rest_days.add(answered_on)
                self._mark(session.skin_next, answered_on)
            elif session.skin_next in WOUNDED:
                self._break(session.skin_next, answered_on)

    def _mark(self, skin: Skin, day: date) -> None:
        """Notes an answer but `clear`: it takes "clean" away, and no later answer gives it back."""
        state = self.state
        if state.last_day is not None:
            if decide(state, day, assume_clear=False).earned:
                # areas that opened by it stay open
                self._note_reach(state.step)
            state.skin_warnings.add(skin)
        if state.last_guided is not None:
            place = next(n for n in range(len(self.outcomes) - 1, -1, -1) if self.outcomes[n].guided)
            self.outcomes[place] = self.outcomes[place]._replace(warned=True)

    def _break(self, skin: Skin, day: date, seen: tuple[str, ...] = ()) -> None:
        self.healing.begin(day, seen)
        self.state.clean_bare_min = 0
        self.state.reported_numb |= skin is Skin.NUMB
        self._mark(skin, day)

    def _commit(self, decision: StepDecision) -> None:
        if decision.earned:
            self._credit()
        take_step(self.state, decision)
        self._note_reach()

    def _credit(self) -> None:
        """Notes what the last session earned that no later reduction takes away."""
        credit(self.state)
        self._note_reach()

    def _note_reach(self, clean: int = 0) -> None:
        """Notes whether the ramp has come as far as opens the other areas (towel 10)."""
        if not self.reached_towel_10:
            state = self.state
            towel_10 = nearest(state.rungs, TOWEL_10)
            self.reached_towel_10 = max(clean, state.best_step) >= towel_10 or state.step > towel_10

    def _check(self, check: Check) -> None:
        state = self.state
        if check.skin in WOUNDED:
            self._break(check.skin, check.day, check.seen)
        elif check.skin in REST:
            # `pink` is refused too early where it is typed, so it was about an earlier session, where a later
            # record or a merge puts another one before it: it counts all the same, for it can only lower
            self.rest_days.add(check.day)
            if not self.former_rules:
                self._mark(check.skin, check.day)
        else:
            if self._too_early(check):
                return
            if self.healing.may_end(check.id, check.day):
                self.healing.end(check.day)
            if (
                state.skin_answer
                and state.skin_answer[0] == check.day
                and state.skin_answer[1] is not Skin.CLEAR
            ):
                return
        state.skin_answer = (check.day, check.skin)

    def _too_early(self, check: Check) -> bool:
        """Returns whether an answer came on the day of the last session, or within six hours of its end."""
        if self.state.last_day is not None and check.day <= self.state.last_day:
            return True
        return self.last_end is not None and instant(check.at) < self.last_end + BETWEEN_SESSIONS

    def _goal(self) -> Goal:
        """Returns the goal up to which the ladder leads."""
        said = goal_of(self.goals)
        return limited_goal(said, sensitive=self.sensitive and self.holds_sensitive and not self.former_rules)

    def _aim(self, day: date, why: LadderChange) -> None:
        """Takes the ladder that the answers come to now; one stands on the nearest step of it."""
        state = self.state
        goal, before = self._goal(), state.rungs
        stands = may_stand(self.screening)
        if ladder(self.area, goal, standing=stands) == before:
            state.goal = goal
            return
        if decide(state, day, assume_clear=False).earned:
            self._credit()
        change_ladder(state, goal, stands=stands, why=why)

    def _start(self, event: StartSaid, day: date) -> None:
        state = self.state
        newly_sensitive = event.sensitive and not self.sensitive
        self.sensitive = event.sensitive
        self._aim(day, LadderChange.SENSITIVE)
        if newly_sensitive:
            self._lower(1, day, LadderChange.SENSITIVE)
            state.best_step = min(state.best_step, 1)
        elif self.area is Area.BACK and state.last_day is None:
            if state.ladder_change is LadderChange.SENSITIVE and not event.sensitive:
                # before the first session the start that holds is the only one
                state.discounted = state.lowered_to = state.ladder_change = None
            state.step = starting_step(state.rungs, event.start, sensitive=event.sensitive)
            self._note_reach()

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
                self._credit()
            lower(state, target, now, why)
