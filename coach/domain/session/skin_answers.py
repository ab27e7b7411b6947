"""Correcting the answers of the skin check.

An answer is stored in a `Check`, and in the sessions that it is about. Both are always changed together.
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date, datetime, timedelta
from typing import NamedTuple

from coach.domain import labels
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


def first_answer(book: Book, area: Area, day: date) -> Check | None:
    """Returns the first answer of the skin check on a day: only that one is about the sessions before it."""
    found = (check for check in recorded_checks(book) if check.area is area and check.day == day)
    return min(found, key=lambda check: (instant(check.at), check.id), default=None)


def recorded_checks(book: Book) -> tuple[Check, ...]:
    """Returns all answers of the skin check, each on the day that it was recorded with.

    `book.checks` has a `broken` that is dated ahead on today, so that it counts at once; here it is itself.
    """
    ahead = {check.id for check in book.checks_ahead}
    return (*(check for check in book.checks if check.id not in ahead), *book.checks_ahead)


def correct_check(
    book: Book, check: Check, skin: Skin | None, now: datetime, *, agreed: Container[Confirmation] = ()
) -> Correction:
    """Corrects an answer of the skin check, or removes it if `skin` is None.

    Raises Refused if it is gone, and Unconfirmed for a better answer that `agreed` does not call the
    correction of a slip.
    """
    found = next((each for each in recorded_checks(book) if each.id == check.id), None)
    if found is None:
        raise Refused("That answer is not there any more.")
    about = _about(book, found)
    answered = _correct(book, found.area, found.day, found, about, skin, now, agreed)
    if answered.notes and not answered.put:
        raise Refused(answered.notes[0])
    verb = "Corrected" if skin else "Took away"
    label = f"{verb} the skin check of the {labels.AREA[found.area]}, {format.short_date(found.day)}"
    return Correction(Change(label, put=answered.put, drop=answered.drop), answered.notes)


def correct_answer(
    book: Book, session: Session, skin: Skin | None, now: datetime, *, agreed: Container[Confirmation] = ()
) -> AnswerChanges:
    """Corrects the answer that came after a session, for all sessions that it is about.

    Raises Unconfirmed for a better answer that `agreed` does not call the correction of a slip.
    """
    on = answered_on(session)
    # An answer that came with an import has no check, nor has one whose day the session was moved past: then
    # it is about the sessions that bear the very same answer.
    check = first_answer(book, session.area, on) if session.skin_next_on == on else None
    if check is not None:
        same = _about(book, check)
    else:
        same = [
            s
            for s in book.sessions
            if s.area is session.area
            and (s.day, s.skin_next, s.skin_next_on) == (session.day, session.skin_next, session.skin_next_on)
        ]
    about = [session, *(s for s in same if s.id != session.id)]
    return _correct(book, session.area, on, check, about, skin, now, agreed)


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
    given = [
        s._replace(skin_next=skin, skin_next_on=answered.skin_next_on if answered else on)
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


def _about(book: Book, check: Check) -> list[Session]:
    """Returns the sessions in which an answer is stored as well."""
    if first_answer(book, check.area, check.day) != check:
        return []
    return [
        s
        for s in (*book.sessions, *book.ahead)
        if s.area is check.area and s.skin_next is not None and s.skin_next_on == answered_on(s) == check.day
    ]


def _correct(
    book: Book,
    area: Area,
    day: date,
    check: Check | None,
    about: list[Session],
    skin: Skin | None,
    now: datetime,
    agreed: Container[Confirmation],
) -> AnswerChanges:
    answers = [each.skin_next for each in about] + ([check.skin] if check else [])
    worst = max((each for each in answers if each), key=GENTLEST_FIRST.index)
    better = GENTLEST_FIRST.index(skin or Skin.CLEAR) < GENTLEST_FIRST.index(worst)
    note = lasting_lock(book, area, day, now) if better and worst in WOUNDED else ""
    if better and Confirmation.SLIP not in agreed:
        question = (
            f"On {format.short_date(day)} you said that the skin of your {labels.AREA[area]} was {worst}."
            " Was it a slip?"
        )
        raise Unconfirmed(f"{question} {note}".strip(), Confirmation.SLIP)
    # The report of broken skin stays and keeps the area closed; `also` only notes what the user says now.
    if note:
        return AnswerChanges(put=(check._replace(also=skin),) if check and skin else (), notes=(note,))
    former = None if check is None or skin is None or skin is check.also else check.skin
    # Six hours have to pass before marks show: a correction to `clear` or `pink` of an answer given earlier
    # than that would be a guess. The question is left open, and asked again.
    answer = None if check is not None and skin in (Skin.CLEAR, Skin.PINK) and _early(check, about) else skin
    put: list[Record] = [
        s._replace(skin_next=answer, skin_next_on=s.skin_next_on if answer else None) for s in about
    ]
    if check is not None and skin is not None and skin is not check.skin:
        put.append(check._replace(skin=skin, also=former))
    return AnswerChanges(put=tuple(put), drop=(check,) if check and skin is None else ())


def _early(check: Check, about: list[Session]) -> bool:
    """Returns whether an answer came within six hours of a session that it is about."""
    return any(instant(check.at) < end_of(each) + BETWEEN_SESSIONS for each in about)
