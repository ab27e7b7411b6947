"""The records of a day, as lines to choose from."""

from __future__ import annotations

from datetime import date

from textual.content import Content

from coach.domain import labels
from coach.domain.model import WOUNDED, Book, Check, Session, Skin
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.text import format

DayRecord = Session | Check


def records_on(book: Book, day: date) -> list[DayRecord]:
    """Returns the sessions of a day, then the answers of its skin checks."""
    sessions = [session for session in book.sessions if session.day == day]
    ahead = {check.id for check in book.checks_ahead}
    return [*sessions, *(check for check in book.checks if check.day == day and check.id not in ahead)]


def line_of(record: DayRecord) -> Content:
    """Returns two or three lines: the record, its answers, and what is still to be answered.

    They have no colour of their own, which could not be read on that of the line under the cursor.
    """
    return _session(record) if isinstance(record, Session) else _check(record)


def which_answer(check: Check) -> Confirm:
    """Returns the question what an answer of the skin check should be; its empty answer leaves it."""
    answers = (
        Answer("", "n", f"Leave it: {check.skin}"),
        *(
            Answer(skin.value, str(n), f"It was {labels.SKIN[skin]}")
            for n, skin in enumerate(Skin, 1)
            if skin is not check.skin
        ),
    )
    text = f"Answered {check.skin} at {check.at:%H:%M}. What should it be?"
    return Confirm(f"Skin check of the {labels.AREA[check.area]}", text, answers)


def _session(session: Session) -> Content:
    cover = f", {labels.COVER[session.cover]}" if session.cover else ""
    planned = f" of {format.number(session.planned_min)}" if session.planned_min else ""
    head = (
        f"{session.started_at:%H:%M}  {format.number(session.done_min)}{planned} min  {session.area}{cover}"
    )
    why = f" ({labels.STOPPED_FOR[session.stopped_for]})" if session.stopped_for else ""
    facts = [f"{labels.ENDED[session.ended]}{why}"]
    if session.sharpness is not None:
        facts.append(f"sharpness {session.sharpness}")
    if session.before is not None and session.after is not None:
        facts.append(f"soreness {session.before} to {session.after}")
    if session.skin_after is not None:
        facts.append(f"skin {session.skin_after}")
    if session.skin_next is not None:
        facts.append(f"next check {session.skin_next}")
    unattended = "\n  closed by itself; how long is open" if session.unattended else ""
    return Content.assemble((head, "bold"), "\n", "  " + ", ".join(facts) + unattended)


def _check(check: Check) -> Content:
    head = f"{check.at:%H:%M}  skin check, {labels.AREA[check.area]}: {check.skin}"
    also = ""
    if check.also is not None:
        counts = f"{check.skin} counts" if check.skin in WOUNDED else "that was a slip"
        also = f"\n  {check.also} was said too; {counts}"
    return Content.assemble((head, "bold"), also)
