"""Confirmations: things that the user has to agree to before they are recorded."""

from __future__ import annotations

from enum import StrEnum

from coach.domain.model import Refused


class Confirmation(StrEnum):
    """Something that the user has to say yes to."""

    OVERLAP = "overlap"
    """A session overlaps another one of its area."""
    SLIP = "slip"
    """An answer about the skin was a slip."""
    LONG = "long"
    """A session was longer than the most at a time."""
    BARE = "bare"
    """Bare skin is the goal though the skin is sensitive."""


class Unconfirmed(Refused):
    """A request that waits for a yes; its text tells the user what to confirm."""

    def __init__(self, text: str, about: Confirmation) -> None:
        super().__init__(text)
        self.about = about
