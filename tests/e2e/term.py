"""A real terminal for tests: a pty with a program in it and pyte as its screen."""

from __future__ import annotations

import contextlib
import fcntl
import os
import re
import select
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import pyte

from tests.e2e.keys import sent_for
from tests.e2e.modes import SEQUENCE, UNFINISHED, Modes

ROOT = Path(__file__).parents[2]

Wanted = str | re.Pattern[str] | Callable[[str], object]

_CELL = (10, 20)
"""The pixels of a cell, across and down."""

_DEADLINE_S = 20.0
_GLANCE_S = 0.05

# Makes the pty the controlling terminal of the new session, and ignores signals as `nohup` would.
_ADOPT = (
    "import fcntl,os,signal,sys,termios\n"
    "fcntl.ioctl(0,termios.TIOCSCTTY,0)\n"
    "[signal.signal(int(n),signal.SIG_IGN) for n in sys.argv[1].split(',') if n]\n"
    "os.execvpe(sys.argv[2],sys.argv[2:],os.environ)"
)

_KEPT = ("PATH", "HOME", "COVERAGE_PROCESS_START")


def environment(**more: str) -> dict[str, str]:
    """An environment as `sshd` makes one: little, and nothing of the developer's own taste.

    There is no cache folder in it, so nothing is kept for the next start, and no folder for hooks.
    """
    kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
    kept |= {"XDG_CACHE_HOME": os.devnull, "XDG_CONFIG_HOME": os.devnull}
    return kept | {"TERM": "xterm-256color", "LANG": "C.UTF-8", "TZ": "UTC"} | more


def comes_true(condition: Callable[[], object], deadline: float = _DEADLINE_S) -> bool:
    """Whether the condition, of a process that is no child of ours, holds before the time has ended."""
    end = time.monotonic() + deadline
    while not condition():
        if time.monotonic() > end:
            return False
        select.select([], [], [], _GLANCE_S)
    return True


class Terminal:
    """A program in a pty of its own, as the leader of a session of its own.

    It answers what programs ask a modern terminal (synchronized output, in-band resize); with
    `answers=False` it stays mute.
    """

    def __init__(
        self,
        argv: Sequence[str | Path],
        env: Mapping[str, str] | None = None,
        cols: int = 80,
        rows: int = 24,
        *,
        cwd: Path | None = None,
        answers: bool = True,
        ignored: Sequence[signal.Signals] = (),
        redirected: Mapping[str, int] | None = None,
    ) -> None:
        """Start the program.

        Args:
            argv: the program and its arguments.
            env: all of its environment; `environment()` by default.
            cols: width in cells.
            rows: height in cells.
            cwd: the folder it starts in.
            answers: whether the terminal answers queries.
            ignored: signals that the program finds ignored.
            redirected: `stdin`, `stdout` or `stderr` as subprocess takes them, in place of the terminal.
        """
        self.received = bytearray()
        """All that the program has written, in order."""
        self.modes = Modes()
        self.status: int | None = None
        """What the program ended with, negative for a signal; None while it runs."""
        self._cols, self._rows = cols, rows
        self._answers = answers
        self._held = b""
        self._screen = pyte.Screen(cols, rows)
        self._stream = pyte.ByteStream(self._screen)
        self._master, self._slave = os.openpty()
        self._set_size()
        os.set_blocking(self._master, False)
        self.settings_before = termios.tcgetattr(self._slave)
        elsewhere = redirected or {}
        numbers = ",".join(str(int(number)) for number in ignored)
        # Without the pty as its input a program gets no controlling terminal either, as under cron.
        adopt = [] if "stdin" in elsewhere else [sys.executable, "-ISc", _ADOPT, numbers]
        self.process = subprocess.Popen(
            [*adopt, *map(str, argv)],
            env=dict(environment() if env is None else env),
            cwd=cwd,
            start_new_session=True,
            stdin=elsewhere.get("stdin", self._slave),
            stdout=elsewhere.get("stdout", self._slave),
            stderr=elsewhere.get("stderr", self._slave),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.close()

    # What a person does

    def send(self, *keys: str) -> None:
        """Press keys, each by its name or as a single character."""
        self._write(b"".join(sent_for(key) for key in keys))

    def type(self, text: str) -> None:
        """Type a text."""
        self._write(text.encode())

    def click(self, text: str) -> None:
        """Click on the first letter of a text, the last one of its kind on the screen.

        Where the program asked for it the place is told in pixels, else in cells.
        """
        rows = self.wait_for(text).splitlines()
        y = max(y for y, row in enumerate(rows) if text in row)
        x = rows[y].index(text)
        width, height = _CELL if self.modes.on.get(1016) else (1, 1)
        at = f"{x * width + width // 2 + 1};{y * height + height // 2 + 1}"
        self.type(f"\x1b[<35;{at}M\x1b[<0;{at}M\x1b[<0;{at}m")

    def resize(self, cols: int, rows: int) -> None:
        """Change the size of the window."""
        self._cols, self._rows = cols, rows
        self._screen.resize(rows, cols)
        self._set_size()
        if self.modes.on.get(2048):
            self._report_size()
        else:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGWINCH)

    def is_spoilt(self) -> None:
        """Has another program write over all of the screen, which the coach is not told of."""
        self._take(b"\x1b[H" + b"#" * (self._cols * self._rows) + b"\x1b[H")

    def kill(self, number: signal.Signals) -> None:
        """Send the program a signal."""
        self.process.send_signal(number)

    def hang_up(self) -> None:
        """Let the terminal vanish, as it does when a connection is lost."""
        for end in (self._master, self._slave):
            os.close(end)
        self._master = self._slave = -1

    # What a person sees

    def screen_text(self) -> str:
        """What is on the screen now, without blanks at the ends of lines."""
        self._read_all()
        return "\n".join(line.rstrip() for line in self._screen.display)

    @property
    def title(self) -> str:
        """The title of the window."""
        return str(self._screen.title)

    @property
    def bells(self) -> int:
        """How often the program has rung; the end of a title is no bell."""
        self._read_all()
        return SEQUENCE.sub(b"", bytes(self.received)).count(b"\x07")

    def wait_for(self, wanted: Wanted, deadline: float = _DEADLINE_S) -> str:
        """Read until the screen has the text, matches the pattern, or pleases the predicate.

        Returns:
            The text of the screen then. Fails with a picture of the screen after `deadline` seconds, and at
            once where the program has ended.
        """
        if isinstance(wanted, str):
            fits: Callable[[str], object] = lambda text: wanted in text  # noqa: E731
        elif isinstance(wanted, re.Pattern):
            fits = wanted.search
        else:
            fits = wanted
        if not self.wait_until(lambda: fits(self.screen_text()), deadline):
            over = "" if self.status is None else f"; the program has ended with {self.status}"
            raise AssertionError(f"not on the screen: {wanted}{over}\n{self.picture()}")
        return self.screen_text()

    def wait_until(self, condition: Callable[[], object], deadline: float = _DEADLINE_S) -> bool:
        """Read until the condition holds; False where it still does not when time or program has ended."""
        end = time.monotonic() + deadline
        while not condition():
            if self.status is not None or time.monotonic() > end:
                return bool(condition())
            self._read_some()
        return True

    def wait_exit(self, deadline: float = _DEADLINE_S) -> int:
        """Read until the program has ended; its status, negative for a signal."""
        if not self.wait_until(lambda: self.status is not None, deadline) or self.status is None:
            raise AssertionError(f"still running after {deadline} s\n{self.picture()}")
        self._read_rest()
        return self.status

    def wait_stalled(self, deadline: float = _DEADLINE_S) -> None:
        """Read nothing until the program has filled all the room there is for its output."""
        end = time.monotonic() + deadline
        while select.select([], [self._slave], [], 0)[1]:
            if time.monotonic() > end:
                raise AssertionError(f"the program has not filled the terminal's buffer in {deadline} s")
            select.select([], [], [], _GLANCE_S)

    def stall(self, deadline: float = _DEADLINE_S) -> None:
        """Read nothing, and change the size to and fro until what is drawn has filled all the room for it."""
        cols, rows = self._cols, self._rows
        end = time.monotonic() + deadline
        while select.select([], [self._slave], [], 0)[1]:
            if time.monotonic() > end:
                raise AssertionError(f"the program has not filled the terminal's buffer in {deadline} s")
            wide = self._cols == cols
            self.resize(cols + 90 if wide else cols, rows + 30 if wide else rows)
            select.select([], [], [], _GLANCE_S)
        self.resize(cols, rows)

    def wait_exit_unread(self, deadline: float = _DEADLINE_S) -> int:
        """Read nothing until the program has ended; its status, negative for a signal."""
        self.status = self.process.wait(deadline)
        self._read_rest()
        return self.status

    def picture(self) -> str:
        """The screen in a frame, for the message of a failed test."""
        lines = [f"|{line}|" for line in self._screen.display]
        edge = "+" + "-" * self._cols + "+"
        return "\n".join([edge, *lines, edge])

    # What is left behind

    def residue(self) -> set[str]:
        """What the program has not given back of the terminal."""
        found = self.modes.left()
        if self._slave >= 0 and termios.tcgetattr(self._slave) != self.settings_before:
            found.add("settings")
        return found

    def close(self) -> None:
        """End the program, by force where need be, and free the pty."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        if self._master >= 0:
            self.hang_up()

    # The terminal's own side

    def _set_size(self) -> None:
        size = struct.pack("HHHH", self._rows, self._cols, *self._pixels())
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, size)

    def _report_size(self) -> None:
        high, wide = self._pixels()
        self._write(f"\x1b[48;{self._rows};{self._cols};{high};{wide}t".encode())

    def _pixels(self) -> tuple[int, int]:
        return self._rows * _CELL[1], self._cols * _CELL[0]

    def _write(self, data: bytes) -> None:
        view = memoryview(data)
        while view:
            try:
                view = view[os.write(self._master, view) :]
            except BlockingIOError:
                self._read_some()

    def _read_some(self) -> None:
        """Wait a moment for output, and see whether the program still runs."""
        watched = [self._master] if self._master >= 0 else []
        select.select(watched, [], [], _GLANCE_S)
        self._read_all()
        self.status = self.process.poll()

    def _read_rest(self) -> None:
        """Read what a program that has ended leaves on its way through the kernel."""
        while self._master >= 0 and select.select([self._master], [], [], _GLANCE_S)[0]:
            before = len(self.received)
            self._read_all()
            if len(self.received) == before:
                return

    def _read_all(self) -> None:
        while self._master >= 0:
            try:
                data = os.read(self._master, 65536)
            except (BlockingIOError, OSError):
                return
            if not data:
                return
            self.received += data
            self._take(data)

    def _take(self, data: bytes) -> None:
        data = self._held + data
        cut = UNFINISHED.search(data)
        self._held, data = (data[cut.start() :], data[: cut.start()]) if cut else (b"", data)
        self._stream.feed(SEQUENCE.sub(self._obey, data))

    def _obey(self, match: re.Match[bytes]) -> bytes:
        """Note and answer one sequence; what of it pyte is to see."""
        sequence = match[0]
        self.modes.see(sequence)
        if sequence == b"\x1b[?2048h":
            self._report_size()
        elif self._answers and sequence in {b"\x1b[?2026$p", b"\x1b[?2048$p"}:
            self._write(sequence.replace(b"$p", b";2$y"))
        elif sequence in {b"\x1b[?1049h", b"\x1b[?1049l"}:
            return b"\x1b[2J\x1b[H"
        if sequence.startswith((b"\x1b]2;", b"\x1b]0;")):
            return sequence
        private = sequence[2:3] in {b"<", b">", b"="} or sequence[-2:-1] == b"$" or sequence[-1:] in b"tu"
        return b"" if sequence[1:2] in b"]PX^_" or private else sequence
