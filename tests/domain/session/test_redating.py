"""Records dated ahead of the clock, and their right time."""

from __future__ import annotations

from datetime import time

import pytest

from coach.domain.dated_ahead import as_of, clock_of, count_ahead, dated_ahead
from coach.domain.model import Book, Change, Check, DayNote, Refused, Session, Skin
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.corrections import delete, edit
from coach.domain.session.manual_entry import EntryResult
from coach.domain.session.redating import drop_note, redate_check, redate_note, redate_note_of, remove_note
from coach.domain.session.skin_answers import Correction, correct_check
from tests.domain.histories import BACK, Life, at, kept, on
from tests.domain.session.correcting import as_shown, saved

NOW = at(3, 20)


def ahead(skin: Skin = Skin.CLEAR) -> Book:
    """A session and its answer of days 0 and 1, recorded while the clock was 30 days ahead; and two notes."""
    life = Life()
    life.does(30)
    life.answers(31, skin)
    book = life.book._replace(notes=(DayNote(id="n", day=on(30), text="at home"),))
    return as_of(book, NOW)


def session_of(book: Book) -> Session:
    (session,) = (*book.sessions, *book.ahead)
    return session


def now_in(book: Book, found: Change | Correction | EntryResult) -> Book:
    """The book with a change, read at the same moment."""
    change = found if isinstance(found, Change) else found.change
    notes = {n.id: n for n in (*book.notes, *book.notes_ahead)}
    for note in change.drop:
        notes.pop(note.id, None)
    notes |= {n.id: n for n in change.put if isinstance(n, DayNote)}
    rest = change._replace(
        put=tuple(r for r in change.put if not isinstance(r, DayNote)),
        drop=tuple(r for r in change.drop if not isinstance(r, DayNote)),
    )
    every = book._replace(
        sessions=(*book.sessions, *book.ahead), ahead=(),
        checks=tuple({c.id: c for c in (*book.checks, *book.checks_ahead)}.values()), checks_ahead=(),
        notes=(), notes_ahead=(),
    )  # fmt: skip
    return as_of(saved(every, rest)._replace(notes=tuple(notes.values())), NOW)


def test_they_are_listed_the_nearest_first() -> None:
    book = ahead()
    assert [(type(r), r.day, clock_of(r)) for r in dated_ahead(book)] == [
        (Session, on(30), "08:00"), (DayNote, on(30), ""), (Check, on(31), "07:00"),
    ]  # fmt: skip


def test_given_their_right_times_they_are_as_if_the_clock_had_been_right() -> None:
    book = ahead()
    session = session_of(book)
    said = as_shown(session, NOW)
    book = now_in(book, edit(book, session, said._replace(on=on(0)), NOW))
    assert count_ahead(book) == 2
    (check,) = book.checks_ahead
    book = now_in(book, redate_check(book, check, on(1), time(7), NOW))
    (note,) = book.notes_ahead
    book = now_in(book, redate_note(book, note, on(0), NOW))
    assert count_ahead(book) == 0
    life = Life()
    life.does(0)
    life.answers(1)
    right = life.book
    assert [(s.day, s.started_at, s.skin_next, s.skin_next_on) for s in book.sessions] == [
        (s.day, s.started_at, s.skin_next, s.skin_next_on) for s in right.sessions
    ]
    assert [(c.day, c.at, c.skin) for c in book.checks] == [(c.day, c.at, c.skin) for c in right.checks]
    ours, theirs = (prescribe(Ramps(each), BACK, on(3)) for each in (book, right))
    assert (ours.step, ours.reason) == (theirs.step, theirs.reason)
    assert [(n.day, n.text) for n in book.notes] == [(on(0), "at home")]


def test_an_answer_can_be_set_right_before_its_session_is() -> None:
    book = ahead()
    (check,) = book.checks_ahead
    book = now_in(book, redate_check(book, check, on(1), time(7), NOW))
    assert session_of(book).skin_next is None, "it lies after the answer still"
    session = session_of(book)
    book = now_in(book, edit(book, session, as_shown(session, NOW)._replace(on=on(0)), NOW))
    assert (session_of(book).skin_next, session_of(book).skin_next_on) == (Skin.CLEAR, on(1))


def test_the_right_time_is_not_ahead() -> None:
    book = ahead()
    (check,) = book.checks_ahead
    (note,) = book.notes_ahead
    for day, clock in ((on(4), time(7)), (on(3), time(21)), (on(-99999), time(7))):
        with pytest.raises(Refused):
            redate_check(book, check, day, clock, NOW)
    with pytest.raises(Refused, match="is in the future"):
        redate_note(book, note, on(4), NOW)
    session = session_of(book)
    with pytest.raises(Refused, match="is in the future"):
        edit(book, session, as_shown(session, NOW)._replace(on=on(3), at=time(21)), NOW)


def test_a_note_joins_the_one_that_is_there() -> None:
    book = ahead()
    book = as_of(book._replace(notes=(DayNote(id="m", day=on(0), text="first"),)), NOW)
    (note,) = book.notes_ahead
    book = now_in(book, redate_note(book, note, on(0), NOW))
    assert [(n.id, n.text) for n in book.notes] == [("m", "first\nat home")]
    assert not book.notes_ahead


def test_they_can_be_deleted() -> None:
    book = ahead(Skin.SORE)
    (check,) = book.checks_ahead
    with pytest.raises(Unconfirmed):
        correct_check(book, check, None, NOW)
    book = now_in(book, correct_check(book, check, None, NOW, agreed=(Confirmation.SLIP,)))
    assert session_of(book).skin_next is None
    book = now_in(book, delete(book, session_of(book), NOW))
    (note,) = book.notes_ahead
    book = now_in(book, drop_note(book, note))
    assert count_ahead(book) == 0
    assert not kept(book, ()).sessions
    with pytest.raises(Refused, match="no longer dated ahead"):
        redate_check(book, check, on(0), time(7), NOW)
    with pytest.raises(Refused, match="no longer dated ahead"):
        drop_note(book, note)


def test_a_note_is_found_by_its_day_dated_ahead_or_not() -> None:
    book = ahead()
    (note,) = book.notes_ahead
    moved = now_in(book, redate_note_of(book, note.day, on(0), NOW))
    assert [each.text for each in moved.notes] == ["at home"]
    with pytest.raises(Refused, match="There is no note dated ahead on"):
        redate_note_of(moved, note.day, on(0), NOW)
    for each, day in ((book, note.day), (moved, on(0))):
        change = remove_note(each, day, NOW)
        assert change is not None
        assert [gone.id for gone in change.drop] == [note.id]
        with pytest.raises(Refused, match="There is no note on"):
            remove_note(now_in(each, change), day, NOW)


def test_broken_skin_of_a_wrong_clock_locks_until_it_is_taken_back() -> None:
    book = ahead(Skin.BROKEN)
    assert prescribe(Ramps(book), BACK, on(3)).rung is None
    (check,) = book.checks_ahead
    book = now_in(book, correct_check(book, check, None, NOW, agreed=(Confirmation.SLIP,)))
    assert not book.checks
    assert prescribe(Ramps(book), BACK, on(3)).rung is not None


def test_broken_skin_set_right_locks_from_its_own_day() -> None:
    book = ahead(Skin.BROKEN)
    (check,) = book.checks_ahead
    book = now_in(book, redate_check(book, check, on(1), time(7), NOW))
    assert Ramps(book).of(BACK).state.heals_on == on(8)
