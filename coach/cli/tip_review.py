"""The review of tips in plain lines: one at a time, each with a question if there is someone to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from coach.cli.output import note, say, write_json
from coach.cli.prompt import can_ask, typed
from coach.cli.tip_lines import tip_values, whole_lines
from coach.content.loader import load_tips
from coach.domain.dates import day_of
from coach.domain.tips.progress import open_tip, set_again, set_got_it, state_of
from coach.domain.tips.selection import review, why_reviewed

if TYPE_CHECKING:
    from datetime import date, datetime

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book, Change
    from coach.domain.tips.tip import Tip

Decision = Callable[["Book", "Tip", "date"], "Change | None"]

_QUESTION = "n next, y got it, a show it again in a few days, q stop; then Enter:"
_NEXT = ("", "n", "next")
_DECISIONS: Mapping[str, Decision] = {
    **dict.fromkeys(_NEXT, open_tip),
    **dict.fromkeys(("y", "g", "got it"), partial(set_got_it, on=True)),
    **dict.fromkeys(("a", "again"), partial(set_again, on=True)),
}
"""What each answer records about the tip that it follows."""
_STOP = ("q", "quit", "stop")


def run_review(context: CommandContext, count: int, *, as_json: bool) -> int:
    """Goes through the next tips; without a terminal prints them, and records nothing."""
    book = context.read(quiet=True)
    today = context.day(book)
    tips = review(load_tips(), book.tips, today, count)
    if as_json:
        write_json({"tips": [tip_values(tip, state_of(book, tip)) for tip in tips]})
        return 0
    if not tips:
        say("Nothing to review: you know every tip.")
        return 0
    asks = can_ask()
    for number, tip in enumerate(tips, 1):
        say(f"{number} of {len(tips)}")
        say(*whole_lines(tip, state_of(book, tip), today, why_reviewed(book.tips.get(tip.id))), "")
        if asks and not _answered(context, tip):
            say("Stopped; what you answered is saved.")
            return 0
    say("That is all for now." if asks else "To mark one: coach tips --got-it TITLE, or --again TITLE.")
    return 0


def _answered(context: CommandContext, tip: Tip) -> bool:
    """Asks about a tip and saves the answer; returns whether to go on."""
    while True:
        said = typed(_QUESTION)
        if said is None or said.lower() in _STOP:
            return False
        decide = _DECISIONS.get(said.lower())
        if decide is None:
            note(f"{said} is none of these answers.")
            continue

        context.change(partial(decided, decide, tip))
        return True


def decided(decide: Decision, tip: Tip, book: Book, now: datetime) -> Change | None:
    """Returns what a decision on a tip changes on the coach's day of a moment."""
    return decide(book, tip, day_of(now, book.settings.rollover))
