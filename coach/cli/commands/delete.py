"""`coach delete`: deletes a recorded session, after a question that names it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.days.day_sessions import TARGET, TARGET_HELP, find_session, in_short
from coach.cli.next_command import next_after
from coach.cli.outcome import tell_outcome
from coach.cli.prompt import ask
from coach.domain.session.corrections import delete
from coach.text.format import long_date

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book, Change


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the session, and the option that agrees in advance."""
    parser.epilog = "coach undo brings it back."
    parser.add_argument("session", metavar=TARGET, help=TARGET_HELP)
    parser.add_argument("--yes", action="store_true", help="delete it without asking")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Deletes the session, and prints what stays of it."""
    session = find_session(context, given.session)
    named = f"{in_short(session, context.now(context.read(quiet=True)))}, {long_date(session.day)}"
    if not given.yes:
        ask(f"Delete {named}?", "delete")
    notes: tuple[str, ...] = ()

    def decide(book: Book, now: datetime) -> Change:
        nonlocal notes
        change, notes = delete(book, session, now)
        return change

    applied = context.change(decide)
    return tell_outcome(
        context,
        applied.label,
        [f"Deleted {named}."],
        as_json=given.json,
        following=["coach undo brings it back."],
        warnings=notes,
        facts={"id": session.id},
        last=partial(next_after, context, applied.book, session.area),
    )
