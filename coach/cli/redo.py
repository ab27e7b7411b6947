"""`coach redo`: the last undo taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.out import say
from coach.domain.model import Refused
from coach.domain.undoing import consequences
from coach.text.clean import brief

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.desk import Desk

_LONGEST = 300
"""Characters of a label; the coach's own are shorter."""


def arguments(parser: ArgumentParser) -> None:
    """None."""
    parser.epilog = "What was undone can be redone until something else is changed."


def run(given: Namespace, desk: Desk) -> int:
    """Take back the last undo, and say which change is there again."""
    book = desk.read(quiet=True)
    label = desk.store.redo()
    if label is None:
        raise Refused("There is nothing to redo.")
    say(f"Done again: {brief(label, _LONGEST)}.", *consequences(book, desk.read(quiet=True)))
    return 0
