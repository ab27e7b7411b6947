"""Answers of the skin check that were recorded, and their correction.

An answer lies in a `Check`, and in the sessions that it is about; both are always changed together.
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
from coach.domain.ramp.causes import hurt
from coach.domain.ramp.history import APART
from coach.domain.ramp.prescription import Ramps
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.skin_check import answer_check
from coach.text import format


class AnswerChanges(NamedTuple):
    """What an answer changes, and what there is to tell about it."""

    put: tuple[Record, ...] = ()
    drop: tuple[Record, ...] = ()
    notes: tuple[str, ...] = ()


class Correction(NamedTuple):
    """A correction to be recorded, and what there is to tell about it."""

    change: Change
    notes: tuple[str, ...] = ()


def first_answer(book: Book, area: Area, day: date) -> Check | None:
    """Returns the first answer of the skin check on a day, which is about the sessions before it."""
    found = (check for check in recorded_checks(book) if check.area is area and check.day == day)
    return min(found, key=lambda check: (instant(check.at), check.id), default=None)


def recorded_checks(book: Book) -> tuple[Check, ...]:
    """Returns all answers of the skin check on the days that they were recorded with.

    Among those that count, one that says `broken` and is dated ahead stands on today.
    """
    ahead = {check.id for check in book.checks_ahead}
    return (*(check for check in book.checks if check.id not in ahead), *book.checks_ahead)


def correct_check(
    book: Book, check: Check, skin: Skin | None, now: datetime, *, agreed: Container[Confirmation] = ()
) -> Correction:
    """Corrects an answer of the skin check, or takes it away where `skin` is None.

    Raises Refused where it is gone, and Unconfirmed where a better answer was not agreed to as the correction
    of a slip.
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

    Raises Unconfirmed where a better answer was not agreed to as the correction of a slip.
    """
    on = answered_on(session)
    # no check holds an answer that came with an import, or whose day the session was moved past
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
    """Answers the skin check after a session that was never answered.

    On the last day on the mat that answers today's check. Of a session with others since, a clear answer
    counts from today on, for what is said later never raises; any other counts from the day after it.
    Raises Refused on the day of the session itself.
    """
    if skin is None:
        return AnswerChanges()
    today = day_of(now, book.settings.rollover)
    if session.day >= today:
        raise Refused("skin next day: it is asked from tomorrow on; say how the skin was right after it.")
    others = tuple(s for s in book.sessions if s.id != session.id)
    beside = [s for s in others if s.area is session.area and s.day == session.day]
    last = all(s.day <= session.day for s in others if s.area is session.area)
    told = next((s for s in beside if s.skin_next is not None), None)
    on = today if last or skin is Skin.CLEAR else session.day + timedelta(days=1)
    on = answered_on(told) if told else on
    known = first_answer(book, session.area, on)
    says = told.skin_next if told else known.skin if known else skin
    if says is not skin:
        raise Refused(
            f"skin next day: the skin check of {format.short_date(on)} says {says};"
            " if that was a slip, correct it there."
        )
    given = [
        s._replace(skin_next=skin, skin_next_on=told.skin_next_on if told else on)
        for s in (session, *beside)
        if s.skin_next is None
    ]
    if told or known or not last:
        return AnswerChanges(put=tuple(given))
    change = answer_check(book._replace(sessions=(*others, session)), session.area, skin, now)
    return AnswerChanges(put=change.put if change else tuple(given))


def lasting_lock(book: Book, area: Area, day: date, now: datetime) -> str:
    """Returns why broken skin of a day keeps its area closed though it is taken back; else an empty text.

    It is taken back on the day that it was said only; after that, what closed the area is healing.
    """
    ramp = Ramps(book).of(area)
    if day >= day_of(now, book.settings.rollover) or not ramp.locks or ramp.standing.heals_on is None:
        return ""
    first, last = ramp.locks[-1]
    if last is not None or day < first:
        return ""
    return (
        f"{hurt(ramp.standing)} skin can be taken back only on the day it was reported: no mat on your"
        f" {labels.AREA[area]} until {format.short_date(ramp.standing.heals_on)} at the earliest."
    )


def answered_on(session: Session) -> date:
    """Returns the day of the answer that came after a session: as noted, and never its own."""
    after = session.day + timedelta(days=1)
    return max(after, session.skin_next_on or after)


def _about(book: Book, check: Check) -> list[Session]:
    """Returns the sessions that hold an answer as well."""
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
    said = max((each for each in answers if each), key=GENTLEST_FIRST.index)
    better = GENTLEST_FIRST.index(skin or Skin.CLEAR) < GENTLEST_FIRST.index(said)
    note = lasting_lock(book, area, day, now) if better and said in WOUNDED else ""
    if better and Confirmation.SLIP not in agreed:
        question = (
            f"On {format.short_date(day)} you said that the skin of your {labels.AREA[area]} was {said}."
            " Was it a slip?"
        )
        raise Unconfirmed(f"{question} {note}".strip(), Confirmation.SLIP)
    if note:
        return AnswerChanges(put=(check._replace(also=skin),) if check and skin else (), notes=(note,))
    kept = None if check is None or skin is None or skin is check.also else check.skin
    # said too early, a slip leaves the question open: it is asked again
    says = None if check is not None and skin in (Skin.CLEAR, Skin.PINK) and _early(check, about) else skin
    put: list[Record] = [
        s._replace(skin_next=says, skin_next_on=s.skin_next_on if says else None) for s in about
    ]
    if check is not None and skin is not None and skin is not check.skin:
        put.append(check._replace(skin=skin, also=kept))
    return AnswerChanges(put=tuple(put), drop=(check,) if check and skin is None else ())


def _early(check: Check, about: list[Session]) -> bool:
    """Returns whether an answer came within six hours of a session that it is about: marks need time to show."""
    return any(instant(check.at) < end_of(each) + APART for each in about)
