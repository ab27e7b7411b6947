"""`coach pause`: days off, announced or ended."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import values
from coach.cli.out import say
from coach.cli.wrong import Wrong
from coach.domain.days import day_of
from coach.domain.pausing import announce, end

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

    from coach.cli.desk import Desk
    from coach.domain.model import Book, Change


def arguments(parser: ArgumentParser) -> None:
    """From when to when, or the end of it."""
    parser.epilog = "A pause leaves the streak as it is; for the steps its days count as days off."
    parser.add_argument("first", metavar="FROM", nargs="?", help="its first day; by default today")
    parser.add_argument("last", metavar="TO", nargs="?", help="its last day; by default its end stays open")
    parser.add_argument("--off", action="store_true", help="end the pause, or take back the next one")


def run(given: Namespace, desk: Desk) -> int:
    """Announce a pause, or end one."""
    if given.off and given.first:
        raise Wrong("coach pause --off takes no day; it ends the pause today.")
    first = values.optional(partial(values.day, "from"), given.first)
    last = values.optional(partial(values.day, "to"), given.last)
    if first and last and last < first:
        raise Wrong(f"to: {last} is before {first}; a pause ends on the day it begins, or later.")

    def decide(book: Book, now: datetime) -> Change:
        day = day_of(now, book.settings.rollover)
        return end(book, day) if given.off else announce(book, now, first or day, last)

    say(f"{desk.change(decide).label}.")
    return 0
