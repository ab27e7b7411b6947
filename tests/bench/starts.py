"""A start of the coach as a person sees it: Today to read, a key answered, all settled, and left again."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

import pyte

from tests.bench.home import START, Home
from tests.bench.meter import COLS, ROWS, Chunk, Moment
from tests.e2e.modes import SEQUENCE, UNFINISHED

HERE = Path(__file__).parent
HELLO = (sys.executable, str(HERE / "hello.py"))
PYTHON = (sys.executable, "-c", "pass")
TODAY = ("minutes", START)
CALENDAR = "[2 Calendar]"


class Start(NamedTuple):
    """One start that is left alone until it has settled, and then left."""

    readable: Moment
    """When the terminal had all that was waited for."""
    settled_s: float
    cpu_s: float
    """Until it was settled."""
    sent: int
    """Bytes until then."""
    left_s: float
    """From the key that ends it to its end."""


def start(home: Home, argv: tuple[str, ...], wanted: Sequence[str], leave: str) -> Start:
    """Starts a program, sees the wanted texts on its screen, and leaves it with a key."""
    with home.opened(argv) as meter:
        meter.see(wanted[-1])
        begun = meter.settle()
        readable = readable_at(meter.chunks, wanted)
        left = meter.leave(leave)
    home.rest()
    return Start(readable, begun.settled_s, begun.cpu_s, begun.sent, left)


def answered(home: Home, argv: tuple[str, ...]) -> Moment:
    """Opens the coach, presses a key as soon as Today can be read, and returns when its answer was there."""
    with home.opened(argv) as meter:
        meter.see(START)
        meter.type("2")
        meter.settle()
        moment = readable_at(meter.chunks, [CALENDAR])
        meter.leave("q")
    home.rest()
    return moment


def nothing(home: Home) -> Moment:
    """Runs a Python that does nothing, and returns what it took."""
    with home.opened(PYTHON) as meter:
        return meter.wait_exit()


def readable_at(chunks: Sequence[Chunk], wanted: Sequence[str]) -> Moment:
    """Returns the moment of the first chunk after which a terminal shows all the wanted texts."""
    text = ""
    for chunk, text in screens_of(chunks):
        if all(each in text for each in wanted):
            return chunk.at
    raise AssertionError(f"not on the screen: {wanted}\n{text}")


def screen_of(chunks: Sequence[Chunk]) -> str:
    """Returns what a terminal shows in the end."""
    return [text for _, text in screens_of(chunks)][-1]


def screens_of(chunks: Sequence[Chunk]) -> Iterator[tuple[Chunk, str]]:
    """Yields each chunk with what a terminal shows after it.

    The terminal is fed when all is over, so that it takes no time from the program.
    """
    screen = pyte.Screen(COLS, ROWS)
    stream = pyte.ByteStream(screen)
    held = b""
    for chunk in chunks:
        data = held + chunk.data
        cut = UNFINISHED.search(data)
        held, data = (data[cut.start() :], data[: cut.start()]) if cut else (b"", data)
        stream.feed(SEQUENCE.sub(_of_screen, data))
        yield chunk, "\n".join(screen.display)


def _of_screen(match: re.Match[bytes]) -> bytes:
    """What of a sequence changes the cells; pyte would show some of the others as text."""
    sequence = match[0]
    if sequence in {b"\x1b[?1049h", b"\x1b[?1049l"}:
        return b"\x1b[2J\x1b[H"
    own = sequence[2:3] in b"<>=?" or sequence[-2:-1] == b"$" or sequence[-1:] in b"tu"
    return b"" if sequence[1:2] in b"]PX^_" or own else sequence
