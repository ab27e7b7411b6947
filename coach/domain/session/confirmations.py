"""What the user has to confirm before it is recorded."""

from __future__ import annotations

from enum import StrEnum

from coach.domain.model import Refused


class Confirmation(StrEnum):
    """What a yes is asked for."""

    OVERLAP = "overlap"
    """That a session lies within the minutes of another one of its area."""
    SLIP = "slip"
    """That an answer about the skin was a slip."""
    LONG = "long"
    """That a session was longer than the most at a time."""
    BARE = "bare"
    """That bare skin is the goal though the skin is sensitive."""


class Unconfirmed(Refused):
    """A request that waits for a yes; its text tells the user what there is to confirm."""

    def __init__(self, text: str, about: Confirmation) -> None:
        super().__init__(text)
        self.about = about
