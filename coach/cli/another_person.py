"""Asks before another person's file is imported or merged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.prompt import agree

if TYPE_CHECKING:
    from coach.store.schema.another_person import AnotherPersons


def ask_about_another_person(another: AnotherPersons) -> None:
    """Asks whether to take in what is not personal in a file; raises as `agree` does after no yes."""
    agree(f"{another} Bring those in?", f"{another} To bring those in, add --yes.")
