"""The safety questions alone, as they are asked again before the next session."""

from __future__ import annotations

from coach.context import AppContext
from coach.domain.drafts import FormDraft
from coach.domain.safety.screening import open_questions
from coach.screens.setup.screen import SetupScreen


class SafetyScreen(SetupScreen):
    """The page of the safety questions; Enter saves it, Esc goes back to Today and saves stricter ticks."""

    HEADING = "Safety questions"
    BACK_TO = "today"

    def __init__(self, context: AppContext, draft: FormDraft | None = None) -> None:
        super().__init__(context, draft)
        self.steps = ("screening",)
        # Esc leads back to Today, and no other page is opened, although a first setup may not be finished.
        self.again = True
        ask = open_questions(context.book, context.now())
        self.asked_for = ask.text if ask else ""
