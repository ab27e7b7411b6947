"""The questions that have to be confirmed before something unusual is saved."""

from __future__ import annotations

from collections.abc import Callable

from textual.app import App

from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.screens.dialogs.confirm import Answer, Confirm

_ASKED = {
    Confirmation.OVERLAP: ("The same minutes twice?", "Go back", "Save it anyway"),
    Confirmation.LONG: ("Really that long?", "Go back", "Yes, save it"),
    Confirmation.BARE: ("Bare skin anyway?", "No, stay on a T-shirt", "Yes, bare skin is my goal"),
    Confirmation.SLIP: ("Was it a slip?", "No, leave it as it is", "Yes, it was a slip"),
}
"""The title of each question, and its two answers."""

Agreed = frozenset[Confirmation]
"""What the user has confirmed so far."""


def ask_about(
    app: App[None],
    doubt: Unconfirmed,
    agreed: Agreed,
    go_on: Callable[[Agreed], None],
    refuse: Callable[[], None] | None = None,
) -> None:
    """Asks about one doubt. A yes goes on with it agreed to; a no calls `refuse`, if given.

    There may be several doubts: saving again raises the next one, until all are agreed to.
    """

    def answered(value: str | None) -> None:
        if value == "yes":
            go_on(agreed | {doubt.about})
        elif value == "no" and refuse is not None:
            refuse()

    title, no, yes = _ASKED[doubt.about]
    answers = (Answer("no", "n", no), Answer("yes", "y", yes))
    app.push_screen(Confirm(title, str(doubt), answers), answered)
