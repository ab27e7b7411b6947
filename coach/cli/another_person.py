"""Asks before another person's file is imported or merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.prompt import ask, can_ask
from coach.domain.model import Refused

if TYPE_CHECKING:
    from coach.store.schema.another_person import AnotherPersons


def ask_about_another_person(another: AnotherPersons, command: str) -> None:
    """Asks whether to take in what is not personal in a file; raises `Refused` after anything but a yes."""
    if not can_ask():
        raise Refused(f"{another} To bring those in, add --yes.")
    ask(f"{another} Bring those in?", command)
