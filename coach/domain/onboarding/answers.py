"""The answers that someone gives at setup, before any of them is recorded."""

from __future__ import annotations

from dataclasses import dataclass

from coach.domain.model import Area, Book, Contraindication, Cover, GoalSet, Screening, Start, StartSaid
from coach.domain.onboarding.user_profile import current_answer, goal_of, is_sensitive

CHOSE_BARE = (
    "RunnerClick's guide begins with a towel (Side effects); choose this only if bare skin has gone well."
)
"""The caution for someone who begins on bare skin because they use a mat regularly (A22)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answers:
    """The answers to the setup questions; None leaves what is on file as it was."""

    ticked: frozenset[Contraindication] | None = None
    agreed: frozenset[Contraindication] | None = None
    """The ticks that a doctor agreed to."""
    numb_areas: frozenset[Area] | None = None
    """The areas that cannot be felt well."""
    bare_confirmed: bool = False
    """Whether bare skin is wanted although the skin is sensitive (A21)."""
    sensitive: bool | None = None
    start: Start | None = None
    goal_cover: Cover | None = None
    goal_minutes: int | None = None
    tz: str | None = None
    """An IANA zone that the caller has found to exist."""
    week_start: int | None = None
    """The first day of a week, 0 for Monday, as the place of a first setup has it."""
    cue: str | None = None
    """The moment of the day after which the mat is rolled out, in the user's words; empty for none."""


def answers_on_file(book: Book) -> Answers:
    """Returns what was answered before."""
    safety, start = current_answer(book, Screening), current_answer(book, StartSaid)
    goal = goal_of(book) if current_answer(book, GoalSet) else None
    return Answers(
        ticked=safety.ticked if safety else None,
        agreed=safety.agreed if safety else None,
        numb_areas=safety.numb_areas if safety else None,
        sensitive=start.sensitive if start else None,
        start=start.start if start else None,
        goal_cover=goal.cover if goal else None,
        goal_minutes=goal.minutes if goal else None,
        tz=book.settings.tz or None,
        cue=book.settings.cue_sentence or None,
    )


def sensitive_with(book: Book, answers: Answers) -> bool:
    """Returns whether the skin is sensitive, by the answers or else by what was said before."""
    return is_sensitive(book) if answers.sensitive is None else answers.sensitive


def is_another(book: Book, answers: Answers) -> bool:
    """Returns whether answers look like those of someone else, over a history that is recorded already.

    They do if they give another start, or say that the skin is sensitive after all. Goals and safety answers
    change for the same person too.
    """
    if not book.sessions:
        return False
    known = current_answer(book, StartSaid)
    start, sensitive = (known.start, known.sensitive) if known else (None, False)
    other_start = answers.start is not None and answers.start != start
    return other_start or (bool(answers.sensitive) and not sensitive)
