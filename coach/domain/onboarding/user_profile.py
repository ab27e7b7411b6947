"""The profile of the user: the answers that hold, the goal, and the questions still to be answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from coach.domain import current_answers, labels
from coach.domain.current_answers import current, of_kind, screening_of, start_of
from coach.domain.model import Area, Book, Contraindication, Cover, Goal, GoalSet, Screening, StartSaid
from coach.domain.ramp.ladder import limited_goal

E = TypeVar("E", Screening, StartSaid, GoalSet)

_READ: dict[type[Any], Callable[[Any], Any]] = {
    Screening: screening_of,
    StartSaid: start_of,
    GoalSet: current_answers.goal_of,
}


def current_answer(book: Book, kind: type[E]) -> E | None:
    """Returns the answer of a kind that holds; of several, as after a merge, what they say together."""
    read: Callable[[Sequence[E]], E | None] = _READ[kind]
    return read(of_kind(book, kind))


def is_split(book: Book, kind: type[E]) -> bool:
    """Returns whether several answers are current, as after a merge: then saying the same again counts."""
    return len(current(of_kind(book, kind))) > 1


def is_sensitive(book: Book) -> bool:
    """Returns whether the skin was said to be sensitive."""
    start = current_answer(book, StartSaid)
    return start is not None and start.sensitive


def goal_of(book: Book) -> Goal:
    """Returns the goal as it stands; for sensitive skin no thinner than what was confirmed (A21)."""
    return limited_goal(current_answer(book, GoalSet), sensitive=is_sensitive(book))


def default_goal(*, sensitive: bool) -> Goal:
    """Returns the goal of someone who did not choose one: for sensitive skin on a T-shirt."""
    return Goal(Cover.SHIRT) if sensitive else Goal()


def unanswered(book: Book) -> tuple[type[Screening | StartSaid | GoalSet], ...]:
    """Returns the questions of a first setup that are still to be answered, in their order.

    Once something was recorded only the safety questions have to be: where to begin is past then.
    """
    kinds: tuple[type[Screening | StartSaid | GoalSet], ...] = (Screening, StartSaid, GoalSet)
    needed = kinds[:1] if book.sessions else kinds
    return tuple(kind for kind in needed if not any(isinstance(each, kind) for each in book.events))


def contradictions(book: Book) -> tuple[str, ...]:
    """Returns a sentence for each contradiction among the answers: it says that the stricter one holds."""
    found = []
    screening, goal = current_answer(book, Screening), current_answer(book, GoalSet)
    if screening is not None and Contraindication.FEELING in screening.ticked:
        numb = frozenset(Area) if screening.numb_areas is None else screening.numb_areas
        closed = [labels.AREA[area] for area in Area if area in numb]
        if screening.numb_areas is None:
            found.append("Until you say which areas you cannot feel well, all of them stay off the mat.")
        elif closed:
            found.append(
                f"What you cannot feel well stays off the mat, even if a doctor agreed: {', '.join(closed)}."
            )
        if any(area.spec.stands and area not in numb for area in Area):
            found.append("Standing on the mat is off while there is a part that you cannot feel well.")
    if is_sensitive(book) and goal is not None and goal.cover is Cover.BARE:
        if goal.bare_confirmed:
            found.append("Your goal is bare skin though your skin is sensitive, as you confirmed.")
        else:
            found.append(
                "Your skin is sensitive, so the steps stay on a T-shirt until you confirm bare skin as your"
                " goal."
            )
    return tuple(found)
