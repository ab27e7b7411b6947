"""The question on what old answers of 8 to 10 on comfort meant, asked from Today."""

from __future__ import annotations

from coach.domain.safety import old_answers
from coach.domain.safety.old_answers import ComfortMeaning
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.shared.base import CoachScreen

_ANSWERS = (
    Answer(ComfortMeaning.UNBEARABLE.value, "u", "Yes: they count as unbearable"),
    Answer(ComfortMeaning.COMFORTABLE.value, "c", "No: they count as unanswered"),
)


def ask(screen: CoachScreen) -> None:
    """Asks over a screen, and saves the answer; Esc leaves the question open."""

    def answered(value: str | None) -> None:
        if value is not None:
            screen.save(lambda book: old_answers.settle(book, ComfortMeaning(value)))

    text = old_answers.question(screen.context.book)
    screen.app.push_screen(Confirm("Old answers", text, _ANSWERS), answered)
