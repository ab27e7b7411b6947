"""What keeps a session from starting: the one list for the screens, the palette and the session in lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.domain import labels
from coach.domain.model import Book, is_set_up

if TYPE_CHECKING:
    from coach.domain.ramp.prescription import Prescription


def what_comes_first(book: Book, asked: Prescription) -> str:
    """Returns what keeps every session of an area from starting, also a free one; empty for nothing."""
    if not is_set_up(book):
        return "Answer the setup questions first."
    if book.live is not None:
        return "A session is running already."
    if asked.rung is None:
        return asked.reason.full_text
    if asked.open_questions is not None:
        return "Answer the safety questions first."
    if asked.needs_check:
        return f"Answer the skin check for the {labels.AREA[asked.area]} first."
    return asked.blocked or ""
