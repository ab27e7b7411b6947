"""`coach note`: reads or writes the note on a day."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.output import say
from coach.domain.day_notes import note_day, note_on
from coach.domain.model import Refused
from coach.text.format import short_date

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date, datetime

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser
    from coach.domain.model import Book, Change


def add_arguments(parser: Parser) -> None:
    """Declares the day, the text, and what becomes of a note that is there."""
    parser.epilog = "Without a text, it prints the note of today. A text of several words needs quotes."
    parser.add_argument(
        "words", metavar="[DATE] TEXT", nargs="*", help="the day, today if left out; and the note"
    )
    how = parser.add_alternatives()
    how.add_argument("--add", action="store_true", help="add the text to the note that is there")
    how.add_argument("--replace", action="store_true", help="write it in place of the note that is there")
    how.add_argument("--remove", metavar="DATE", help="remove the note of a day")


def run(given: Namespace, context: CommandContext) -> int:
    """Prints, writes or removes a note."""
    book = context.read()
    today = context.day(book)
    if given.remove is not None:
        if given.words:
            raise UsageError("--remove takes a day and no text.")
        day, text = arguments.day("remove", given.remove, today), ""
        if not note_on(book, day):
            raise Refused(f"There is no note on {short_date(day)}.")
    elif not given.words:
        say(note_on(book, today) or f'No note on {short_date(today)}. Write one: coach note "slept well"')
        return 0
    else:
        day, text = _day_and_text(given.words, today)

    def decide(book: Book, now: datetime) -> Change | None:
        before = note_on(book, day)
        if text and before and before != text and not (given.add or given.replace):
            raise Refused(
                f"There is a note on {short_date(day)} already; add --add to add to it, or --replace."
            )
        return note_day(book, day, f"{before}\n{text}" if before and given.add else text, context.day(book))

    applied = context.change(decide)
    say(f"{applied.label}." if applied.label else f"The note on {short_date(day)} says that already.")
    return 0


def _day_and_text(words: list[str], today: date) -> tuple[date, str]:
    if len(words) > 2:
        raise UsageError('put the text in quotes, as in coach note yesterday "slept well".')
    *day, text = words
    note = arguments.note(text)
    if not note.strip():
        raise UsageError("the note is empty; to remove one, use --remove DATE.")
    try:
        return (arguments.day("day", day[0], today) if day else today), note
    except UsageError as wrong:
        raise UsageError(
            f'{wrong} If all of it is the note, put it in quotes: coach note "{" ".join(words)}"'
        ) from None
