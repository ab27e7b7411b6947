"""A program in a pty, measured from outside: each read has its time, each thread its count of wake-ups."""

from __future__ import annotations

import contextlib
import fcntl
import os
import select
import signal
import struct
import termios
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

from tests.e2e.keys import sent_for
from tests.e2e.modes import SEQUENCE, UNFINISHED

COLS, ROWS = 80, 24
QUIET_S = 0.5
"""Without output for so long, a program is done with what it was at."""
PAUSE_S = 0.15
"""The same for a key, once its answer has begun."""
LIMIT_S = 30.0


@dataclass(frozen=True, slots=True)
class Begun:
    """How a program came up."""

    settled_s: float
    """From exec to the last byte before it was quiet."""
    sent: int
    """Bytes until then."""
    cpu_s: float
    """Of all threads, until it was quiet."""


@dataclass(frozen=True, slots=True)
class Spell:
    """What a program did in some seconds."""

    seconds: float
    sent: int
    cpu_s: float
    wakeups: int
    """How often one of its threads went on after it had waited."""


class Meter:
    """Starts a program in a terminal of 80x24, and answers what it asks a modern one."""

    def __init__(self, argv: Sequence[str], env: Mapping[str, str], cwd: Path) -> None:
        self.sent = 0
        """Bytes so far."""
        self.ended_at = 0.0
        self._painted = False
        self._held = b""
        self._last_at = 0.0
        self.status: int | None = None
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, ROWS * 20, COLS * 10))
        self._begun_at = time.monotonic()
        self.pid = os.fork()
        if self.pid == 0:
            try:
                os.setsid()
                fcntl.ioctl(slave, termios.TIOCSCTTY, 0)
                for number in (0, 1, 2):
                    os.dup2(slave, number)
                os.chdir(cwd)
                for number in (signal.SIGHUP, signal.SIGINT, signal.SIGTERM, signal.SIGPIPE):
                    signal.signal(number, signal.SIG_DFL)
                os.execvpe(argv[0], list(argv), env)
            finally:
                os._exit(127)
        os.close(slave)
        self._end = os.pidfd_open(self.pid)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)
            os.waitpid(self.pid, 0)
        os.close(self._master)
        os.close(self._end)

    def settle(self) -> Begun:
        """Wait until it has painted and is quiet."""
        end = time.monotonic() + LIMIT_S
        while time.monotonic() < end and self.status is None:
            if not self._read(QUIET_S) and self._painted:
                return Begun(self._last_at - self._begun_at, self.sent, self._counters()[0])
        raise AssertionError(f"never quiet, or ended with {self.status}, after {self.sent} bytes")

    def press(self, *keys: str) -> int:
        """Press keys, one after the other has been answered; the bytes that they brought."""
        before = self.sent
        for key in keys:
            os.write(self._master, sent_for(key))
            end = time.monotonic() + LIMIT_S
            quiet = QUIET_S
            while self._read(quiet) and time.monotonic() < end:
                quiet = PAUSE_S
        return self.sent - before

    def watch(self, seconds: float) -> Spell:
        """Look on."""
        sent, (cpu, wakeups) = self.sent, self._counters()
        begin = time.monotonic()
        while (left := begin + seconds - time.monotonic()) > 0:
            self._read(left)
        now = self._counters()
        return Spell(time.monotonic() - begin, self.sent - sent, now[0] - cpu, now[1] - wakeups)

    def resident(self) -> int:
        """Its memory, in KiB."""
        text = Path(f"/proc/{self.pid}/status").read_text()
        return int(text.partition("VmRSS:")[2].split()[0])

    def leave(self, *keys: str) -> float:
        """Seconds from the key that ends it to its end."""
        *first, last = keys
        self.press(*first)
        begin = time.monotonic()
        os.write(self._master, sent_for(last))
        while self.status is None and time.monotonic() < begin + LIMIT_S:
            self._read(LIMIT_S)
        return self.ended_at - begin

    def _read(self, seconds: float) -> bool:
        """Wait for output; whether any came."""
        ready, _, _ = select.select([self._master, self._end], [], [], max(0.0, seconds))
        now = time.monotonic()
        data = b""
        if self._master in ready:
            with contextlib.suppress(OSError):
                data = os.read(self._master, 65536)
        if data:
            self._last_at = now
            self.sent += len(data)
            self._answer(data)
        elif self._end in ready and self.status is None:
            self.status = os.waitstatus_to_exitcode(os.waitpid(self.pid, 0)[1])
            self.ended_at = now
        return bool(data)

    def _answer(self, data: bytes) -> None:
        data = self._held + data
        cut = UNFINISHED.search(data)
        self._held, data = (data[cut.start() :], data[: cut.start()]) if cut else (b"", data)
        self._painted = self._painted or bool(SEQUENCE.sub(b"", data).strip())
        for match in SEQUENCE.finditer(data):
            if match[0] in {b"\x1b[?2026$p", b"\x1b[?2048$p"}:
                os.write(self._master, match[0].replace(b"$p", b";2$y"))
            elif match[0] == b"\x1b[?2048h":
                os.write(self._master, f"\x1b[48;{ROWS};{COLS};{ROWS * 20};{COLS * 10}t".encode())

    def _counters(self) -> tuple[float, int]:
        cpu, wakeups = 0, 0
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{self.pid}/task").iterdir():
                cpu += int((task / "schedstat").read_text().split()[0])
                wakeups += int(
                    (task / "status").read_text().partition("\nvoluntary_ctxt_switches:")[2].split()[0]
                )
        return cpu / 1e9, wakeups
