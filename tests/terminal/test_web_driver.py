"""Under `textual serve` the coach says in a sentence how to have it in a browser, and touches nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.term import ROOT, Terminal, environment

WEB = {"TEXTUAL_DRIVER": "textual.drivers.web_driver:WebDriver", "COLUMNS": "80", "ROWS": "24"}
SENTENCE = "textual serve cannot run the coach; coach guide browser says how to have it in a browser"


@pytest.mark.parametrize("words", [("--data", "c.json"), ("demo",)])
def test_it_ends_with_64_and_a_sentence(tmp_path: Path, words: tuple[str, ...]) -> None:
    """It has pipes for all three streams there, and gets packets rather than keys."""
    done = subprocess.run(
        [sys.executable, "-m", "coach", *words],
        env=environment(PYTHONPATH=str(ROOT), HOME=str(tmp_path), TMPDIR=str(tmp_path), **WEB),
        input=b"M\0\0\0\2{}D\0\0\0\1q",
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert (done.returncode, done.stdout) == (64, b"")
    assert done.stderr.decode().count("\n") == 1
    assert SENTENCE in done.stderr.decode()
    assert not list(tmp_path.iterdir())


def test_in_a_terminal_it_says_the_same(tmp_path: Path) -> None:
    env = environment(PYTHONPATH=str(ROOT), HOME=str(tmp_path), **WEB)
    argv = [sys.executable, "-m", "coach", "--data", "c.json"]
    with Terminal(argv, env, cols=120, cwd=tmp_path) as terminal:
        assert terminal.wait_exit() == 64
        assert SENTENCE in terminal.screen_text()
        assert b"\x1b" not in bytes(terminal.received)
    assert not list(tmp_path.iterdir())


def test_commands_run_there_as_anywhere(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "coach", "--data", "c.json", "today"],
        env=environment(PYTHONPATH=str(ROOT), HOME=str(tmp_path), **WEB),
        capture_output=True,
        cwd=tmp_path,
        check=False,
    )
    assert done.returncode == 0
