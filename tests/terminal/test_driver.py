"""A small app in a real pty: whatever ends it, its status is right and the terminal as it was found."""

from __future__ import annotations

import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from coach.terminal.output import LATE_ANSWERS_OFF, RESTORE
from tests.e2e.term import ROOT, Terminal, environment
from tests.terminal.programs import SMALL_APP
from tests.tools import require_proc


@pytest.fixture
def left(tmp_path: Path) -> Path:
    """A file that is there once the app has ended in order."""
    return tmp_path / "left"


def opened(left: Path, *, ignored: tuple[signal.Signals, ...] = (), answers: bool = True) -> Terminal:
    terminal = Terminal(
        [sys.executable, SMALL_APP, left],
        environment(PYTHONPATH=str(ROOT)),
        ignored=ignored,
        answers=answers,
    )
    terminal.wait_for("ready")
    return terminal


@pytest.fixture
def terminal(left: Path) -> Iterator[Terminal]:
    with opened(left) as made:
        yield made


def test_quit_is_0_and_leaves_nothing_behind(terminal: Terminal, left: Path) -> None:
    assert terminal.wait_until(lambda: terminal.modes.on.get(1016))
    assert terminal.residue() > {"?1016", "?1049", "?2048", "kitty keys", "settings", "title put aside"}
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert terminal.residue() == set()
    assert left.exists()


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGHUP, 129), (signal.SIGINT, 130), (signal.SIGTERM, 143)]
)
def test_a_signal_has_its_status_and_leaves_nothing_behind(
    terminal: Terminal, left: Path, number: signal.Signals, status: int
) -> None:
    terminal.kill(number)
    assert terminal.wait_exit() == status
    assert terminal.residue() == set()
    assert left.exists()


def test_a_mute_terminal_is_left_as_it_was_too(left: Path) -> None:
    with opened(left, answers=False) as terminal:
        terminal.kill(signal.SIGTERM)
        assert terminal.wait_exit() == 143
        assert terminal.residue() == set()


@pytest.mark.parametrize("ignored", [(), (signal.SIGHUP,)], ids=["heard", "ignored"])
def test_a_lost_terminal_is_129_and_the_app_ends_in_order(
    left: Path, ignored: tuple[signal.Signals, ...]
) -> None:
    with opened(left, ignored=ignored) as terminal:
        terminal.hang_up()
        assert terminal.wait_exit() == 129
        assert left.exists()


def test_a_lost_terminal_ends_an_app_that_was_waiting_for_it(left: Path) -> None:
    with opened(left, ignored=(signal.SIGHUP,)) as terminal:
        terminal.send("f")
        terminal.wait_stalled()
        terminal.hang_up()
        assert terminal.wait_exit() == 129
        assert left.exists()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_a_terminal_that_no_longer_reads_is_given_back_all_the_same(
    terminal: Terminal, number: signal.Signals, status: int
) -> None:
    terminal.send("f")
    terminal.wait_stalled()
    terminal.kill(number)
    assert terminal.wait_exit_unread() == status
    assert terminal.residue() == set()


def test_a_stall_that_passes_does_no_harm(terminal: Terminal) -> None:
    terminal.send("f")
    terminal.wait_stalled()
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert terminal.residue() == set()


def test_stopped_and_continued_from_outside_it_goes_on_and_leaves_nothing_behind(
    terminal: Terminal,
) -> None:
    terminal.kill(signal.SIGSTOP)
    terminal.kill(signal.SIGCONT)
    assert terminal.wait_until(lambda: terminal.received.count(b"\x1b[?1049h") == 2)
    terminal.send("x")
    terminal.wait_for("key x")
    terminal.wait_for("▁▁▁")
    terminal.send("q")
    assert terminal.wait_exit() == 0
    assert terminal.residue() == set()


def test_continued_while_it_ends_it_still_ends(terminal: Terminal) -> None:
    """As systemd ends a session: SIGTERM, and SIGCONT at once."""
    terminal.kill(signal.SIGTERM)
    terminal.kill(signal.SIGCONT)
    assert terminal.wait_exit() == 143
    assert terminal.residue() == set()


def test_keys_arrive_whole_and_a_lone_escape_at_last(terminal: Terminal) -> None:
    terminal.send("f1")
    terminal.wait_for("key f1")
    terminal.type("\x1b")
    terminal.wait_for("key escape")
    terminal.send("x")
    terminal.wait_for("key x")


def test_an_alarm_and_a_title_reach_the_terminal(terminal: Terminal) -> None:
    terminal.send("a")
    assert terminal.wait_until(lambda: b"\x07\x1b]9;coach: Half of it\x07" in terminal.received)
    assert terminal.wait_until(lambda: terminal.title == "5 min left")


def test_it_sleeps_while_nothing_happens(terminal: Terminal) -> None:
    """Textual's own input thread alone looks ten times a second whether it should end."""
    require_proc()
    terminal.send("x")
    terminal.wait_for("key x")
    tasks = Path(f"/proc/{terminal.process.pid}/task")

    def sleeps() -> bool:
        before = _wakes(tasks)
        return not terminal.wait_until(lambda: _wakes(tasks) > before + 5, deadline=1.0)

    # what the key itself set off may take a while on a busy machine; that thread would never come to rest
    assert any(sleeps() for _ in range(10))


def _wakes(tasks: Path) -> int:
    """How often threads went to sleep, so far and in all."""
    states = [(task / "status").read_text(encoding="utf-8") for task in tasks.iterdir()]
    return sum(int(state.split("\nvoluntary_ctxt_switches:")[1].split()[0]) for state in states)


def test_what_gives_a_terminal_back_switches_off_late_answers_too() -> None:
    assert LATE_ANSWERS_OFF in RESTORE
