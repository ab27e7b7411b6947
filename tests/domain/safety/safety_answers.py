"""Answers to the safety questions, and books with them."""

from __future__ import annotations

from coach.domain.model import (
    Area,
    Book,
    Change,
    Contraindication,
    Event,
    Screening,
)
from tests.domain.histories import at

SIX = frozenset(Contraindication) - {
    Contraindication.THINNERS,
    Contraindication.FEELING,
    Contraindication.HEART,
    Contraindication.FEVER,
}

FEELING = frozenset({Contraindication.FEELING})
NO_AREA: frozenset[Area] = frozenset()


def after(book: Book, change: Change | None) -> Book:
    """The book with a change recorded, each new record with an id of its own."""
    assert change is not None
    number = len(book.events)
    new = [e._replace(id=f"new{number + n}") for n, e in enumerate(change.put) if isinstance(e, Event)]
    return book._replace(events=(*book.events, *new))


def said(day: int, *, ticked: frozenset[Contraindication] = frozenset(), **rest: object) -> Screening:
    return Screening(at=at(day), ticked=ticked, id=f"said{day}", **rest)  # type: ignore[arg-type]
