"""The answer of a skin check in the file: in its check alone, whatever happens to it or to its sessions."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

import pytest

from coach.domain.check_answers import recorded_checks
from coach.domain.model import Area, Book, Change, Check, Refused, Session, Skin
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.corrections import delete, edit
from coach.domain.session.redating import redate_check
from coach.domain.session.skin_answers import correct_check
from coach.domain.session.skin_check import answer_check
from coach.store import Store
from coach.store.exchange.import_export import export_ics
from coach.store.sync.merge import merge
from tests.conftest import FixedClock
from tests.domain.session.correcting import as_shown
from tests.store.samples import documents, putting, session

AGREED = tuple(Confirmation)


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    """A file with a first session; now it is the morning after."""
    store = Store(store_path, clock)
    store.change(putting(session(5)))
    clock.advance(timedelta(days=1))
    return store


def answer(store: Store, clock: FixedClock, skin: Skin) -> Book:
    return store.change(lambda book: answer_check(book, Area.BACK, skin, clock.now())).book


def correct(store: Store, clock: FixedClock, skin: Skin | None) -> Book:
    def decide(book: Book) -> Change:
        return correct_check(book, recorded_checks(book)[0], skin, clock.now(), agreed=AGREED).change

    return store.change(decide).book


def in_sessions(store: Store) -> list[tuple[Any, Any, int]]:
    """What the documents of sessions say of the answer, and how often each was written."""
    return [(e.get("skin_next"), e.get("skin_next_on"), e["rev"]) for e in documents(store.path, "sessions")]


def test_an_answer_and_its_corrections_are_in_the_check_alone(store: Store, clock: FixedClock) -> None:
    answer(store, clock, Skin.PINK)
    assert in_sessions(store) == [(None, "2026-01-06", 2)]
    book = correct(store, clock, Skin.CLEAR)
    assert book.sessions[0].skin_next is Skin.CLEAR
    book = correct(store, clock, Skin.SORE)
    assert book.sessions[0].skin_next is Skin.SORE
    assert in_sessions(store) == [(None, "2026-01-06", 2)]
    (check,) = documents(store.path, "days")
    assert (check["skin"], check["also"], check["rev"]) == ("sore", "clear", 3)
    store.undo()
    assert store.read().sessions[0].skin_next is Skin.CLEAR
    store.undo()
    store.undo()
    assert store.read().sessions[0].skin_next is None
    store.redo()
    assert store.read().sessions[0].skin_next is Skin.PINK


def test_the_first_answer_of_a_day_is_that_of_its_sessions(store: Store, clock: FixedClock) -> None:
    answer(store, clock, Skin.CLEAR)
    clock.advance(timedelta(hours=1))
    book = answer(store, clock, Skin.SORE)
    assert [each.skin for each in book.checks] == [Skin.CLEAR, Skin.SORE]
    assert book.sessions[0].skin_next is Skin.CLEAR


def test_a_session_that_is_recorded_between_two_answers_has_the_second(
    store: Store, clock: FixedClock
) -> None:
    """Whatever the first one was: nobody had this session in mind when it was given."""
    answer(store, clock, Skin.CLEAR)
    store.change(putting(session(7, at=session().started_at + timedelta(hours=9))))
    clock.advance(timedelta(hours=2))
    change = store.change(lambda book: answer_check(book, Area.BACK, Skin.SORE, clock.now()))
    assert [each.skin_next for each in change.put if isinstance(each, Session)] == [Skin.SORE]
    assert [each.skin_next for each in store.read().sessions] == [Skin.CLEAR, Skin.SORE]


def test_without_its_check_a_session_is_unanswered(store: Store, clock: FixedClock) -> None:
    answer(store, clock, Skin.SORE)
    book = correct(store, clock, None)
    assert (book.checks, book.sessions[0].skin_next, book.sessions[0].skin_next_on) == ((), None, None)
    assert in_sessions(store) == [(None, None, 3)]


def test_a_check_that_was_dated_ahead_takes_its_sessions_along(store: Store, clock: FixedClock) -> None:
    clock.advance(timedelta(days=20))
    answer(store, clock, Skin.SORE)
    clock.advance(timedelta(days=-20))
    (check,) = store.read().checks_ahead

    def decide(book: Book) -> Change:
        return redate_check(book, check, date(2026, 1, 6), clock.now().time(), clock.now())

    book = store.change(decide).book
    assert (book.sessions[0].skin_next, book.sessions[0].skin_next_on) == (Skin.SORE, date(2026, 1, 6))


@pytest.mark.parametrize("mine", [True, False])
def test_a_correction_and_a_note_of_two_machines_come_together(
    store: Store, clock: FixedClock, tmp_path: Path, mine: bool
) -> None:
    answer(store, clock, Skin.PINK)
    other = Store(tmp_path / "other.json", clock)
    other.path.write_bytes(store.path.read_bytes())
    correct(store, clock, Skin.SORE)
    clock.advance(timedelta(minutes=1))
    other.change(putting(other.read().sessions[0]._replace(note="slept well")))
    one, two = (store, other) if mine else (other, store)
    merge(one, [two.path])
    (only,) = one.read().sessions
    assert (only.skin_next, only.note) == (Skin.SORE, "slept well")
    assert in_sessions(one) == [(None, "2026-01-06", 3)]


def test_a_calendar_learns_of_a_corrected_answer(store: Store, clock: FixedClock) -> None:
    answer(store, clock, Skin.PINK)
    before = "".join(export_ics(store))
    clock.advance(timedelta(minutes=1))
    correct(store, clock, Skin.SORE)
    after = "".join(export_ics(store))
    number_before, number_after = (int(re.findall(r"SEQUENCE:(\d+)", text)[0]) for text in (before, after))
    assert number_before < number_after
    assert "LAST-MODIFIED:20260106T073000Z" in before
    assert "LAST-MODIFIED:20260106T073100Z" in after
    assert "Skin at the next check: sore." in after


def test_after_a_change_the_book_is_as_it_is_read(store: Store, clock: FixedClock) -> None:
    """Only what a change touched is read again; the answers of other sessions follow all the same."""
    for seed in range(6):
        random = Random(seed)
        for _ in range(12):
            clock.advance(timedelta(hours=random.choice((2, 9, 24))))
            with suppress(Refused):
                book = store.change(lambda book, random=random: _act(random, book, clock)).book  # type: ignore[misc]
                assert book.sessions == Store(store.path, clock).read().sessions
                store.read()
    assert len({each.skin_next for each in store.read().sessions}) > 2


def _act(random: Random, book: Book, clock: FixedClock) -> Change | None:
    now, kind = clock.now(), random.randrange(5)
    if kind < 2:
        return Change("Lain", put=(session(5, at=now - timedelta(minutes=10)),))
    skin = random.choice(list(Skin))
    last = random.choice(book.sessions[-3:])
    if kind == 2 or not book.checks:
        return answer_check(book, Area.BACK, skin, now)
    if kind == 3:
        check: Check = random.choice(book.checks[-3:])
        return correct_check(book, check, random.choice((None, skin)), now, agreed=AGREED).change
    if random.random() < 0.2 and len(book.sessions) > 3:
        return delete(book, last, now).change
    entry = as_shown(last, now)._replace(on=last.day - timedelta(days=random.randrange(3)))
    return edit(book, last, entry, now, agreed=AGREED).change
