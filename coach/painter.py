"""The painter: a process of its own that draws Today for the next start, and then ends.

It is started by `coach.first_picture.spawn`, with the key of the picture on its standard input. It writes
nothing but the picture; whatever goes wrong, the next start is one without a picture.
"""

from __future__ import annotations

import asyncio
import fcntl
import os
import sys
import time
from contextlib import contextmanager, suppress
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.app import CoachApp
from coach.clock import SystemClock
from coach.context import AppContext
from coach.domain.instants import instant, nanoseconds
from coach.domain.next_change import next_change
from coach.first_picture.keep import (
    KeptSpan,
    code_stamps,
    data_stamps,
    has_settled,
    keep,
    key_of,
    open_folder,
)
from coach.first_picture.key import PICTURE, folder
from coach.first_picture.read import read_file
from coach.first_picture.spawn import environment_of, holds_for_long, spawn_painter, words_of
from coach.opening import may_be_kept
from coach.paths import data_file, state_folder
from coach.store import NotWritable, Store
from coach.store.drafts import Drafts
from coach.terminal.capabilities import Capabilities, detect
from coach.terminal.kept_cells import encoded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.pilot import Pilot

    from coach.clock import Clock
    from coach.store.repair.repair import Restored
    from coach.store.transaction import Transaction

AHEAD = timedelta(days=3)
"""How far ahead Today is painted: for the day, and for two days without the coach."""
_MOST_DRAWINGS = 16
"""How often Today is drawn for one file at the most: records dated ahead can ask for it many times."""
_MOST_LOOKS = 20
"""How often it looks whether the screen has come to rest, before it gives up."""
_OTHERS = 3
"""So many other terminals have their picture renewed: those for which one was made last."""
_TRY_S, _TRIES = 0.1, 200
"""How long, and how often, it waits for another painter, and for the file to settle.

After 20 seconds it gives up, as no painter may stay for ever: the next start does without a picture.
"""


class Terminal(NamedTuple):
    """A terminal, as far as a picture depends on it."""

    size: tuple[int, int]
    """Columns and rows."""
    traits: Capabilities


class StillClock(SystemClock):
    """A clock that stands at an instant."""

    def __init__(self, at: datetime) -> None:
        self._at = at

    def now(self) -> datetime:
        """Returns that instant, in UTC."""
        return self._at


class ReadOnlyStore(Store):
    """A store that refuses every change."""

    @contextmanager
    def _changing(self) -> Iterator[Transaction]:
        raise NotWritable(self.path, "it is only read here")
        yield  # what makes it a context, which is never entered

    def restore(self, name: str) -> Restored:
        """Raises `NotWritable`."""
        raise NotWritable(self.path, "it is only read here")


def main() -> None:
    """Paints the picture for the key on standard input, and with `--others` those of other terminals."""
    key = sys.stdin.buffer.read()
    os.nice(19)  # the user has better things to wait for
    where = folder(os.environ)
    with suppress(OSError), _alone(where) as alone:
        if alone and not holds_for_long(key):
            paint(key, SystemClock())
    if "--others" in sys.argv:
        for other in other_keys(where, key):
            number = spawn_painter(other, environment_of(other, os.environ), others=False)
            if number is not None:
                os.waitpid(number, 0)


def paint(key: bytes, clock: Clock) -> bool:
    """Paints Today for a key from the present on, and keeps it; returns whether it could.

    Raises TimeoutError if the screen does not come to rest.
    """
    path = data_file(_named_file(words_of(key)), os.environ)
    if not _settled(path):
        return False
    terminal = terminal_of(key)
    before = data_stamps(path, state_folder())
    context = context_of(path, clock)
    if not may_be_kept(context):
        return False
    spans = list(spans_of(path, clock.now(), terminal))
    stamps = [*before, *code_stamps(context.book.settings.tz)]
    # What was painted is what was there before and after, and so is the code that has painted it.
    is_same = before == data_stamps(path, state_folder()) and has_settled(path, time.time_ns())
    return is_same and keep(PICTURE, key, stamps, spans)


def context_of(path: Path, clock: Clock) -> AppContext:
    """Returns what the coach works with as it opens on a file at an instant; nothing of it can be written."""
    return AppContext(ReadOnlyStore(path, clock), clock)


def spans_of(path: Path, now: datetime, terminal: Terminal) -> Iterator[KeptSpan]:
    """Yields Today as it is drawn from an instant on, each picture with the span in which it holds."""
    end = instant(now) + AHEAD
    last: KeptSpan | None = None
    for _ in range(_MOST_DRAWINGS):
        drawn, now = span_from(path, now, terminal)
        if last is not None and drawn[2:] == last[2:]:
            last = last._replace(until=drawn.until)
        else:
            if last is not None:
                yield last
            last = drawn
        if instant(now) >= end:
            break
    if last is not None:
        yield last


def span_from(path: Path, now: datetime, terminal: Terminal) -> tuple[KeptSpan, datetime]:
    """Returns Today as it is drawn at an instant, and until when that holds."""
    context = context_of(path, StillClock(now))
    # whoever opens a coach meanwhile is to find the answers that wait, which a reader would claim
    context.drafts = Drafts(Path(os.devnull), path)
    until = next_change(context.book, context.now())
    app = CoachApp(context, terminal.traits)
    cells, text = asyncio.run(_drawn(app, terminal.size))
    since, end = nanoseconds(now), nanoseconds(until)
    return KeptSpan(since, end, context.today().meaning, text.encode(), cells.encode()), until


async def _drawn(app: CoachApp, size: tuple[int, int]) -> tuple[str, str]:
    """Returns the cells that an app shows once it has come to rest, and the text that draws them.

    Raises TimeoutError if it does not come to rest.
    """
    drawn: list[tuple[str, str]] = []

    async def look(pilot: Pilot[object]) -> None:
        before = ""
        for _ in range(_MOST_LOOKS):
            await pilot.pause()
            cells = encoded(app.cell_diff.rows)
            if cells == before:
                drawn.append((cells, app.cell_diff.whole()))
                break
            before = cells
        app.exit()

    await app.run_async(headless=True, size=size, auto_pilot=look)
    if not drawn:
        raise TimeoutError("the screen does not come to rest")
    return drawn[0]


def terminal_of(key: bytes) -> Terminal:
    """Returns the terminal that the key of a picture names."""
    lines = os.fsdecode(key).split("\n")
    columns, rows = next(line[2:].split() for line in lines if line.startswith("S "))
    # standard output, then standard error, which is the one that is drawn on
    encoding = [line[2:] for line in lines if line.startswith("C ")][1]
    return Terminal((int(columns), int(rows)), detect(os.environ, encoding))


def other_keys(where: str, own: bytes) -> list[bytes]:
    """Returns the keys of the pictures that differ in the terminal or the environment, the latest first.

    Those of another coach, of other words or of another place to stand in are left to a coach from there.
    """
    found: list[tuple[float, bytes]] = []
    for each in Path(where).glob(f"{PICTURE}-*"):
        with suppress(OSError, ValueError, IndexError):
            key = key_of(read_file(where, each.name))
            if key != own and _beyond_terminal(key) == _beyond_terminal(own):
                found.append((each.stat().st_mtime, key))
    return [key for _, key in sorted(found, reverse=True)[:_OTHERS]]


def _beyond_terminal(key: bytes) -> list[bytes]:
    """Returns the lines of a key with which a painter cannot be started: all but size and environment."""
    return [line for line in key.split(b"\n") if not line.startswith((b"S ", b"C ", b"E "))]


def _named_file(words: list[str]) -> str | None:
    """Returns the file that the words after the program's name give; None if they give none."""
    if len(words) == 1:
        return words[0].removeprefix("--data=")
    return words[1] if words else None


def _settled(path: Path) -> bool:
    """Waits until the file has not changed for a moment; returns whether it came to rest."""
    for _ in range(_TRIES):
        if has_settled(path, time.time_ns()):
            return True
        time.sleep(_TRY_S)
    return False


@contextmanager
def _alone(where: str) -> Iterator[bool]:
    """Waits for other painters; yields whether this is the only one now."""
    there = open_folder(where)
    try:
        flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_CLOEXEC
        lock = os.open("painter.lock", flags, 0o600, dir_fd=there)
    finally:
        os.close(there)
    try:
        yield _locked(lock)
    finally:
        os.close(lock)


def _locked(lock: int) -> bool:
    """Waits for the lock of painters; returns whether it was to be had."""
    for _ in range(_TRIES):
        with suppress(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        time.sleep(_TRY_S)
    return False
