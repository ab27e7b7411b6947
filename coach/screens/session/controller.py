"""A session as this terminal has it: its timer, its record in the file, and what the others made of it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum
from typing import Self

from coach.context import AppContext
from coach.domain.dates import day_of, moved
from coach.domain.drafts import SessionDraft
from coach.domain.model import Book, Ended, Live, Refused, Session, StopReason
from coach.domain.session import live as running
from coach.domain.session import timer, timer_record
from coach.domain.session.cues import Cue, CueCode, cues, due, next_cue, present_cue, reminder
from coach.domain.session.live import SessionPlan
from coach.domain.session.session_times import session_times
from coach.domain.session.timer import Phase, Timer, TimerEvent
from coach.domain.session.unattended import closed_unattended, closed_unseen
from coach.save_queue import LOCKED_OR_GONE
from coach.screens.shared.faults import in_short
from coach.store import Applied, StoreError

RETRY_S = 15.0
"""How long after a write that failed the next one is tried."""
SOON_S = 1.0
"""The same where all it takes is another process to finish, or the file to come back."""


class LiveChange(Enum):
    """What the file says of the session, compared with this terminal."""

    NONE = "none"
    CHANGED = "changed"
    """Paused, resumed or lengthened elsewhere, or another session took its place."""
    ENDED = "ended"
    LOCKED = "locked"
    """An answer came that locks the area; `SessionController.lock` says which."""


@dataclass(frozen=True, slots=True)
class ClockTick:
    """What a look at the clock brought."""

    phase: Phase
    cue: Cue | None = None
    """The cue to ring now; the latest only, where several came due."""
    reminder: bool = False
    """Whether overtime reminds now."""
    stalled: bool = False
    """Whether it was over before anyone looked, after a long silence."""


class SessionController:
    """One session from settling down to its record. Nothing is written by looking at the clock."""

    def __init__(self, context: AppContext, of: Timer, live: Live | None, *, free: bool) -> None:
        self.context = context
        self.timer = of
        self.live = live
        """Its record; None until the clock runs, or while the file does not take it."""
        self.free = free
        self.id = live.id if live else context.store.new_id()
        """The id of its record, and of the session that it becomes; known before the file has it."""
        self.fault = ""
        """Why the file does not have it as it is, in a few words; empty where it has."""
        self.unsaved = False
        """Whether something was pressed that the file does not have."""
        self.lock = ""
        """Why the area is locked, where that came while the session ran."""
        self.retry_at = 0.0
        """On the elapsed clock: when to try again what was not saved."""
        self.joined = live is not None
        """Whether it ran before this terminal came to it."""
        self.before: int | None = live.before if live else None
        """Soreness before, where it was asked on the way in."""
        self.stopped_for: StopReason | None = None
        self.attended = False
        """Whether a key was pressed since the minutes were over."""
        self._goes_on = False
        """Whether an end that was asked for was taken back, and the file does not have that yet."""
        self._seen_s = timer.elapsed_s(of, self.now)
        self._over_s = timer.overtime_s(of, self.now)
        self._seen_at = self.now
        self._say()

    @classmethod
    def planned(cls, context: AppContext, plan: SessionPlan) -> Self:
        """Returns a session that settles down."""
        begun = timer.begin(
            plan.area,
            plan.cover,
            planned_min=plan.minutes,
            cap_min=plan.cap_min,
            ready_s=context.book.settings.ready_s,
            now=context.clock.elapsed(),
        )
        return cls(context, begun, None, free=plan.free)

    @classmethod
    def of(cls, context: AppContext, live: Live) -> Self:
        """Returns the session that runs, as the file has it."""
        return cls(context, _read(context, live), live, free=live.free)

    @property
    def now(self) -> float:
        """The elapsed clock."""
        return self.context.clock.elapsed()

    @property
    def phase(self) -> Phase:
        """Where it stands."""
        return timer.phase(self.timer, self.now)

    @property
    def elapsed_s(self) -> float:
        """Seconds on the mat."""
        return timer.elapsed_s(self.timer, self.now)

    @property
    def left_s(self) -> float:
        """Seconds until the minutes are over."""
        return timer.left_s(self.timer, self.now)

    @property
    def overtime_s(self) -> float:
        """Seconds over."""
        return timer.overtime_s(self.timer, self.now)

    @property
    def ready_left_s(self) -> float:
        """Seconds left to settle down."""
        return timer.ready_left_s(self.timer, self.now)

    @property
    def paused_s(self) -> float:
        """Seconds of the pause that lasts."""
        if self.phase is not Phase.PAUSED:
            return 0.0
        return self.now - self.timer.began_s - self.timer.pauses[-1].start

    @property
    def done_min(self) -> float:
        """Minutes to record, as it stands."""
        return timer.done_min(self.timer, self.now)

    @property
    def enough(self) -> bool:
        """Whether there is something to record."""
        return timer.worth_recording(self.timer, self.now)

    @property
    def cue(self) -> Cue | None:
        """The cue that stands on the screen."""
        return present_cue(self.cues, self.elapsed_s)

    @property
    def coming(self) -> Cue | None:
        """The next one."""
        return next_cue(self.cues, self.elapsed_s)

    def to_next_second(self) -> float:
        """Seconds until what the clock shows changes."""
        if self.phase is Phase.ASKED:
            return 1.0
        if self.phase in (Phase.READY, Phase.PAUSED):
            shown = self.ready_left_s or -self.paused_s
            return shown % 1.0 or 1.0
        return 1.0 - self.elapsed_s % 1.0

    def look(self) -> ClockTick:
        """Looks at the clock: what came due since the last look; writes the start once it has come."""
        now, phase = self.now, self.phase
        if phase is not Phase.READY and self.live is None:
            self.write()
            phase = self.phase
        seen_s, over_s = self.elapsed_s, self.overtime_s
        rings = due(self.cues, self._seen_s, seen_s)
        nags = phase is Phase.OVERTIME and reminder(self._over_s, over_s, answered=self.attended) is not None
        stalled = closed_unseen(self.timer, phase, now - self._seen_at)
        self._seen_s, self._over_s, self._seen_at = seen_s, over_s, now
        return ClockTick(phase, rings[-1] if rings else None, nags and not rings, stalled)

    def press(self, event: TimerEvent) -> bool:
        """Takes in a press that changes how it runs, and writes it once; whether it fitted.

        Raises Refused once ended.
        """
        changed = timer.step(self.timer, event, self.now)
        if changed is self.timer:
            return False
        self.timer = changed
        if event in (TimerEvent.KEEP_GOING, TimerEvent.ASK_FINISH, TimerEvent.ASK_STOP):
            self._goes_on = event is TimerEvent.KEEP_GOING
        self._say()
        self.write()
        return True

    def write(self) -> None:
        """Brings the file up to date: the start, or what was pressed since; a fault is kept in `fault`.

        Raises Refused where it was ended elsewhere.
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
            self._join(live)  # an end was asked for elsewhere meanwhile
        self.live = live

    def catch_up(self) -> None:
        """Writes what the file did not take; raises Refused where it was ended elsewhere."""
        if self.unsaved:
            self.write()
        elif self.context.error is None:
            self.fault = ""

    def follow(self) -> LiveChange:
        """Takes over what another terminal did."""
        if self.context.error is not None:
            self._not_saved(self.context.error)
            return LiveChange.NONE
        if self.fault:
            self.retry_at = self.now
        now = self.context.now()
        self.lock = running.lock_reason(self.context.book, self.timer.area, now) or ""
        if self.lock:
            return LiveChange.LOCKED
        if self.live is None:
            return LiveChange.NONE
        live = self.context.book.live
        if live is None:
            if not self._is_known(self.live):
                self.live = None  # an older copy of the file, from before the session: it begins there too
                self.write()
                return LiveChange.NONE
            return LiveChange.ENDED
        if live == self.live:
            return LiveChange.NONE
        self._join(live)
        return LiveChange.CHANGED

    def recorded_elsewhere(self) -> Session | None:
        """Returns what another terminal recorded of it."""
        found = (s for s in self.context.book.sessions if self.live is not None and s.id == self.live.id)
        return next(found, None)

    @property
    def unattended(self) -> bool:
        """Whether it closed by itself with no key pressed after its end."""
        return closed_unattended(self.timer, attended=self.attended)

    def finish(self, event: TimerEvent | None = None) -> Session | None:
        """Ends it, and records it once; None where there was less than a minute of it, unless it was stopped.

        `event` is FINISH or STOP; none where it closed by itself, or where the end that was asked for counts
        unanswered. Raises Refused where it was ended elsewhere, and StoreError: it can be tried again then.
        """
        now = self.now
        # what was due before the key happened before it: an answer that comes late ends nothing anew
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
                # an answer locked the area before the file had the start: no session begins now, and the
                # minutes on the mat are recorded all the same
                begun = False
        live = self.live or self.record()
        times = session_times(
            live,
            self.timer,
            ended_s=self.timer.last_s,
            elapsed_now=self.now,
            wall_now=self.context.now(),
        )
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
            self.live = None  # as in `follow`
            return self._finish(minutes, ended)

    def _saved(self) -> None:
        self.fault, self.unsaved, self._goes_on = "", False, False

    def _not_saved(self, error: StoreError) -> None:
        self.fault = in_short(error)
        self.retry_at = self.now + (SOON_S if isinstance(error, LOCKED_OR_GONE) else RETRY_S)

    def _is_known(self, live: Live) -> bool:
        """Returns whether the file has, or had, the session; True where that cannot be told."""
        with suppress(StoreError):
            return any(self.context.store.knows(table, live.id) for table in ("live", "sessions"))
        return True

    def record(self) -> Live:
        """Its record as it is to be written now."""
        if self.live is not None:
            return timer_record.renewed(self.live, self.timer, self.context.clock.boot())
        now, wall = self.now, self.context.now()
        started = moved(wall, timedelta(seconds=self.timer.began_s - now))
        live = timer_record.to_live(
            self.timer,
            day=day_of(started, self.context.book.settings.rollover),
            boot=self.context.clock.boot(),
            elapsed_now=now,
            wall_now=wall,
            before=self.before,
            free=self.free,
        )
        return live._replace(id=self.id)

    def unwritten(self) -> SessionDraft | None:
        """Returns what the file lacks of it; None where it has all, or where there is nothing to record."""
        if self.phase is Phase.READY or (self.phase is Phase.DONE and self.live is None and not self.enough):
            return None
        if self.phase is Phase.DONE:
            closed = timer.step(self.timer, TimerEvent.TICK, self.now)
            live, wall = self.record(), self.context.now()
            return SessionDraft(
                wall,
                live,
                timer.done_min(closed, self.now),
                timer.ended(closed, self.now),
                session_times(live, closed, ended_s=closed.last_s, elapsed_now=self.now, wall_now=wall),
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
            self.context.read()
            if self.context.book.live is None:
                raise
            self.joined = True
            self._join(self.context.book.live)
            return
        self.live = next(record for record in applied.put if isinstance(record, Live))

    def _join(self, live: Live) -> None:
        self.live, self.id = live, live.id
        self.unsaved = False
        self.timer = _read(self.context, live)
        self.free = live.free
        self._seen_s, self._over_s = self.elapsed_s, self.overtime_s
        self._say()

    def _say(self) -> None:
        said = cues(self.timer.planned_s, self.timer.area, extra_s=self.timer.target_s - self.timer.planned_s)
        wanted = self.context.book.settings.cues
        self.cues = said if wanted else tuple(cue for cue in said if cue.code is CueCode.END)
        """The cues of its length; the end alone where the user wants no others."""


def _read(context: AppContext, live: Live) -> Timer:
    return timer_record.from_live(
        live, boot=context.clock.boot(), elapsed_now=context.clock.elapsed(), wall_now=context.now()
    )
