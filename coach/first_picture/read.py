"""Shows what is kept, before anything else is loaded: most of the time until then is Python's own start.

To stay like that, this takes nothing but `os` and `termios`, and what Python has loaded by itself. Whatever
does not fit is no reason for a word: the coach then starts as if nothing had been kept.
"""

import os
import termios
import time

from coach.first_picture.key import (
    FORMAT,
    LARGEST,
    LINE,
    PICTURE,
    checksum,
    file_name,
    folder,
    has_own_size,
    key,
    stamp,
)

TYPE_CHECKING = False  # `typing` is not loaded yet
if TYPE_CHECKING:
    import signal
    from types import FrameType
    from typing import Any
else:
    # what `signal` is made from: that one would import `enum`, which takes as long as all of this
    import _signal as signal

TAKEN = b"\x1b[?1049h\x1b[?25l\x1b[?7l\x1b[?2004h"
"""Takes the terminal over: its second screen, no cursor, no wrapping, and brackets around what is pasted."""
GIVEN_BACK = (
    b"\x18\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l\x1b[?1016l"
    b"\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l\x1b[0m"
)
"""Gives it back, even out of a sequence that was cut off, and from a driver that failed as it began."""

_ENDING = (signal.SIGHUP, signal.SIGINT, signal.SIGTERM)


class Part:
    """A kept picture or line that holds now."""

    def __init__(self, meaning: str, text: bytes, cells: bytes) -> None:
        self.meaning = meaning
        """What the picture means for a key that is pressed at it, as `Today.meaning` has it."""
        self.text = text
        """The bytes that are written."""
        self.cells = cells
        """The cells of a picture, as `coach.terminal.kept_cells` reads them."""


class Shown:
    """A picture of Today on the terminal, until the app takes it over or the terminal is given back."""

    def __init__(self, part: Part, size: tuple[int, int]) -> None:
        self.size = size
        """Columns and rows."""
        self.meaning = part.meaning
        self.cells = part.cells
        self.attrs: list[Any] = termios.tcgetattr(0)
        """The settings of the terminal as they were found."""
        self.handlers: dict[int, Any] = {}
        """The handlers of signals as they were found, by number."""
        self.stands = False
        """Whether the terminal is still this picture's."""
        self.is_spoilt = False
        """Whether the process was stopped meanwhile, so that others have written over it."""
        self._began = False
        """Whether anything of it was written."""

    def take(self, text: bytes) -> None:
        """Takes the terminal over and writes the picture; raises OSError or `termios.error` if it is gone."""
        raw = termios.tcgetattr(0)
        # The same as Textual sets, so that no key is echoed, ends the coach, or waits for Enter.
        signals = 0 if os.environ.get("TEXTUAL_ALLOW_SIGNALS") else termios.ISIG
        raw[3] &= ~(termios.ECHO | termios.ICANON | termios.IEXTEN | signals)
        raw[0] &= ~(termios.IXON | termios.IXOFF | termios.ICRNL | termios.INLCR | termios.IGNCR)
        raw[6][termios.VMIN] = 1
        self.stands = True
        for number in _ENDING:
            # Under nohup, for one, a process is to survive SIGHUP.
            if signal.getsignal(number) != signal.SIG_IGN:
                self.handlers[number] = signal.signal(number, self._end)
        # A stop would leave the shell with a terminal that echoes nothing; Textual handles it once it runs.
        self.handlers[signal.SIGTSTP] = signal.signal(signal.SIGTSTP, signal.SIG_IGN)
        self.handlers[signal.SIGCONT] = signal.signal(signal.SIGCONT, self._go_on)
        termios.tcsetattr(0, termios.TCSANOW, raw)
        self._began = True
        _write(2, TAKEN + text)

    def hand_over(self) -> None:
        """Notes that the terminal has another owner, which watches for signals itself."""
        self.stands = False

    def clear(self) -> None:
        """Takes the picture away, for a new owner that takes the terminal over from the beginning.

        Raises OSError if the terminal is gone.
        """
        _write(2, GIVEN_BACK)

    def give_back(self) -> None:
        """Leaves the terminal as it was found, unless it has another owner; does nothing the second time."""
        if self.stands:
            self.stands = False
            self._restore()
            for number, handler in self.handlers.items():
                signal.signal(number, handler)

    def _end(self, number: int, frame: "FrameType | None") -> None:
        if self.stands:
            self._restore()
        os._exit(128 + number)

    def _go_on(self, number: int, frame: "FrameType | None") -> None:
        self.is_spoilt = True

    def _restore(self) -> None:
        """Restores the terminal, which may not read any more: nothing here waits for it."""
        try:
            termios.tcflush(2, termios.TCOFLUSH)
            termios.tcsetattr(0, termios.TCSANOW, self.attrs)
            if self._began:
                _write_last(GIVEN_BACK)
        except (OSError, termios.error):
            pass  # it is gone


def show_picture(words: list[str]) -> Shown | None:
    """Shows the picture that is kept for this start, and returns what to do with it; None if there is none.

    `words` are those after the program's name.
    """
    if not _opens_today(words) or has_own_size(os.environ):
        return None
    try:
        if not (os.isatty(0) and os.isatty(1) and os.isatty(2)) or os.tcgetpgrp(0) != os.getpgrp():
            return None
        # The size is asked of standard output, which may be another terminal than the one that is drawn on.
        if not os.fstat(0).st_rdev == os.fstat(1).st_rdev == os.fstat(2).st_rdev:
            return None
        size = os.get_terminal_size(1)
        part = kept(PICTURE, key(PICTURE, words, (size[0], size[1])), time.time_ns())
        if part is None:
            return None
        shown = Shown(part, (size[0], size[1]))
    except (OSError, termios.error):
        return None
    try:
        shown.take(part.text)
    except (OSError, termios.error):
        shown.give_back()
        return None
    return shown


def show_line(words: list[str]) -> bool:
    """Prints the line of `coach status` that is kept for these words; returns whether there was one."""
    if "status" not in words or os.isatty(1):
        return False
    try:
        part = kept(LINE, key(LINE, words), time.time_ns())
        if part is None:
            return False
        return _write(1, part.text)
    except OSError:
        return False


def kept(kind: str, wanted: bytes, now: int) -> Part | None:
    """Returns what is kept for the wanted key and holds at an instant, in nanoseconds since 1970.

    Returns None if there is nothing, or if anything about it is in doubt.
    """
    where = folder(os.environ)
    if not where:
        return None
    try:
        data = read_file(where, file_name(kind, wanted))
        return part_of(data, wanted, now)
    except (OSError, ValueError, IndexError, OverflowError):
        return None


def part_of(data: bytes, wanted: bytes, now: int) -> Part | None:
    """Returns the part of a kept file that holds at an instant; None if none does, or for another key.

    Raises ValueError, IndexError or OverflowError for what is no kept file.
    """
    if not data.startswith(FORMAT):
        return None
    total, body = data[len(FORMAT) :].split(b"\n", 1)
    if int(total) != checksum(body):
        return None
    head, body = body.split(b"\n", 1)
    keys, watches, count = (int(each) for each in head.split())
    if body[:keys] != wanted:
        return None
    spans = body[keys + watches :].split(b"\n", count)
    for span in spans[:count]:
        since, until, at, text, cells, meaning = span.split(b" ", 5)
        if int(since) <= now < int(until):
            break
    else:
        return None
    if not _holds(body[keys : keys + watches]):
        return None
    begin = int(at)
    middle = begin + int(text)
    parts = spans[count]
    return Part(meaning.decode(), parts[begin:middle], parts[middle : middle + int(cells)])


def _holds(watches: bytes) -> bool:
    """Returns whether all files that the picture was made from are as they were."""
    for line in watches.split(b"\n"):
        if line:
            kind, was, path = line.split(b"\t", 2)
            if stamp(kind, path) != was:
                return False
    return True


def _opens_today(words: list[str]) -> bool:
    if not words:
        return True
    if len(words) == 1:
        return words[0].startswith("--data=") and len(words[0]) > len("--data=")
    return len(words) == 2 and words[0] == "--data" and words[1] != ""


def read_file(where: str, name: str) -> bytes:
    """Returns a file of the folder; raises OSError or ValueError unless both are the user's alone."""
    user = os.geteuid()
    # By its descriptor, and never through a link: whatever is swapped afterwards, this is what was looked at.
    there = os.open(where, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        found = os.fstat(there)
        if found.st_uid != user or found.st_mode & 0o022:
            raise ValueError(where)
        file = os.open(name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC, dir_fd=there)
    finally:
        os.close(there)
    try:
        found = os.fstat(file)
        ours = found.st_uid == user and found.st_nlink == 1 and found.st_mode == 0o100600
        if not ours or not 0 < found.st_size <= LARGEST:
            raise ValueError(name)
        data = os.read(file, LARGEST + 1)
        if len(data) != found.st_size:
            raise ValueError(name)
        return data
    finally:
        os.close(file)


def _write(number: int, data: bytes) -> bool:
    """Writes all of it, and returns True; raises OSError if the other end is gone."""
    left = memoryview(data)
    while left:
        try:
            left = left[os.write(number, left) :]
        except BlockingIOError:
            time.sleep(0.01)
    return True


def _write_last(data: bytes) -> None:
    """Writes a few bytes to the terminal if it takes them at once; raises OSError otherwise."""
    try:
        # by a descriptor of its own, for the shell shares the other one
        own = os.open(os.ttyname(2), os.O_WRONLY | os.O_NOCTTY | os.O_NONBLOCK)
    except OSError:
        # After `su` the terminal is still the other user's, and in a container it may have no name.
        waits = os.get_blocking(2)
        os.set_blocking(2, False)
        try:
            os.write(2, data)
        finally:
            os.set_blocking(2, waits)
    else:
        os.write(own, data)
        os.close(own)
