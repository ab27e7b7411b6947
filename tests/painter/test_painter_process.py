"""The painter as a process of its own: what it holds, what starts it, and what is left where it is killed."""

from __future__ import annotations

import fcntl
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach.first_picture.keep import KeptSpan, content, keep
from coach.first_picture.key import PICTURE, file_name, key
from coach.first_picture.read import kept
from coach.first_picture.spawn import spawn_painter
from coach.terminal.kept_cells import decoded
from tests.e2e.term import ROOT
from tests.painter.kept_pictures import key_of, ns, shown
from tests.screens import files
from tests.screens.conftest import Bench


def test_a_process_of_its_own_paints_this_terminal_and_the_others(bench: Bench, cache: Path) -> None:
    """In the real time, so that a file that has only just been written is waited for."""
    bench.clock.set(datetime.now(UTC))
    bench.set_up()
    other = key(PICTURE, ["--data", str(bench.path)], (100, 30))
    assert keep(PICTURE, other, [], [KeptSpan(0, 1, "", b"old")])
    number = spawn_painter(key_of(bench), os.environ, others=True)
    assert number is not None
    assert os.waitpid(number, 0)[1] == 0
    now = ns(datetime.now(UTC))
    for each, columns in ((key_of(bench), 80), (other, 100)):
        part = kept(PICTURE, each, now)
        assert part is not None
        assert part.meaning.startswith("due back 1")
        assert {len(row) for row in decoded(part.cells.decode())} == {columns}
    left = {each.name for each in cache.iterdir()}
    assert left == {file_name(PICTURE, key_of(bench)), file_name(PICTURE, other), "painter.lock"}


def test_a_painter_holds_nothing_that_the_coach_was_started_with(bench: Bench, cache: Path) -> None:
    """Others may wait for that: for the lock of `flock FILE coach`, or for the end of a pipe."""
    assert keep(PICTURE, b"other", [], [KeptSpan(0, 1, "", b"x")])
    holder = os.open(cache / "painter.lock", os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(holder, fcntl.LOCK_EX)
    reads, writes = os.pipe()
    os.set_inheritable(writes, True)
    number = spawn_painter(key_of(bench), os.environ, others=False)
    assert number is not None
    os.close(writes)
    try:
        assert os.read(reads, 1) == b""
        assert os.waitpid(number, os.WNOHANG) == (0, 0), "it still waits for its turn"
    finally:
        os.kill(number, signal.SIGKILL)
        os.waitpid(number, 0)
        os.close(reads)
        os.close(holder)


@pytest.mark.parametrize("environ", [{}, {"HOME": "here"}])
def test_without_a_place_no_painter_is_started(environ: dict[str, str]) -> None:
    assert spawn_painter(b"key", environ, others=True) is None


def test_a_key_that_no_pipe_holds_is_not_waited_for() -> None:
    assert spawn_painter(b"x" * 1_000_000, os.environ, others=True) is None


_KILLED = """
import os, sys
path, number = sys.argv[1:]
events = 0
def count(name, words):
    global events
    events += 1
    if events == int(number):
        os._exit(9)
from datetime import datetime
from itertools import islice
from coach import painter
from coach.first_picture import key as key_module
from tests.conftest import FixedClock
painter.has_settled = lambda *_: True
spans_of = painter.spans_of
painter.spans_of = lambda *words: islice(spans_of(*words), 1)
key_module._ENCODINGS[:] = ["utf-8", "utf-8"]
found = key_module.key("today", ["--data", path], (80, 24))
clock = FixedClock(datetime.fromisoformat(os.environ.pop("TEST_NOW")))
sys.addaudithook(count)
painter.paint(found, clock)
print(events)
os._exit(0)
"""


def killed(bench: Bench, number: int) -> subprocess.CompletedProcess[str]:
    """Lets a painter die as the system hears of it for the nth time; never, with 0."""
    return subprocess.run(
        [sys.executable, "-c", _KILLED, str(bench.path), str(number)],
        env=os.environ | {"TEST_NOW": bench.clock.now().isoformat(), "PYTHONDONTWRITEBYTECODE": "1"},
        cwd=ROOT, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip


def _killed_anywhere(bench: Bench, cache: Path, chosen: Callable[[int], list[int]]) -> None:
    files.first_day(bench)
    whole = killed(bench, 0)
    assert (whole.returncode, whole.stderr) == (0, "")
    with pytest.MonkeyPatch.context() as patch:
        # as the painters have it, since it is a part of the key
        patch.setenv("PYTHONDONTWRITEBYTECODE", "1")
        right = shown(bench)
        assert right is not None
        (file,) = cache.glob("today-*")
        old = content(key_of(bench), [], [KeptSpan(0, ns(bench.clock.now()) + 1, "old", b"older picture")])
        for number in chosen(int(whole.stdout)):
            file.write_bytes(old)
            file.chmod(0o600)
            assert killed(bench, number).returncode in (0, 9)
            left = shown(bench)
            assert left is not None
            assert left.text in (b"older picture", right.text)
            assert [each.name for each in cache.iterdir() if not each.name.startswith(".")] == [file.name]


def test_a_painter_that_is_killed_leaves_what_was_there(bench: Bench, cache: Path) -> None:
    _killed_anywhere(bench, cache, lambda count: [count // 2, count - 4, count - 2])


@pytest.mark.long
def test_a_painter_that_is_killed_anywhere_leaves_what_was_there(bench: Bench, cache: Path) -> None:
    _killed_anywhere(bench, cache, lambda count: [*range(1, count, count // 150), *range(count - 50, count)])
