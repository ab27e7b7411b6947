"""Notes on a session in its form: beside the answers while they are given, and once they are saved."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from coach.domain.model import Book, Ended, Session
from coach.domain.safety.screening import came_back
from coach.domain.session.cautions import advice_at_once, long_caution
from coach.domain.session.manual_entry import ManualEntry, stated_end
from coach.domain.session.outlook import outlook


def say_beside(entry: ManualEntry, day: date, today: date) -> str:
    """Returns the advice that goes with the answers so far; empty for none."""
    day = entry.on or day
    session = Session(
        area=entry.area,
        started_at=datetime.combine(day, time(12), UTC),
        day=day,
        done_min=entry.minutes,
        ended=stated_end(entry) or Ended.COMPLETED,
        sharpness=entry.sharpness,
        skin_after=entry.skin,
        skin_next=entry.skin_next,
        before=entry.before,
        after=entry.after,
    )
    return " ".join(filter(None, (*advice_at_once(session, today), long_caution(session))))


def say_saved(book: Book, session: Session, warnings: tuple[str, ...], today: date) -> tuple[str, ...]:
    """Returns the sentences about a saved session: its effect if it is over a limit, advice, the limits.

    The caution that it was long is left out: it stood beside the answers, and the user agreed to it.
    """
    last = all(s.day <= session.day for s in book.sessions if s.area is session.area)
    follows = f"What follows: {outlook(book, session, today).effect}." if warnings and last else ""
    others = (each for each in warnings if each != long_caution(session))
    advice = advice_at_once(session, today, again=came_back(book, session))
    return tuple(filter(None, (follows, *advice, *others)))
