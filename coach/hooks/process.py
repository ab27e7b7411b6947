"""The processes of their own that run hooks: `ring` follows a session, `saved` comes after one was recorded.

They are started by `coach.hooks.launch`, have no terminal, and never write to the data file.
"""

from __future__ import annotations

import os
import signal
from pathlib import Path
from typing import TYPE_CHECKING

from coach.clock import Clock, SystemClock, present
from coach.domain.today import today
from coach.hooks.bells import HookBell
from coach.hooks.hook_files import Hook, looked_for, ready
from coach.hooks.noted_run import run_noted, stamp
from coach.hooks.notes import HeldNotes, notes_path
from coach.hooks.ringer import Ringer
from coach.hooks.runner import ends_in_order
from coach.hooks.variables import for_saved
from coach.store.errors import StoreError
from coach.store.reader import StoreReader

if TYPE_CHECKING:
    from collections.abc import Mapping


def main(words: list[str], clock: Clock | None = None) -> int:
    """Runs what the words ask for, `ring FILE ELAPSED` or `saved FILE ID`; returns the status to end with."""
    what, data, detail = words
    # The folder that the coach was started in may lie on a disk that is to be taken out.
    os.chdir("/")
    for number in (signal.SIGHUP, signal.SIGINT):
        signal.signal(number, signal.SIG_DFL)
    of, environ = clock or SystemClock(), dict(os.environ)
    if not looked_for(environ):
        return 0
    with ends_in_order():
        if what == "ring":
            ring(Path(data), of, environ, since_s=float(detail))
        else:
            run_saved(Path(data), detail, of, environ)
    return 0


def ring(data: Path, clock: Clock, environ: Mapping[str, str], *, since_s: float) -> None:
    """Rings for the session that runs in a file until it is over; ends at once where another process does."""
    over = ""
    while _running(data, clock) not in ("", over):
        held = HeldNotes.take(notes_path(data, Hook.CUE))
        if held is None:
            return
        with held:
            bell = HookBell(held, environ, lambda: stamp(clock))
            ringer = Ringer(StoreReader(data, clock), clock, bell, since_s)
            try:
                while (wait := ringer.look()) is not None:
                    bell.wait(wait)
                over, since_s = ringer.session, clock.elapsed()
                bell.finish()
            finally:
                bell.end()
        # One that closed by itself stays in the file until someone opens the coach. If another has begun
        # meanwhile, its own ringer found the lock held, for it was written before: so it is for this one.


def run_saved(data: Path, session_id: str, clock: Clock, environ: Mapping[str, str]) -> None:
    """Runs the hook for a session that was recorded; skips it while another one runs for the same file."""
    reader = StoreReader(data, clock)
    try:
        book = reader.read()
    except StoreError:
        return
    session = next((each for each in (*book.sessions, *book.ahead) if each.id == session_id), None)
    path = ready(Hook.SAVED, environ)
    if session is None or path is None:
        return  # undone or taken away meanwhile
    found = today(book, present(clock, book.settings.tz), session.area)
    run_noted(data, Hook.SAVED, path, for_saved(session, found, data), clock, environ)


def _running(data: Path, clock: Clock) -> str:
    """Returns the id of the session that runs in a file; empty if none does, or if it cannot be read."""
    try:
        live = StoreReader(data, clock).read().live
    except StoreError:
        return ""
    return live.id if live else ""
