"""A painted picture is what a plain start would show, and the painter leaves nothing else behind."""

from __future__ import annotations

import fcntl
import json
import os
import sys
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import islice
from pathlib import Path
from random import Random
from typing import NamedTuple

import pytest

from coach import painter
from coach.domain.model import Change
from coach.first_picture import key as key_module
from coach.first_picture.keep import KeptSpan, content, keep
from coach.first_picture.key import PICTURE, file_name, key
from coach.first_picture.spawn import holds_for_long
from coach.painter import Terminal, other_keys, paint, spans_of
from coach.store import NotWritable
from coach.terminal.kept_cells import decoded
from tests.painted import STATES, case, plain_start
from tests.painter.kept_pictures import EPOCH, key_of, ns, shown
from tests.screens import files, troubled_files
from tests.screens.conftest import Bench
from tests.store.samples import live, session

SAMPLE, LONG = 30, 300
_LEAST = timedelta(microseconds=1)


def moment_of(instant: int) -> datetime:
    return EPOCH + timedelta(microseconds=instant // 1000)


def same(number: int, folder: Path, *, spans: int | None, times: int) -> None:
    """Fails where a picture of a case differs from a plain start at an instant at which it holds."""
    drawn, random = case(number), Random(number)
    with pytest.MonkeyPatch.context() as patch:
        for name, value in drawn.colours.items():
            patch.setenv(name, value)
        bench = drawn.made(folder)
        found = list(
            islice(spans_of(bench.path, bench.clock.now(), Terminal(drawn.size, drawn.traits)), spans)
        )
        assert found[0].since == ns(bench.clock.now())
        for span in found:
            for at in _moments(span, random, times):
                cells, meaning = plain_start(bench, at, drawn)
                assert meaning == span.meaning, f"case {number}, at {at}"
                assert cells == decoded(span.cells.decode()), f"case {number}, at {at}"


def _moments(span: KeptSpan, random: Random, times: int) -> list[datetime]:
    """Returns instants within a span: first its last, then any."""
    last = moment_of(span.until) - _LEAST
    first = moment_of(span.since)
    return [last, *(first + (last - first) * random.random() for _ in range(times))][:times]


@pytest.mark.parametrize("number", range(SAMPLE))
def test_a_picture_is_what_a_plain_start_shows(number: int, tmp_path: Path) -> None:
    same(number, tmp_path, spans=1, times=1)


@pytest.mark.long
@pytest.mark.parametrize("number", range(SAMPLE, SAMPLE + LONG))
def test_each_picture_is_what_a_plain_start_shows(number: int, tmp_path: Path) -> None:
    same(number, tmp_path, spans=None, times=2)


def test_each_state_is_drawn_in_the_sample() -> None:
    assert {case(number).state for number in range(SAMPLE)} == {*STATES}


def one_span(monkeypatch: pytest.MonkeyPatch) -> None:
    """Paints the present alone, which takes a quarter of the time."""
    monkeypatch.setattr(painter, "spans_of", lambda *words: islice(spans_of(*words), 1))


def test_a_picture_is_kept_for_today_and_the_next_two_days(bench: Bench) -> None:
    files.month(bench)
    now = bench.clock.now()
    assert paint(key_of(bench), bench.clock)
    turns = [now.replace(hour=3, minute=0) + timedelta(days=days) for days in range(1, 4)]
    held = [shown(bench, at) for at in (now, *turns)]
    texts = [each.text for each in held if each is not None]
    assert len({*texts}) == len(texts) == 4
    before = [shown(bench, at - _LEAST) for at in (*turns, now + painter.AHEAD)]
    assert [each and each.text for each in before] == texts
    assert shown(bench, now + painter.AHEAD + timedelta(days=1)) is None
    assert shown(bench, now - _LEAST) is None
    assert held[0] is not None
    assert held[0].meaning == "due back 15 20 bare check"
    assert {len(row) for row in decoded(held[0].cells.decode())} == {80}


def test_the_painter_writes_nothing_but_its_picture(
    bench: Bench, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_span(monkeypatch)
    files.month(bench)
    state = Path(os.environ["XDG_STATE_HOME"])

    def everything() -> dict[str, tuple[int, int, bytes]]:
        found = {}
        for root in (bench.path.parent, state):
            for each in (root, *root.rglob("*")) if root.exists() else ():
                data = each.read_bytes() if each.is_file() else b""
                found[str(each)] = (each.stat().st_mtime_ns, each.stat().st_ctime_ns, data)
        return found

    before = everything()
    assert str(bench.path) in before
    assert paint(key_of(bench), bench.clock)
    assert everything() == before
    assert [each.name for each in cache.iterdir()] == [file_name(PICTURE, key_of(bench))]


def test_a_painters_store_refuses_every_change(bench: Bench) -> None:
    files.month(bench)
    before = bench.path.read_bytes()
    context = painter.context_of(bench.path, bench.clock)
    acts: tuple[Callable[[], object], ...] = (
        lambda: context.change(lambda _: Change("Done", put=(session(),))),
        context.undo,
        context.redo,
        lambda: context.store.restore("none"),
    )
    for act in acts:
        with pytest.raises(NotWritable):
            act()
    assert bench.path.read_bytes() == before


def no_picture(bench: Bench) -> None:
    files.month(bench)
    bench.settings(first_picture=False)


def running(bench: Bench) -> None:
    files.checked(bench)
    bench.change(lambda _: Change("Begun", put=(live(bench.clock.now()),)))


def newer(bench: Bench) -> None:
    files.month(bench)
    found = json.loads(bench.path.read_text(encoding="utf-8"))
    found["meta"]["1"]["schema"] = 99
    bench.path.write_text(json.dumps(found), encoding="utf-8")


NOT_PAINTED: dict[str, Callable[[Bench], object]] = {
    "before setup": files.nothing,
    "while a session runs": running,
    "after a session that nobody ended": troubled_files.lapsed,
    "while answers wait": troubled_files.unsaved,
    "with the setting off": no_picture,
    "a file that cannot be read": troubled_files.unreadable,
    "a damaged file": troubled_files.damaged,
    "a file that is gone": troubled_files.missing,
    "a file of a newer coach": newer,
}


@pytest.mark.parametrize("why", NOT_PAINTED)
def test_some_starts_have_no_picture(bench: Bench, cache: Path, why: str) -> None:
    NOT_PAINTED[why](bench)
    assert not paint(key_of(bench), bench.clock)
    assert not cache.exists()


def test_a_file_that_does_not_settle_is_not_painted(
    bench: Bench, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    one_span(monkeypatch)
    files.month(bench)
    waited: list[float] = []
    monkeypatch.setattr(painter.time, "sleep", waited.append)  # type: ignore[attr-defined]
    monkeypatch.setattr(painter, "has_settled", lambda *_: False)
    assert not paint(key_of(bench), bench.clock)
    assert 1 < sum(waited) < 60
    answers = iter([False, False, True])
    monkeypatch.setattr(painter, "has_settled", lambda *_: next(answers, True))
    assert paint(key_of(bench), bench.clock)


def test_a_screen_that_does_not_come_to_rest_is_not_kept(
    bench: Bench, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files.month(bench)
    monkeypatch.setattr(painter, "_MOST_LOOKS", 1)
    with pytest.raises(TimeoutError):
        paint(key_of(bench), bench.clock)
    assert not cache.exists()


def changed(bench: Bench, _: pytest.MonkeyPatch) -> None:
    bench.change(lambda _: Change("Done", put=(session(5, bench.clock.now()),)))


def left_unsaved(_: Bench, __: pytest.MonkeyPatch) -> None:
    (Path(os.environ["XDG_STATE_HOME"]) / "coach" / "0123").mkdir(parents=True)


def code_changed(_: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(painter, "has_settled", lambda *_: False)


@pytest.mark.parametrize("meanwhile", [changed, left_unsaved, code_changed])
def test_what_changes_while_it_is_painted_is_not_kept(
    bench: Bench,
    cache: Path,
    monkeypatch: pytest.MonkeyPatch,
    meanwhile: Callable[[Bench, pytest.MonkeyPatch], None],
) -> None:
    files.month(bench)

    def painted(path: Path, now: datetime, terminal: Terminal) -> Iterator[KeptSpan]:
        yield from islice(spans_of(path, now, terminal), 1)
        meanwhile(bench, monkeypatch)

    monkeypatch.setattr(painter, "spans_of", painted)
    assert not paint(key_of(bench), bench.clock)
    assert not cache.exists()


@pytest.mark.parametrize("words", [["--data", "--data=mine"], ["--data=--data=mine"], ["--data", "a b"]])
def test_the_file_is_the_one_that_the_words_name(
    bench: Bench, monkeypatch: pytest.MonkeyPatch, words: list[str]
) -> None:
    looked: list[Path] = []

    def settled(path: Path, _: int) -> bool:
        looked.append(path)
        return True

    monkeypatch.setattr(painter, "has_settled", settled)
    monkeypatch.chdir(bench.path.parents[1])
    assert not paint(key(PICTURE, words, (80, 24)), bench.clock)
    assert looked == [bench.path.parents[1] / words[-1].removeprefix("--data=" if len(words) == 1 else "")]


class Other(NamedTuple):
    """A start somewhere else, whose picture lies beside one's own."""

    change: Callable[[pytest.MonkeyPatch], object]
    is_renewed: bool


OTHERS = {
    "another size": Other(lambda _: None, True),
    "another terminal": Other(lambda patch: patch.setenv("TERM", "linux"), True),
    "over ssh": Other(lambda patch: patch.setenv("SSH_TTY", "1"), True),
    "another folder": Other(lambda patch: patch.chdir("/"), False),
    "another coach": Other(lambda patch: patch.setattr(key_module, "_PACKAGE", "/other"), False),
    "another Python": Other(lambda patch: patch.setattr(sys, "version", "3.99"), False),
    "another environment": Other(lambda patch: patch.setattr(sys, "prefix", "/other"), False),
    "another user": Other(lambda patch: patch.setattr(os, "getuid", lambda: 4321), False),
}


@pytest.mark.parametrize("name", OTHERS)
def test_pictures_of_other_terminals_are_renewed_but_not_those_of_other_places(
    cache: Path, name: str
) -> None:
    """A file that is named from where one stands is another one elsewhere."""
    words = ["--data", "mine.json"]
    own = key(PICTURE, words, (80, 24))
    with pytest.MonkeyPatch.context() as patch:
        OTHERS[name].change(patch)
        other = key(PICTURE, words, (90, 30))
    for each in (own, other, key(PICTURE, [], (80, 24)), key(PICTURE, ["--data=mine.json"], (80, 24))):
        assert keep(PICTURE, each, [], [KeptSpan(0, 1, "", b"x")])
    assert other_keys(str(cache), own) == ([other] if OTHERS[name].is_renewed else [])


def test_the_latest_three_of_them_are_renewed_and_no_bad_file_is_read(cache: Path) -> None:
    own = key(PICTURE, [], (80, 24))
    others = [key(PICTURE, [], (columns, 24)) for columns in range(81, 86)]
    for at, each in enumerate(others):
        assert keep(PICTURE, each, [], [KeptSpan(0, 1, "", b"x")])
        os.utime(cache / file_name(PICTURE, each), (1000 + at, 1000 + at))
    os.mkfifo(cache / "today-0", 0o600)
    (cache / "today-1").mkdir()
    (cache / "today-2").write_bytes(b"nothing of ours")
    (cache / "today-3").symlink_to(cache / file_name(PICTURE, others[0]))
    foreign = cache / "today-4"
    foreign.write_bytes(content(key(PICTURE, [], (99, 24)), [], [KeptSpan(0, 1, "", b"x")]))
    foreign.chmod(0o644)
    assert other_keys(str(cache), own) == [*reversed(others)][:3]


def test_only_one_painter_works_at_a_time(cache: Path, bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    files.month(bench)
    monkeypatch.setattr(painter.time, "sleep", lambda _: None)  # type: ignore[attr-defined]
    with painter._alone(str(cache)) as first:
        assert first
        with painter._alone(str(cache)) as second:
            assert not second
    with painter._alone(str(cache)) as third:
        assert third
    holder = os.open(cache / "painter.lock", os.O_RDWR)
    fcntl.flock(holder, fcntl.LOCK_EX)
    with painter._alone(str(cache)) as fourth:
        assert not fourth
    os.close(holder)
    with pytest.raises(BlockingIOError), painter._alone(str(cache)):
        raise BlockingIOError


def test_what_holds_for_long_is_not_painted_again(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    files.month(bench)
    assert paint(key_of(bench), bench.clock)
    now = ns(bench.clock.now())
    monkeypatch.setattr(painter.time, "time_ns", lambda: now)  # type: ignore[attr-defined]
    assert holds_for_long(key_of(bench))
    now += 2 * 24 * 3_600_000_000_000
    assert not holds_for_long(key_of(bench))
    assert not holds_for_long(key_of(bench, (81, 24)))
