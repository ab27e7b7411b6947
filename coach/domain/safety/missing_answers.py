"""Safety answers that are refused because a part of them is missing, however they were given."""

from __future__ import annotations

from enum import StrEnum

from coach.domain.model import Refused


class MissingPart(StrEnum):
    """The part that is missing; a command says with which option it is given."""

    QUESTIONS = "questions"
    """The safety questions were never answered."""
    AREAS = "areas"
    """Nobody has said which part cannot be felt well."""
    TICK = "tick"
    """Areas were named without the tick for a part that cannot be felt well."""
    AGAIN = "again"
    """The questions are open for a reason to which "nothing has changed" is no answer."""


_TEXTS = {
    MissingPart.QUESTIONS: "Answer the safety questions first.",
    MissingPart.AREAS: "Say which areas you cannot feel well, or that it is none of these.",
    MissingPart.TICK: "Tick that there is a part you cannot feel well; the areas you named belong to it.",
    MissingPart.AGAIN: "Go through the questions and say what applies to you.",
}


class AnswerMissing(Refused):
    """A safety answer lacks a part that it cannot do without."""

    def __init__(self, part: MissingPart, why: str = "") -> None:
        """`why` is a sentence on why it is asked for."""
        self.part = part
        self.why = why
        super().__init__(f"{why} {_TEXTS[part]}".lstrip())
