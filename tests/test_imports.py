"""What commands and layers load, seen in a process of their own: the static graph knows no lazy imports."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.e2e.term import ROOT, environment

NO_SCREEN = {"textual", "rich", "asyncio"}
NO_WRITING = {"filelock", "pydantic"}
NO_CODE_ABOUT_CODE = {"dataclasses", "inspect"}
"""A fifth of the time of `coach status` (measured: 160 against 127 ms)."""


def loaded(tmp_path: Path, *arguments: str, status: int = 0) -> set[str]:
    """The top-level modules that a run of Python imports."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=environment(PYTHONPATH=str(ROOT), COACH_DATA=str(tmp_path / "coach.json"), HOME=str(tmp_path)),
        cwd=tmp_path,
    )
    assert done.returncode == status, done.stderr
    lines = [line for line in done.stderr.splitlines() if line.startswith("import time:")]
    return {line.rpartition("|")[2].strip().partition(".")[0] for line in lines}


@pytest.mark.parametrize(
    "command", [["today"], ["today", "--json"], ["status"], ["fortnight"], ["plan"], ["calendar"], ["tips"]]
)
def test_a_command_that_reads_loads_neither_screen_nor_lock(tmp_path: Path, command: list[str]) -> None:
    modules = loaded(tmp_path, "-m", "coach", *command)
    assert "coach" in modules
    assert not modules & (NO_SCREEN | NO_WRITING)


@pytest.mark.parametrize("command", ["today", "status"])
def test_what_a_prompt_runs_loads_nothing_that_writes_code(tmp_path: Path, command: str) -> None:
    modules = loaded(tmp_path, "-m", "coach", command)
    # from Python 3.14 on, argparse loads both itself, for the colours of its help
    allowed = NO_CODE_ABOUT_CODE if "_colorize" in modules else set()
    assert not modules & NO_CODE_ABOUT_CODE - allowed


def test_a_reminder_loads_neither_screen_nor_lock(tmp_path: Path) -> None:
    """It ends with 1: before setup nothing is due."""
    modules = loaded(tmp_path, "-m", "coach", "remind", "--streak", status=1)
    assert not modules & (NO_SCREEN | NO_WRITING)


def test_a_command_that_writes_loads_no_screen(tmp_path: Path) -> None:
    modules = loaded(tmp_path, "-m", "coach", "setup", "--screening", "none", "--start", "new")
    assert not modules & NO_SCREEN


def test_a_rule_loads_neither_screen_nor_file_nor_words(tmp_path: Path) -> None:
    """All modules of the domain in one process: what any of them loads is seen."""
    rules = [
        file.relative_to(ROOT).with_suffix("") for file in sorted((ROOT / "coach" / "domain").rglob("*.py"))
    ]
    assert len(rules) > 60
    modules = loaded(tmp_path, "-c", "; ".join(f"import {'.'.join(rule.parts)}" for rule in rules))
    assert not modules & (NO_SCREEN | NO_WRITING | {"tinydb", "humanize", "platformdirs", "ulid"})


def test_the_preflight_loads_no_textual(tmp_path: Path) -> None:
    assert not loaded(tmp_path, "-c", "import coach.terminal.capabilities") & NO_SCREEN
