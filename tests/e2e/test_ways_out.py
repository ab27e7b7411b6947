"""The ways out of the coach itself: each with its status, the file whole, the terminal as it was found."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.launch import command, env
from tests.e2e.person import Person
from tests.e2e.term import ROOT, Terminal, environment
from tests.tools import require_proc

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
SMALL = {"cols": 50, "rows": 12}
TICKS = os.sysconf("SC_CLK_TCK")


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with Person(tmp_path, MORNING) as one:
        yield one.prepared(("setup", "--screening", "none"))


def lies(person: Person, *, ignored: tuple[signal.Signals, ...] = ()) -> None:
    """Two minutes into a session."""
    surroundings = env(person.folder / "home", COACH_DATA=str(person.file))
    person.terminal = Terminal(
        command(person.hands), surroundings, cols=50, rows=12, cwd=person.folder, ignored=ignored
    )
    person.sees("[ Start ]")
    person.presses("enter")
    person.sees("starts in")
    person.presses("enter")
    person.sees("On the mat \u00b7 5:00 left")
    person.lets_pass(minutes=2)
    person.sees("On the mat \u00b7 3:00 left")


def is_whole(person: Person) -> None:
    """The file can be read, and the session in it goes on."""
    assert len(person.documents("live")) == 1
    person.opens("On the mat \u00b7 3:00 left", **SMALL)
    person.presses("q", "l")
    assert person.at.wait_exit() == 0


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
def test_the_keys_are_0(person: Person, key: str) -> None:
    person.opens()
    assert person.at.wait_until(lambda: person.at.modes.on.get(1016))
    person.closes(key)


@pytest.mark.parametrize("key", ["ctrl+q", "ctrl+c"])
def test_a_session_is_not_left_without_a_question(person: Person, key: str) -> None:
    lies(person)
    person.presses(key)
    person.sees("A session is running")
    person.presses("k")
    person.sees_no_more("A session is running")
    person.presses("ctrl+z", "ctrl+s")
    person.lets_pass(seconds=60)
    person.sees("On the mat \u00b7 2:00 left")
    person.presses(key, "l")
    assert person.at.wait_exit() == 0
    assert person.at.residue() == set()


@pytest.mark.parametrize(
    ("number", "status"),
    [
        (signal.SIGHUP, 129),
        pytest.param(signal.SIGINT, 130, marks=pytest.mark.long),
        pytest.param(signal.SIGTERM, 143, marks=pytest.mark.long),
    ],
)
def test_a_signal_in_a_session(person: Person, number: signal.Signals, status: int) -> None:
    lies(person)
    person.at.kill(number)
    assert person.at.wait_exit() == status
    assert person.at.residue() == set()
    is_whole(person)


@pytest.mark.parametrize("ignored", [(), (signal.SIGHUP,)], ids=["heard", "ignored"])
def test_a_lost_terminal_is_129(person: Person, ignored: tuple[signal.Signals, ...]) -> None:
    lies(person, ignored=ignored)
    person.loses_the_line()
    is_whole(person)


@pytest.mark.parametrize(
    ("number", "status", "ignored"),
    [
        pytest.param(signal.SIGTERM, 143, (), id="SIGTERM", marks=pytest.mark.long),
        pytest.param(signal.SIGHUP, 129, (), id="SIGHUP"),
        pytest.param(None, 129, (signal.SIGHUP,), id="gone, SIGHUP ignored"),
    ],
)
def test_a_terminal_that_reads_no_more(
    person: Person, number: signal.Signals | None, status: int, ignored: tuple[signal.Signals, ...]
) -> None:
    lies(person, ignored=ignored)
    person.at.stall()
    if number is None:
        person.at.hang_up()
        assert person.at.wait_exit() == status
    else:
        person.at.kill(number)
        assert person.at.wait_exit_unread() == status
        assert person.at.residue() == set()
    is_whole(person)


def test_a_stalled_terminal_costs_nothing(person: Person) -> None:
    """Neither does it spin, nor is anything lost when the terminal reads on."""
    require_proc()
    lies(person)
    person.at.stall()
    pid = person.at.process.pid
    before = cpu_s(pid)
    assert not person.at.process.poll()
    with pytest.raises(subprocess.TimeoutExpired):
        person.at.process.wait(1.0)
    assert cpu_s(pid) - before < 0.5
    person.sees("On the mat \u00b7 3:00 left")


def cpu_s(pid: int) -> float:
    """Seconds of processor time that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


# Before anything is drawn


REFUSED = [
    pytest.param("</dev/null", {}, id="no keys"),
    pytest.param("<&-", {}, id="input closed"),
    pytest.param("2>&-", {}, id="error closed"),
    pytest.param("2>errors", {}, id="error in a file"),
    pytest.param("<&- >&- 2>&-", {}, id="all closed"),
    pytest.param("", {"TERM": "dumb"}, id="dumb"),
    pytest.param("", {"TERM": "unknown"}, id="unknown"),
]


@pytest.mark.parametrize(("sequel", "more"), REFUSED)
def test_what_cannot_be_drawn_on_is_64_and_one_plain_line(
    tmp_path: Path, sequel: str, more: dict[str, str]
) -> None:
    script = f"exec '{sys.executable}' -m coach --data c.json {sequel}"
    surroundings = environment(PYTHONPATH=str(ROOT), **more)
    with Terminal(["sh", "-c", script], surroundings, cwd=tmp_path) as terminal:
        assert terminal.wait_exit() == 64
        said = bytes(terminal.received)
    errors = tmp_path / "errors"
    said += errors.read_bytes() if errors.exists() else b""
    assert said.count(b"\n") == (0 if "2>&-" in sequel else 1)
    assert b"\x1b" not in said
    assert not (tmp_path / "c.json").exists()


@pytest.mark.parametrize("sequel", [">output", ">&-", "| cat"])
def test_standard_output_may_go_anywhere(tmp_path: Path, sequel: str) -> None:
    script = f"'{sys.executable}' -m coach --data c.json {sequel}"
    with Terminal(["sh", "-c", script], environment(PYTHONPATH=str(ROOT)), cwd=tmp_path) as terminal:
        terminal.wait_for("What this is")
        terminal.send("q")
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()
    output = tmp_path / "output"
    assert not output.exists() or output.read_bytes() == b""


def test_without_any_terminal_nothing_is_left_running(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coach", "--data", str(tmp_path / "c.json")],
        env=environment(PYTHONPATH=str(ROOT)),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        start_new_session=True,
    )
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (64, "", 1)
    assert "\x1b" not in done.stderr


def test_started_in_the_background_it_draws_once_it_is_in_front(tmp_path: Path) -> None:
    """A shell stops it, for the terminal is not its own yet; that was taken for a bug of the coach's."""
    home = environment(
        HOME=str(tmp_path), PYTHONPATH=str(ROOT), COACH_DATA=str(tmp_path / "c.json"), PS1="$ "
    )
    with Terminal(["bash", "--norc", "-i"], home, cwd=tmp_path) as terminal:
        terminal.wait_for("$")
        terminal.type(f"{sys.executable} -m coach &\n")

        def is_stopped() -> bool:
            terminal.type("\n")  # with each prompt the shell says what has become of its jobs
            return "Stopped" in terminal.screen_text()

        assert terminal.wait_until(is_stopped)
        terminal.type("fg\n")
        terminal.wait_for("Setup, 1 of 6")
        terminal.send("ctrl+c")
        assert terminal.wait_until(lambda: not terminal.modes.left() - {"?2004"})
        terminal.type("exit\n")
        assert terminal.wait_exit() == 0
    assert not [*tmp_path.rglob("fault.txt")]
