"""A command on a file that is gone while its backups are there: each tells it, and none makes a new one."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coach.store import Store
from coach.store.backup import backups
from coach.store.file.file_names import backups_of
from tests.cli.conftest import Shell

DAY = timedelta(days=1)

COMMANDS = (
    "today",
    "today --json",
    "status",
    "remind",
    "calendar",
    "areas",
    "fortnight",
    "plan",
    "insights",
    "report -o {copy}.html",
    "tips",
    "settings",
    "export",
    "export --format csv",
    "check clear",
    "log 5",
    "pause",
    "pause --off",
    "setup --screening none",
    "undo",
    "backup create",
    "import {copy}",
    "merge {copy}",
    "merge {copy} --dry-run",
)


@pytest.fixture
def gone(ready: Shell, tmp_path: Path) -> Shell:
    """Two days of use, and then the file is not there any more; its backups are, and a copy elsewhere."""
    ready.well("log", "5")
    ready.clock.advance(DAY)
    ready.well("check", "clear")
    ready.well("log", "5")
    ready.path.rename(tmp_path / "copy.json")
    return ready


@pytest.mark.parametrize("line", COMMANDS)
def test_every_command_tells_it_and_makes_no_file(gone: Shell, tmp_path: Path, line: str) -> None:
    """Status 1, one sentence on standard error, and the folder is as it was."""
    before = sorted(gone.path.parent.rglob("*"))
    said = gone(*line.format(copy=tmp_path / "copy.json").split())
    assert said.status == (3 if line.startswith("remind") else 1), said  # there 1 means that nothing is due
    assert said.out == "" or line == "tips", "the tips themselves need no file"
    assert f"There is no file {gone.path}, but there are 2 backups of it" in said.err
    assert sorted(gone.path.parent.rglob("*")) == before


def test_the_doctor_finds_it(gone: Shell) -> None:
    said = gone("doctor")
    assert said.status == 1
    assert "there are backups of it" in said.out


def test_a_backup_brings_it_back(gone: Shell) -> None:
    newest = backups.listing(gone.path)[0].path.name
    assert gone("backup").status == 0
    gone.well("backup", "restore", newest, "--yes")
    assert len(Store(gone.path, gone.clock).read().sessions) == 1
    gone.well("today")


def test_it_is_begun_anew_where_that_is_said(gone: Shell) -> None:
    """With --yes; the backups stay, and nobody is asked again once the new file is there."""
    kept = backups.listing(gone.path)
    gone.well("setup", "--screening", "none", "--yes")
    assert not Store(gone.path, gone.clock).read().sessions
    assert backups.listing(gone.path) == kept
    gone.well("log", "5")


def test_yes_over_a_file_that_is_there_changes_nothing_but_the_answers(ready: Shell) -> None:
    ready.well("log", "5")
    ready.well("setup", "--goal-minutes", "15", "--yes")
    assert len(Store(ready.path, ready.clock).read().sessions) == 1


def test_one_backup_is_one(ready: Shell) -> None:
    ready.well("backup", "create")
    ready.path.unlink()
    assert "there is a backup of it" in ready("today").err


def test_backups_that_cannot_be_looked_at_may_be_there(ready: Shell) -> None:
    ready.path.unlink()
    backups_of(ready.path).write_text("a file in its place")
    said = ready("log", "5")
    assert (said.status, ready.path.exists()) == (1, False)
    assert "its backups cannot be read" in said.err


def test_without_backups_it_is_a_first_run(coach: Shell) -> None:
    coach.well("today")
    coach.well("setup", "--screening", "none")
