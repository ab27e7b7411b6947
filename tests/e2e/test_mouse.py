"""By mouse alone in a real terminal: from nothing to a session and out again."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.e2e.launch import env
from tests.e2e.term import ROOT, Terminal


@pytest.mark.parametrize("answers", [True, False], ids=["in pixels", "in cells"])
def test_all_of_a_first_day_can_be_clicked(answers: bool, tmp_path: Path) -> None:
    """Buttons, tabs, the bar on screens and in dialogs, the key in a border, and answers to a question."""
    surroundings = env(tmp_path / "home", COACH_DATA=str(tmp_path / "coach.json"), TZ="UTC")
    with Terminal([sys.executable, "-m", "coach"], surroundings, cwd=ROOT, answers=answers) as terminal:

        def click(text: str, then: str) -> None:
            terminal.click(text)
            terminal.wait_for(then)

        terminal.wait_for("Setup, 1 of 6")
        click("[ Begin ]", "Setup, 2 of 6")
        for page in (3, 4, 5, 6):
            click("[ Next ]", f"Setup, {page} of 6")
        click("[ Save ]", "[ Start ]")
        for tab in ("2 Calendar", "3 Tips", "4 Plan", "5 Insights", "6 Settings", "1 Today"):
            click(tab, f"[{tab}]")
        click("b Add", "Enter Save")
        click("Esc Back", "q Quit")
        click("[ Start ]", "Settle down")
        click("Enter Start now", "On the mat")
        click("x stops", "Stop because of what you feel?")
        click("k  Keep going", "Space Pause")
        click("q Quit", "A session is running")
        click("l  Close the coach", "")
        assert terminal.wait_exit() == 0
        assert terminal.residue() == set()
