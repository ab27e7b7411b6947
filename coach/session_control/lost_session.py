"""A session that nobody ended: what is asked about it, and how the answer is recorded."""

from __future__ import annotations

from math import floor

from coach.context import AppContext
from coach.domain.model import Book, Change, Ended, Live, Refused, StopReason
from coach.domain.ramp.limits import SHORTEST_MIN
from coach.domain.session import live as running
from coach.domain.session.recovery import Lapsed, recover
from coach.domain.session.session_times import SessionTimes, day_begun, end_after, session_times
from coach.domain.session.timer_record import from_live
from coach.domain.typed_times import minutes_of
from coach.text.format import day_name, minutes

COUNTS = "It counts for your streak, and your step stays the same."
"""What a session whose length is told later does."""


def lapsed(context: AppContext) -> Lapsed | None:
    """Returns a session that nobody ended, with its likely end; None if there is none, or it still runs."""
    if (live := context.book.live) is None:
        return None
    found = recover(
        live, boot=context.clock.boot(), elapsed_now=context.clock.elapsed(), wall_now=context.now()
    )
    return found if isinstance(found, Lapsed) else None


class LostSession:
    """A session that is over, and whose length only the user knows."""

    def __init__(self, context: AppContext, live: Live, found: Lapsed) -> None:
        self.context = context
        self.live = live
        self.found = found

    @property
    def is_worth(self) -> bool:
        """Whether it can have been long enough to be recorded without a stop."""
        return self.found.most_min >= SHORTEST_MIN

    @property
    def offered_min(self) -> float:
        """The likeliest minutes, in tenths; of one worth recording never fewer than can be recorded."""
        # Rounded down, for more than the session can have had would be refused.
        offered = floor(self.found.offered_min * 10) / 10
        return max(offered, SHORTEST_MIN) if self.is_worth else offered

    def question(self) -> str:
        """Returns the question about its end."""
        live, found, at = self.live, self.found, self.found.ended_at
        day = day_begun(live, self.times(found.offered_min), self.context.book.settings.rollover)
        when = day_name(day, self.context.day())
        then = "" if when == "today" else f" {when}"
        if found.paused:
            return f"You paused at {at:%H:%M}{then}, after {minutes(found.offered_min)}. Was that all of it?"
        planned = minutes(live.planned_min + live.extra_min)
        return f"Your {planned} ended at {at:%H:%M}{then}. Did you stay to the end?"

    def checked_minutes(self, text: str, *, stopped: bool, discard: str) -> float:
        """Returns the minutes that someone typed.

        Raises Refused for what is no number, and for minutes that cannot have been. Of a session that was
        `stopped` any time counts. `discard` is what to type to record nothing.
        """
        try:
            typed = minutes_of(text)
        except Refused:
            wrong = f", not {text.strip()}" if text.strip() else " of minutes"
            raise Refused(f"minutes: give a number{wrong}.") from None
        least = running.LEAST_MIN if stopped else SHORTEST_MIN
        if not least <= typed <= self.found.most_min:
            most = minutes(self.found.most_min)
            fits = f"up to {most}" if stopped else f"from {SHORTEST_MIN} to {most}"
            raise Refused(f"minutes: give a number {fits}; {discard} discards the session.")
        return typed

    def record(
        self, book: Book, done_min: float, ended: Ended, stopped_for: StopReason | None = None
    ) -> Change:
        """Records it with its minutes; raises Refused if it was answered in another terminal."""
        return running.finish(
            book,
            self.live,
            done_min=done_min,
            ended=ended,
            times=self.times(done_min),
            stopped_for=stopped_for,
        )

    def discard(self, book: Book) -> Change:
        """Records nothing of it; raises Refused if it was answered in another terminal."""
        return running.discard(book, self.live)

    def times(self, done_min: float) -> SessionTimes:
        """Returns its start and end, had it that many minutes."""
        elapsed, now = self.context.clock.elapsed(), self.context.now()
        timer = from_live(self.live, boot=self.context.clock.boot(), elapsed_now=elapsed, wall_now=now)
        ended_s = end_after(timer, done_min * 60)
        return session_times(self.live, timer, ended_s=ended_s, elapsed_now=elapsed, wall_now=now)


def lost_session(context: AppContext) -> LostSession | None:
    """Returns the session that nobody ended; None if there is none, or it still runs."""
    found, live = lapsed(context), context.book.live
    return LostSession(context, live, found) if live is not None and found is not None else None
