"""Lines that someone types while time goes by: from a terminal, or from a pipe."""

from __future__ import annotations

import os
import select
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any, Final, Protocol, Self

_LONGEST: Final = 65536
"""Bytes after which a line without an end is taken as it is."""
_STDIN: Final = 0
_NAP_S: Final = 1.0
"""The longest wait without a look for signals, in seconds."""


class EndOfInput(Exception):
    """Nobody can answer any more: Ctrl+D, or the end of a pipe."""


class Cut(Exception):
    """The terminal is gone, or a signal asks the process to end."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status
        """The status to end with, as a shell reports a program that the signal ended."""


class Lines(Protocol):
    """The lines that someone types, one after the other."""

    @property
    def is_terminal(self) -> bool:
        """Whether a person types them, who can press Ctrl+D on purpose."""
        ...

    def read(self, seconds: float | None) -> str | None:
        """Returns the next line; None if none came within so many seconds.

        Raises EndOfInput, Cut, and KeyboardInterrupt after Ctrl+C.
        """
        ...

    def open(self) -> Self:
        """Begins to listen to signals."""
        ...

    def close(self) -> None:
        """Gives the signals back."""
        ...


class StandardInput:
    """The lines of standard input, read by select, so that the clock goes on meanwhile.

    A signal ends a wait, and never a change of the file: that is finished first.
    """

    def __init__(self) -> None:
        self._held = b""
        self._is_waiting = False
        self._pending: BaseException | None = None
        self._before: dict[signal.Signals, Any] = {}

    @property
    def is_terminal(self) -> bool:
        """Whether a person types them."""
        return sys.stdin is not None and sys.stdin.isatty()

    def open(self) -> Self:
        """Listens to the signals that are not ignored, as under nohup."""
        for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT):
            if signal.getsignal(number) is not signal.SIG_IGN:
                self._before[number] = signal.signal(number, self._on_signal)
        return self

    def close(self) -> None:
        """Gives the signals back."""
        for number, handler in self._before.items():
            signal.signal(number, handler)
        self._before.clear()

    def read(self, seconds: float | None) -> str | None:
        """Returns the next line; None if none came in time."""
        while b"\n" not in self._held and len(self._held) < _LONGEST:
            with self._waiting():
                try:
                    # A signal that comes right before the wait begins does not end it.
                    if not select.select([_STDIN], [], [], _NAP_S if seconds is None else seconds)[0]:
                        if seconds is None:
                            continue
                        return None
                    data = os.read(_STDIN, 4096)
                except (OSError, ValueError):
                    # A terminal that has hung up, or an input that was closed before the start.
                    data = b""
            if not data:
                if not self._held:
                    raise EndOfInput
                break
            self._held += data
        line, _, self._held = self._held.partition(b"\n")
        return line.decode("utf-8", "surrogateescape").rstrip("\r")

    @contextmanager
    def _waiting(self) -> Iterator[None]:
        self._is_waiting = True
        try:
            if self._pending is not None:
                pending, self._pending = self._pending, None
                raise pending
            yield
        finally:
            self._is_waiting = False

    def _on_signal(self, number: int, _: FrameType | None) -> None:
        error = KeyboardInterrupt() if number == signal.SIGINT else Cut(128 + number)
        if self._is_waiting:
            raise error
        # Ctrl+C never takes the place of an end that was asked for before.
        if not isinstance(self._pending, Cut):
            self._pending = error
