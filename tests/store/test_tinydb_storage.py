"""What a change does not touch keeps its text; the file is the same as if all of it were written again."""

from __future__ import annotations

import json
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.model import Change, Record
from coach.store import Store
from coach.store.file.json_text import joined, lines_of, parse, render
from tests.conftest import FixedClock
from tests.store.samples import MORNING, dropping, edit, putting, records, session


def anew(path: Path) -> bytes:
    return joined(render(parse(path.read_bytes(), path)))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 5), st.lists(records, min_size=1, max_size=3)), max_size=12))
def test_any_changes_leave_the_text_that_writing_all_anew_would(
    changes: list[tuple[int, list[Record]]],
) -> None:
    with TemporaryDirectory() as folder:
        path, clock = Path(folder) / "coach.json", FixedClock(MORNING)
        store, other = Store(path, clock), Store(path, clock)
        for kind, put in changes:
            clock.advance(timedelta(seconds=1))
            if kind == 0 and path.exists():
                store.undo()
            elif kind == 1 and path.exists():
                there = store.read().sessions
                store.change(dropping(*there[:1]))
            else:
                book = (store if kind % 2 else other).read()
                new = tuple(each for each in put if type(each).__name__ != "Live" or book.live is None)
                (store if kind % 2 else other).change(lambda book, new=new: Change("Put", put=new[:1]))  # type: ignore[misc]
            if path.exists():
                assert path.read_bytes() == anew(path)
                assert store.read() == Store(path, clock).read()


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    store = Store(store_path, clock)
    store.change(putting(*(session(5, MORNING + timedelta(days=day), note=f"“{day}”") for day in range(5))))
    return store


def test_the_lines_are_those_of_the_documents(store: Store) -> None:
    data = store.path.read_bytes()
    tables = parse(data, store.path)
    lines = lines_of(data, tables)
    kept = [each for name, table in tables.items() if name != "meta" for each in table.values()]
    assert [lines[id(each)][0] for each in kept] == kept
    assert [json.loads(lines[id(each)][1]) for each in kept] == kept


def test_a_file_that_something_else_wrote_has_no_lines_and_is_written_anew(
    store: Store, clock: FixedClock
) -> None:
    edit(store.path, "sessions", note="by hand")
    data = store.path.read_bytes()
    assert lines_of(data, parse(data, store.path)) == {}
    # also where it has the form of the coach's own
    tables = parse(data, store.path)
    store.path.write_bytes(joined(render(tables)))
    assert lines_of(store.path.read_bytes(), tables) == {}
    store.change(putting(session(9)))
    assert store.path.read_bytes() == anew(store.path)
    assert "by hand" in {each.note for each in store.read().sessions}


def test_what_another_wrote_meanwhile_is_read_though_the_file_was_known(
    store: Store, clock: FixedClock
) -> None:
    other = Store(store.path, clock)
    other.read()
    store.change(putting(session(9, note="something else has replaced")))
    book = other.change(putting(session(8, note="then"))).book
    assert {"something else has replaced", "then"} <= {each.note for each in book.sessions}


def test_a_change_that_fails_leaves_nothing_in_what_is_known(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*args: object) -> None:
        raise RuntimeError

    old = store.read().sessions[0]
    with monkeypatch.context() as patched:
        patched.setattr("coach.store.tinydb_storage.fingerprint", refuse)
        with pytest.raises(RuntimeError):
            store.change(dropping(old))
    assert old in store.change(putting(session(8))).book.sessions
    assert store.path.read_bytes() == anew(store.path)


def test_what_would_not_read_back_is_never_written(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    before = store.path.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(
            "coach.store.file.json_text._encode", lambda value: json.dumps(value).replace("bad", "good")
        )
        with pytest.raises(ValueError, match="does not read back"):
            store.change(putting(session(9, note="bad")))
    assert store.path.read_bytes() == before
