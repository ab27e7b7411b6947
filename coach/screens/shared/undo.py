"""Undo and redo from a screen: at once, after a question, or down to a chosen change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Protocol, TypeVar

from textual.app import App

from coach.context import AppContext
from coach.screens.shared.undo_dialog import UndoDialog, what_it_means
from coach.store import StoreError
from coach.store.undo_step import UndoStep

T = TypeVar("T")


class Undoes(Protocol):
    """A screen on which a change can be undone."""

    context: AppContext

    @property
    def app(self) -> App[Any]:
        """The app that shows it."""
        ...

    def say(self, text: str) -> None:
        """Says what has just happened."""
        ...

    def attempt(self, act: Callable[[], T], then: Callable[[T], object]) -> None:
        """Does something with the file, then calls `then` with the result."""
        ...

    def self_or_uppermost(self) -> Undoes:
        """Returns the screen itself if it is still open, else the uppermost one."""
        ...

    def after_undo(self, message: str) -> None:
        """Shows the book after undo or redo, and says what they did."""
        ...


def undo(screen: Undoes) -> None:
    """Undoes the last change at once, or after a question if the change asks for one."""
    try:
        steps = screen.context.store.steps()
    except StoreError as error:
        screen.say(str(error))
        return
    if steps and steps[0].asks:
        _open(screen, steps)
    elif steps:
        _undo(screen, steps[:1])
    else:
        screen.say("Nothing to undo.")


def choose(screen: Undoes) -> None:
    """Shows the last changes, of which the user chooses how many to undo."""
    try:
        steps = screen.context.store.steps()
    except StoreError as error:
        screen.say(str(error))
        return
    if steps:
        _open(screen, steps)
    else:
        screen.say("Nothing to undo.")


def redo(screen: Undoes) -> None:
    """Takes back the last undo, and says which change is there again."""

    def done(label: str | None) -> None:
        uppermost = screen.self_or_uppermost()
        if label is None:
            uppermost.say("Nothing to redo.")
        else:
            uppermost.after_undo(f"Redone: {label}.")

    screen.attempt(screen.context.redo, done)


def _open(screen: Undoes, steps: Sequence[UndoStep]) -> None:
    def chosen(number: int | None) -> None:
        if number:
            _undo(screen, steps[:number])

    screen.app.push_screen(UndoDialog(screen.context, steps), chosen)


def _undo(screen: Undoes, steps: Sequence[UndoStep]) -> None:
    # Before the steps are undone, for afterwards their effect can no longer be computed.
    means = what_it_means(screen.context, steps)

    def done(label: str | None) -> None:
        what = f"Undone: {label}." if len(steps) == 1 else f"Undone {len(steps)} changes, down to: {label}."
        screen.self_or_uppermost().after_undo(" ".join((what, *means)))

    screen.attempt(lambda: screen.context.undo([step.id for step in steps]), done)
