"""A session at this terminal: its timer, its record in the file, and changes that other terminals make."""

from __future__ import annotations

from contextlib import suppress
from typing import Self

from coach.context import AppContext
from coach.domain.drafts import SessionDraft
from coach.domain.model import Book, Ended, Live, Refused, Session, StopReason
from coach.domain.session import live as running
from coach.domain.session import timer, timer_record
from coach.domain.session.cues import due, reminder
from coach.domain.session.live import SessionPlan
from coach.domain.session.timer import Phase, Timer, TimerEvent
from coach.domain.session.unattended import closed_unattended, closed_unseen
from coach.faults import in_short
from coach.save_queue import LOCKED_OR_GONE
from coach.session_control.session_changes import ClockTick, LiveChange
from coach.session_control.session_clock import SessionClock, new_timer, timer_of
from coach.store import Applied, StoreError

RETRY_S = 15.0
"""Seconds from a write that failed to the next try."""
SOON_S = 1.0
"""The same where only another process has to finish, or the file to come back."""


class SessionController(SessionClock):
    """One session from settling down to its record; it writes at the start, at each key, and at the end."""

    def __init__(self, context: AppContext, of: Timer, live: Live | None, *, free: bool) -> None:
        super().__init__(context, of)
        self.live = live
        """Its record in the file; None until the clock runs, or while the file cannot be written."""
        self.free = free
        self.id = live.id if live else context.store.new_id()
        """The id of its record, and of the session that it becomes; chosen before anything is written."""
        self.fault = ""
        """Why the file is not up to date, in a few words; empty where it is."""
        self.unsaved = False
        """Whether a key was pressed whose effect is not in the file."""
        self.lock = ""
        """Why the area is locked, if that came while the session ran."""
        self.retry_at = 0.0
        """The time on the elapsed clock at which to try again to write."""
        self.joined = live is not None
        """Whether it ran already when this screen was opened."""
        self.before: int | None = live.before if live else None
        """The soreness before the session, 0 to 10; None where nobody has answered."""
        self.stopped_for: StopReason | None = None
        self.attended = False
        """Whether a key was pressed since the minutes were over."""
        self._goes_on = False
        """Whether the user has chosen to keep going, not to end, and the file does not have that yet."""
        # Three readings of the last look: what came due since then is rung once.
        self._seen_s = timer.elapsed_s(of, self.now)
        self._over_s = timer.overtime_s(of, self.now)
        self._seen_at = self.now
        if self.joined:
            context.hooks.session_runs(self.now)

    @classmethod
    def planned(cls, context: AppContext, plan: SessionPlan) -> Self:
        """Returns a new session, which begins with settling down."""
        return cls(context, new_timer(context, plan), None, free=plan.free)

    @classmethod
    def of(cls, context: AppContext, live: Live) -> Self:
        """Returns the session that runs already, as it is in the file."""
        return cls(context, timer_of(context, live), live, free=live.free)

    def look(self) -> ClockTick:
        """Returns what came due since the last look; writes the start once the session has settled down."""
        now, phase = self.now, self.phase
        if phase is not Phase.READY and self.live is None:
            self.write()
            phase = self.phase
        if self.live is not None:
            self.context.hooks.session_goes_on(now)
        seen_s, over_s = self.elapsed_s, self.overtime_s
        rings = due(self.cues, self._seen_s, seen_s)
        nags = phase is Phase.OVERTIME and reminder(self._over_s, over_s, answered=self.attended) is not None
        stalled = closed_unseen(self.timer, phase, now - self._seen_at)
        self._seen_s, self._over_s, self._seen_at = seen_s, over_s, now
        return ClockTick(phase, rings[-1] if rings else None, nags and not rings, stalled)

    def press(self, event: TimerEvent) -> bool:
        """Applies a key to the timer and writes the result; returns False if the timer does not take it now.

        Raises Refused if the session was ended in another terminal.
        """
        changed = timer.step(self.timer, event, self.now)
        if changed is self.timer:
            return False
        self.timer = changed
        if event in (TimerEvent.KEEP_GOING, TimerEvent.ASK_FINISH, TimerEvent.ASK_STOP):
            self._goes_on = event is TimerEvent.KEEP_GOING
        self.refresh_cues()
        self.write()
        return True

    def write(self) -> None:
        """Writes the start, or the state after a key; the reason why it cannot be written goes to `fault`.

        Raises Refused if the session was ended in another terminal.
        """
        self.unsaved = True
        try:
            if self.live is None:
                self._write_start()
            else:
                live, goes_on = self.record(), self._goes_on
                self._wrote(
                    self.context.change(lambda book: running.change(book, live, goes_on=goes_on)).book
                )
            self._saved()
        except StoreError as error:
            self._not_saved(error)

    def _wrote(self, book: Book) -> None:
        live = book.live
        if live is not None and live.asked_s != self.timer.asked_s:
            # Someone asked for an end in another terminal meanwhile. The file has kept that, so that a stop
            # is never lost to a key pressed here; this terminal takes it over.
            self._join(live)
        self.live = live

    def catch_up(self) -> None:
        """Tries a failed write again; raises Refused if the session was ended in another terminal."""
        if self.unsaved:
            self.write()
        elif self.context.error is None:
            self.fault = ""

    def follow(self) -> LiveChange:
        """Takes over what another terminal did to the session, and returns what has changed."""
        if self.context.error is not None:
            self._not_saved(self.context.error)
            return LiveChange.NONE
        if self.fault:
            # The file has changed or is back, so a try may succeed at once.
            self.retry_at = self.now
        now = self.context.now()
        self.lock = running.lock_reason(self.context.ramps, self.timer.area, now) or ""
        if self.lock:
            return LiveChange.LOCKED
        if self.live is None:
            return LiveChange.NONE
        live = self.context.book.live
        if live is None:
            if not self._is_known(self.live):
                # An older copy from before the session has replaced the file: it starts there too.
                self.live = None
                self.write()
                return LiveChange.NONE
            return LiveChange.ENDED
        if live == self.live:
            return LiveChange.NONE
        self._join(live)
        return LiveChange.CHANGED

    def recorded_elsewhere(self) -> Session | None:
        """Returns the session as another terminal has recorded it; None where none has."""
        found = (s for s in self.context.book.sessions if self.live is not None and s.id == self.live.id)
        return next(found, None)

    @property
    def unattended(self) -> bool:
        """Whether it closed by itself with no key pressed after its end."""
        return closed_unattended(self.timer, attended=self.attended)

    def finish(self, event: TimerEvent | None = None) -> Session | None:
        """Ends the session and returns its record; None if it was under a minute, unless it was stopped.

        `event` is FINISH or STOP; None if the session closed by itself, or if nobody answers whether an end
        was meant. Raises Refused if it was ended in another terminal. Can be called again after a StoreError.
        """
        now = self.now
        # First a tick: an end that was due before the key came before it, and a late answer must not end the
        # session a second time, at a later moment.
        self.timer = timer.step(timer.step(self.timer, TimerEvent.TICK, now), event or TimerEvent.TICK, now)
        minutes, ended = self.done_min, timer.ended(self.timer, self.now)
        assert ended is not None
        if self.live is None and not self.enough:
            return None
        try:
            applied = self._finish(minutes, ended)
        except StoreError as error:
            self._not_saved(error)
            raise
        self._saved()
        return next((record for record in applied.put if isinstance(record, Session)), None)

    def _finish(self, minutes: float, ended: Ended) -> Applied:
        begun = True
        if self.live is None:
            try:
                self._write_start()
            except Refused:
                # An answer locked the area before the file had the start. No session may begin now, but the
                # minutes on the mat are recorded all the same.
                begun = False
        live = self.live or self.record()
        times = self.times_of(live, self.timer)
        save = running.finish if begun else running.record
        try:
            return self.context.change(
                lambda book: save(
                    book,
                    live,
                    done_min=minutes,
                    ended=ended,
                    times=times,
                    stopped_for=self.stopped_for if ended is Ended.SENSATION else None,
                    unattended=self.unattended,
                )
            )
        except Refused:
            if not begun or self._is_known(live):
                raise
            # An older copy of the file, as in `follow`: the start is written there, and then the end.
            self.live = None
            return self._finish(minutes, ended)

    def _saved(self) -> None:
        self.fault, self.unsaved, self._goes_on = "", False, False

    def _not_saved(self, error: StoreError) -> None:
        self.fault = in_short(error)
        self.retry_at = self.now + (SOON_S if isinstance(error, LOCKED_OR_GONE) else RETRY_S)

    def _is_known(self, live: Live) -> bool:
        """Returns whether the file has or had the session; True if it cannot be read."""
        # In doubt it counts as known: to start it a second time would be worse than to report its end.
        with suppress(StoreError):
            return any(self.context.store.knows(table, live.id) for table in ("live", "sessions"))
        return True

    def record(self) -> Live:
        """Returns its record as it is to be written now."""
        if self.live is not None:
            return timer_record.renewed(self.live, self.timer, self.context.clock.boot())
        return self.new_record(before=self.before, free=self.free)._replace(id=self.id)

    def unwritten(self) -> SessionDraft | None:
        """Returns a draft of what the file lacks; None if it lacks nothing, or there is nothing to record."""
        if self.phase is Phase.READY or (self.phase is Phase.DONE and self.live is None and not self.enough):
            return None
        if self.phase is Phase.DONE:
            # The timer learns of its own end only at a tick, which may not have come yet.
            closed = timer.step(self.timer, TimerEvent.TICK, self.now)
            live = self.record()
            return SessionDraft(
                self.context.now(),
                live,
                timer.done_min(closed, self.now),
                timer.ended(closed, self.now),
                self.times_of(live, closed),
                self.stopped_for,
                closed_unattended(closed, attended=self.attended),
            )
        missing = self.live is None or bool(self.fault)
        return SessionDraft(self.context.now(), self.record()) if missing else None

    def _write_start(self) -> None:
        live = self.record()
        try:
            applied = self.context.change(lambda book: running.start(book, live))
        except Refused:
            # Refused because a session runs already, begun in another terminal: this one joins it.
            self.context.read()
            if self.context.book.live is None:
                raise
            self.joined = True
            self._join(self.context.book.live)
            self.context.hooks.session_runs(self.now)
            return
        self.live = next(record for record in applied.put if isinstance(record, Live))
        self.context.hooks.session_runs(self.now)

    def _join(self, live: Live) -> None:
        self.live, self.id = live, live.id
        self.unsaved = False
        self.timer = timer_of(self.context, live)
        self.free = live.free
        self._seen_s, self._over_s = self.elapsed_s, self.overtime_s
        self.refresh_cues()
