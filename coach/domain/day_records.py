"""The records of a day in words: its sessions, and the answers of its skin checks."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from coach.domain import labels
from coach.domain.model import WOUNDED, Book, Check, Session
from coach.text import format
from coach.text.format import capital

DayRecord = Session | Check


def records_on(book: Book, day: date) -> list[DayRecord]:
    """Returns the sessions of a day, then the answers of its skin checks."""
    sessions = [session for session in book.sessions if session.day == day]
    ahead = {check.id for check in book.checks_ahead}
    return [*sessions, *(check for check in book.checks if check.day == day and check.id not in ahead)]


def head_of(record: DayRecord) -> str:
    """Returns a record in one line: when, and what."""
    if isinstance(record, Check):
        return f"{record.at:%H:%M}  skin check, {labels.AREA[record.area]}: {record.skin}"
    cover = f", {labels.COVER[record.cover]}" if record.cover else ""
    minutes = format.minutes_short(record.done_min)
    return f"{record.started_at:%H:%M}  {minutes}, {labels.AREA[record.area]}{cover}"


def details_of(record: DayRecord) -> str:
    """Returns the answers that belong to a record, in sentences; empty if there are none."""
    return " ".join(_about_check(record) if isinstance(record, Check) else _about_session(record))


def name_of(record: DayRecord) -> str:
    """Returns what a record is called in a question: "the 4:48 minutes at 06:30"."""
    if isinstance(record, Check):
        return f'the answer "{record.skin}" at {record.at:%H:%M}, {labels.AREA[record.area]}'
    return f"the {format.minutes(record.done_min)} at {record.started_at:%H:%M}"


def _about_session(session: Session) -> Iterable[str]:
    planned = ""
    if session.planned_min and format.lasted(session.planned_min) != format.lasted(session.done_min):
        planned = f", {format.part_of(session.done_min, session.planned_min)}"
    why = f" ({labels.STOPPED_FOR[session.stopped_for]})" if session.stopped_for else ""
    yield f"{capital(labels.ENDED[session.ended])}{why}{planned}."
    if session.unattended:
        yield "It closed by itself, so nobody knows yet how long it was."
    if session.sharpness is not None:
        yield f"Sharpness {session.sharpness}."
    if session.before is not None and session.after is not None:
        yield f"Soreness {session.before} before, {session.after} after."
    if session.skin_after is not None:
        yield f"Skin {session.skin_after} after it{_next_check(session)}."
    elif session.skin_next is not None:
        yield f"Skin {session.skin_next} at the next check."


def _next_check(session: Session) -> str:
    if session.skin_next is None:
        return ""
    if session.skin_next is session.skin_after:
        return " and at the next check"
    return f", {session.skin_next} at the next check"


def _about_check(check: Check) -> Iterable[str]:
    if check.also is not None:
        counts = f"{check.skin} counts" if check.skin in WOUNDED else "that was a slip"
        yield f"There was also the answer {check.also}; {counts}."
