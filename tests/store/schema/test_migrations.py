"""An earlier file opens; the way to a later schema is one step, after a backup, all or nothing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from coach.domain.model import Area, Cover, Skin
from coach.store import NewerSchema, Store, StoreError, Unreadable, transaction
from coach.store.backup import backups
from coach.store.errors import NoBackup
from coach.store.file import atomic
from coach.store.file.json_text import Tables, parse
from coach.store.schema import record_types, tables
from coach.store.schema.migrations import STEPS, migrated
from tests.conftest import FixedClock
from tests.store.samples import putting, raw, session

FIRST = """{
"meta": {
"1": {"id": "01KE6H055C0B8DC6G7TMKHMA1V", "schema": 1, "created": "2026-01-05T07:30:00+00:00", \
"updated": "2026-01-05T07:30:00+00:00", "rev": 1, "count": {"profile": 2, "sessions": 1, "days": 1, \
"tips": 1, "live": 0, "undo": 0}, "sha256": "0"}
},
"profile": {
"1": {"id": "settings", "kind": "settings", "tz": "Europe/Berlin", "created": "2026-01-05T07:30:00+00:00", \
"updated": "2026-01-05T07:30:00+00:00", "rev": 1},
"2": {"id": "01KE6H055C0B8DC6G7TMKHMA1W", "kind": "screening", "at": "2026-01-05T08:30:00+01:00", \
"ticked": [], "created": "2026-01-05T07:30:00+00:00", "updated": "2026-01-05T07:30:00+00:00", "rev": 1}
},
"sessions": {
"1": {"id": "01KE6H055C0B8DC6G7TMKHMA1X", "area": "back", "started_at": "2026-01-05T08:00:00+01:00", \
"day": "2026-01-05", "done_min": 5.0, "cover": "towel", "ended": "completed", "skin_after": "pink", \
"created": "2026-01-05T07:30:00+00:00", "updated": "2026-01-05T07:30:00+00:00", "rev": 1}
},
"days": {
"1": {"id": "01KE6H055C0B8DC6G7TMKHMA1Y", "kind": "note", "day": "2026-01-05", "text": "begun", \
"created": "2026-01-05T07:30:00+00:00", "updated": "2026-01-05T07:30:00+00:00", "rev": 1}
},
"tips": {
"1": {"id": "breathe", "read": true, "created": "2026-01-05T07:30:00+00:00", \
"updated": "2026-01-05T07:30:00+00:00", "rev": 1}
},
"live": {},
"undo": {}
}
"""
"""A file as the first coach of schema 1 wrote it, by hand."""


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    store_path.parent.mkdir()
    store_path.write_text(FIRST, encoding="utf-8")
    return Store(store_path, clock)


def test_a_file_of_schema_1_opens_and_goes_on(store: Store) -> None:
    book = store.read()
    assert store.problems == ()
    (only,) = book.sessions
    assert (only.area, only.cover, only.skin_after, only.done_min) == (Area.BACK, Cover.TOWEL, Skin.PINK, 5)
    assert (book.settings.tz, len(book.events), book.notes[0].text, book.tips["breathe"].read) == (
        "Europe/Berlin",
        1,
        "begun",
        True,
    )
    assert len(store.change(putting(session(6))).book.sessions) == 2
    assert raw(store.path)["sessions"]["1"] == json.loads(FIRST)["sessions"]["1"]
    assert [backups.content(each) for each in backups.listing(store.path)] == [FIRST.encode()]


def _rounded(tables: Tables) -> Tables:
    """A step to a schema in which sessions have seconds beside their minutes."""
    for each in tables["sessions"].values():
        if isinstance(each.get("done_min"), float):
            each["done_s"] = each["done_min"] * 60  # type: ignore[operator]
    return tables


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> None:
    """A coach with another schema."""
    monkeypatch.setitem(STEPS, 5, _rounded)
    for module in (record_types, tables, transaction):
        monkeypatch.setattr(module, "SCHEMA", 6)


@pytest.mark.usefixtures("later")
def test_reading_an_earlier_file_leaves_it_as_it_is(store: Store) -> None:
    assert len(store.read().sessions) == 1
    assert store.tables()["sessions"]["1"]["done_s"] == 300
    assert store.path.read_text() == FIRST
    assert backups.listing(store.path) == ()


@pytest.mark.usefixtures("later")
def test_the_first_change_migrates_it_after_a_backup(store: Store, clock: FixedClock) -> None:
    backups.create(store.path, b"another, of the same day", clock.now())
    store.read()  # what is remembered of that must not pass for a file of today's schema
    store.change(putting(session(6)))
    assert backups.content(backups.listing(store.path)[0]) == FIRST.encode()
    tables = raw(store.path)
    assert tables["meta"]["1"]["schema"] == 6
    assert tables["meta"]["1"]["id"] == "01KE6H055C0B8DC6G7TMKHMA1V"
    assert tables["sessions"]["1"]["done_s"] == 300
    assert len(Store(store.path, clock).read().sessions) == 2
    store.change(putting(session(7)))
    assert len(backups.listing(store.path)) == 2, "it is migrated once"


@pytest.mark.usefixtures("later")
def test_without_a_backup_it_is_not_migrated(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*args: object, **kwargs: object) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(atomic, "make_folder", lambda *_: None)
    monkeypatch.setattr(backups.atomic, "replace", refuse)  # type: ignore[attr-defined]
    with pytest.raises(NoBackup):
        store.change(putting(session(6)))
    assert store.path.read_text() == FIRST


@pytest.mark.usefixtures("later")
def test_an_earlier_backup_is_migrated_as_it_is_restored(store: Store, clock: FixedClock) -> None:
    made = backups.create(store.path, FIRST.encode(), clock.now())
    store.path.unlink()
    store.restore(made.path.name)
    assert raw(store.path)["meta"]["1"]["schema"] == 6
    assert raw(store.path)["sessions"]["1"]["done_s"] == 300


@pytest.mark.usefixtures("later")
def test_migrating_is_a_function_of_the_documents_and_ends() -> None:
    path = Path("coach.json")
    first = parse(FIRST.encode(), path)
    second = migrated(first, path)
    assert first == parse(FIRST.encode(), path), "what it is given stays as it was"
    assert second == migrated(second, path) == migrated(parse(FIRST.encode(), path), path)


@pytest.mark.usefixtures("later")
def test_a_table_that_is_missing_is_damage_also_before_a_migration(store: Store) -> None:
    tables = json.loads(FIRST)
    del tables["days"]
    store.path.write_text(json.dumps(tables))
    with pytest.raises(Unreadable, match="days is missing"):
        store.read()


def test_to_an_older_coach_it_is_too_new(store: Store) -> None:
    store.path.write_text(FIRST.replace('"schema": 1', '"schema": 6'))
    with pytest.raises(NewerSchema):
        store.change(putting(session(6)))


@pytest.mark.parametrize("schema", ["0", "-1", "true", '"1"', "1.0", "null"])
def test_a_schema_that_never_was(store: Store, schema: str) -> None:
    store.path.write_text(FIRST.replace('"schema": 1', f'"schema": {schema}'))
    with pytest.raises(StoreError, match="meta"):
        store.read()


def test_the_steps_lead_from_the_first_schema_to_todays() -> None:
    assert sorted(STEPS) == list(range(1, record_types.SCHEMA))
