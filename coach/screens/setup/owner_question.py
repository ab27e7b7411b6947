"""The question whose history the file has, for a household in which someone else sets up the coach."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from textual.app import App

from coach.domain.model import Book
from coach.domain.onboarding.questions import whose_history
from coach.screens.dialogs.confirm import Answer, Confirm

_OWN_FILE = (
    "Everyone needs a file of their own. Close the coach and open it as: coach --data anna.json"
    " (an alias in your shell makes that one word). Nothing changes in this file."
)


def ask_owner(app: App[Any], book: Book, is_theirs: Callable[[], object]) -> None:
    """Asks whether the sessions are the user's own; calls `is_theirs`, or says how to open another file."""

    def answered(value: str | None) -> None:
        if value == "mine":
            is_theirs()
        elif value == "other":
            app.push_screen(Confirm("A file of your own", _OWN_FILE, (Answer("", "b", "Back"),)))

    answers = (Answer("mine", "m", "They are mine"), Answer("other", "s", "Someone else is setting up"))
    app.push_screen(Confirm("Is this someone else?", whose_history(book), answers), answered)
