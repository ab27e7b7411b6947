"""The answers of the skin check, and the sessions that they are about.

An answer is recorded once, in its `Check`. A session names only the day of the check that answers for it; the
answer is filled in as the records are read. So the two can never disagree.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date

from coach.domain.instants import instant
from coach.domain.model import Area, Book, Check, Session, Skin

FirstAnswers = Mapping[tuple[Area, date], Check]
"""The first answer of each area and day: only that one is about the sessions before it."""


def first_answers(checks: Iterable[Check]) -> FirstAnswers:
    """Returns the first answer of each area and day."""
    found: dict[tuple[Area, date], Check] = {}
    for check in checks:
        known = found.setdefault((check.area, check.day), check)
        if known is not check and _order(check) < _order(known):
            found[check.area, check.day] = check
    return found


def first_answer(book: Book, area: Area, day: date) -> Check | None:
    """Returns the first answer of the skin check on a day: only that one is about the sessions before it."""
    found = (check for check in recorded_checks(book) if check.area is area and check.day == day)
    return min(found, key=_order, default=None)


def recorded_checks(book: Book) -> tuple[Check, ...]:
    """Returns all answers of the skin check, each on the day that it was recorded with.

    `book.checks` has a `broken` that is dated ahead on today, so that it counts at once; here it is itself.
    """
    ahead = {check.id for check in book.checks_ahead}
    return (*(check for check in book.checks if check.id not in ahead), *book.checks_ahead)


def answer_to(first: FirstAnswers, area: Area, day: date, on: date) -> Skin | None:
    """Returns what the check of the day `on` says of a session of `day`; None if it says nothing of it."""
    # a session that was moved behind its answer has none, until it is moved back
    check = first.get((area, on)) if day < on else None
    return None if check is None else check.skin


def answered(session: Session, first: FirstAnswers) -> Session:
    """Returns the session with the answer of the check that it names; the very same one if it has that."""
    if not session.from_check or session.skin_next_on is None:
        return session
    skin = answer_to(first, session.area, session.day, session.skin_next_on)
    return session if skin is session.skin_next else session._replace(skin_next=skin)


def linked(book: Book, check: Check) -> list[Session]:
    """Returns the sessions that name a check, those moved behind it included."""
    if first_answer(book, check.area, check.day) != check:
        return []
    return [
        s
        for s in (*book.sessions, *book.ahead)
        if s.from_check and s.area is check.area and s.skin_next_on == check.day
    ]


def _order(check: Check) -> tuple[object, str]:
    return instant(check.at), check.id
