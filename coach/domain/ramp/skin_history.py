"""The skin of an area over time: the answers about it, the rest days they order, and the locks."""

from __future__ import annotations

from copy import copy
from datetime import date, datetime, timedelta

from coach.domain.instants import instant
from coach.domain.model import WOUNDED, Check, Session, Skin
from coach.domain.ramp.decision import decide
from coach.domain.ramp.healing import Healing
from coach.domain.ramp.limits import BETWEEN_SESSIONS
from coach.domain.ramp.rules import REST
from coach.domain.ramp.state import RampState, SessionOutcome
from coach.domain.ramp.state_changes import Credits

_A_DAY = timedelta(days=1)


class SkinHistory:
    """The answers about the skin of an area, which must be taken in the order of their instants."""

    def __init__(
        self, state: RampState, credits: Credits, outcomes: list[SessionOutcome], today: date | None
    ) -> None:
        self.state = state
        self.credits = credits
        self.outcomes = outcomes
        self.today = today
        """The day of now, before which no answer `clear` counts; None if nothing is dated ahead."""
        self.rest_days: set[date] = set()
        """The days on which a skin check ordered rest."""
        self.healing = Healing(state)

    def branch(self, state: RampState, credits: Credits, outcomes: list[SessionOutcome]) -> SkinHistory:
        """Returns the same answers, for what are the same state, credits and outcomes on their own."""
        twin = copy(self)
        twin.state, twin.credits, twin.outcomes = state, credits, outcomes
        twin.rest_days = self.rest_days.copy()
        twin.healing = self.healing.branch(state)
        return twin

    def take_session(self, session: Session) -> None:
        """Takes in the answers that a session carries: of its end, and of the skin check after it."""
        state, day = self.state, session.day
        answered = state.skin_answer
        # A session opens the skin check again. An import may already have the answer of a later day, though,
        # which is about all sessions before it.
        if answered is None or answered[0] <= day or answered[1] is Skin.CLEAR:
            state.skin_answer = None
        if session.skin_after in WOUNDED:
            self._break(session.skin_after, day, session.seen)
        if session.skin_next is not None:
            self._next_answer(session.skin_next, day, session.skin_next_on)

    def take_check(self, check: Check, last_end: datetime | None) -> None:
        """Takes in a skin check; `last_end` is when the last session in the area ended, in UTC."""
        state = self.state
        if check.skin in WOUNDED:
            self._break(check.skin, check.day, check.seen)
        elif check.skin in REST:
            # An answer `pink` that comes too early is refused when it is typed. So this one was about an
            # earlier session, and a later record or a merge put another one before it. It counts all the
            # same, because it can only lower the step.
            self.rest_days.add(check.day)
            if not state.former_rules:
                self._warn(check.skin, check.day)
        else:
            if self._is_too_early(check, last_end):
                return
            if self.healing.may_end(check.id, check.day):
                self.healing.end(check.day)
            answered = state.skin_answer
            # an answer `clear` never ends the rest or the lock that another one of that day ordered
            if answered and answered[0] == check.day and answered[1] is not Skin.CLEAR:
                return
        state.skin_answer = (check.day, check.skin)

    def _next_answer(self, skin: Skin, day: date, answered_on: date | None) -> None:
        """Takes in the first answer of the skin check after a session of `day`."""
        state = self.state
        # never on its own day, not even if an edit moved the session behind the day of the answer
        after = day + _A_DAY
        on = max(after, answered_on or after)
        dated_ahead = self.today is not None and on > self.today
        # a rest day that another session of the day ordered stays one
        rests = state.skin_answer is not None and state.skin_answer[0] >= on
        # a `clear` of a day to come is from a clock that ran ahead; hurt skin is never overlooked
        if skin is not Skin.CLEAR or not (dated_ahead or rests):
            state.skin_answer = on, skin
        if skin in REST:
            self.rest_days.add(on)
            self._warn(skin, on)
        elif skin in WOUNDED:
            self._break(skin, on)

    def _warn(self, skin: Skin, day: date) -> None:
        """Notes an answer other than `clear`: the last session is no longer clean, whatever is said later."""
        state = self.state
        # decided before the warning is noted: other areas that the session opened stay open
        if state.last_day is not None:
            if decide(state, day, assume_clear=False).earned:
                self.credits.note_reach(state.step)
            state.skin_warnings.add(skin)
        if state.last_guided is not None:
            place = next(n for n in range(len(self.outcomes) - 1, -1, -1) if self.outcomes[n].guided)
            self.outcomes[place] = self.outcomes[place]._replace(warned=True)

    def _break(self, skin: Skin, day: date, seen: tuple[str, ...] = ()) -> None:
        """Closes the area for broken or numb skin, and lets the trial on bare skin begin again."""
        self.healing.begin(day, seen)
        self.state.clean_bare_min = 0
        self.state.reported_numb |= skin is Skin.NUMB
        self._warn(skin, day)

    def _is_too_early(self, check: Check, last_end: datetime | None) -> bool:
        """Returns whether an answer came on the day of the last session, or within six hours of its end."""
        if self.state.last_day is not None and check.day <= self.state.last_day:
            return True
        return last_end is not None and instant(check.at) < instant(last_end) + BETWEEN_SESSIONS
