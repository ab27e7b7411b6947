"""Notes on a day: one a day, changed in place, and gone once nothing but blanks is left."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coach.domain.day_notes import NoteThere, check_note, note_day, note_on, write_note
from coach.domain.model import LONGEST_NOTE, Book, Change, DayNote, Refused

TODAY = date(2026, 3, 20)
OLD = DayNote(TODAY, "slept badly", id="a")


def test_a_note_is_written() -> None:
    assert note_day(Book(), TODAY, "slept well", TODAY) == Change(
        "Wrote a note on Fri 20 Mar 2026", put=(DayNote(TODAY, "slept well"),)
    )


def test_a_note_is_changed_in_place() -> None:
    book = Book(notes=(DayNote(TODAY - timedelta(days=1), "other", id="b"), OLD))
    assert note_day(book, TODAY, "slept well", TODAY) == Change(
        "Changed the note on Fri 20 Mar 2026", put=(DayNote(TODAY, "slept well", id="a"),)
    )


@pytest.mark.parametrize("blank", ["", "  ", "\n\t ", "\u3000", "\u200b\u2060", "\xad"])
def test_a_note_of_blanks_removes_it(blank: str) -> None:
    assert note_day(Book(notes=(OLD,)), TODAY, blank, TODAY) == Change(
        "Removed the note on Fri 20 Mar 2026", drop=(OLD,)
    )
    assert note_day(Book(), TODAY, blank, TODAY) is None


def test_the_same_words_change_nothing() -> None:
    assert note_day(Book(notes=(OLD,)), TODAY, OLD.text, TODAY) is None


def test_notes_of_two_copies_become_one_once_they_are_changed() -> None:
    other = DayNote(TODAY, "slept [well]", id="b")
    book = Book(notes=(OLD, other))
    assert note_on(book, TODAY) == "slept badly\nslept [well]"
    assert note_day(book, TODAY, "both", TODAY) == Change(
        "Changed the note on Fri 20 Mar 2026", put=(DayNote(TODAY, "both", id="a"),), drop=(other,)
    )
    removed = note_day(book, TODAY, "", TODAY)
    assert removed is not None
    assert removed.drop == (OLD, other)


def test_no_note_on_a_day_to_come() -> None:
    with pytest.raises(Refused, match="Sat 21 Mar 2026 is still to come"):
        note_day(Book(), TODAY + timedelta(days=1), "dentist", TODAY)


def test_another_note_is_added_to_or_replaced_only_if_that_was_asked_for() -> None:
    book = Book(notes=(OLD,))
    with pytest.raises(NoteThere, match=r"There is a note on Fri 20 Mar 2026 already\."):
        write_note(book, TODAY, "walked", TODAY, add=False, replace=False)
    for add, text in ((True, "slept badly\nwalked"), (False, "walked")):
        change = write_note(book, TODAY, "walked", TODAY, add=add, replace=not add)
        assert change is not None
        assert change.put == (OLD._replace(text=text),)
    assert write_note(book, TODAY, OLD.text, TODAY, add=False, replace=False) is None


def test_a_note_has_as_many_characters_as_the_file_can_hold() -> None:
    check_note("n" * LONGEST_NOTE, "note")
    with pytest.raises(Refused, match="note: it has 4001 characters, and 4000 is the limit"):
        check_note("n" * (LONGEST_NOTE + 1), "note")
