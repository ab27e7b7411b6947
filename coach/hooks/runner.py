"""Runs a hook: in a process group of its own, with nothing to read, for five seconds at most."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import time
from contextlib import contextmanager, suppress
from errno import ENOEXEC
from pathlib import Path
from typing import TYPE_CHECKING

from coach.text.clean import brief

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import FrameType

LONGEST_S = 5.0
"""The seconds that a hook has before it is ended, with all that it has started."""
MOST_BYTES = 64 * 1024
"""So much is read of what a hook writes to standard error; then nobody listens any more."""
_MOST_CHARACTERS = 200
GLANCE_S = 0.05
"""How often a hook that runs is looked at, in seconds."""
_CHUNK = 16 * 1024


class RunningHook:
    """A hook that was started; whoever started it calls `tend` until that returns something."""

    def __init__(self, path: Path, variables: Mapping[str, str], environ: Mapping[str, str]) -> None:
        """Starts it; what keeps it from starting is what `tend` then returns."""
        self._until = time.monotonic() + LONGEST_S
        self._said = bytearray()
        self._fault: str | None = None
        try:
            self._process = subprocess.Popen(
                [path],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.PIPE,
                cwd=_folder_of(environ),
                env=hook_environment(variables, environ),
                # A session is a process group too; and without a terminal, no hook can take the user's.
                start_new_session=True,
                bufsize=0,
            )
        except (OSError, ValueError) as error:
            self._fault = _why_not(error)
        else:
            assert self._process.stderr is not None
            self._stderr: int | None = self._process.stderr.fileno()
            os.set_blocking(self._stderr, False)

    def tend(self) -> str | None:
        """Returns None while it runs, then why it failed, or an empty text if it did not.

        When it has ended, or its time is over, all that it has left in its process group is ended with it.
        """
        if self._fault is not None:
            return self._fault
        self._listen()
        over = time.monotonic() >= self._until
        if not over and not self._has_ended():
            return None
        # Before the process is reaped, for until then no other group can have its number.
        with suppress(OSError):
            os.killpg(self._process.pid, signal.SIGKILL)
        status = self._process.wait()
        self._listen()
        self._hang_up()
        self._fault = self._outcome(status, over=over)
        return self._fault

    def wait(self) -> str:
        """Waits until it is over, and returns why it failed, or an empty text."""
        while (fault := self.tend()) is None:
            listened = [] if self._stderr is None else [self._stderr]
            select.select(listened, [], [], GLANCE_S)
        return fault

    def end(self) -> None:
        """Ends it before its time, with all that it has started; does nothing if it is over."""
        if self._fault is None:
            self._until = time.monotonic()
            self.tend()

    def _has_ended(self) -> bool:
        """Returns whether the hook itself has ended, without reaping it where the system allows that."""
        if hasattr(os, "waitid"):
            options = os.WEXITED | os.WNOHANG | os.WNOWAIT
            with suppress(ChildProcessError):
                return os.waitid(os.P_PID, self._process.pid, options) is not None
        return self._process.poll() is not None

    def _listen(self) -> None:
        """Reads what is there of standard error, and keeps the beginning."""
        while self._stderr is not None:
            try:
                data = os.read(self._stderr, _CHUNK)
            except BlockingIOError:
                return
            except OSError:
                data = b""
            self._said += data
            if not data or len(self._said) >= MOST_BYTES:
                self._hang_up()

    def _hang_up(self) -> None:
        if self._stderr is not None and self._process.stderr is not None:
            self._process.stderr.close()
            self._stderr = None

    def _outcome(self, status: int, *, over: bool) -> str:
        if over and status == -signal.SIGKILL:
            return f"it still ran after {LONGEST_S:.0f} seconds, and was ended"
        if not status:
            return ""
        what = f"it was ended by signal {-status}" if status < 0 else f"it ended with status {status}"
        said = self._said.decode("utf-8", "replace").strip()
        first = brief(said.splitlines()[0], _MOST_CHARACTERS) if said else ""
        return f"{what}: {first}" if first else what


@contextmanager
def ends_in_order() -> Iterator[None]:
    """Turns a signal that asks this process to end into SystemExit, so that no hook is left behind."""

    def leave(number: int, _: FrameType | None) -> None:
        raise SystemExit(128 + number)

    heeded = [
        each for each in (signal.SIGHUP, signal.SIGTERM) if signal.getsignal(each) is not signal.SIG_IGN
    ]
    before = {number: signal.signal(number, leave) for number in heeded}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def hook_environment(variables: Mapping[str, str], environ: Mapping[str, str]) -> dict[str, str]:
    """Returns the environment of a hook: the user's own, but of the coach's variables only those given."""
    kept = {name: value for name, value in environ.items() if not name.startswith("COACH_")}
    return kept | dict(variables) | {"COACH_HOOK": "1"}


def _folder_of(environ: Mapping[str, str]) -> str:
    """Returns the folder that a hook starts in: the home, for that of the coach may be gone any moment."""
    home = Path(environ.get("HOME", ""))
    return str(home) if home.is_absolute() and home.is_dir() and os.access(home, os.X_OK) else "/"


def _why_not(error: OSError | ValueError) -> str:
    if isinstance(error, OSError) and error.errno == ENOEXEC:
        return "it cannot be started: its first line has to be one such as #!/bin/sh"
    if isinstance(error, FileNotFoundError):
        return "it cannot be started: it is gone, or the program in its first line is not there"
    reason = error.strerror if isinstance(error, OSError) else str(error)
    return f"it cannot be started: {(reason or 'unknown error').lower()}"
