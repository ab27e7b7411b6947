"""Answers of 8 to 10 to the old question on comfort, some of which meant the good end of the scale."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from coach.domain.model import Book, Change, Session
from coach.text import format


class ComfortMeaning(StrEnum):
    """The end of the comfort scale that someone meant by 8 to 10."""

    UNBEARABLE = "unbearable"
    COMFORTABLE = "comfortable"


def doubtful(book: Book) -> tuple[Session, ...]:
    """Returns the sessions with such an answer, oldest first."""
    return tuple(each for each in (*book.sessions, *book.ahead) if each.from_comfort)


def question(book: Book) -> str:
    """Returns the question about these answers; empty if there are none."""
    found = doubtful(book)
    if not found:
        return ""
    many = len(found) > 1
    return (
        f"{format.count(len(found), 'old answer')} of 8 to 10 {'are' if many else 'is'} from when sharpness"
        f" was called comfort ({_when(found)}): did {'they' if many else 'it'} mean unbearable?"
    )


def brief(book: Book, key: str, width: int) -> str:
    """Returns one line about these answers with the key that asks; empty if there are none.

    Of two wordings it is the longer one that fits into `width` cells.
    """
    found = doubtful(book)
    if not found:
        return ""
    lines = (
        f"{format.count(len(found), 'old comfort answer')} of 8 to 10: {key} asks what was meant",
        f"{format.count(len(found), 'old answer')} on comfort: {key} asks",
    )
    return next((line for line in lines if len(line) <= width), lines[-1])


def settle(book: Book, meant: ComfortMeaning) -> Change | None:
    """Returns the change that records what these answers meant, as one step of undo; None if there are none.

    If they meant unbearable, their numbers stay. If they meant comfortable, they were given on a scale that
    runs the other way, so their sharpness counts as unanswered.
    """
    found = doubtful(book)
    if not found:
        return None
    count = format.count(len(found), "old answer")
    if meant is ComfortMeaning.UNBEARABLE:
        kept = tuple(each._replace(from_comfort=False) for each in found)
        return Change(f"Kept {count} of 8 to 10 as unbearable", put=kept)
    unanswered = tuple(each._replace(from_comfort=False, sharpness=None) for each in found)
    return Change(f"Left {count} on comfort unanswered", put=unanswered)


def _when(sessions: Sequence[Session]) -> str:
    first, last = (format.plain_date(day) for day in (sessions[0].day, sessions[-1].day))
    return first if first == last else f"{first} to {last}"
