"""Answers of 8 to 10 to the old question on comfort: some of them meant the good end of the scale."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from coach.domain.model import Book, Change, Session
from coach.text import format

COMMAND = "coach setup --old-comfort unbearable, or comfortable"
"""How the question is answered without a screen."""


class ComfortMeaning(StrEnum):
    """The end of the scale at which someone saw 8 to 10."""

    UNBEARABLE = "unbearable"
    COMFORTABLE = "comfortable"


def doubtful(book: Book) -> tuple[Session, ...]:
    """Returns the sessions whose answer has to be asked about, oldest first."""
    return tuple(each for each in (*book.sessions, *book.ahead) if each.from_comfort)


def question(book: Book) -> str:
    """Returns what is asked about them; empty where there are none."""
    found = doubtful(book)
    if not found:
        return ""
    many = len(found) > 1
    return (
        f"{format.count(len(found), 'old answer')} of 8 to 10 {'are' if many else 'is'} from when sharpness"
        f" was called comfort ({_when(found)}): did {'they' if many else 'it'} mean unbearable?"
    )


def brief(book: Book, key: str, width: int) -> str:
    """Returns one line that tells of them, and the key that asks; empty where there are none."""
    found = doubtful(book)
    if not found:
        return ""
    lines = (
        f"{format.count(len(found), 'old comfort answer')} of 8 to 10: {key} asks what was meant",
        f"{format.count(len(found), 'old answer')} on comfort: {key} asks",
    )
    return next((line for line in lines if len(line) <= width), lines[-1])


def settle(book: Book, meant: ComfortMeaning) -> Change | None:
    """Records what they meant, as one step; None where there are none left.

    Those that meant unbearable stay. The others meant the other end of a scale that has changed its name, and
    tell no number on the one of now: their sharpness counts as unanswered.
    """
    found = doubtful(book)
    if not found:
        return None
    told = format.count(len(found), "old answer")
    if meant is ComfortMeaning.UNBEARABLE:
        kept = tuple(each._replace(from_comfort=False) for each in found)
        return Change(f"Kept {told} of 8 to 10 as unbearable", put=kept)
    left = tuple(each._replace(from_comfort=False, sharpness=None) for each in found)
    return Change(f"Left {told} on comfort unanswered", put=left)


def imported_note(number: int) -> str:
    """Returns what an import says where so many such answers came with it."""
    one = number == 1
    return (
        f"{format.count(number, 'answer')} of 8 to 10 on comfort {'counts' if one else 'count'} as unbearable"
        " until you say otherwise; coach today asks."
    )


def _when(sessions: Sequence[Session]) -> str:
    first, last = (format.plain_date(day) for day in (sessions[0].day, sessions[-1].day))
    return first if first == last else f"{first} to {last}"
