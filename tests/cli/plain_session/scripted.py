"""Lines as a test types them, and the time that goes by between two of them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple, Self

from coach.cli.plain_session.line_reader import Cut, EndOfInput
from tests.conftest import FixedClock


class Passes(NamedTuple):
    """Time that goes by while nobody types."""

    seconds: float


Entry = str | Passes | BaseException | Callable[[], object]


class Scripted:
    """Lines, times, and what others do meanwhile, in order; then the end of input."""

    def __init__(self, clock: FixedClock, *entries: Entry, is_terminal: bool = True) -> None:
        self.clock = clock
        self.left = list(entries)
        self.is_terminal = is_terminal

    def open(self) -> Self:
        return self

    def close(self) -> None:
        pass

    def read(self, seconds: float | None) -> str | None:
        while self.left:
            entry = self.left.pop(0)
            if isinstance(entry, str):
                return entry
            if isinstance(entry, BaseException):
                raise entry
            if isinstance(entry, Passes):
                assert seconds is not None, "a question waits for an answer, not for time"
                by = min(seconds, entry.seconds)
                self.clock.advance(timedelta(seconds=by))
                if entry.seconds - by > 1e-9:
                    self.left.insert(0, Passes(entry.seconds - by))
                return None
            entry()
            if seconds is not None:
                return None
        raise EndOfInput


HANG_UP = Cut(129)
