"""`coach note`: reads or writes the note on a day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.next_command import next_after
from coach.cli.outcome import tell_outcome
from coach.cli.output import say, write_json
from coach.cli.standard_streams import PIPE, read_input
from coach.domain.day_notes import NoteThere, note_on, write_note
from coach.domain.model import Refused
from coach.domain.session.redating import redate_note_of, remove_note
from coach.text.format import short_date

if TYPE_CHECKING:
    from argparse import Namespace
    from datetime import date, datetime

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser
    from coach.domain.model import Book, Change
    from coach.store import Applied


def add_arguments(parser: Parser) -> None:
    """Declares the day, the text, and what becomes of a note that is there."""
    parser.epilog = (
        "Without a text, it prints the note of that day. A text of several words needs quotes. To write a"
        " word that is a day itself, name the day too: coach note today Sat"
    )
    parser.add_argument(
        "words",
        metavar="[DATE] TEXT",
        nargs="*",
        help="the day, today if left out; and the note, or - for standard input",
    )
    how = parser.add_alternatives()
    how.add_argument("--add", action="store_true", help="add the text to the note that is there")
    how.add_argument("--replace", action="store_true", help="write it in place of the note that is there")
    how.add_argument("--remove", metavar="DATE", help="remove the note of a day")
    how.add_argument("--move", metavar="DATE", help="give a note dated ahead of the clock its right day")
    parser.add_argument("--to", metavar="DATE", help="that day")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints, writes or removes a note."""
    book = context.read()
    today = context.day(book)
    if (given.to is None) is not (given.move is None):
        raise UsageError("--move and --to go together, as in coach note --move 2030-01-31 --to yesterday.")
    if given.words and (given.remove is not None or given.move is not None):
        raise UsageError("--remove and --move take a day and no text.")
    if given.move is not None:
        return _move(given, context, today)
    if given.remove is not None:
        day = arguments.day("remove", given.remove, today)
        applied = context.change(lambda book, now: remove_note(book, day, now))
        return _tell(applied, day, context, as_json=given.json)
    if not given.words and (given.add or given.replace):
        raise UsageError('the text is missing, as in coach note yesterday "slept well".')
    if (asked := _asked_day(given, today)) is not None:
        return _read(book, asked, today, given)
    day, text = _day_and_text(given.words, today)

    def decide(book: Book, now: datetime) -> Change | None:
        is_today = context.day(book)
        if given.add:  # the two together may be too long
            arguments.note(f"{note_on(book, day)}\n{text}")
        try:
            return write_note(book, day, text, is_today, add=given.add, replace=given.replace)
        except NoteThere as there:
            raise Refused(f"{there} Add --add to add to it, or --replace.") from None

    return _tell(context.change(decide), day, context, as_json=given.json)


def _asked_day(given: Namespace, today: date) -> date | None:
    """Returns the day whose note is to be read; None if the words hold a text to write."""
    if not given.words:
        return today
    if len(given.words) > 1 or given.add or given.replace:
        return None
    try:
        return arguments.day("day", given.words[0], today)
    except UsageError:
        return None


def _read(book: Book, day: date, today: date, given: Namespace) -> int:
    words = note_on(book, day)
    if given.json:
        write_json({"date": day.isoformat(), "note": words})
    else:
        of_day = f"{day} " if given.words else ""
        how = f' Write one: coach note {of_day}"slept well"' if day <= today else ""
        # line by line, for a printed sentence has no ends of lines in it
        say(*(words.split("\n") if words else [f"No note on {short_date(day)}.{how}"]))
    return 0


def _tell(applied: Applied, day: date, context: CommandContext, *, as_json: bool) -> int:
    said = f"{applied.label}." if applied.label else f"The note on {short_date(day)} says that already."
    facts = {"date": day.isoformat(), "note": note_on(applied.book, day)}
    last = partial(next_after, context, applied.book)
    return tell_outcome(context, applied.label, [said], as_json=as_json, facts=facts, last=last)


def _move(given: Namespace, context: CommandContext, today: date) -> int:
    day, to = arguments.day("move", given.move, today), arguments.day("to", given.to, today)
    applied = context.change(lambda book, now: redate_note_of(book, day, to, now))
    return _tell(applied, to, context, as_json=given.json)


def _piped() -> str:
    """Returns the note on standard input, without the ends of lines that another system writes."""
    try:
        text = read_input("coach note").decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("note: what came on standard input is not UTF-8 text.") from None
    return text.replace("\r\n", "\n").rstrip("\n")


def _day_and_text(words: list[str], today: date) -> tuple[date, str]:
    if len(words) > 2:
        raise UsageError('put the text in quotes, as in coach note yesterday "slept well".')
    *day, text = words
    note = arguments.note(_piped() if text == PIPE else text)
    if not note.strip():
        raise UsageError("the note is empty; to remove one, use --remove DATE.")
    try:
        return (arguments.day("day", day[0], today) if day else today), note
    except UsageError as wrong:
        raise UsageError(
            f'{wrong} If all of it is the note, put it in quotes: coach note "{" ".join(words)}"'
        ) from None
