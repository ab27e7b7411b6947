"""Notes of days: files may have them, and the coach shows them, though nothing in it writes one."""

from __future__ import annotations

from datetime import date

from coach.domain.model import Book, Change, DayNote
from coach.text.format import short_date


def note_day(book: Book, day: date, text: str) -> Change | None:
    """Sets, changes or removes the note of a day; None if there is nothing to remove."""
    found = next((note for note in book.notes if note.day == day), None)
    if text.strip():
        note = found._replace(text=text) if found else DayNote(day=day, text=text)
        return Change(f"{'Changed the' if found else 'Wrote a'} note on {short_date(day)}", put=(note,))
    return Change(f"Took away the note on {short_date(day)}", drop=(found,)) if found else None
