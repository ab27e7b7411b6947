"""The ringer: follows the session that runs, without a terminal, and rings its cues and its end by hooks.

It reads the file and never writes it. It knows what the session screen knows: pauses, added minutes, ends.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Protocol

from coach.clock import present
from coach.domain.model import Book
from coach.domain.session import timer, timer_record
from coach.domain.session.cues import Cue, chosen_cues
from coach.domain.session.ringing import to_ring
from coach.domain.session.timer import Phase, Timer
from coach.domain.today import today
from coach.hooks.hook_files import Hook
from coach.hooks.variables import for_cue, hook_of
from coach.store.errors import StoreError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from coach.clock import Clock
    from coach.domain.model import Live
    from coach.store.reader import StoreReader

LOOK_S = 0.5
"""Seconds from one look at the file to the next."""
GONE_S = 3600.0
"""Seconds for which a session is followed whose file cannot be read any more: more than its minutes."""


class Bell(Protocol):
    """Something to ring with, as the hooks are."""

    def ring(self, hook: Hook, variables: Mapping[str, str], session: str) -> None:
        """Rings by a hook, for the session with an id."""
        ...

    def has_ended(self, session: str) -> bool:
        """Returns whether the end of the session was rung before."""
        ...


class Ringer:
    """Follows whatever session runs in a file, until none does."""

    def __init__(self, reader: StoreReader, clock: Clock, bell: Bell, since_s: float | None = None) -> None:
        """Takes the reading of the elapsed clock from which on it rings; by default now."""
        self.session = ""
        """The id of the session that it follows, or has followed last."""
        self._reader = reader
        self._clock = clock
        self._bell = bell
        self._since_s = clock.elapsed() if since_s is None else min(since_s, clock.elapsed())
        self._book = Book()
        self._live: Live | None = None
        self._timer: Timer | None = None
        self._cues: tuple[Cue, ...] = ()
        self._seen_s = 0.0
        """The time on the mat up to which it has rung; it never goes back, so that nothing rings twice."""
        self._seen_at = self._since_s
        self._read_at = self._since_s
        """When the file could be read last, on the elapsed clock."""

    def look(self) -> float | None:
        """Rings what came due since the last look; returns the seconds until the next, or None at the end."""
        now = self._clock.elapsed()
        if not self._follow(now) or self._timer is None or self._live is None:
            return None
        silence_s, self._seen_at = now - self._seen_at, now
        cue = to_ring(self._cues, self._timer, self._seen_s, now, silence_s=silence_s)
        self._seen_s = max(self._seen_s, timer.elapsed_s(self._timer, now))
        if cue is not None:
            self._ring(cue, self._live, self._timer, now)
        # Nothing rings once the minutes are over, and no key makes them more again.
        over = timer.phase(self._timer, now) in (Phase.OVERTIME, Phase.DONE)
        return None if over else self._to_next(now)

    def _to_next(self, now: float) -> float:
        """Returns the seconds until the next cue, if that comes before the next look at the file."""
        assert self._timer is not None
        if timer.phase(self._timer, now) is not Phase.RUNNING:
            return LOOK_S
        on_mat_s = timer.elapsed_s(self._timer, now)
        ahead = (each.at_s - on_mat_s for each in self._cues if each.at_s > on_mat_s)
        return min([LOOK_S, *ahead])

    def _follow(self, now: float) -> bool:
        """Takes over what the file says of the session; returns False if none runs any more."""
        try:
            if self._reader.stale():
                self._take(self._reader.read(), now)
            self._read_at = now
        except (StoreError, OSError):
            # The session goes on where it lies: whoever is on the mat cannot see that the file is away.
            return self._live is not None and now - self._read_at < GONE_S
        return self._live is not None

    def _take(self, book: Book, now: float) -> None:
        live, before = book.live, self._live
        self._book, self._live = book, live
        if live is None:
            self._timer = None
            return
        self.session = live.id
        self._timer = timer_record.from_live(
            live, boot=self._clock.boot(), elapsed_now=now, wall_now=self._now()
        )
        extra_s = self._timer.target_s - self._timer.planned_s
        self._cues = chosen_cues(self._timer.planned_s, self._timer.area, book.settings, extra_s=extra_s)
        if before is None or before.id != live.id:
            # What was due before this ringer began was for somebody else to ring, or is too late.
            self._seen_s = timer.elapsed_s(self._timer._replace(last_s=self._timer.began_s), self._since_s)

    def _ring(self, cue: Cue, live: Live, of: Timer, now: float) -> None:
        hook = hook_of(cue)
        if hook is Hook.END and self._bell.has_ended(live.id):
            return
        found = today(self._book, self._now(), of.area)
        self._bell.ring(hook, for_cue(cue, of, now, found, self._reader.path), live.id)

    def _now(self) -> datetime:
        return present(self._clock, self._book.settings.tz)
