"""Where Textual's own driver draws, the guard gives the terminal back after an error, and after a signal."""

from __future__ import annotations

import signal
import sys
from pathlib import Path

import pytest

from tests.e2e.term import ROOT, Terminal, environment

TAKES_OVER = """
import sys, threading, tty
from coach.terminal.diff_app import DiffApp
from coach.terminal.stock_guard import StockGuard

with StockGuard(DiffApp()):
    tty.setraw(0)
    sys.stderr.write("\\x1b[?1049h\\x1b[?25l\\x1b[?1003h\\x1b[>9uready")
    sys.stderr.flush()
    {end}
"""


def ended(tmp_path: Path, end: str) -> Terminal:
    surroundings = environment(PYTHONPATH=str(ROOT), HOME=str(tmp_path))
    return Terminal([sys.executable, "-c", TAKES_OVER.format(end=end)], surroundings, cwd=tmp_path)


def test_an_error_leaves_the_terminal_as_it_was(tmp_path: Path) -> None:
    with ended(tmp_path, "raise ValueError('of another kind')") as terminal:
        assert terminal.wait_exit() == 1
        assert terminal.residue() == set()
        assert "of another kind" in terminal.screen_text()


@pytest.mark.parametrize(("number", "status"), [(signal.SIGHUP, 129), (signal.SIGTERM, 143)])
def test_a_signal_gives_it_back_even_from_an_app_that_hears_nothing(
    tmp_path: Path, number: signal.Signals, status: int
) -> None:
    with ended(tmp_path, "threading.Event().wait()") as terminal:
        terminal.wait_for("ready")
        assert terminal.residue()
        terminal.kill(number)
        assert terminal.wait_exit() == status
        assert terminal.residue() == set()
