"""`coach redo`: takes back the last undo."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.next_command import next_after
from coach.cli.outcome import shown_label, tell_outcome
from coach.domain.model import Refused
from coach.domain.undo_effects import consequences

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the option for JSON, and says how long a redo is possible."""
    parser.epilog = "You can redo until you change something else."
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Takes back the last undo, and prints which change holds again."""
    book = context.read(quiet=True)
    label = context.store.redo()
    if label is None:
        raise Refused("There is nothing to redo.")
    shown = shown_label(label)
    now_there = context.read(quiet=True)
    return tell_outcome(
        context,
        shown,
        [f"Redone: {shown}.", *consequences(book, now_there)],
        as_json=given.json,
        changed=True,
        last=partial(next_after, context, now_there),
    )
