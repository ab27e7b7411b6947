"""`coach undo`: the last change taken back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.out import say
from coach.domain.model import Refused

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.desk import Desk


def arguments(parser: ArgumentParser) -> None:
    """None."""


def run(given: Namespace, desk: Desk) -> int:
    """Take back the last change, and say which it was."""
    label = desk.store.undo()
    if label is None:
        raise Refused("There is nothing to undo.")
    say(f"Undone: {label}.")
    return 0
