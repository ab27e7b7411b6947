"""The skin check: who is asked, and what an answer is recorded on."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta

from coach.domain import names
from coach.domain.ahead import ahead_of
from coach.domain.folding import APART
from coach.domain.instants import instant
from coach.domain.model import WOUNDED, Area, Book, Change, Check, Record, Refused, Session, Skin
from coach.domain.prescription import Ramps, day_in


def answer_check(book: Book, area: Area, skin: Skin, now: datetime) -> Change | None:
    """Records an answer to the skin check; None where it says nothing new.

    The first answer from the day after on is kept with the area's sessions of their last day; later
    ones only open or close the timer. Raises Refused for a `clear` that comes too early, and for a `clear` or
    `pink` within six hours of the last session: marks need time to show, and to go.
    """
    day = day_in(book, area, now)
    ramp = Ramps(book).of(area)
    standing = ramp.standing
    sessions = [s for s in book.sessions if s.area is area]
    last = max((s.day for s in sessions), default=day)
    open_on = [s for s in sessions if s.day == last < day and _is_open(s, day)]
    answer = standing.answer
    if skin in (Skin.CLEAR, Skin.PINK) and ramp.last_end is not None and (last < day or skin is Skin.PINK):
        counts_from = ramp.last_end + APART
        if last >= day:
            counts_from = max(counts_from, instant(_next_day(book, last, now)))
        if instant(now) < counts_from:
            at = counts_from.astimezone(now.tzinfo)
            when = f"{at:%H:%M}" if at.date() == now.date() else f"{names.day(at.date())}, {at:%H:%M}"
            raise Refused(
                f"Marks need 6 hours to show: {skin} counts from {when} on."
                " Sore or broken skin you can report at once."
            )
    if skin is Skin.CLEAR and standing.heals_on is not None and not standing.healed:
        if day < standing.heals_on:
            raise Refused(
                f"Broken skin keeps the {names.AREA[area]} closed until {names.day(standing.heals_on)}"
                " at the earliest: answer again then."
            )
    elif skin is Skin.CLEAR:
        if answer is not None and answer[0] == day and answer[1] in (Skin.PINK, Skin.SORE):
            raise Refused("Today stays a day of rest: answer again tomorrow, or undo if it was a slip.")
        if standing.last_day is None or standing.last_day >= day or (answer and answer[1] is Skin.CLEAR):
            return None
    seen = ahead_of(book, area) if skin in WOUNDED else ()
    check = Check(day=day, area=area, skin=skin, at=now, seen=seen)
    answered: tuple[Record, ...] = tuple(s._replace(skin_next=skin, skin_next_on=day) for s in open_on)
    return Change(f"Answered the skin check for the {names.AREA[area]}: {skin}", put=(*answered, check))


def _next_day(book: Book, day: date, now: datetime) -> datetime:
    """When the day after one begins, in the zone of now."""
    return datetime.combine(day + timedelta(days=1), time(book.settings.rollover), tzinfo=now.tzinfo)


def _is_open(session: Session, day: date) -> bool:
    """Returns whether nobody answered the skin check of a session, but for a clock that ran ahead."""
    ahead = session.skin_next is Skin.CLEAR and (session.skin_next_on or day) > day
    return session.skin_next is None or ahead
