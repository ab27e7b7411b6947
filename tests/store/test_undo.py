"""Undo: any number of steps, over restarts, and never over what something else wrote."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.dated_ahead import as_of
from coach.domain.model import Book, Change, Record, Refused, Session, Settings
from coach.domain.setting_changes import set_value
from coach.store import Store, Unfit
from coach.store.undo_step import MOST_STEPS
from tests.conftest import FixedClock
from tests.store.samples import MORNING, documents, edit, live, putting, raw, records, session


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    return Store(store_path, clock)


def everything(book: Book) -> list[Record]:
    running = () if book.live is None else (book.live,)
    return [
        *book.events,
        *book.sessions,
        *book.checks,
        *book.pauses,
        *book.notes,
        *book.tips.values(),
        *running,
    ]


steps = st.lists(
    st.tuples(st.lists(records, max_size=3), st.lists(st.integers(0, 20), max_size=2), st.integers(-5, 5)),
    max_size=8,
)


@settings(max_examples=60, deadline=None)
@given(steps)
def test_undoing_all_changes_passes_through_every_earlier_book(
    changes: list[tuple[list[Record], list[int], int]],
) -> None:
    def read(store: Store) -> Book:
        book = as_of(store.read(), MORNING)
        # an end that was asked for does not come back with the session that it ended
        return book._replace(live=book.live and book.live._replace(asked_s=None, asked_stop=False))

    with TemporaryDirectory() as folder:
        clock = FixedClock(MORNING)
        path = Path(folder) / "coach.json"
        books = [read(Store(path, clock))]
        labels: list[str | None] = []
        for count, (put, drop, hours) in enumerate(changes):
            clock.set(clock.now() + timedelta(hours=hours))
            store = Store(path, clock)
            there = everything(store.read())
            dropped = tuple(there[index % len(there)] for index in drop) if there else ()
            change = Change(f"step {count}", put=tuple(put), drop=dropped)
            try:
                store.change(lambda book, change=change: change)  # type: ignore[misc]
            except Refused:
                continue
            if store.undoable() != (labels[-1] if labels else None):
                books.append(read(store))
                labels.append(store.undoable())
        while labels:
            store = Store(path, clock)
            assert read(store) == books.pop()
            assert store.undo() == labels.pop()
        assert Store(path, clock).undo() is None
        assert read(Store(path, clock)) == books.pop()


def test_undo_survives_a_restart(store: Store, clock: FixedClock) -> None:
    store.change(putting(session(5), label="Logged 5 minutes"))
    again = Store(store.path, clock)
    assert again.undoable() == "Logged 5 minutes"
    assert again.undo() == "Logged 5 minutes"
    assert again.undoable() is None
    assert again.undo() is None


def test_what_undo_did_is_a_new_version(store: Store, clock: FixedClock) -> None:
    logged = store.change(putting(session(5))).put[0]
    assert isinstance(logged, Session)
    store.change(putting(logged._replace(done_min=6)))
    clock.advance(timedelta(minutes=1))
    store.undo()
    (document,) = documents(store.path, "sessions")
    assert (document["done_min"], document["rev"], document["updated"]) == (5, 3, "2026-01-05T07:31:00+00:00")
    store.undo()
    (document,) = documents(store.path, "sessions")
    assert (document["rev"], "deleted" in document) == (4, True)


def test_a_step_can_follow_an_undone_one(store: Store) -> None:
    store.change(putting(session(5), label="five"))
    store.change(putting(session(6), label="six"))
    store.undo()
    store.change(putting(session(7), label="seven"))
    assert [store.undo(), store.undo(), store.undo()] == ["seven", "five", None]


def test_a_setting_turned_back_on_a_file_without_settings_leaves_no_step(
    store: Store, clock: FixedClock
) -> None:
    store.change(putting(session(5), label="Logged 5 minutes"))
    for value in ("dawn", "dusk"):
        clock.advance(timedelta(minutes=1))
        store.change(partial(_theme, value))
    assert store.read().settings == Settings()
    assert store.undoable() == "Logged 5 minutes"
    store.change(partial(_theme, "dawn"))
    assert store.undo() == "Set the theme to dawn"
    assert store.read().settings.theme == "dusk"
    for value in ("dawn", "dusk"):
        store.change(partial(_theme, value))
    assert store.undoable() == "Logged 5 minutes", "there were settings, but they were undone"


def test_settings_as_they_are_at_first_are_no_change_on_a_file_without_settings(store: Store) -> None:
    store.change(putting(session(5), label="Logged 5 minutes"))
    before = store.path.read_bytes()
    applied = store.change(partial(_theme, "dusk"))
    assert (applied.put, applied.book.settings) == ((), Settings())
    assert store.path.read_bytes() == before
    store.change(partial(_theme, "dawn"))
    assert store.undoable() == "Set the theme to dawn"


def _theme(value: str, book: Book) -> Change:
    return set_value(book.settings, "theme", value)


def test_undoing_the_end_of_a_session_lets_it_run_again(store: Store) -> None:
    running = store.change(putting(live(), label="start")).put[0]
    done = session(5, id_=running.id)
    store.change(lambda book: Change("end", put=(done,), drop=(running,)))
    assert store.undo() == "end"
    assert (store.read().live, store.read().sessions) == (running, ())
    book = store.change(lambda book: Change("end", put=(done,), drop=(running,))).book
    assert (book.live, book.sessions) == (None, (done,))


def test_undo_does_not_touch_what_something_else_changed(store: Store) -> None:
    store.change(putting(session(5), label="Logged 5 minutes"))
    edit(store.path, "sessions", note="by hand")
    before = store.path.read_bytes()
    with pytest.raises(Refused, match='"Logged 5 minutes" cannot be undone'):
        store.undo()
    assert store.path.read_bytes() == before


def test_undo_does_not_bring_back_what_something_else_removed(store: Store) -> None:
    store.change(putting(session(5)))
    tables = raw(store.path)
    tables["sessions"] = {}
    store.path.write_text(json.dumps(tables))
    with pytest.raises(Refused, match="cannot be undone"):
        store.undo()


@pytest.mark.parametrize(
    "step", [{"added": 5}, {"replaced": {"sessions": [7]}}, {"added": {"meta": ["x"]}, "left": ""}]
)
def test_a_step_that_was_tampered_with_is_told(store: Store, step: dict[str, object]) -> None:
    store.change(putting(session(5)))
    edit(store.path, "undo", **step)
    with pytest.raises(Unfit, match="cannot be undone"):
        store.undo()


def test_at_least_two_hundred_steps_are_kept() -> None:
    assert MOST_STEPS >= 200


def test_the_oldest_steps_go_first(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.store.undo_stacks.MOST_STEPS", 12)
    for number in range(20):
        store.change(putting(Settings(ready_s=number + 31), label=str(number)))
    assert [store.undo() for _ in range(13)] == [*(str(number) for number in range(19, 7, -1)), None]
    assert store.read().settings.ready_s == 38
