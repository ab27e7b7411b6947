"""Correcting the answers of the skin check.

An answer is recorded in its `Check` alone, and correcting it there corrects it for all sessions that name it.
One without a check is a session's own: an import brought it, or it was given once others had followed.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coach.domain import labels
from coach.domain.check_answers import first_answer, linked, recorded_checks
from coach.domain.dates import day_of
from coach.domain.instants import end_of, instant
from coach.domain.model import (
    GENTLEST_FIRST,
    WOUNDED,
    Area,
    Book,
    Change,
    Check,
    Record,
    Refused,
    Session,
    Skin,
)
from coach.domain.ramp.causes import hurt_word
from coach.domain.ramp.limits import BETWEEN_SESSIONS
from coach.domain.ramp.replay import Ramps
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.skin_check import answer_check
from coach.text import format


class AnswerChanges(NamedTuple):
    """The records that an answer changes, and the notes for the user."""

    put: tuple[Record, ...] = ()
    drop: tuple[Record, ...] = ()
    notes: tuple[str, ...] = ()


class Correction(NamedTuple):
    """A correction to be recorded, and the notes for the user."""

    change: Change
    notes: tuple[str, ...] = ()


def correct_check(
    book: Book, check: Check, skin: Skin | None, now: datetime, *, agreed: Container[Confirmation] = ()
) -> Correction:
    """Corrects an answer of the skin check, or removes it if `skin` is None.

    Raises Refused if it is gone, and Unconfirmed for a better answer that `agreed` does not call the
    correction of a slip.
    """
    found = next((each for each in recorded_checks(book) if each.id == check.id), None)
    if found is None:
        raise Refused("That answer is no longer there.")
    answered = _correct(book, found, skin, now, agreed)
    if answered.notes and not answered.put:
        raise Refused(answered.notes[0])
    verb = "Corrected" if skin else "Deleted"
    label = f"{verb} the skin check of the {labels.AREA[found.area]}, {format.short_date(found.day)}"
    return Correction(Change(label, put=answered.put, drop=answered.drop), answered.notes)


def correct_answer(
    book: Book, session: Session, skin: Skin | None, now: datetime, *, agreed: Container[Confirmation] = ()
) -> AnswerChanges:
    """Corrects the answer that came after a session, for all sessions that it is about.

    Raises Unconfirmed for a better answer that `agreed` does not call the correction of a slip.
    """
    check = first_answer(book, session.area, answered_on(session)) if session.from_check else None
    if check is not None:
        return _correct(book, check, skin, now, agreed, session)
    own = (session.area, session.day, session.skin_next, session.skin_next_on)
    about = [
        session,
        *(
            s
            for s in book.sessions
            if s.id != session.id and not s.from_check and (s.area, s.day, s.skin_next, s.skin_next_on) == own
        ),
    ]
    note = _question_better(book, session.area, answered_on(session), session.skin_next, skin, now, agreed)
    if note:
        return AnswerChanges(notes=(note,))
    on = session.skin_next_on if skin else None
    return AnswerChanges(put=tuple(s._replace(skin_next=skin, skin_next_on=on) for s in about))


def add_answer(
    book: Book, session: Session, skin: Skin | None, now: datetime, *, agreed: Container[Confirmation] = ()
) -> AnswerChanges:
    """Adds the answer of the skin check to a session that has none.

    For the last day on the mat this answers today's check. For a session with others since, a clear answer
    counts from today on, because a late answer never raises a step; any other counts from the day after it.
    Raises Refused on the day of the session itself, and if another answer of that day says something else.
    """
    if skin is None:
        return AnswerChanges()
    today = day_of(now, book.settings.rollover)
    if session.day >= today:
        raise Refused("skin next day: it is asked from tomorrow on; say how the skin was right after it.")
    others = tuple(s for s in book.sessions if s.id != session.id)
    beside = [s for s in others if s.area is session.area and s.day == session.day]
    last = all(s.day <= session.day for s in others if s.area is session.area)
    answered = next((s for s in beside if s.skin_next is not None), None)
    on = today if last or skin is Skin.CLEAR else session.day + timedelta(days=1)
    on = answered_on(answered) if answered else on
    known = first_answer(book, session.area, on)
    expected = answered.skin_next if answered else known.skin if known else skin
    if expected is not skin:
        raise Refused(
            f"skin next day: the skin check of {format.short_date(on)} says {expected};"
            " if that was a slip, correct it there."
        )
    on_record = answered.skin_next_on if answered else on
    from_check = answered.from_check if answered else known is not None
    given = [
        s._replace(skin_next=skin, skin_next_on=on_record, from_check=from_check)
        for s in (session, *beside)
        if s.skin_next is None
    ]
    # Only the last day on the mat, while it has no answer yet, gets a check of its own: it is today's.
    if answered or known or not last:
        return AnswerChanges(put=tuple(given))
    change = answer_check(book._replace(sessions=(*others, session)), session.area, skin, now)
    return AnswerChanges(put=change.put if change else tuple(given))


def lasting_lock(book: Book, area: Area, day: date, now: datetime) -> str:
    """Returns why the area stays closed although broken skin is taken back; empty if it does not.

    Broken skin can be taken back only on the day on which it was reported; after that it has to heal.
    """
    ramp = Ramps(book).of(area)
    if day >= day_of(now, book.settings.rollover) or not ramp.locks or ramp.state.heals_on is None:
        return ""
    first, last = ramp.locks[-1]
    if last is not None or day < first:
        return ""
    return (
        f"{hurt_word(ramp.state)} skin can be taken back only on the day it was reported: no mat on your"
        f" {labels.AREA[area]} until {format.short_date(ramp.state.heals_on)} at the earliest."
    )


def answered_on(session: Session) -> date:
    """Returns the day of the answer that came after a session: as noted, and never the session's own."""
    after = session.day + timedelta(days=1)
    return max(after, session.skin_next_on or after)


def _correct(
    book: Book,
    check: Check,
    skin: Skin | None,
    now: datetime,
    agreed: Container[Confirmation],
    edited: Session | None = None,
) -> AnswerChanges:
    """Corrects an answer in its check, or removes it if `skin` is None.

    `edited` is a session that names it and is being changed as well.
    """
    note = _question_better(book, check.area, check.day, check.skin, skin, now, agreed)
    # The report of broken skin stays and keeps the area closed; `also` only notes what the user says now.
    if note:
        return AnswerChanges(put=(check._replace(also=skin),) if skin else (), notes=(note,))
    about = {s.id: s for s in linked(book, check)} | ({edited.id: edited} if edited else {})
    answered = [s for s in about.values() if s.skin_next is not None]
    put: list[Record] = []
    # Six hours have to pass before marks show: a correction to `clear` or `pink` of an answer given earlier
    # than that would be a guess. The question is left open, and asked again.
    if skin is None or (skin in (Skin.CLEAR, Skin.PINK) and _early(check, answered)):
        put += [s._replace(skin_next=None, skin_next_on=None, from_check=False) for s in answered]
    if skin is not None and skin is not check.skin:
        put.append(check._replace(skin=skin, also=None if skin is check.also else check.skin))
    return AnswerChanges(put=tuple(put), drop=(check,) if skin is None else ())


def _question_better(
    book: Book,
    area: Area,
    day: date,
    said: Skin | None,
    skin: Skin | None,
    now: datetime,
    agreed: Container[Confirmation],
) -> str:
    """Returns why the area stays closed although a better answer is given; empty if it does not.

    Raises Unconfirmed for a better answer that `agreed` does not call the correction of a slip.
    """
    said = said or Skin.CLEAR
    if GENTLEST_FIRST.index(skin or Skin.CLEAR) >= GENTLEST_FIRST.index(said):
        return ""
    note = lasting_lock(book, area, day, now) if said in WOUNDED else ""
    if Confirmation.SLIP not in agreed:
        question = (
            f"On {format.short_date(day)} you said that the skin of your {labels.AREA[area]} was {said}."
            " Was it a slip?"
        )
        raise Unconfirmed(f"{question} {note}".strip(), Confirmation.SLIP)
    return note


def _early(check: Check, about: list[Session]) -> bool:
    """Returns whether an answer came within six hours of a session that it is about."""
    return any(instant(check.at) < end_of(each) + BETWEEN_SESSIONS for each in about)
