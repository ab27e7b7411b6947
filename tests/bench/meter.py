"""A program in a pty, measured from outside: each read has its time and the program's CPU time until then."""

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
from typing import NamedTuple, Self

from tests.e2e.keys import sent_for
from tests.e2e.modes import SEQUENCE, UNFINISHED

COLS, ROWS = 80, 24
QUIET_S = 0.5
"""Without output and work for so long, a program is done with what it was at."""
PAUSE_S = 0.15
"""The same for a key, once its answer has begun."""
LIMIT_S = 30.0
_GLANCE_S = 0.01
_WORK = 0.2
"""A program that takes a larger share of a glance than this is at work; an idle one takes a fiftieth."""
_MOMENT = struct.Struct("dd")


class Moment(NamedTuple):
    """When something was seen, as counted from the exec of the program."""

    seconds: float
    cpu_s: float
    """Of all its threads until then."""


class Chunk(NamedTuple):
    """What one read brought."""

    at: Moment
    data: bytes


@dataclass(frozen=True, slots=True)
class Begun:
    """How a program came up."""

    settled_s: float
    """From exec to the last byte or the last work before it was quiet, whichever came later."""
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

    def __init__(
        self, argv: Sequence[str], env: Mapping[str, str], cwd: Path, limit_s: float = LIMIT_S
    ) -> None:
        self.limit_s = limit_s
        """How long it may take for anything that is waited for."""
        self.sent = 0
        """Bytes so far."""
        self.chunks: list[Chunk] = []
        self.ended_at = 0.0
        self.ended_cpu_s = 0.0
        """Of the program and the children that it waited for."""
        self.status: int | None = None
        self._painted = False
        self._held = b""
        self._text = b""
        """What it wrote since the last key, without sequences."""
        self._last_at = 0.0
        self._master, slave = os.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLS, ROWS * 20, COLS * 10))
        told, tells = os.pipe()
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
                os.write(tells, _MOMENT.pack(time.monotonic(), time.process_time()))
                os.execvpe(argv[0], list(argv), env)
            finally:
                os._exit(127)
        os.close(slave)
        os.close(tells)
        # what the fork of a large process cost is none of the program's
        self._begun_at, self._cpu_before_s = _MOMENT.unpack(os.read(told, _MOMENT.size))
        os.close(told)
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
        """Wait until it has painted, is quiet, and has no more work."""
        looked_at, worked_at, cpu = time.monotonic(), 0.0, self._cpu()
        end = looked_at + self.limit_s
        while looked_at < end and self.status is None:
            self._read(_GLANCE_S)
            if (now := time.monotonic()) - looked_at < _GLANCE_S:
                continue
            if (cpu_now := self._cpu()) - cpu > _WORK * (now - looked_at):
                worked_at = now
            looked_at, cpu = now, cpu_now
            last_at = max(self._last_at, worked_at)
            if self._painted and now - last_at > QUIET_S:
                return Begun(last_at - self._begun_at, self.sent, cpu)
        raise AssertionError(f"never quiet, or ended with {self.status}, after {self.sent} bytes")

    def see(self, wanted: str) -> Moment:
        """Wait until it has written a text since the last key; the text must be of one style and one row."""
        end = time.monotonic() + self.limit_s
        while wanted.encode() not in self._text:
            if self.status is not None or time.monotonic() > end:
                raise AssertionError(f"{wanted!r} never came; status {self.status}, {self.sent} bytes")
            self._read(self.limit_s)
        return self.chunks[-1].at

    def type(self, key: str) -> None:
        """Press a key, and wait for nothing."""
        self._text = b""
        os.write(self._master, sent_for(key))

    def press(self, *keys: str) -> int:
        """Press keys, one after the other has been answered; the bytes that they brought."""
        before = self.sent
        for key in keys:
            self.type(key)
            end = time.monotonic() + self.limit_s
            quiet = QUIET_S
            while self._read(quiet) and time.monotonic() < end:
                quiet = PAUSE_S
        return self.sent - before

    def hold(self, key: str, times: int, rate: float = 25.0) -> int:
        """Press a key so many times at the rate of a held one; the bytes that came until it was quiet."""
        before = self.sent
        begin = time.monotonic()
        for number in range(times):
            self.type(key)
            while (left := begin + (number + 1) / rate - time.monotonic()) > 0:
                self._read(left)
        while self._read(QUIET_S):
            pass
        return self.sent - before

    def watch(self, seconds: float) -> Spell:
        """Look on."""
        sent, cpu, wakeups = self.sent, self._cpu(), self._wakeups()
        begin = time.monotonic()
        while (left := begin + seconds - time.monotonic()) > 0:
            self._read(left)
        return Spell(time.monotonic() - begin, self.sent - sent, self._cpu() - cpu, self._wakeups() - wakeups)

    def resident(self) -> int:
        """Its memory, in KiB."""
        text = Path(f"/proc/{self.pid}/status").read_text()
        return int(text.partition("VmRSS:")[2].split()[0])

    def leave(self, *keys: str) -> float:
        """Seconds from the key that ends it to its end."""
        *first, last = keys
        self.press(*first)
        begin = time.monotonic()
        self.type(last)
        self.wait_exit()
        return self.ended_at - begin

    def wait_exit(self) -> Moment:
        """Wait for its end, and return what it took from its exec."""
        end = time.monotonic() + self.limit_s
        while self.status is None:
            if time.monotonic() > end:
                raise AssertionError(f"still running after {self.limit_s} s and {self.sent} bytes")
            self._read(self.limit_s)
        return Moment(self.ended_at - self._begun_at, self.ended_cpu_s)

    def _read(self, seconds: float) -> bool:
        """Wait for output; whether any came."""
        ready, _, _ = select.select([self._master, self._end], [], [], max(0.0, seconds))
        now = time.monotonic()
        data = b""
        if self._master in ready:
            with contextlib.suppress(OSError):
                data = os.read(self._master, 65536)
        if data:
            self.chunks.append(Chunk(Moment(now - self._begun_at, self._cpu()), data))
            self._last_at = now
            self.sent += len(data)
            self._answer(data)
        elif self._end in ready and self.status is None:
            _, status, used = os.wait4(self.pid, 0)
            self.status = os.waitstatus_to_exitcode(status)
            self.ended_at = now
            self.ended_cpu_s = used.ru_utime + used.ru_stime - self._cpu_before_s
        return bool(data)

    def _answer(self, data: bytes) -> None:
        data = self._held + data
        cut = UNFINISHED.search(data)
        self._held, data = (data[cut.start() :], data[: cut.start()]) if cut else (b"", data)
        text = SEQUENCE.sub(b"", data)
        self._text += text
        self._painted = self._painted or bool(text.strip())
        for match in SEQUENCE.finditer(data):
            if match[0] in {b"\x1b[?2026$p", b"\x1b[?2048$p"}:
                os.write(self._master, match[0].replace(b"$p", b";2$y"))
            elif match[0] == b"\x1b[?2048h":
                os.write(self._master, f"\x1b[48;{ROWS};{COLS};{ROWS * 20};{COLS * 10}t".encode())

    def _cpu(self) -> float:
        """CPU seconds since exec, of threads that have ended as well."""
        # the clock of a process, as clock_getcpuclockid(3) makes it: to the nanosecond while it runs, where
        # /proc has what was true at the last tick
        with contextlib.suppress(OSError):  # it has just ended
            return time.clock_gettime((~self.pid << 3) | 2) - float(self._cpu_before_s)
        return 0.0

    def _wakeups(self) -> int:
        found = 0
        with contextlib.suppress(OSError):
            for task in Path(f"/proc/{self.pid}/task").iterdir():
                _, _, rest = (task / "status").read_text().partition("\nvoluntary_ctxt_switches:")
                found += int(rest.split()[0])
        return found
