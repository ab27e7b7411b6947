"""The note on a day as a whole: written, changed and removed."""

from __future__ import annotations

from datetime import date

from coach.domain.model import LONGEST_NOTE, Book, Change, DayNote, Refused
from coach.text.format import short_date


def note_on(book: Book, day: date) -> str:
    """Returns the note on a day; empty if there is none."""
    return "\n".join(note.text for note in _notes(book, day))


def note_day(book: Book, day: date, text: str, today: date) -> Change | None:
    """Writes, changes or removes the note on a day; a note of blanks removes it. None if nothing changes.

    Raises Refused for a day that is still to come: what is dated ahead counts only once its time has come.
    """
    if day > today:
        raise Refused(f"{short_date(day)} is still to come; write the note once the day has begun.")
    found = _notes(book, day)
    if text == note_on(book, day) or (_is_blank(text) and not found):
        return None
    if _is_blank(text):
        return Change(f"Removed the note on {short_date(day)}", drop=tuple(found))
    if not found:
        return Change(f"Wrote a note on {short_date(day)}", put=(DayNote(day=day, text=text),))
    # Two copies of a file that were merged may each have brought a note; from now on they are one.
    changed, *others = found
    label = f"Changed the note on {short_date(day)}"
    return Change(label, put=(changed._replace(text=text),), drop=tuple(others))


def check_note(text: str, field: str) -> None:
    """Raises Refused for a note with more characters than the file can hold."""
    if len(text) > LONGEST_NOTE:
        raise Refused(f"{field}: it has {len(text)} characters, and {LONGEST_NOTE} is the limit.")


class NoteThere(Refused):
    """A day has another note already, and nobody said whether to add to it or to replace it."""


def write_note(book: Book, day: date, text: str, today: date, *, add: bool, replace: bool) -> Change | None:
    """Writes the note on a day; `add` puts the text below a note that is there, `replace` in its place.

    Raises NoteThere for another note if neither was asked for, and Refused as `note_day` does.
    """
    before = note_on(book, day)
    if before and before != text and not (add or replace):
        raise NoteThere(f"There is a note on {short_date(day)} already.")
    return note_day(book, day, f"{before}\n{text}" if before and add else text, today)


def _is_blank(text: str) -> bool:
    """Returns whether nothing of a text can be seen, as of blanks and of joiners without anything to join."""
    return not any(letter.isprintable() and not letter.isspace() for letter in text)


def _notes(book: Book, day: date) -> list[DayNote]:
    return [note for note in book.notes if note.day == day]
