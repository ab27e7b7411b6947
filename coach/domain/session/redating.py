"""Giving records dated ahead of the clock their right time."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TypeVar

from coach.domain.check_answers import linked
from coach.domain.dates import day_of
from coach.domain.day_notes import note_day, note_on
from coach.domain.instants import instant
from coach.domain.local_time import began
from coach.domain.model import Book, Change, Check, DayNote, Refused
from coach.domain.session.manual_entry import check_day
from coach.text import format

_T = TypeVar("_T", Check, DayNote)


def redate_check(book: Book, check: Check, day: date, at: time, now: datetime) -> Change:
    """Returns the change that gives a skin check its right day and time; the sessions it is about follow.

    Raises Refused if that time is still to come, or if the answer is gone.
    """
    check = _found(book.checks_ahead, check)
    rollover = book.settings.rollover
    check_day(day, day_of(now, rollover))
    said_at = began(day, at, rollover, now)
    if instant(said_at) > instant(now):
        raise Refused(f"at: {said_at:%Y-%m-%d %H:%M} is in the future; give the time of the answer.")
    moved = (s._replace(skin_next_on=day) for s in linked(book, check))
    label = f"Moved the skin check of {format.short_date(check.day)} to {format.short_date(day)}"
    return Change(label, put=(*moved, check._replace(day=day, at=said_at)))


def redate_note(book: Book, note: DayNote, day: date, now: datetime) -> Change:
    """Returns the change that gives a note its right day, after the text of a note that is there already.

    Raises Refused if that day is still to come, or if the note is gone.
    """
    note = _found(book.notes_ahead, note)
    check_day(day, day_of(now, book.settings.rollover))
    label = f"Moved the note of {format.short_date(note.day)} to {format.short_date(day)}"
    there = next((each for each in book.notes if each.day == day), None)
    if there is None:
        return Change(label, put=(note._replace(day=day),))
    return Change(label, put=(there._replace(text=f"{there.text}\n{note.text}"),), drop=(note,))


def redate_note_of(book: Book, day: date, to: date, now: datetime) -> Change:
    """Returns the change that gives the note dated ahead on a day its right one; raises Refused for none."""
    note = _note_ahead(book, day)
    if note is None:
        raise Refused(f"There is no note dated ahead on {format.short_date(day)}.")
    return redate_note(book, note, to, now)


def remove_note(book: Book, day: date, now: datetime) -> Change | None:
    """Removes the note of a day, also one that is dated ahead; raises Refused if there is none."""
    if (ahead := _note_ahead(book, day)) is not None:
        return drop_note(book, ahead)
    if not note_on(book, day):
        raise Refused(f"There is no note on {format.short_date(day)}.")
    return note_day(book, day, "", day_of(now, book.settings.rollover))


def drop_note(book: Book, note: DayNote) -> Change:
    """Returns the change that deletes a note dated ahead; raises Refused if it is gone."""
    note = _found(book.notes_ahead, note)
    return Change(f"Deleted the note of {format.short_date(note.day)}", drop=(note,))


def _note_ahead(book: Book, day: date) -> DayNote | None:
    return next((each for each in book.notes_ahead if each.day == day), None)


def _found(records: tuple[_T, ...], record: _T) -> _T:
    found = next((each for each in records if each.id == record.id), None)
    if found is None:
        raise Refused("That record is no longer dated ahead.")
    return found
