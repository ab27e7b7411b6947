"""What someone agrees to who says yes to a setup before it asks."""

from __future__ import annotations

from collections.abc import Iterator

from coach.domain.model import Book, Change, GoalSet
from coach.domain.onboarding.answers import Answers, is_another
from coach.domain.onboarding.user_profile import current_answer
from coach.text.format import count

BARE = "you want bare skin although your skin is sensitive"


def agreed_in_advance(book: Book, answers: Answers, change: Change) -> Iterator[str]:
    """Yields what a yes agrees to with a change: that the file is theirs, and bare skin on sensitive skin."""
    if is_another(book, answers):
        one = len(book.sessions) == 1
        what = "the session" if one else f"the {count(len(book.sessions), 'session')}"
        yield f"{what} on file {'is' if one else 'are'} yours"
    if _confirms_bare(book, change):
        yield BARE


def _confirms_bare(book: Book, change: Change) -> bool:
    """Returns whether a change confirms bare skin as the goal of sensitive skin, which it was not before."""
    goal = current_answer(book, GoalSet)
    if goal is not None and goal.bare_confirmed:
        return False
    return any(isinstance(each, GoalSet) and each.bare_confirmed for each in change.put)
