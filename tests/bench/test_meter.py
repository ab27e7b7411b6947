"""What the measurements rest on: moments, silence, screens, processes. Nothing here is held to a speed."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.bench.first_picture import PEERS
from tests.bench.home import Home
from tests.bench.instructions import read_count
from tests.bench.meter import Chunk, Meter, Moment
from tests.bench.processes import run
from tests.bench.starts import readable_at, screen_of
from tests.bench.trees import report
from tests.e2e.term import comes_true, environment
from tests.tools import require_proc

WORK_S = 0.8
"""More CPU time than a program may be silent for."""
WORKER = f"""
import sys, time
print("first picture", flush=True)
while time.process_time() < {WORK_S}:
    pass
print("the app", flush=True)
sys.stdin.readline()
"""


@pytest.fixture
def home(tmp_path: Path) -> Home:
    file = tmp_path / "any.json"
    file.write_text("{}")
    return Home(tmp_path / "home", file)


def python(code: str) -> tuple[str, ...]:
    return (sys.executable, "-c", code)


def test_a_program_that_works_in_silence_has_not_settled(tmp_path: Path) -> None:
    """Between a picture that was kept and the app behind it nothing is written for long."""
    require_proc()
    with Meter(python(WORKER), environment(), tmp_path) as meter:
        seen = meter.see("first picture")
        begun = meter.settle()
        assert begun.sent == len(b"first picture\r\nthe app\r\n")
        assert seen.seconds < begun.settled_s
        assert seen.cpu_s < WORK_S / 2 < begun.cpu_s
        assert readable_at(meter.chunks, ["the app"]).cpu_s > WORK_S / 2
        meter.type("enter")
        assert meter.wait_exit().cpu_s > WORK_S / 2


def test_a_text_is_waited_for_since_the_last_key(tmp_path: Path) -> None:
    require_proc()
    echo = 'print("ready", flush=True); input(); print("rea" + "dy", flush=True); input()'
    with Meter(python(echo), environment(), tmp_path) as meter:
        first = meter.see("ready")
        meter.type("enter")
        assert meter.see("ready").seconds > first.seconds


def chunks(*data: bytes) -> list[Chunk]:
    return [Chunk(Moment(float(number), 0.0), each) for number, each in enumerate(data)]


def test_a_screen_can_be_read_once_all_that_is_wanted_is_on_it() -> None:
    found = chunks(b"\x1b[?2026h\x1b[2;1HStart", b"\x1b[1;", b"1H20 minutes", b"\x1b[2J", b"more")
    assert readable_at(found, ["Start"]).seconds == 0
    assert readable_at(found, ["20 minutes", "Start"]).seconds == 2
    with pytest.raises(AssertionError, match="not on the screen"):
        readable_at(found, ["Start", "more"])


def test_a_screen_shows_what_a_terminal_would_though_sequences_come_in_pieces() -> None:
    """The alternate screen begins empty, and what asks the terminal is no text."""
    found = chunks(
        b"shell", b"\x1b[?10", b"49ha\x1bP+q54", b"4e\x1b\\b\x1b]2;title\x07\x1b[>25u\x1b[?2026$pc"
    )
    assert screen_of(found).split() == ["abc"]


def test_the_memory_of_a_command_is_its_own(tmp_path: Path) -> None:
    """Not that of the tests, which start it and are far larger than an empty Python."""
    ballast = bytearray(100_000_000)
    empty = run(python("pass"), environment(), tmp_path)
    large = run(python("bytearray(b'x') * 100_000_000"), environment(), tmp_path)
    assert len(ballast) > 2 * 1024 * empty.peak_kib
    assert large.peak_kib > empty.peak_kib + 90_000


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    assert run(python("raise SystemExit(3)"), environment(), tmp_path, fine=(3,)).cpu_s > 0
    with pytest.raises(AssertionError, match="ended with 3: no such thing"):
        run(python("import sys; sys.stderr.write('no such thing'); sys.exit(3)"), environment(), tmp_path)


def test_a_home_knows_who_is_still_at_work_in_it(home: Home) -> None:
    require_proc()
    with subprocess.Popen(python("input()"), env=home.surroundings(), stdin=subprocess.PIPE) as painter:
        assert comes_true(lambda: home.processes() == [painter.pid])
        painter.communicate(b"\n")
    home.rest()
    assert home.processes() == []


def test_what_a_home_has_kept_can_be_forgotten(home: Home) -> None:
    assert home.kept() == []
    (home.cache / "coach").mkdir(parents=True)
    (home.cache / "coach" / "picture").touch()
    assert [path.name for path in home.kept()] == ["picture"]
    home.forget()
    assert home.kept() == []


def test_a_count_is_what_valgrind_tells_at_the_end() -> None:
    assert read_count("==7== Events    : Ir\n==7== Collected : 38859259\n==7==") == 38_859_259
    with pytest.raises(AssertionError, match="counted nothing"):
        read_count("valgrind: no such program")


def test_trees_stand_beside_the_peer_and_the_first_of_them() -> None:
    theirs = {peer: [2.0] for peer in PEERS.values()}
    before, after = ({what: [value] for what in PEERS} for value in (4.0, 1.0))
    found = {"": theirs, "a/before": before, "b/after": after}
    head, *lines = report(found, ["a/before", "b/after"])
    assert head.split() == ["peer", "before", "/", "peer", "/", "first", "after", "/", "peer", "/", "first"]
    assert len(lines) == len(PEERS)
    assert all("2.000   1.000" in line and line.endswith("0.500   0.250") for line in lines)
