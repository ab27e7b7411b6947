"""A session corrected as the form does it, and what the book says then."""

from __future__ import annotations

from datetime import date, datetime

from coach.domain.check_answers import first_answer
from coach.domain.local_time import zone_of
from coach.domain.model import Area, Book, Change, Session, Skin
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.corrections import edit
from coach.domain.session.manual_entry import ManualEntry
from tests.domain.histories import Life, kept

AGREED = tuple(Confirmation)


def as_shown(session: Session, now: datetime) -> ManualEntry:
    """What the form shows of a session, and saves where nothing is altered."""
    shown = session.started_at.astimezone(zone_of(session.started_at, now.tzinfo))
    return ManualEntry(
        minutes=session.done_min,
        area=session.area,
        cover=session.cover,
        on=session.day,
        at=shown.time().replace(second=0, microsecond=0),
        ended=session.ended,
        sharpness=session.sharpness,
        skin=session.skin_after,
        skin_next=session.skin_next,
        before=session.before,
        after=session.after,
        note=session.note,
    )


def saved(book: Book, change: Change) -> Book:
    """The book with a change, as the store keeps it."""
    named = [r if getattr(r, "id", "") else r._replace(id=f"new{n}") for n, r in enumerate(change.put)]
    return kept(book, named, change.drop)


def corrected(life: Life, session: Session, now: datetime, **fields: object) -> tuple[str, ...]:
    """Correct some fields of a session as the form does, everything agreed to; what it warns of."""
    session = life.recall(session)
    found = edit(life.book, session, as_shown(session, now)._replace(**fields), now, agreed=AGREED)  # type: ignore[arg-type]
    life.book = saved(life.book, found.change)
    return found.warnings


def answers(book: Book, area: Area, day: date) -> set[tuple[str, Skin]]:
    """Every version of the skin answer of a day: of the first check, and of each session that names it."""
    first = first_answer(book, area, day)
    told = {("check", first.skin)} if first else set()
    return told | {
        ("session", s.skin_next)
        for s in book.sessions
        if s.area is area and s.from_check and s.skin_next_on == day and s.skin_next is not None
    }
