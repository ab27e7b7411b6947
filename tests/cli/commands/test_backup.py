"""`coach backup` at a prompt."""

from __future__ import annotations

import io
import sys
from datetime import timedelta

import pytest

from coach.store import Store
from coach.store.backup import backups
from coach.store.file.file_names import backups_of
from tests.cli.conftest import Shell

DAY = timedelta(days=1)


def names(coach: Shell) -> list[str]:
    return [each.path.name for each in backups.listing(coach.path)]


@pytest.fixture
def used(ready: Shell) -> Shell:
    """A session, a backup of the next day, and a second session."""
    ready.well("log", "5")
    ready.clock.advance(DAY)
    ready.well("check", "clear")
    ready.well("log", "5")
    return ready


def test_there_are_none_at_first(coach: Shell) -> None:
    assert coach.well("backup").out == "There are no backups yet. The first change of each day makes one.\n"
    said = coach("backup", "create")
    assert (said.status, said.err) == (
        1,
        f"There is no file {coach.path} yet; there is nothing to back up.\n",
    )
    assert not coach.path.parent.exists()


def test_the_list_is_newest_first_with_what_they_hold(used: Shell) -> None:
    made = used.well("backup", "create").out
    lines = used.well("backup", "list").out.splitlines()
    assert len(lines) == 3
    assert made.startswith(names(used)[0])
    assert lines[0] == f"2026-01-06 07:30 \u00b7 2 sessions \u00b7 {names(used)[0]}"
    assert lines[1].startswith("2026-01-06 07:30 \u00b7 1 session \u00b7 ")
    assert lines[2].startswith("2026-01-05 07:30 \u00b7 0 sessions \u00b7 ")
    assert used.well("backup").out.splitlines() == lines


def test_one_that_cannot_be_used_is_told(used: Shell) -> None:
    backups.listing(used.path)[0].path.write_bytes(b"spoilt")
    said = used("backup")
    assert said.status == 1
    assert "cannot be used: the copy was damaged after it was made" in said.out.splitlines()[0]


def test_restoring_and_taking_it_back(used: Shell) -> None:
    late = Store(used.path, used.clock).read()
    said = used.well("backup", "restore", "--yes", "20260106").out
    assert said.startswith("Restored the backup of 2026-01-06 07:30.\n")
    assert "coach undo brings it back" in said
    assert len(Store(used.path, used.clock).read().sessions) == 1
    assert used.well("undo", "--yes").out.startswith("Undone: Restored the backup of 2026-01-06 07:30.\n")
    assert Store(used.path, used.clock).read() == late


def test_without_a_terminal_it_needs_yes(used: Shell) -> None:
    before = used.bytes()
    said = used("backup", "restore", "20260106")
    assert (said.status, said.out) == (2, "")
    assert "--yes" in said.err
    assert used.bytes() == before


class _Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(("typed", "sessions"), [("y\n", 1), ("yes\n", 1), ("\n", 2), ("n\n", 2), ("", 2)])
def test_at_a_terminal_it_asks(
    used: Shell, monkeypatch: pytest.MonkeyPatch, typed: str, sessions: int
) -> None:
    monkeypatch.setattr(sys, "stdin", _Terminal(typed))
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True, raising=False)
    said = used("backup", "restore", "20260106")
    assert "Replace your file with the backup of 2026-01-06 07:30 with 1 session?" in said.err
    assert len(Store(used.path, used.clock).read().sessions) == sessions
    assert said.status == (0 if sessions == 1 else 1)


def test_the_time_as_the_list_has_it_names_a_backup_too(used: Shell) -> None:
    used.well("backup", "restore", "2026-01-06", "--yes")
    assert len(Store(used.path, used.clock).read().sessions) == 1


@pytest.mark.parametrize(("words", "status", "says"), [
    (("restore",), 2, "needs the NAME"),
    (("restore", "2026", "--yes"), 1, "fits 2 backups"),
    (("restore", "nope", "--yes"), 1, "There is no backup nope"),
    (("restore", "../coach.json", "--yes"), 1, "There is no backup"),
    (("lst",), 2, "did you mean list?"),
    (("list", "x"), 2, "takes nothing more"),
    (("create", "--yes"), 2, "takes nothing more"),
])  # fmt: skip
def test_wrong_usage_is_one_sentence(used: Shell, words: tuple[str, ...], status: int, says: str) -> None:
    before = used.bytes()
    said = used("backup", *words)
    assert (said.status, said.out) == (status, "")
    assert says in said.err
    assert said.err.count("\n") == 1
    assert used.bytes() == before


def test_restoring_over_damage_keeps_the_damaged_file(used: Shell) -> None:
    used.path.write_bytes(b"")
    assert used("today").status == 1
    assert "coach doctor" in used("today").err
    said = used.well("backup", "restore", "20260106", "--yes").out
    assert "The damaged file is kept as" in said
    assert len(Store(used.path, used.clock).read().sessions) == 1


def test_a_backup_that_fails_is_told_beside_the_change(ready: Shell) -> None:
    ready.clock.advance(DAY)
    folder = backups_of(ready.path)
    folder.exists() and folder.rename(folder.with_name("elsewhere"))
    folder.write_text("a file in its place")
    said = ready("log", "5")
    assert said.status == 0
    assert "No backup could be made" in said.err
    assert len(Store(ready.path, ready.clock).read().sessions) == 1
