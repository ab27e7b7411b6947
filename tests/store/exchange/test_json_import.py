"""A file of the coach as an export: everything in it comes in, and the newer version stays."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
import tinydb
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.model import Session
from coach.store import NewerSchema, Store
from coach.store.exchange.import_export import export_json
from tests.conftest import FixedClock
from tests.store.exchange.taking_in import take
from tests.store.samples import (
    MORNING,
    documents,
    dropping,
    edit,
    live,
    putting,
    raw,
    records,
    session,
)


@settings(max_examples=40, deadline=None)
@given(st.lists(records, max_size=8), st.integers(0, 3))
def test_json_carries_everything_into_an_empty_file(put: list[object], drops: int) -> None:
    with TemporaryDirectory() as folder:
        clock = FixedClock(MORNING)
        store, other = (Store(Path(folder) / name, clock) for name in ("a.json", "b.json"))
        for each in put:
            if type(each).__name__ != "Live":
                store.change(putting(each))  # type: ignore[arg-type]
        for each in store.read().sessions[:drops]:
            store.change(dropping(each))
        text = export_json(store)
        assert not take(other, text).bad
        assert other.read() == store.read()
        assert export_json(other) == text
        before = other.path.read_bytes() if other.path.exists() else None
        report = take(other, text)
        assert (report.imported, report.dropped) == ((), 0)
        assert before is None or other.path.read_bytes() == before


def test_json_leaves_out_what_concerns_one_file_alone(store: Store) -> None:
    store.change(putting(session(), live()))
    exported = json.loads(export_json(store))
    assert list(exported) == ["meta", "profile", "sessions", "days", "tips"]
    assert list(exported["sessions"].values()) == documents(store.path, "sessions")


def test_an_export_is_a_file_of_the_coach_itself(store: Store, clock: FixedClock, tmp_path: Path) -> None:
    store.change(putting(session()))
    copy = tmp_path / "copy.json"
    copy.write_text(export_json(store), encoding="utf-8")
    with tinydb.TinyDB(copy) as database:
        assert database.table("sessions").all() == documents(store.path, "sessions")
    copied = Store(copy, clock)
    assert copied.read() == store.read()
    assert len(copied.change(putting(session(6))).book.sessions) == 2


def test_of_two_versions_the_newer_stays_whichever_way(store: Store, empty: Store, clock: FixedClock) -> None:
    logged = store.change(putting(session(5))).put[0]
    assert isinstance(logged, Session)
    old = export_json(store)
    take(empty, old)
    clock.advance(timedelta(minutes=1))
    store.change(putting(logged._replace(done_min=6)))
    assert take(store, old).same == 1
    assert take(empty, export_json(store)).imported == store.read().sessions
    assert [each.done_min for each in empty.read().sessions] == [6]
    clock.advance(timedelta(minutes=1))
    store.change(dropping(logged))
    assert take(empty, export_json(store)).dropped == 1
    assert empty.read().sessions == ()
    assert empty.undo() == "Imported 1 record"
    assert [each.done_min for each in empty.read().sessions] == [6]


def test_a_bad_document_is_told_and_nothing_is_imported(store: Store, empty: Store) -> None:
    store.change(putting(session(), session(6)))
    edit(store.path, "sessions", sharpness=99)
    id_ = documents(store.path, "sessions")[0]["id"]
    report = take(empty, export_json(store))
    assert [str(each) for each in report.bad] == [
        f"sessions {id_}: sharpness is not a whole number from 0 to 10"
    ]
    assert not empty.path.exists()
    assert len(take(empty, export_json(store), skip_bad=True).imported) == 1


def test_an_import_mends_what_does_not_fit_here(store: Store) -> None:
    store.change(putting(session(5)))
    good = export_json(store)
    edit(store.path, "sessions", sharpness=99)
    assert len(take(store, good).imported) == 1
    assert len(store.read().sessions) == 1
    assert store.problems == ()


def test_json_from_a_newer_coach_is_not_imported(store: Store, empty: Store) -> None:
    store.change(putting(session()))
    tables = raw(store.path) | {"meta": {"1": {"schema": 9}}}
    with pytest.raises(NewerSchema):
        take(empty, json.dumps(tables))
