"""What a change asks to be confirmed: at the prompt, or by an option where nobody can be asked."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from coach.cli.prompt import can_ask, says_yes
from coach.domain.model import Refused
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.store import Applied


class Asked(NamedTuple):
    """How a confirmation is asked for."""

    question: str
    """A question that a yes answers, behind what there is to confirm."""
    option: str
    """What says yes where there is no terminal, as in "add --again"."""
    given: bool
    """Whether that option was given."""


def confirmed(
    change: Callable[[frozenset[Confirmation]], Applied], asks: Mapping[Confirmation, Asked]
) -> tuple[Applied, frozenset[Confirmation]]:
    """Makes a change with all that is agreed to, and returns it with what was asked about at the prompt.

    Raises Refused after a no, and where nobody can be asked.
    """
    agreed = options = frozenset(about for about, each in asks.items() if each.given)
    while True:
        try:
            return change(agreed), agreed - options
        except Unconfirmed as doubt:
            asked = asks.get(doubt.about)
            if asked is None or doubt.about in agreed:
                raise
            if not can_ask():
                raise Refused(f"{doubt} {asked.option}") from None
            if not says_yes(f"{doubt} {asked.question}"):
                raise Refused("Nothing was recorded.") from None
            agreed |= {doubt.about}
