"""The skin check: what an answer records, and which answers are refused."""

from __future__ import annotations

from datetime import date, datetime

from coach.domain import labels
from coach.domain.check_answers import first_answer
from coach.domain.dated_ahead import ahead_of
from coach.domain.instants import instant
from coach.domain.model import WOUNDED, Area, Book, Change, Check, Record, Refused, Session, Skin
from coach.domain.ramp.area_day import day_in
from coach.domain.ramp.causes import hurt_word
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import REST
from coach.domain.session.skin_report import marks_count_from, say_counts_from
from coach.text import format


def answer_check(book: Book, area: Area, skin: Skin, now: datetime) -> Change | None:
    """Records an answer to the skin check; None if it says nothing new.

    The sessions of the last day in the area that have no answer yet then name this day, and its first answer
    counts for them; later answers only open or close the timer. A session that came to that day since the
    first one keeps the later answer as its own, if that is another. Raises Refused for a `clear` on a day of
    rest or before broken skin can have healed, and for a `clear` or `pink` before they count: marks need time
    to show, and to go.
    """
    day = day_in(book, area, now)
    ramps = Ramps(book)
    state = ramps.of(area).state
    # one from another tracker must not take the answer away from the one before it
    sessions = [s for s in book.sessions if s.area is area and not s.only_minutes]
    last = max((s.day for s in sessions), default=day)
    open_on = [s for s in sessions if s.day == last < day and _is_open(s, day)]
    answer = state.skin_answer
    heals_on = None if state.healed else state.heals_on
    clear = skin is Skin.CLEAR
    if clear and heals_on is not None and day < heals_on:
        raise Refused(
            f"{hurt_word(state)} skin keeps the {labels.AREA[area]} closed until"
            f" {format.short_date(heals_on)} at the earliest: answer again then."
        )
    rests = answer is not None and answer[0] == day and answer[1] in REST
    if clear and heals_on is None and rests:
        raise Refused("Today stays a rest day: answer again tomorrow, or undo if it was a slip.")
    if skin in (Skin.CLEAR, Skin.PINK) and (counts := marks_count_from(ramps, area, now)):
        raise Refused(f"It is too early for {skin}. {say_counts_from(counts, now)}")
    known = state.last_day is None or state.last_day >= day or (answer and answer[1] is Skin.CLEAR)
    if clear and heals_on is None and known:
        return None
    seen = ahead_of(book, area) if skin in WOUNDED else ()
    check = Check(day=day, area=area, skin=skin, at=now, seen=seen)
    first = first_answer(book, area, day)
    from_check = first is None or first.skin is skin or instant(now) < instant(first.at)
    answered: tuple[Record, ...] = tuple(
        s._replace(skin_next=skin, skin_next_on=day, from_check=from_check) for s in open_on
    )
    return Change(f"Answered the skin check for the {labels.AREA[area]}: {skin}", put=(*answered, check))


def _is_open(session: Session, day: date) -> bool:
    """Returns whether a session still needs an answer; a `clear` dated ahead by a wrong clock is none."""
    ahead = session.skin_next is Skin.CLEAR and (session.skin_next_on or day) > day
    return session.skin_next is None or ahead
