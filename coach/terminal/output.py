"""Writing to a terminal that may stall or go away."""

from __future__ import annotations

import contextlib
import os
import select
import termios
from time import monotonic, sleep
from typing import TYPE_CHECKING, Final

from coach.first_picture.read import GIVEN_BACK
from coach.terminal.title import RESTORE_TITLE

if TYPE_CHECKING:
    from collections.abc import Callable

PIXEL_MOUSE_OFF: Final = "\x1b[?1016l"

LATE_ANSWERS_OFF: Final = "\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l" + PIXEL_MOUSE_OFF
"""Switches off what a driver of Textual's may leave on: late answers to its queries have switched it on."""

RESTORE: Final = GIVEN_BACK.decode() + RESTORE_TITLE
"""Switches off, in one write, everything that a driver has switched on."""

_STALLED_S = 0.1
"""Seconds to wait for a terminal that does not read, before the write is tried again."""
_LAST_S = 0.3
"""Seconds that the last bytes may take."""


class Output:
    """A stream that writes UTF-8 to a terminal, and drops everything once that is gone.

    Textual's output thread dies at the first failed write; its queue then fills up, and the app waits for
    ever. And a buffered stream tries once more as Python ends, which makes the status 120.
    """

    def __init__(self, number: int, lost: Callable[[], object]) -> None:
        """Takes the terminal's descriptor; `lost` is called once, from the thread that finds it gone."""
        self._number = _unblocked(number)
        self._own = self._number != number
        self._lost = lost
        self._gone = False
        self._busy = False
        self._pending: list[str] = []

    def fileno(self) -> int:
        """Returns the descriptor that is written to."""
        return self._number

    def write(self, text: str) -> int:
        """Keeps the text until the next flush."""
        self._pending.append(text)
        return len(text)

    def flush(self) -> None:
        """Writes the text that was kept; waits for as long as the terminal does not read."""
        data = memoryview("".join(self._pending).encode("utf-8", "replace"))
        self._pending.clear()
        self._busy = True
        while data and not self._gone:
            try:
                data = data[os.write(self._number, data) :]
            except BlockingIOError:
                select.select([], [self._number], [], _STALLED_S)
            except OSError:
                self._gone = True
                self._lost()
        self._busy = False

    def write_last(self, text: str) -> None:
        """Writes a few last bytes to a terminal that may not have read for long, and nothing after them.

        Throws away what the terminal has not read, to make room. Called from another thread than `flush`,
        which may be waiting; gives up after a fraction of a second.
        """
        self._gone = True
        end = monotonic() + _LAST_S
        while self._busy and self._own and monotonic() < end:
            sleep(_STALLED_S / 10)
        data = text.encode("ascii")
        with contextlib.suppress(OSError, termios.error):
            termios.tcflush(self._number, termios.TCOFLUSH)
            if select.select([], [self._number], [], _LAST_S)[1]:
                os.write(self._number, data)


def _unblocked(number: int) -> int:
    """Returns a descriptor of the same terminal on which no write waits; `number` itself if there is none.

    Making `number` non-blocking would do the same to the shell, which shares it.
    """
    try:
        return os.open(os.ttyname(number), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        return number
