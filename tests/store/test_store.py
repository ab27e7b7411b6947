"""The store on a real file: reading, changing, and what it leaves behind."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
import tinydb

from coach.domain.dated_ahead import as_of
from coach.domain.model import Book, Change, Check, Refused, Session, Settings, Skin, TipState
from coach.store import Store
from coach.store.file.json_text import fingerprint, parse, render
from coach.store.tinydb_storage import AtomicStorage, NotLocked
from tests.conftest import FixedClock
from tests.store.samples import MORNING, documents, dropping, live, putting, raw, session


def test_no_file_is_an_empty_book_and_reading_makes_none(store: Store, clock: FixedClock) -> None:
    assert store.read() == as_of(Book(), clock.now())
    assert store.undoable() is None
    assert store.undo() is None
    assert not store.path.parent.exists()


def test_what_was_put_is_read_by_another(store: Store, clock: FixedClock) -> None:
    applied = store.change(putting(session(7.5, note="ä\n½"), Settings(tz="Europe/Berlin"), label="Logged"))
    logged = applied.put[0]
    assert isinstance(logged, Session)
    assert len(logged.id) == 26
    assert logged == session(7.5, note="ä\n½", id_=logged.id)
    assert applied.label == "Logged"
    assert applied.book == Store(store.path, clock).read()
    assert applied.book.sessions == (logged,)
    assert applied.book.settings == Settings(tz="Europe/Berlin")


def test_a_record_with_an_id_that_is_there_is_replaced(store: Store) -> None:
    logged = store.change(putting(session(5))).put[0]
    assert isinstance(logged, Session)
    book = store.change(putting(logged._replace(done_min=6))).book
    assert [each.done_min for each in book.sessions] == [6]


def test_each_document_has_id_stamps_and_version(store: Store, clock: FixedClock) -> None:
    logged = store.change(putting(session(5))).put[0]
    assert isinstance(logged, Session)
    clock.set(datetime(2020, 1, 1, tzinfo=UTC))
    store.change(putting(logged._replace(done_min=6)))
    (document,) = documents(store.path, "sessions")
    assert document["rev"] == 2
    assert document["created"] == "2026-01-05T07:30:00+00:00"
    assert document["updated"] == "2026-01-05T07:30:00.000001+00:00", (
        "the clock went back, the stamp must not"
    )


def test_ids_sort_as_the_records_of_a_change_do(store: Store) -> None:
    put = store.change(putting(*(session(5, MORNING + timedelta(days=day)) for day in range(50)))).put
    ids = [each.id for each in put]
    assert ids == sorted(set(ids))


def test_the_book_is_in_order(store: Store) -> None:
    late, early = session(5), session(6, MORNING - timedelta(days=1))
    checks = [
        Check(day=at.date(), area=late.area, skin=Skin.CLEAR, at=at)
        for at in (late.started_at, early.started_at)
    ]
    book = store.change(putting(late, early, *checks)).book
    assert [each.done_min for each in book.sessions] == [6, 5]
    assert [each.at for each in book.checks] == [early.started_at, late.started_at]


def test_a_dropped_record_stays_as_a_tombstone(store: Store, clock: FixedClock) -> None:
    logged = store.change(putting(session(5, note="kept"))).put[0]
    assert store.change(dropping(logged)).book == as_of(Book(), clock.now())
    (document,) = documents(store.path, "sessions")
    assert (document["deleted"], document["note"], document["rev"]) == (
        "2026-01-05T07:30:00+00:00",
        "kept",
        2,
    )


def test_dropping_what_is_not_there_writes_nothing(store: Store) -> None:
    logged = store.change(putting(session(5))).put[0]
    store.change(dropping(logged))
    before = store.path.read_bytes()
    store.change(dropping(logged, session(5, id_="unknown")))
    assert store.path.read_bytes() == before


def test_a_tip_is_kept_under_its_own_id(store: Store) -> None:
    book = store.change(putting(TipState(id="towel-first", read=True))).book
    assert dict(book.tips) == {"towel-first": TipState(id="towel-first", read=True)}


def test_deciding_for_nothing_writes_nothing(store: Store, clock: FixedClock) -> None:
    applied = store.change(lambda book: None)
    assert (applied.book, applied.put, applied.label) == (as_of(Book(), clock.now()), (), "")
    assert not store.path.exists()


def test_putting_what_is_there_already_writes_nothing(store: Store) -> None:
    logged = store.change(putting(session(5))).put[0]
    before = store.path.read_bytes()
    assert store.change(putting(logged)).put == (logged,)
    assert store.path.read_bytes() == before


def test_a_refusal_passes_through_and_writes_nothing(store: Store) -> None:
    def refuse(book: Book) -> Change:
        raise Refused("45 minutes are too long.")

    with pytest.raises(Refused, match="45 minutes"):
        store.change(refuse)
    with pytest.raises(Refused, match=r"^done_min "):
        store.change(putting(session(5), session(721)))
    assert not store.path.exists()
    assert store.change(putting(session(5))).book.sessions, "the lock must be free again"


def test_deciding_sees_what_another_wrote_meanwhile(store: Store, clock: FixedClock) -> None:
    store.read()
    Store(store.path, clock).change(putting(session(5)))
    seen: list[int] = []

    def decide(book: Book) -> None:
        seen.append(len(book.sessions))

    store.change(decide)
    assert seen == [1]


def test_staleness(store: Store, clock: FixedClock) -> None:
    other = Store(store.path, clock)
    assert store.stale()
    store.read()
    assert not store.stale()
    other.change(putting(session(5)))
    assert store.stale()
    store.read()
    assert not store.stale()
    store.change(putting(session(6)))
    assert not store.stale()
    assert other.stale()
    store.path.unlink()
    assert store.stale()


def test_a_running_session_becomes_a_session_under_its_id(store: Store) -> None:
    running = store.change(putting(live())).put[0]
    done = session(5, id_=running.id)
    book = store.change(lambda book: Change("Done", put=(done,), drop=(running,))).book
    assert (book.live, book.sessions) == (None, (done,))
    assert documents(store.path, "live") == []


def test_there_is_never_a_second_running_session(store: Store) -> None:
    running = store.change(putting(live())).put[0]
    before = store.path.read_bytes()
    with pytest.raises(Refused, match="already running"):
        store.change(putting(live(MORNING + timedelta(hours=1))))
    assert store.path.read_bytes() == before
    other = live(MORNING + timedelta(hours=1))
    book = store.change(lambda book: Change("Anew", put=(other,), drop=(running,))).book
    assert book.live is not None
    assert book.live.started_at == other.started_at


def test_a_discarded_session_makes_room_for_the_next(store: Store) -> None:
    for _ in range(3):
        running = store.change(putting(live())).put[0]
        assert store.change(dropping(running)).book.live is None
    assert len(documents(store.path, "live")) == 1


def test_an_ended_session_that_runs_again_in_a_merged_file_is_not_running(store: Store) -> None:
    running = store.change(putting(live())).put[0]
    before_end = documents(store.path, "live")
    store.change(lambda book: Change("Done", put=(session(5, id_=running.id),), drop=(running,)))
    tables = raw(store.path)
    tables["live"] = {"1": before_end[0]}
    store.path.write_text(json.dumps(tables))
    assert store.read().live is None


def test_stock_tinydb_opens_the_same_documents(store: Store) -> None:
    store.change(
        putting(
            session(5, MORNING - timedelta(days=2)),
            session(6, MORNING - timedelta(days=1)),
            Settings(tz="Europe/Berlin"),
        )
    )
    with tinydb.TinyDB(store.path) as database:
        assert database.tables() == {"meta", "profile", "sessions", "days", "tips", "live", "undo", "redo"}
        found = database.table("sessions").search(tinydb.where("area") == "back")
        assert [(each.doc_id, each["done_min"]) for each in found] == [(1, 5), (2, 6)]
        assert database.table("profile").all() == documents(store.path, "profile")
        database.table("sessions").update({"sharpness": 2}, doc_ids=[1])
    assert [each.sharpness for each in store.read().sessions] == [2, None]
    assert len(store.change(putting(session(7))).book.sessions) == 3


def test_meta_counts_the_documents_and_has_their_fingerprint(store: Store) -> None:
    store.change(putting(session(5), session(6)))
    tables = parse(store.path.read_bytes(), store.path)
    (meta,) = tables["meta"].values()
    assert meta["schema"] == 5
    stacks = {"undo": 1, "redo": 0}
    assert meta["count"] == {"profile": 0, "sessions": 2, "days": 0, "tips": 0, "live": 0} | stacks
    assert meta["sha256"] == fingerprint(render(tables))
    file_id = meta["id"]
    store.change(putting(session(7)))
    assert documents(store.path, "meta")[0]["id"] == file_id


def test_reading_imports_neither_tinydb_nor_the_lock_nor_the_ids(store: Store) -> None:
    store.change(putting(session(5)))
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from coach.clock import SystemClock\nfrom coach.store import Store\n"
        "store = Store(Path(sys.argv[1]), SystemClock())\n"
        "assert len(store.read().sessions) == 1 and store.undoable() and not store.stale()\n"
        "print(*{'tinydb', 'filelock', 'ulid', 'asyncio', 'hashlib', 'csv', 'logging'} & set(sys.modules))"
    )
    run = subprocess.run([sys.executable, "-c", code, store.path], capture_output=True, text=True, check=True)
    assert run.stdout == "\n"


def test_the_storage_takes_no_write_outside_the_lock(store_path: Path) -> None:
    database = tinydb.TinyDB(store_path, storage=AtomicStorage)
    with pytest.raises(NotLocked):
        database.insert({"id": "x"})
    assert not store_path.exists()


def test_what_was_written_at_the_end_of_time_can_still_be_changed(store: Store) -> None:
    store.change(putting(session(note="first", id_="one")))
    last = "2199-12-31T23:59:59.999999+00:00"
    tables = raw(store.path)
    tables["sessions"]["1"]["updated"] = last
    tables["meta"]["1"]["updated"] = "9999-12-31T23:59:59.999999+00:00"
    store.path.write_text(json.dumps(tables))
    store.change(putting(session(note="second", id_="one")))
    found = raw(store.path)["sessions"]["1"]
    assert (found["note"], found["updated"], found["rev"]) == ("second", last, 2)
    assert [each.note for each in store.read().sessions] == ["second"]
