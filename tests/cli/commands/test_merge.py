from __future__ import annotations

import io
from datetime import timedelta
from pathlib import Path

import pytest

from coach.store import Store
from tests.cli.conftest import Shell


@pytest.fixture
def copy(ready: Shell) -> Shell:
    """A copy that Syncthing left beside the file, with a session of its own; the file has another."""
    ready.well("log", "5", "--note", "both")
    path = ready.path.with_name("coach.sync-conflict-20260106-070000-ABCDEFG.json")
    path.write_bytes(ready.path.read_bytes())
    other = Shell(path, ready.clock, ready._capsys)
    ready.clock.advance(timedelta(days=1))
    ready.well("log", "4")
    ready.clock.advance(timedelta(hours=1))
    other.well("log", "3")
    return other


def test_a_copy_is_brought_in_and_can_be_taken_out_again(ready: Shell, copy: Shell) -> None:
    theirs = copy.bytes()
    assert ready.well("merge", str(copy.path)).out == "Added 1 record, updated 0, deleted 0.\n"
    assert [each.done_min for each in Store(ready.path, ready.clock).read().sessions] == [5, 4, 3]
    assert copy.bytes() == theirs
    assert ready.well("merge", str(copy.path)).out == "Nothing new: you already have everything in it.\n"
    assert ready.well("undo", "--yes").out.startswith("Undone: Merged 1 record.\n")
    assert len(Store(ready.path, ready.clock).read().sessions) == 2


def test_without_a_name_the_copies_beside_the_file_are_brought_in(ready: Shell, copy: Shell) -> None:
    before = ready.bytes()
    dry = ready.well("merge", "--dry-run").out.splitlines()
    assert dry == [f"Found {copy.path}.", "Would add 1 record, update 0, delete 0."]
    assert ready.bytes() == before
    assert ready.well("merge").out.splitlines() == [
        f"Found {copy.path}.",
        "Added 1 record, updated 0, deleted 0.",
        "The copies are still there, but you no longer need them.",
    ]
    copy.path.unlink()
    assert ready.well("merge").out.startswith("There is no conflicting copy next to ")


def test_a_version_that_lost_is_told_of(ready: Shell, copy: Shell) -> None:
    ready.well("setup", "--tz", "Europe/Rome")
    ready.clock.advance(timedelta(hours=1))
    copy.well("setup", "--tz", "Europe/Oslo")
    said = ready.well("merge").out.splitlines()
    assert said[1:3] == [
        "Added 1 record, updated 1, deleted 0.",
        "1 earlier version kept in the table history.",
    ]
    assert Store(ready.path, ready.clock).read().settings.tz == "Europe/Oslo"


def test_a_session_logged_in_both_is_kept_twice_and_told_of(ready: Shell, copy: Shell) -> None:
    for each in (ready, copy):
        each.well("log", "2", "--on", "2026-01-04", "--at", "19:00")
    said = ready("merge")
    assert said.status == 0
    assert said.err == (
        "Two sessions on the back at 2026-01-04 19:00, one from each copy, of 2 minutes and 2 minutes: "
        "both are kept; delete one if they are the same.\n"
    )


@pytest.mark.parametrize("text", ["", "{", "<<<<<<< ours\n", '{"meta": {"1": {"schema": 99}}}'])
def test_a_copy_that_cannot_be_read_is_refused_by_name(ready: Shell, copy: Shell, text: str) -> None:
    bad = ready.path.with_name("bad.json")
    bad.write_text(text)
    before = ready.bytes()
    said = ready("merge", str(copy.path), str(bad))
    assert (said.status, said.out) == (1, "")
    assert str(bad) in said.err
    assert said.err.count("\n") == 1
    assert ready.bytes() == before
    assert bad.read_text() == text


def test_the_file_itself_and_no_file_are_refused(ready: Shell, tmp_path: Path) -> None:
    for path in (ready.path, tmp_path / "none.json"):
        said = ready("merge", str(path))
        assert (said.status, said.out) == (1, "")
        assert path.name in said.err


@pytest.fixture
def strange(ready: Shell, tmp_path: Path) -> Shell:
    """Another person's file; both have sessions, answers and a goal."""
    ready.well("log", "5")
    other = Shell(tmp_path / "theirs.json", ready.clock, ready._capsys)
    other.well("setup", "--screening", "clots", "--goal-minutes", "30")
    other.well("log", "7", "--on", "2026-01-02")
    return other


@pytest.mark.parametrize("how", ["merge", "import"])
def test_another_persons_file_needs_a_yes(ready: Shell, strange: Shell, how: str) -> None:
    path = strange.path
    if how == "import":
        path = path.with_name("out.json")
        strange.well("export", "-o", str(path))
    before, answers = ready.bytes(), Store(ready.path, ready.clock).read().events
    said = ready(how, str(path))
    assert (said.status, said.out) == (2, "")
    assert said.err.endswith("To bring those in, add --yes.\n")
    assert ready(how, str(path), "--dry-run").status == 0
    assert ready.bytes() == before
    said = ready(how, str(path), "--yes")
    assert said.status == 0
    assert "answers, goal and settings were left out" in said.err
    book = Store(ready.path, ready.clock).read()
    assert [each.done_min for each in book.sessions] == [7, 5]
    assert book.events == answers


def test_another_persons_file_is_asked_about(
    ready: Shell, strange: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = ready.bytes()
    for answer, status in (("n", 1), ("y", 0)):
        stdin = io.StringIO(f"{answer}\n")
        monkeypatch.setattr(stdin, "isatty", lambda: True)
        monkeypatch.setattr("sys.stdin", stdin)
        monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
        said = ready("merge", str(strange.path))
        assert said.status == status
        assert "it may be another person's" in said.err
        assert (ready.bytes() == before) is (status == 1)
