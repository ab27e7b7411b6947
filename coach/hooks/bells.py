"""The hooks of a session as a bell: one of each kind at a time, and notes on what failed or was skipped."""

from __future__ import annotations

import select
import time
from typing import TYPE_CHECKING

from coach.hooks.hook_files import Hook, ready
from coach.hooks.notes import Failure, HeldNotes, Notes
from coach.hooks.runner import GLANCE_S, RunningHook

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


class HookBell:
    """Rings by starting a hook, and never waits for it to end."""

    def __init__(self, held: HeldNotes, environ: Mapping[str, str], now: Callable[[], str]) -> None:
        """Takes the notes to keep, and a function that returns the present moment as they have it."""
        self._held = held
        self._environ = environ
        self._now = now
        self._running: dict[Hook, tuple[RunningHook, str]] = {}

    def ring(self, hook: Hook, variables: Mapping[str, str], session: str) -> None:
        """Starts the hook, if there is one; skips and counts it while it still runs from before."""
        self._attend(session, ended=hook is Hook.END)
        self.tend()
        if hook in self._running:
            skipped = self._held.notes.skipped
            self._write(self._held.notes._replace(skipped=skipped | {hook: skipped.get(hook, 0) + 1}))
            return
        path = ready(hook, self._environ)
        if path is not None:
            self._running[hook] = (RunningHook(path, variables, self._environ), session)
            self.tend()

    def has_ended(self, session: str) -> bool:
        """Returns whether the end of the session was rung before, by this process or an earlier one."""
        return self._held.notes.session == session and self._held.notes.ended

    def tend(self) -> None:
        """Looks after the hooks that run, and notes which of them have failed."""
        for hook, (running, session) in list(self._running.items()):
            fault = running.tend()
            if fault is not None:
                del self._running[hook]
                self._held.fail(hook, Failure(self._now(), fault, session) if fault else None)

    def wait(self, seconds: float) -> None:
        """Lets that much time go by, and looks after the hooks meanwhile."""
        until = time.monotonic() + seconds
        while (left := until - time.monotonic()) > 0:
            select.select([], [], [], min(left, GLANCE_S) if self._running else left)
            self.tend()

    def finish(self) -> None:
        """Waits until no hook runs any more."""
        while self._running:
            self.wait(GLANCE_S)

    def end(self) -> None:
        """Ends the hooks that run, before their time."""
        for running, _ in self._running.values():
            running.end()

    def _attend(self, session: str, *, ended: bool) -> None:
        """Notes for which session it rings; the count of those skipped begins again with each."""
        known = self._held.notes
        if known.session != session:
            self._write(Notes(known.failed, {}, session, ended))
        elif ended and not known.ended:
            self._write(known._replace(ended=True))

    def _write(self, notes: Notes) -> None:
        self._held.write(notes)
