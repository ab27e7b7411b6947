"""What `coach status` printed is printed again until it would be something else, and by almost nothing."""

from __future__ import annotations

import io
import os
import sys
from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from multiprocessing import get_context
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coach.cli import kept_line, main
from coach.cli.command_context import CommandContext
from coach.cli.commands import status
from coach.cli.parser import Parser
from coach.domain.model import Area, Book, Change
from coach.first_picture.keep import KeptSpan
from coach.first_picture.key import LINE, key
from coach.first_picture.read import kept
from coach.store import Store
from tests.cli.conftest import Shell
from tests.conftest import FixedClock
from tests.domain.moments import NIGHTS, Read, random_read
from tests.store.samples import live, session

SAMPLE, LONG, SLICE = 100, 10_000, 250
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_ALL = " ".join(["\u00e9\u2713", *(f"{name}={{{name}}}" for name in status.FIELDS)])
WORDS = (["status"], ["status", "--json"], ["status", "--format", _ALL])


def ns(moment: datetime) -> int:
    return (moment - _EPOCH) // timedelta(microseconds=1) * 1000


class Output(io.TextIOWrapper):
    """A pipe, or a terminal, in an encoding."""

    def __init__(self, encoding: str, *, is_terminal: bool = False) -> None:
        super().__init__(io.BytesIO(), encoding=encoding, errors="replace")
        self.is_terminal = is_terminal

    def isatty(self) -> bool:
        return self.is_terminal

    @property
    def printed(self) -> bytes:
        """All that was written."""
        self.flush()
        found = self.buffer
        assert isinstance(found, io.BytesIO)
        return found.getvalue()


class ReadAt(CommandContext):
    """The context of a command that reads a random file at a moment."""

    def __init__(self, read: Read, moment: datetime, words: Sequence[str]) -> None:
        super().__init__(Path("/nonexistent/coach.json"), FixedClock(moment), words)
        self._read = read

    def read(self, *, quiet: bool = False, drafts: bool = True) -> Book:
        return self._read.at(self.clock.now())


def parsed(words: Sequence[str]) -> Namespace:
    parser = Parser("status", "")
    status.add_arguments(parser)
    return parser.parse(words[1:])


def printed(
    context: CommandContext, output: Output, patch: pytest.MonkeyPatch
) -> tuple[bytes, KeptSpan | None]:
    """Returns what the slow way prints, and what of it is kept."""
    found: list[KeptSpan] = []
    patch.setattr(sys, "stdout", output)
    patch.setattr(kept_line.time, "time_ns", lambda: ns(context.clock.now()))  # type: ignore[attr-defined]
    patch.setattr(kept_line, "keep", lambda _kind, _key, _stamps, spans: found.extend(spans))
    assert context.words is not None
    assert status.run(parsed(context.words), context) == 0
    return output.printed, found[0] if found else None


def holds(seed: int) -> Counter[str]:
    """Fails if what is kept is not what is printed, or not what is printed later while it is kept."""
    read, random = random_read(seed), Random(seed)
    words = [*random.choice(WORDS)]
    if random.random() < 0.3:
        words += ["--area", random.choice(list(Area))]
    encoding = random.choice(("utf-8", "utf-8", "ascii", "latin-1"))
    present = read.now.astimezone(UTC)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(kept_line, "has_settled", lambda *_: True)
        patch.setattr(kept_line, "code_stamps", lambda _: [])
        text, span = printed(ReadAt(read, present, words), Output(encoding), patch)
        assert span is not None
        assert span[:1] + span[2:] == (ns(present), "", text, b"")
        last = _EPOCH + timedelta(microseconds=span.until // 1000 - 1)
        assert present <= last
        for moment in (last, present + (last - present) * random.random()):
            later, _ = printed(ReadAt(read, moment, words), Output(encoding), patch)
            assert later == text, f"book {seed}: {present}, at {moment}"
    return Counter({words[-1] if len(words) == 1 else words[1]: 1, read.whole.settings.tz: 1, encoding: 1})


def all_hold(seeds: range) -> Counter[str]:
    """The same for several books."""
    return sum(map(holds, seeds), Counter[str]())


def test_what_is_kept_is_what_the_slow_way_prints() -> None:
    found = all_hold(range(SAMPLE))
    assert all(found[each] for each in ("status", "--json", "--format", "utf-8", "ascii", *NIGHTS))


@pytest.mark.long
def test_what_is_kept_is_what_the_slow_way_prints_of_ten_thousand_books() -> None:
    slices = [range(first, first + SLICE) for first in range(SAMPLE, SAMPLE + LONG, SLICE)]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = sum(pool.map(all_hold, slices), Counter[str]())
    assert all(found[each] > LONG / 20 for each in ("status", "--json", "--format", "--area", *NIGHTS))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Returns the folder of kept files; it is not there yet."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "coach"


class Asked:
    """A user's file, and what is kept of a status that is asked for."""

    def __init__(self, ready: Shell, patch: pytest.MonkeyPatch) -> None:
        self.shell = ready
        self.patch = patch
        self.output = Output("utf-8")
        self.words: list[str] | None = ["status"]
        self.settled = True
        patch.setattr(kept_line, "has_settled", lambda *_: self.settled)
        patch.setattr(kept_line.time, "time_ns", lambda: ns(ready.clock.now()))  # type: ignore[attr-defined]

    def change(self, decide: Callable[[Book], Change | None]) -> None:
        Store(self.shell.path, self.shell.clock).change(decide)

    def settings(self, **values: Any) -> None:
        self.change(lambda book: Change("Settings", put=(book.settings._replace(**values),)))

    def keeps(self, *, before: Callable[[CommandContext], object] = lambda _: None) -> bytes | None:
        """Asks, and returns what a later prompt would be shown; None if that is nothing."""
        context = CommandContext(self.shell.path, self.shell.clock, self.words)
        self.patch.setattr(sys, "stdout", self.output)
        before(context)
        assert status.run(parsed(["status"]), context) == 0
        assert self.output.printed
        part = kept(LINE, key(LINE, ["status"]), ns(self.shell.clock.now()))
        return None if part is None else part.text


@pytest.fixture
def asked(ready: Shell, monkeypatch: pytest.MonkeyPatch, cache: Path) -> Asked:
    return Asked(ready, monkeypatch)


def test_what_was_printed_is_shown_again(asked: Asked) -> None:
    assert asked.keeps() == asked.output.printed == "5 min on a towel \u00b7 0 days\n".encode()


def test_it_ends_with_the_day(asked: Asked) -> None:
    """The clock of the tests shows 07:30; the day turns at 03:00."""
    assert asked.keeps() is not None
    for hours, is_shown in ((19.4999, True), (19.5, False), (-0.0001, False)):
        now = ns(asked.shell.clock.now() + timedelta(hours=hours))
        assert (kept(LINE, key(LINE, ["status"]), now) is not None) is is_shown


def test_it_does_not_hold_before_the_file_was_read(asked: Asked) -> None:
    """The clock can be set back between the reading and the printing."""
    read_at = ns(asked.shell.clock.now())
    asked.patch.setattr(kept_line.time, "time_ns", lambda: read_at - 10**13)  # type: ignore[attr-defined]
    asked.keeps()
    assert kept(LINE, key(LINE, ["status"]), read_at - 1) is None
    assert kept(LINE, key(LINE, ["status"]), read_at) is not None


def a_session_runs(asked: Asked) -> None:
    asked.change(lambda _: Change("Begun", put=(live(asked.shell.clock.now()),)))


def another_line(asked: Asked) -> None:
    asked.words = ["status", "--json"]


def a_terminal(asked: Asked) -> None:
    asked.output = Output("utf-8", is_terminal=True)


def no_words(asked: Asked) -> None:
    asked.words = None


NOT_KEPT: dict[str, Callable[[Asked], object]] = {
    "on a terminal": a_terminal,
    "while a session runs": a_session_runs,
    "with the setting off": lambda asked: asked.settings(first_picture=False),
    "just after a change": lambda asked: setattr(asked, "settled", False),
    "by a test with a clock of its own": no_words,
    "for other words": another_line,
    "where the cache cannot be written": lambda asked: (asked.shell.path.parents[1] / "cache").touch(),
}


@pytest.mark.parametrize("why", NOT_KEPT)
def test_some_things_are_not_kept(asked: Asked, why: str) -> None:
    NOT_KEPT[why](asked)
    assert asked.keeps() is None


def test_nothing_is_kept_of_a_file_that_changes_as_it_is_read(asked: Asked) -> None:
    def changes(context: CommandContext) -> None:
        read = context.read

        def late(*, quiet: bool = False) -> Book:
            found = read(quiet=quiet)
            asked.change(lambda _: Change("Done", put=(session(5, asked.shell.clock.now()),)))
            return found

        asked.patch.setattr(context, "read", late)

    assert asked.keeps(before=changes) is None
    asked.output = Output("utf-8")
    assert asked.keeps() == b"done \xc2\xb7 1 day\n"


def test_nothing_is_kept_after_a_warning(asked: Asked) -> None:
    assert asked.keeps(before=lambda context: setattr(context.store, "warning", "a backup failed")) is None


@pytest.mark.parametrize(
    "words", [["--area", "elbow"], ["--format", "{x}"], ["--json", "--format", "x"], ["x"]]
)
def test_wrong_usage_is_not_kept(
    store_path: Path, cache: Path, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["coach", "--data", str(store_path), "status", *words])
    assert main() == 2
    assert not cache.exists()


def test_a_name_that_takes_more_than_one_line_is_only_not_kept(asked: Asked, tmp_path: Path) -> None:
    for name in ("a\tb.json", "a\nb.json"):
        path = tmp_path / name
        path.write_bytes(asked.shell.path.read_bytes())
        context = CommandContext(path, asked.shell.clock, ["status"])
        asked.patch.setattr(sys, "stdout", output := Output("utf-8"))
        assert status.run(parsed(["status"]), context) == 0
        assert output.printed == "5 min on a towel \u00b7 0 days\n".encode()


@pytest.mark.parametrize("name", ["a\tb", "a\nb", "\ud800"])
def test_in_a_zone_whose_name_no_line_can_have_it_is_only_not_kept(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    in_zone(name, monkeypatch)
    assert asked.keeps() is None


@pytest.mark.parametrize("name", ["a\0b", "../../etc/passwd", "/", "x" * 5000])
def test_in_a_zone_that_there_is_not_it_is_kept(
    asked: Asked, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """No such table is there, and its coming would be noticed."""
    in_zone(name, monkeypatch)
    assert asked.keeps() == asked.output.printed


def in_zone(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Reads every file as one with a zone in its settings, which need not be one that can be written."""

    def read(self: CommandContext, *, quiet: bool = False) -> Book:
        book = Store(self.path, self.clock).read()
        return book._replace(settings=book.settings._replace(tz=name))

    monkeypatch.setattr(CommandContext, "read", read)


def test_without_a_home_it_is_only_not_kept(asked: Asked, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", homeless)
    monkeypatch.delenv("XDG_STATE_HOME")
    assert asked.keeps() is None
