"""What was saved is said to be saved also where the words that confirm it cannot be printed."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from coach.cli import main
from coach.cli.registry import SUMMARIES
from tests.cli.conftest import Shell

FULL = Path("/dev/full")
ROOT = Path(__file__).parents[2]

CHANGES = {
    "setup": "setup --screening none --goal-minutes 12",
    "check": "check clear",
    "log": "log 5",
    "edit": "edit 2026-01-04 minutes=6",
    "delete": "delete 2026-01-04 --yes",
    "note": "note 2026-01-04 calm",
    "settings": "settings bell off",
    "areas": "areas legs on",
    "tips": "tips --favourite get-up",
    "pause": "pause 2026-02-01",
    "import": "import {folder}/in.csv",
    "merge": "merge {folder}/copy.json",
    "backup": "backup create",
    "undo": "undo --yes",
    "redo": "redo",
    "doctor": "doctor --repair",
    "export": "export -o {folder}/out.json",
    "report": "report -o {folder}/out.md",
}
"""One call of each command that changes something."""

SCREENS = {"demo"}
"""Commands that open the app, which has tests of its own."""

READS = {name: name for name in SUMMARIES if name not in CHANGES and name not in SCREENS} | {
    "report": "report -o - --format md",
    "completion": "completion bash",
    "tips": "tips",
    "export": "export",
    "backup": "backup",
    "merge": "merge {folder}/copy.json --dry-run",
}
"""One call of each command that only reads: a new one counts as such until it is among `CHANGES`."""

SAVED = "It was saved; only the message about it could not be printed"


@pytest.fixture
def used(ready: Shell) -> Shell:
    """A file with something to do for each of them."""
    ready.well("log", "5", "--on", "2026-01-04")
    folder = ready.path.parent
    copy = Shell(folder / "copy.json", ready.clock, ready._capsys)
    copy.path.write_bytes(ready.path.read_bytes())
    copy.well("log", "6", "--on", "2026-01-03")
    ready.well("pause", "2026-03-01")
    ready.well("undo", "--yes")
    (folder / "in.csv").write_text("started_at,area,done_min\n2026-01-02T07:00,back,5\n")
    return ready


def run(coach: Shell, line: str, stdout: int) -> tuple[int, str]:
    """The command with its words going elsewhere; its status, and what standard error had."""
    coach._capsys.readouterr()
    before, sys.stdout = sys.stdout, os.fdopen(stdout, "w")
    try:
        words = line.format(folder=coach.path.parent).split()
        status = main(["--data", str(coach.path), *words], clock=coach.clock)
    finally:
        elsewhere, sys.stdout = sys.stdout, before
        elsewhere.close()
    return status, coach._capsys.readouterr().err


def state(coach: Shell) -> dict[Path, bytes]:
    return {
        each: each.read_bytes()
        for each in coach.path.parent.rglob("*")
        if each.is_file() and each.suffix != ".lock"
    }


def test_no_call_is_of_a_command_that_is_gone() -> None:
    assert {*CHANGES, *READS} == set(SUMMARIES) - SCREENS


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("name", CHANGES)
def test_a_change_is_told_where_the_output_is_full(used: Shell, name: str) -> None:
    if name == "doctor":
        used.path.chmod(0o644)
    before = state(used)
    status, said = run(used, CHANGES[name], os.open(FULL, os.O_WRONLY))
    assert (status, said) == (0, f"{SAVED} (No space left on device).\n")
    assert state(used) != before or used.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("name", ["log", "undo", "merge"])
def test_a_change_is_told_where_nobody_reads_on(used: Shell, name: str) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    status, said = run(used, CHANGES[name], writer)
    assert (status, said) == (0, f"{SAVED} (Broken pipe).\n")


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize("name", READS)
def test_what_changes_nothing_fails(used: Shell, name: str) -> None:
    before = state(used)
    status, said = run(used, READS[name], os.open(FULL, os.O_WRONLY))
    failed = 3 if name == "remind" else 1  # of a reminder, 1 says that nothing is due
    assert (status, said) == (failed, "coach: The output could not be written: No space left on device.\n")
    assert state(used) == before


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize(("line", "status"), [("log 5", 0), ("log x", 2), ("merge none.json", 1)])
def test_the_status_tells_where_nothing_can_be_printed(used: Shell, line: str, status: int) -> None:
    command = [sys.executable, "-m", "coach", "--data", str(used.path), *line.split()]
    with FULL.open("w") as full:
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=full, timeout=60, check=False)
    assert done.returncode == status


def test_ctrl_c_after_the_change_says_so(used: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("coach.cli.outcome.say", interrupted)
    said = used("log", "5")
    assert (said.status, said.err) == (130, "It was saved; only the message about it was cut off.\n")
