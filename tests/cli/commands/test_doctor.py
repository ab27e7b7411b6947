"""`coach doctor` at a prompt."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from coach.store import Store
from tests.cli.conftest import Shell
from tests.cli.test_process import run

DAY = timedelta(days=1)
FINE = (
    "Everything is fine.\n"
    "The coach opens without a first picture: /dev/null/coach cannot be made, or others can write in it.\n"
)


@pytest.fixture
def used(ready: Shell) -> Shell:
    """Three days of use."""
    for _ in range(3):
        ready.well("log", "5")
        ready.clock.advance(DAY)
        ready.well("check", "clear")
    return ready


def spoil(coach: Shell) -> bytes:
    """Overwrite a part of the second session and of the third with zeros."""
    data = coach.path.read_bytes()
    begin = data.index(b'"sessions": {') + 500
    spoilt = data[:begin] + b"\0" * 200 + data[begin + 200 :]
    coach.path.write_bytes(spoilt)
    return spoilt


def test_nothing_is_the_matter(used: Shell, coach: Shell) -> None:
    assert used.well("doctor").out == FINE
    assert used.well("doctor", "--repair").out == FINE


def test_no_file(coach: Shell) -> None:
    assert coach.well("doctor").out == f"There is no file {coach.path} yet; everything is fine.\n"
    assert not coach.path.parent.exists()


def test_it_explains_damage_and_changes_nothing(used: Shell) -> None:
    spoilt = spoil(used)
    said = used("doctor")
    assert (said.status, said.err) == (1, "")
    lines = said.out.splitlines()
    assert lines[0].startswith(f"{used.path}:")
    assert "Not JSON" in lines[0]
    assert lines[1].startswith("Readable in it: ")
    assert lines[2].startswith("The newest good backup, coach-20260108T")
    assert any(each.startswith("A repair would keep ") and "3 sessions" in each for each in lines)
    assert lines[-1] == "coach doctor --repair fixes that."
    assert used.bytes() == spoilt


@pytest.mark.parametrize(
    "words", [["today"], ["status"], ["calendar"], ["log", "5"], ["undo"], ["export"], ["backup", "create"]]
)
def test_every_command_names_the_doctor_in_one_sentence(used: Shell, words: list[str]) -> None:
    spoilt = spoil(used)
    said = used(*words)
    assert (said.status, said.out) == (1, "")
    assert "coach doctor" in said.err
    assert said.err.count("\n") == 1
    assert used.bytes() == spoilt


def test_a_repair_brings_all_back_with_the_backup(used: Shell) -> None:
    book = Store(used.path, used.clock).read()
    spoilt = spoil(used)
    said = used("doctor", "--repair")
    assert "Only in the backup: " in said.out
    assert Store(used.path, used.clock).read() == book
    (kept,) = (used.path.parent / "quarantine").iterdir()
    assert kept.read_bytes() == spoilt
    assert str(kept) in said.out
    assert said.status == 0, said.out
    assert used.well("doctor").out == FINE


def test_a_repair_that_loses_something_says_what_and_ends_with_1(ready: Shell) -> None:
    ready.well("log", "5")
    data = ready.path.read_bytes()
    ready.path.write_bytes(data.replace(b'"done_min"', b"!done_min!"))
    said = ready("doctor", "--repair")
    assert said.status == 1
    assert "Not kept:" in said.out
    assert "in the table sessions" in said.out
    assert "1 session" in said.out
    assert ready.well("doctor").out == FINE
    assert Store(ready.path, ready.clock).read().sessions == ()


def test_what_is_beyond_repair_stays_as_it_is(coach: Shell) -> None:
    coach.path.parent.mkdir()
    coach.path.write_bytes(b"garbage")
    for words in (("doctor",), ("doctor", "--repair")):
        said = coach(*words)
        assert said.status == 1
        assert "Not JSON" in said.out
        assert "There is no good backup." in said.out
    assert "nothing in it can be read" in said.err
    assert coach.bytes() == b"garbage"


def test_a_newer_file_is_left_alone(used: Shell) -> None:
    newer = used.path.read_bytes().replace(b'"schema": 5', b'"schema": 6')
    used.path.write_bytes(newer)
    for words in (("doctor",), ("doctor", "--repair")):
        said = used(*words)
        assert said.status == 1
        assert "newer coach" in said.out
    assert used.bytes() == newer


def test_a_document_that_does_not_fit_stays_and_is_told(used: Shell) -> None:
    used.path.write_bytes(used.path.read_bytes().replace(b'"done_min": 5.0', b'"done_min": 5000', 1))
    said = used("doctor", "--repair")
    assert said.status == 1
    assert "done_min is not above 0" in said.out
    assert "fix it in a text editor" in said.out
    assert len(Store(used.path, used.clock).read().sessions) == 2
    assert b'"done_min": 5000' in used.path.read_bytes()


def test_text_of_the_file_is_no_command_for_the_terminal(used: Shell) -> None:
    used.path.write_bytes(used.path.read_bytes().replace(b'"id": "0', b'"id": "\\u001b[31m0', 1))
    used.path.write_bytes(used.path.read_bytes().replace(b'"kind": "', b'"kind": "\\u001b', 1))
    assert "\x1b" not in used("doctor").out


def test_reading_commands_import_nothing_of_it(used: Shell) -> None:
    for line in ("today", "status", "calendar"):
        done = run(used.path, line, options=("-X", "importtime"))
        imported = {each.rpartition("|")[2].strip() for each in done.stderr.splitlines()}
        assert "coach.store.store" in imported
        light = {
            "gzip",
            "hashlib",
            "coach.store.backup.backups",
            "coach.store.repair.scanner",
            "coach.store.repair.checks",
        }
        assert not imported & light


@pytest.mark.parametrize("command", ["doctor", "doctor --repair"])
def test_links_are_told_by_the_name_that_was_given(coach: Shell, tmp_path: Path, command: str) -> None:
    loop, nowhere = tmp_path / "loop.json", tmp_path / "nowhere.json"
    loop.symlink_to(loop)
    nowhere.symlink_to(tmp_path / "gone" / "coach.json")
    for path, says in ((loop, "leads back to itself"), (nowhere, "which does not exist")):
        said = Shell(path, coach.clock, coach._capsys)(*command.split())
        assert said.status == 1
        assert said.out.startswith(f"{path}: ")
        assert says in said.out
