"""The steps of setup: their order, their titles, their fields, and the answers that each of them saves."""

from __future__ import annotations

from collections.abc import Sequence

from coach.domain.model import Book, GoalSet, Screening, StartSaid
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.user_profile import unanswered

STEPS = ("about", "screening", "zone", "start", "goal", "first")
FIELDS = {
    "screening": ("ticked",),
    "zone": ("tz",),
    "start": ("used", "skin"),
    "goal": ("cover", "minutes"),
    "first": ("cue",),
}
"""The ids of the fields of each step."""
_STEP_OF = {Screening: "screening", StartSaid: "start", GoalSet: "goal"}


def first_open(book: Book, steps: Sequence[str]) -> int:
    """Returns the index of the first step that is still to be answered."""
    missing = unanswered(book)
    if not missing or missing[0] is Screening:
        return 0
    if "zone" in steps and not book.settings.tz:
        return steps.index("zone")
    return steps.index(_STEP_OF[missing[0]])


def answers_of_step(
    step: str, answers: Answers, *, bare_confirmed: bool, week_start: int | None = None
) -> Answers:
    """Returns the answers that a step asks for; all others are left as they are."""
    match step:
        case "screening":
            return Answers(
                ticked=answers.ticked,
                agreed=answers.agreed,
                numb_areas=answers.numb_areas,
                week_start=week_start,
            )
        case "zone":
            return Answers(tz=answers.tz)
        case "start":
            return Answers(start=answers.start, sensitive=answers.sensitive)
        case "goal":
            return Answers(
                goal_cover=answers.goal_cover,
                goal_minutes=answers.goal_minutes,
                bare_confirmed=bare_confirmed,
            )
        case "first":
            return Answers(cue=answers.cue)
    return Answers()
