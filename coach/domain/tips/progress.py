"""Progress with the tips: opened, a favourite, got it, asked for again."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from coach.domain.model import Book, Change, TipState
from coach.domain.tips.selection import opened
from coach.domain.tips.tip import Tip


def open_tip(book: Book, tip: Tip, day: date) -> Change | None:
    """Notes that a tip was opened on a day; None if that is on file already."""
    label = f'Opened the tip "{tip.title}"'
    return _put(book, tip, label, lambda state: opened(tip.id, state, day), step=False)


def toggle_favourite(book: Book, tip: Tip, day: date) -> Change | None:
    """Makes a tip a favourite, or no longer one."""
    state = state_of(book, tip)
    label = f'"{tip.title}" is {"no longer a favourite" if state.favourite else "a favourite now"}'
    return _put(book, tip, label, lambda old: old._replace(favourite=not old.favourite))


def toggle_got_it(book: Book, tip: Tip, day: date) -> Change | None:
    """Notes that the user has got a tip, so that it comes back four times slower, or takes that back."""
    back = state_of(book, tip).got_it
    label = f'"{tip.title}" {"is back among the others" if back else "will come less often"}'
    return _put(
        book, tip, label, lambda old: opened(tip.id, old, day)._replace(got_it=not old.got_it, again=False)
    )


def toggle_again(book: Book, tip: Tip, day: date) -> Change | None:
    """Asks for a tip to be shown again in a few days, or takes that back."""
    asked = state_of(book, tip).again
    label = f'"{tip.title}" {"is not asked for again" if asked else "will come again in a few days"}'
    return _put(
        book, tip, label, lambda old: opened(tip.id, old, day)._replace(again=not old.again, got_it=False)
    )


def set_favourite(book: Book, tip: Tip, day: date, *, on: bool) -> Change | None:
    """Makes a tip a favourite, or no longer one; None if it is so already."""
    return None if state_of(book, tip).favourite is on else toggle_favourite(book, tip, day)


def set_got_it(book: Book, tip: Tip, day: date, *, on: bool) -> Change | None:
    """Notes that the user has got a tip, or takes that back. A tip that is got already counts as opened."""
    if state_of(book, tip).got_it is not on:
        return toggle_got_it(book, tip, day)
    return open_tip(book, tip, day) if on else None


def set_again(book: Book, tip: Tip, day: date, *, on: bool) -> Change | None:
    """Asks for a tip again, or takes that back. A tip that was asked for already counts as opened."""
    if state_of(book, tip).again is not on:
        return toggle_again(book, tip, day)
    return open_tip(book, tip, day) if on else None


def state_of(book: Book, tip: Tip) -> TipState:
    """Returns the state of a tip: what the user has done with it so far."""
    return book.tips.get(tip.id) or TipState(id=tip.id)


def _put(
    book: Book, tip: Tip, label: str, become: Callable[[TipState], TipState], *, step: bool = True
) -> Change | None:
    old = state_of(book, tip)
    new = become(old)
    return Change(label, put=(new,), step=step) if new != old else None
