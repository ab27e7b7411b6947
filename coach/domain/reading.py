"""What becomes of a tip as it is opened and judged."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coach.domain.model import Book, Change, TipState
from coach.domain.tips import Tip, opened


def open_tip(book: Book, tip: Tip, day: date) -> Change | None:
    """Notes that a tip was opened on a day; None where that is known already."""
    return _put(book, tip, f'Opened the tip "{tip.title}"', lambda state: opened(tip.id, state, day))


def turn_favourite(book: Book, tip: Tip, day: date) -> Change | None:
    """Makes a tip a favourite, or no longer one."""
    state = state_of(book, tip)
    label = "No favourite any more" if state.favourite else "A favourite now"
    return _put(book, tip, label, lambda old: old._replace(favourite=not old.favourite))


def turn_got_it(book: Book, tip: Tip, day: date) -> Change | None:
    """Notes that the user has got a tip, so that it comes back four times slower, or takes that back."""
    label = "Back among the others" if state_of(book, tip).got_it else "Got it: you will see it less"
    return _put(
        book, tip, label, lambda old: opened(tip.id, old, day)._replace(got_it=not old.got_it, again=False)
    )


def turn_again(book: Book, tip: Tip, day: date) -> Change | None:
    """Asks for a tip to be shown again in a few days, or takes that back."""
    label = "Not asked for again" if state_of(book, tip).again else "You will see it again in a few days"
    return _put(
        book, tip, label, lambda old: opened(tip.id, old, day)._replace(again=not old.again, got_it=False)
    )


def state_of(book: Book, tip: Tip) -> TipState:
    """What the user did with a tip so far."""
    return book.tips.get(tip.id) or TipState(id=tip.id)


def _put(book: Book, tip: Tip, label: str, become: Callable[[TipState], TipState]) -> Change | None:
    old = state_of(book, tip)
    new = become(old)
    return Change(label, put=(new,)) if new != old else None
