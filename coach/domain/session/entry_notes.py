"""What the form of a session says: beside the answers while they are given, and once they are saved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from coach.domain.model import Book, Ended, Session
from coach.domain.safety.screening import came_back
from coach.domain.session.cautions import long_caution, said_at_once
from coach.domain.session.manual_entry import Logged, ended_as
from coach.domain.session.outlook import outlook


def say_beside(said: Logged, day: date, today: date) -> str:
    """Returns what the answers so far should make one think of."""
    day = said.on or day
    session = Session(
        area=said.area,
        started_at=datetime.combine(day, time(12), UTC),
        day=day,
        done_min=said.minutes,
        ended=ended_as(said) or Ended.COMPLETED,
        sharpness=said.sharpness,
        skin_after=said.skin,
        skin_next=said.skin_next,
        before=said.before,
        after=said.after,
    )
    return " ".join(filter(None, (*said_at_once(session, today), long_caution(session))))


def say_saved(book: Book, session: Session, warnings: tuple[str, ...], today: date) -> tuple[str, ...]:
    """Returns what is told of a saved session: what follows where it goes over anything, thanks, and what.

    That it was long stood beside the answers, and was agreed to.
    """
    last = all(s.day <= session.day for s in book.sessions if s.area is session.area)
    follows = f"What follows: {outlook(book, session, today).effect}." if warnings and last else ""
    others = (each for each in warnings if each != long_caution(session))
    said = said_at_once(session, today, again=came_back(book, session))
    return tuple(filter(None, (follows, *said, *others)))
