"""The examination: what it finds, where, and that it changes nothing."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from coach.domain.model import Settings
from coach.store import Store
from coach.store.backup import backups
from coach.store.file.file_names import lock_of
from coach.store.file.lock import locked
from coach.store.repair.checks import Health, amount, examine
from coach.store.repair.repair import accept_changes, back_up, tidy
from tests.conftest import FixedClock
from tests.store.samples import MORNING, NOW, edit, putting, raw, session

DAY = timedelta(days=1)


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    """A sound file of three sessions with a backup of it."""
    store = Store(store_path, clock)
    for number in range(3):
        store.change(putting(session(5 + number, MORNING + number * DAY)))
    store.change(putting(Settings(rollover=4)))
    back_up(store_path, clock.now())
    return store


def look(store: Store) -> Health:
    """Examine it, and see that nothing was touched."""
    folder = store.path.parent
    before = {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()}
    health = examine(store.path, NOW + 30 * DAY)
    assert {each: each.read_bytes() for each in folder.rglob("*") if each.is_file()} == before
    return health


def found(store: Store) -> list[str]:
    return [f"{each.path.name}:{each.line}: {each.text}" for each in look(store).findings]


def test_a_sound_file_has_nothing(store: Store) -> None:
    assert found(store) == []


def test_no_file_and_no_backup_is_nothing(tmp_path: Path) -> None:
    assert examine(tmp_path / "none" / "coach.json", NOW).findings == ()


def test_a_file_that_is_gone_beside_backups(store: Store) -> None:
    store.path.unlink()
    (only,) = found(store)
    assert "The file is gone, but there are backups" in only


def test_a_document_that_does_not_fit_is_told_with_its_line(store: Store) -> None:
    text = store.path.read_text().replace('"done_min": 6', '"done_min": 6000')
    store.path.write_text(text)
    accept_changes(store.path, MORNING)
    (only,) = found(store)
    line = next(
        n for n, each in enumerate(store.path.read_text().splitlines(), 1) if '"done_min": 6000' in each
    )
    assert re.match(rf"coach\.json:{line}: Sessions \w+: done_min is not above 0 and at most 720\.", only)
    assert not look(store).findings[0].repairable


def test_a_hand_edit_is_accepted_and_told_until_it_is_sealed(store: Store, clock: FixedClock) -> None:
    edit(store.path, "sessions", done_min=2.5)
    edited = store.path.read_bytes()
    (only,) = found(store)
    assert "Something other than the coach has changed the file" in only
    assert store.read().sessions[0].done_min == 2.5
    accept_changes(store.path, clock.now())
    assert found(store) == []
    assert store.read().sessions[0].done_min == 2.5
    assert backups.content(backups.listing(store.path)[0]) == edited


def test_documents_that_vanished_are_counted_and_looked_for_in_the_backup(store: Store) -> None:
    tables = raw(store.path)
    tables["sessions"].popitem()
    tables["sessions"].popitem()
    store.path.write_text(json.dumps(tables))
    (only,) = found(store)
    assert "lacks 2 sessions that the coach had written; the newest backup holds 2 sessions" in only


@pytest.mark.parametrize("change", [
    lambda text: "\ufeff" + text,
    lambda text: text.replace("\n", "\r\n"),
    lambda text: json.dumps(json.loads(text), indent=4),
], ids=["bom", "crlf", "indent"])  # fmt: skip
def test_what_an_editor_does_to_the_text_alone_is_nothing(
    store: Store, change: Callable[[str], str], clock: FixedClock
) -> None:
    store.path.write_bytes(change(store.path.read_text()).encode())
    assert found(store) == []
    store.change(putting(session(9)))
    assert store.path.read_bytes().startswith(b'{\n"meta"')
    assert b"\r" not in store.path.read_bytes()
    assert found(store) == []


def _two_of_one_number(text: str) -> str:
    return text.replace('\n"2": {"id"', '\n"01": {"id"', 1)


def _two_of_one_id(text: str) -> str:
    tables = json.loads(text)
    tables["sessions"]["9"] = tables["sessions"]["1"]
    return json.dumps(tables, indent=1)


def _without_a_table(text: str) -> str:
    tables = json.loads(text)
    del tables["sessions"]
    return json.dumps(tables)


@pytest.mark.parametrize(
    ("damage", "says", "placed"),
    [
        (lambda text: text[:-30], "not json", True),
        (lambda text: "", "it is empty", False),
        (lambda text: text.replace('"done_min": 6', '"done_min": NaN'), "nan is not a json number", True),
        (lambda text: text.replace("\n", "\n<<<<<<< HEAD\n", 1), "git conflict markers", True),
        (lambda text: text.replace('{"id"', '{"id": "x", "id"', 1), "given twice", True),
        (_two_of_one_number, 'numbered "01"', True),
        (_two_of_one_id, "have one id", True),
        (_without_a_table, "the table sessions is missing", False),
    ],
    ids=["cut", "empty", "nan", "conflict", "keys", "numbers", "ids", "table"],
)
def test_damage_is_told_with_what_can_be_saved(
    store: Store, damage: Callable[[str], str], says: str, placed: bool
) -> None:
    store.path.write_text(damage(store.path.read_text()))
    health = look(store)
    first = health.findings[0]
    assert says in first.text.lower()
    assert bool(first.line) is placed
    assert first.repairable
    assert health.error is not None
    assert health.salvaged is not None
    assert health.salvaged.kept["sessions"] == 3
    assert health.backup is not None
    assert health.in_backup["sessions"] == 3


def test_a_newer_file_is_told_and_not_mended(store: Store) -> None:
    edit(store.path, "meta", schema=99)
    (only,) = found(store)
    assert "written by a newer coach" in only
    assert not look(store).findings[0].repairable


def test_a_folder_in_its_place(store: Store) -> None:
    store.path.unlink()
    store.path.mkdir()
    (only, *_) = found(store)
    assert "it is a folder" in only.lower()


def test_a_step_of_undo_that_cannot_be_read_bars_the_way_until_it_is_mended(
    store: Store, clock: FixedClock
) -> None:
    tables = raw(store.path)
    tables["undo"]["4"]["replaced"] = 7
    store.path.write_text(json.dumps(tables))
    assert any("Step 4 of undo cannot be read" in each for each in found(store))
    accept_changes(store.path, clock.now())
    assert found(store) == []
    assert store.undo() == "Put"


def test_a_backup_that_is_spoilt_is_found_and_moved_away(store: Store, clock: FixedClock) -> None:
    (backup, *_) = backups.listing(store.path)
    backup.path.write_bytes(b"spoilt")
    (only,) = found(store)
    assert "The backup cannot be used" in only
    tidy(store.path, clock.now())
    assert found(store) == []
    assert (store.path.parent / "quarantine" / backup.path.name).read_bytes() == b"spoilt"


def test_what_others_can_look_into(store: Store, clock: FixedClock) -> None:
    (backup, *_) = backups.listing(store.path)
    store.path.chmod(0o644)
    backup.path.chmod(0o640)
    backup.path.parent.chmod(0o755)
    told = [each for each in found(store) if "Other users" in each]
    assert [each.split(":")[0] for each in told] == ["coach.json", "backups", backup.path.name]
    tidy(store.path, clock.now())
    assert found(store) == []
    store.path.parent.chmod(0o777)
    assert "chmod go-w" in found(store)[0]
    store.path.parent.chmod(0o700)
    store.path.chmod(0o400)
    assert "write-protected" in found(store)[0]


def test_leavings_of_the_dead(store: Store, clock: FixedClock) -> None:
    (store.path.parent / ".coach.json.1-aa.tmp").write_text("x")
    (store.path.parent / "backups" / ".coach-x.json.gz.1-aa.tmp").write_text("x")
    lock_of(store.path).write_text("process 1 on elsewhere")
    told = {each.split(":")[0]: each for each in found(store)}
    assert set(told) >= {".coach.json.1-aa.tmp", ".coach-x.json.gz.1-aa.tmp", "coach.json.lock"}
    assert "It names process 1 on elsewhere" in told["coach.json.lock"]
    tidy(store.path, clock.now())
    assert found(store) == []


def test_a_holder_that_lives_is_no_finding(store: Store, clock: FixedClock) -> None:
    with locked(store.path, clock.now()):
        assert f"process {os.getpid()}" in lock_of(store.path).read_text()
        assert examine(store.path, NOW + 30 * DAY).findings == ()


def test_a_copy_of_a_sync_tool(store: Store) -> None:
    copy = store.path.with_name("coach.sync-conflict-20260105-073000-ABCDEFG.json")
    copy.write_bytes(store.path.read_bytes())
    (only,) = found(store)
    assert "coach merge" in only


def test_amounts_in_words() -> None:
    assert amount({}) == "nothing"
    assert amount({"sessions": 1}) == "1 session"
    assert amount({"sessions": 12_000, "live": 0, "undo": 2, "x": 1}) == (
        '12,000 sessions, 2 steps of undo and 1 document of the table "x"'
    )
