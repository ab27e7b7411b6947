"""Confirms a change: by a question at the prompt, or by an option if nobody can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from coach.cli.prompt import agree
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.store import Applied


class ConfirmationPrompt(NamedTuple):
    """A question before a change, and the option that answers it in advance."""

    question: str
    """A question that a yes answers; it follows the sentence that says what there is to confirm."""
    option: str
    """The sentence that names the option, for when there is no terminal: "To record it, add --yes."."""
    given: bool
    """Whether that option was given."""


def change_once_confirmed(
    change: Callable[[frozenset[Confirmation]], Applied], prompts: Mapping[Confirmation, ConfirmationPrompt]
) -> tuple[Applied, frozenset[Confirmation]]:
    """Makes a change, and asks for each confirmation that it needs.

    Returns:
        The change, and the confirmations that were asked for at the prompt.

    Raises `Refused` after a no, and `UsageError` if nobody can be asked.
    """
    agreed = options = frozenset(about for about, each in prompts.items() if each.given)
    while True:
        try:
            return change(agreed), agreed - options
        except Unconfirmed as unconfirmed:
            doubt = unconfirmed
        prompt = prompts.get(doubt.about)
        if prompt is None or doubt.about in agreed:
            raise doubt
        agree(f"{doubt} {prompt.question}", f"{doubt} {prompt.option}", after_no="Nothing was recorded.")
        agreed |= {doubt.about}
