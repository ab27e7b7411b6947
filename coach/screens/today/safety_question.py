"""The question whether anything has changed since the safety questions were answered, asked from Today."""

from __future__ import annotations

from coach.domain.safety.screening import OpenQuestions, unchanged
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.shared.base import CoachScreen

_ANSWERS = (Answer("look", "s", "Show me the questions"), Answer("same", "n", "Nothing has changed"))


def confirm_safety(screen: CoachScreen, ask: OpenQuestions | None) -> None:
    """Asks whether anything has changed, or opens the questions where that would not be enough."""
    if ask is None or not ask.can_be_unchanged:
        screen.post_message(screen.Go("safety"))
        return

    def answered(value: str | None) -> None:
        if value == "look":
            screen.post_message(screen.Go("safety"))
        elif value == "same":
            now = screen.context.now()
            screen.save(lambda book: unchanged(book, now))

    screen.app.push_screen(Confirm("Has anything changed?", ask.text, _ANSWERS), answered)
