"""`coach pause`: announces or ends a pause or a rest day."""

from __future__ import annotations

from datetime import timedelta
from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.json_values import ids_of
from coach.cli.next_command import next_after
from coach.cli.outcome import tell_outcome
from coach.domain.dates import day_of
from coach.domain.habit.pauses import announce, change_end, end, open_pause
from coach.domain.model import Pause, PauseFor, Refused
from coach.domain.ramp.days_off import say_open_end
from coach.domain.ramp.projection import reason_ahead
from coach.domain.ramp.replay import Ramps
from coach.text.format import day_and_month

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator
    from datetime import date, datetime

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book, Change
    from coach.store import Applied

_OPEN = "open"
"""The word for a pause without a last day."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the days of the pause, its reason, and the option that ends it."""
    parser.epilog = (
        "A pause does not break your streak, but the ramp counts its days as days off. One day without a"
        " reason is a rest day."
    )
    parser.add_argument("first", metavar="FROM", nargs="?", help="the first day; today if left out")
    parser.add_argument("last", metavar="TO", nargs="?", help="the last day; open-ended if left out")
    parser.add_argument(
        "--for", dest="why", metavar="WHY", choices=PauseFor, help=f"what for: {', '.join(PauseFor)}"
    )
    parser.add_argument(
        "--until", metavar="DATE", help="move the last day of the pause you have; open for no end"
    )
    parser.add_argument("--off", action="store_true", help="end the pause, or cancel the next one")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Announces a pause, or ends one."""
    if given.off and (given.first or given.why):
        raise UsageError("pause --off takes no day and no reason; it ends the pause today.")
    if given.until is not None:
        if given.off or given.first or given.why:
            raise UsageError("--until takes nothing else: it changes the last day of the pause there is.")
        return _change_end(given.until, context, as_json=given.json)
    today = context.today() if given.first else None
    first = arguments.day("from", given.first, today, today) if today else None
    last = arguments.day("to", given.last, today, first) if today and given.last else None
    why = None if given.why is None else arguments.choice("for", PauseFor, given.why)

    def decide(book: Book, now: datetime) -> Change:
        day = day_of(now, book.settings.rollover)
        return end(book, day) if given.off else announce(book, now, first or day, last, why)

    applied = context.change(decide)
    return _tell(applied, context, ended=given.off, as_json=given.json)


def _change_end(until: str, context: CommandContext, *, as_json: bool) -> int:
    """Gives the pause under way, or the next one, another last day."""
    last = None if until.lower() == _OPEN else arguments.day("until", until, today := context.today(), today)

    def decide(book: Book, now: datetime) -> Change:
        day = day_of(now, book.settings.rollover)
        pause = open_pause(book, day)
        if pause is None:
            raise Refused("There is no pause to change; coach pause FROM TO sets one.")
        return change_end(book, pause, last, day)

    return _tell(context.change(decide), context, ended=False, as_json=as_json)


def _tell(applied: Applied, context: CommandContext, *, ended: bool, as_json: bool) -> int:
    pause = next((each for each in applied.put if isinstance(each, Pause)), None)
    shown = None if pause is None or ended else pause
    return tell_outcome(
        context,
        applied.label,
        [f"{applied.label}." if applied.label else "Nothing to change: that is its last day already."],
        as_json=as_json,
        following=() if shown is None else _after(applied.book, shown, context.day(applied.book)),
        facts={
            "ids": ids_of(applied),
            "first": pause.first.isoformat() if pause else None,
            "last": pause.last.isoformat() if pause and pause.last else None,
        },
        last=partial(next_after, context, applied.book),
    )


def _after(book: Book, pause: Pause, today: date) -> Iterator[str]:
    """Yields the step after the pause, by the table of days off."""
    if pause.last is None:
        yield f"End it with: coach pause --off. {say_open_end()}."
        return
    again = pause.last + timedelta(days=1)
    reason = reason_ahead(Ramps(book), book.settings.area, today, again) if again > today else None
    if reason is not None:
        yield reason.full_text_for(f"On {day_and_month(again)}, if all goes well until then")
