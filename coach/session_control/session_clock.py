"""A session's timer, read at the present moment: its phase, its times and its cues."""

from __future__ import annotations

from datetime import timedelta

from coach.context import AppContext
from coach.domain.dates import day_of, moved
from coach.domain.model import Live
from coach.domain.session import timer, timer_record
from coach.domain.session.cues import Cue, chosen_cues, next_cue, present_cue
from coach.domain.session.live import SessionPlan
from coach.domain.session.session_times import SessionTimes, session_times
from coach.domain.session.timer import Phase, Timer


class SessionClock:
    """A timer and the clock that it is read against; every reading is of the present moment."""

    def __init__(self, context: AppContext, of: Timer) -> None:
        self.context = context
        self.timer = of
        self.cues: tuple[Cue, ...] = ()
        """All that rings at this length, as the user wants it."""
        self.refresh_cues()

    @property
    def now(self) -> float:
        """The elapsed clock, in seconds."""
        return self.context.clock.elapsed()

    @property
    def phase(self) -> Phase:
        """The phase of the session."""
        return timer.phase(self.timer, self.now)

    @property
    def elapsed_s(self) -> float:
        """Seconds on the mat, without pauses."""
        return timer.elapsed_s(self.timer, self.now)

    @property
    def left_s(self) -> float:
        """Seconds until the minutes are over."""
        return timer.left_s(self.timer, self.now)

    @property
    def overtime_s(self) -> float:
        """Seconds since the minutes were over."""
        return timer.overtime_s(self.timer, self.now)

    @property
    def ready_left_s(self) -> float:
        """Seconds left to settle down."""
        return timer.ready_left_s(self.timer, self.now)

    @property
    def paused_s(self) -> float:
        """Seconds since the present pause began; 0 outside a pause."""
        if self.phase is not Phase.PAUSED:
            return 0.0
        return self.now - self.timer.began_s - self.timer.pauses[-1].start

    @property
    def done_min(self) -> float:
        """Minutes that an end now would record."""
        return timer.done_min(self.timer, self.now)

    @property
    def may_lengthen(self) -> bool:
        """Whether the caps leave room for more minutes."""
        return self.timer.target_s < self.timer.cap_s

    @property
    def enough(self) -> bool:
        """Whether it is long enough to be recorded."""
        return timer.worth_recording(self.timer, self.now)

    @property
    def cue(self) -> Cue | None:
        """The cue that the screen shows now."""
        return present_cue(self.cues, self.elapsed_s)

    @property
    def next_cue(self) -> Cue | None:
        """The cue that comes next."""
        return next_cue(self.cues, self.elapsed_s)

    def to_next_second(self) -> float:
        """Returns the seconds until the clock on the screen changes."""
        if self.phase is Phase.ASKED:
            return 1.0
        if self.phase in (Phase.READY, Phase.PAUSED):
            # Settling down counts down, a pause counts up: the sign makes both fall towards the change.
            shown = self.ready_left_s or -self.paused_s
            return shown % 1.0 or 1.0
        return 1.0 - self.elapsed_s % 1.0

    def times_of(self, live: Live, over: Timer) -> SessionTimes:
        """Returns the moments to record of a session whose timer has ended."""
        return session_times(
            live, over, ended_s=over.last_s, elapsed_now=self.now, wall_now=self.context.now()
        )

    def new_record(self, *, before: int | None, free: bool) -> Live:
        """Returns a record of the session as it runs now, dated by the moment at which it began."""
        now, wall = self.now, self.context.now()
        # The elapsed clock tells how long ago that was, for the wall clock may have been set since.
        started = moved(wall, timedelta(seconds=self.timer.began_s - now))
        return timer_record.to_live(
            self.timer,
            day=day_of(started, self.context.book.settings.rollover),
            boot=self.context.clock.boot(),
            elapsed_now=now,
            wall_now=wall,
            before=before,
            free=free,
        )

    def refresh_cues(self) -> None:
        """Finds the cues again, after the length or the timer has changed."""
        self.cues = chosen_cues(
            self.timer.planned_s,
            self.timer.area,
            self.context.book.settings,
            extra_s=self.timer.target_s - self.timer.planned_s,
        )


def new_timer(context: AppContext, plan: SessionPlan) -> Timer:
    """Returns the timer of a new session, which begins with settling down."""
    return timer.begin(
        plan.area,
        plan.cover,
        planned_min=plan.minutes,
        cap_min=plan.cap_min,
        ready_s=context.book.settings.ready_s,
        now=context.clock.elapsed(),
    )


def timer_of(context: AppContext, live: Live) -> Timer:
    """Returns the timer of a record, as it stands on this machine's clock."""
    clock = context.clock
    return timer_record.from_live(
        live, boot=clock.boot(), elapsed_now=clock.elapsed(), wall_now=context.now()
    )
