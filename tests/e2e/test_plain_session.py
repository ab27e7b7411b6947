"""`coach session` in a real terminal that can do nothing: whole lines, bells, and no other control byte."""

from __future__ import annotations

import signal
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.e2e.clock import Hands
from tests.e2e.launch import command, env
from tests.e2e.term import Terminal

MORNING = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)


class Plain:
    """Someone at a dumb terminal."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.hands = Hands(folder / "clock.json", MORNING, still=True)
        self.env = env(folder / "home", COACH_DATA=str(folder / "coach.json"), TERM="dumb", TZ="UTC")

    def runs(self, *words: str, cols: int = 80) -> Terminal:
        """Runs a command."""
        return Terminal(command(self.hands, *words), self.env, cols, 24, cwd=self.folder)


@pytest.fixture
def plain(tmp_path: Path) -> Plain:
    one = Plain(tmp_path)
    with one.runs("setup", "--screening", "none") as terminal:
        assert terminal.wait_exit() == 0
    return one


def only_lines(terminal: Terminal) -> bool:
    """Whether nothing was written but lines, bells and tabs."""
    return all(byte >= 0x20 or byte in b"\n\r\t\a" for byte in terminal.received)


@pytest.mark.parametrize("cols", [80, 28])
def test_a_session_at_a_dumb_terminal(plain: Plain, cols: int) -> None:
    with plain.runs("session", cols=cols) as terminal:
        terminal.wait_for("How sore")
        terminal.type("2\n")
        terminal.wait_for("Settle down")
        terminal.type("\n")
        terminal.wait_for("Started")
        plain.hands.advance(timedelta(minutes=5))
        terminal.wait_for("That is your time")
        terminal.type("f\n")
        terminal.wait_for("How sharp")
        terminal.type("q\n")
        assert terminal.wait_exit() == 0
        assert only_lines(terminal)
        assert b"\a" in terminal.received


@pytest.mark.parametrize(("number", "status"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_a_signal_leaves_it_running(plain: Plain, number: signal.Signals, status: int) -> None:
    with plain.runs("session") as terminal:
        terminal.wait_for("How sore")
        terminal.type("\n\n")
        terminal.wait_for("Started")
        terminal.kill(number)
        assert terminal.wait_exit() == status
    with plain.runs("session") as again:
        again.wait_for("You have joined it.")
        again.send("ctrl+c")
        again.wait_for("The session goes on")
        again.send("ctrl+d")
        again.wait_for("coach session")
        assert again.wait_exit() == 0
        assert only_lines(again)
