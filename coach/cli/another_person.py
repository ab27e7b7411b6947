"""Another person's file at the prompt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.prompt import ask, can_ask
from coach.domain.model import Refused

if TYPE_CHECKING:
    from coach.store.schema.another_person import AnotherPersons


def ask_for_strangers(another: AnotherPersons, command: str) -> None:
    """Goes on after a yes to what is not personal in a file; raises `Refused` after anything else."""
    if not can_ask():
        raise Refused(f"{another} Add --yes to take those in.")
    ask(f"{another} Take those in?", command)
