"""`coach note`: reads or writes the note on a day."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.outcome import tell_outcome
from coach.cli.output import say, write_json
from coach.cli.standard_streams import PIPE, read_input
from coach.domain.dates import day_of
from coach.domain.day_notes import note_day, note_on
from coach.domain.model import Refused
from coach.domain.session.redating import drop_note, redate_note
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
    parser.add_argument("--json", action="store_true", help="write JSON")


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
        return _tell(context.change(partial(_removed, day)), day, context, as_json=given.json)
    if not given.words:
        if given.add or given.replace:
            raise UsageError('the text is missing, as in coach note yesterday "slept well".')
        return _print(book, today, today, as_json=given.json)
    alone = None if given.add or given.replace else _day_alone(given.words, today)
    if alone is not None:
        return _print(book, alone, today, as_json=given.json)
    day, text = _day_and_text(given.words, today)

    def decide(book: Book, now: datetime) -> Change | None:
        before = note_on(book, day)
        if before and before != text and not (given.add or given.replace):
            raise Refused(
                f"There is a note on {short_date(day)} already; add --add to add to it, or --replace."
            )
        # once more, for the two together may be too long
        words = arguments.note(f"{before}\n{text}") if before and given.add else text
        return note_day(book, day, words, context.day(book))

    return _tell(context.change(decide), day, context, as_json=given.json)


def _print(book: Book, day: date, today: date, *, as_json: bool) -> int:
    words = note_on(book, day)
    if as_json:
        write_json({"date": day.isoformat(), "note": words})
        return 0
    which = "" if day == today else f"{day} "
    how = f' Write one: coach note {which}"slept well"' if day <= today else ""
    # line by line, for a printed sentence has no ends of lines in it
    say(*(words.split("\n") if words else [f"No note on {short_date(day)}.{how}"]))
    return 0


def _tell(applied: Applied, day: date, context: CommandContext, *, as_json: bool) -> int:
    said = f"{applied.label}." if applied.label else f"The note on {short_date(day)} says that already."
    facts = {"date": day.isoformat(), "note": note_on(applied.book, day)}
    return tell_outcome(context, applied.label, [said], as_json=as_json, facts=facts)


def _removed(day: date, book: Book, now: datetime) -> Change | None:
    """Removes the note of a day, also one that is dated ahead."""
    ahead = next((each for each in book.notes_ahead if each.day == day), None)
    if ahead is not None:
        return drop_note(book, ahead)
    if not note_on(book, day):
        raise Refused(f"There is no note on {short_date(day)}.")
    return note_day(book, day, "", day_of(now, book.settings.rollover))


def _move(given: Namespace, context: CommandContext, today: date) -> int:
    day, to = arguments.day("move", given.move, today), arguments.day("to", given.to, today)

    def decide(book: Book, now: datetime) -> Change:
        ahead = next((each for each in book.notes_ahead if each.day == day), None)
        if ahead is None:
            raise Refused(f"There is no note dated ahead on {short_date(day)}.")
        return redate_note(book, ahead, to, now)

    return _tell(context.change(decide), to, context, as_json=given.json)


def _day_alone(words: list[str], today: date) -> date | None:
    """Returns the day whose note is to be read: a single word that is a day is no note on today."""
    if len(words) != 1:
        return None
    try:
        return arguments.day("day", words[0], today)
    except UsageError:
        return None


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
