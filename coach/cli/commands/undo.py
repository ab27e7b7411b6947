"""`coach undo`: takes back the last change, or lists the last changes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.next_command import next_after
from coach.cli.outcome import shown_label, tell_outcome
from coach.cli.output import joined, say, write_json
from coach.domain.model import Refused
from coach.domain.undo_effects import check_undo, consequences
from coach.text.format import when

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book
    from coach.store.undo_step import UndoStep


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the options to list the changes, and to undo without a question."""
    parser.epilog = (
        "It undoes one change at a time, even from an earlier day, and coach redo brings it back. It asks"
        " first if a session, a skin check or a safety answer would be lost."
    )
    parser.add_argument("--list", action="store_true", help="list the changes, latest first")
    parser.add_argument("--yes", action="store_true", help="undo without asking")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Takes back the last change, and prints which it was and what holds now."""
    if given.list and given.yes:
        raise UsageError("undo takes --list or --yes, not both.")
    book, steps = context.read(quiet=True), context.store.steps()
    if given.list and given.json:
        write_json({"steps": list(map(_as_json, steps))})
    elif given.list:
        for step in steps:
            say(joined(filter(None, (_when(step, context, book), shown_label(step.label)))))
    if not steps and not (given.list and given.json):
        raise Refused("There is nothing to undo.")
    if not given.list:
        return _undo(steps[0], context, book, yes=given.yes, as_json=given.json)
    return 0


def _undo(step: UndoStep, context: CommandContext, book: Book, *, yes: bool, as_json: bool) -> int:
    label = shown_label(step.label)
    if step.asks:
        check_undo(book, lambda: context.store.without([step.id]), context.now(book), step.at)
    if step.asks and not yes:
        from coach.cli.prompt import ask

        means = consequences(book, context.store.without([step.id]))
        named = ", ".join(filter(None, (label, _when(step, context, book))))
        ask(" ".join((f"Undo: {named}?", *means)), "undo")
    context.store.undo([step.id])
    now_there = context.read(quiet=True)
    return tell_outcome(
        context,
        label,
        [f"Undone: {label}.", *consequences(book, now_there)],
        as_json=as_json,
        changed=True,
        last=partial(next_after, context, now_there),
    )


def _as_json(step: UndoStep) -> dict[str, object]:
    return {
        "id": step.id,
        "label": step.label,
        "at": step.at.isoformat() if step.at else None,
        "asks": step.asks,
    }


def _when(step: UndoStep, context: CommandContext, book: Book) -> str:
    return when(step.at, context.now(book)) if step.at else ""
