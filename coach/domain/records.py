"""Recording by hand: logging, checking in, editing and deleting sessions."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from coach.domain import caps, names
from coach.domain.days import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Change, Cover, DayNote, Ended, Refused, Session, Skin
from coach.domain.prescription import Ramps
from coach.domain.ramp import Gate, look
from coach.domain.verdict import completed

EARLIEST = date(1970, 1, 1)


class Logged(NamedTuple):
    """What someone says of a session that happened."""

    minutes: float
    area: Area = Area.BACK
    cover: Cover | None = None
    """None takes the prescribed cover of that day."""
    on: date | None = None
    at: time | None = None
    comfort: int | None = None
    skin: Skin | None = None
    before: int | None = None
    after: int | None = None
    note: str = ""


class Logging(NamedTuple):
    """A record to be made, and what to tell about it."""

    change: Change
    session: Session
    warnings: tuple[str, ...]


def log(book: Book, said: Logged, now: datetime) -> Logging:
    """Records a session by hand; raises Refused, naming the field, for what cannot have been."""
    check_minutes(said.minutes)
    for field in ("comfort", "before", "after"):
        check_scale(field, getattr(said, field))
    started = _instant(book, said, now)
    rollover = book.settings.rollover
    day = said.on or day_of(started, rollover)
    if any(s.area is said.area and instant(s.started_at) == instant(started) for s in book.sessions):
        raise Refused(
            f"at: there is a session on the {names.AREA[said.area]} at {started:%H:%M} on {day} already;"
            " give another --at."
        )
    first = all(s.area is not said.area or s.day != day for s in book.sessions)
    rung = _prescribed(book, said.area, day)
    cover = said.cover or (rung[0] if rung else None)
    done = not first or _enough(rung, said.minutes)
    session = Session(
        area=said.area,
        started_at=started,
        day=day,
        done_min=said.minutes,
        cover=cover,
        planned_min=rung[1] if rung and first else None,
        ended=Ended.COMPLETED if done else Ended.STOPPED,
        comfort=said.comfort,
        skin_after=said.skin,
        before=said.before,
        after=said.after,
        note=said.note,
        backfilled=True,
    )
    label = f"Logged {names.minutes(said.minutes)} on the {names.AREA[said.area]}, {names.day(day)}"
    return Logging(Change(label, put=(session,)), session, over_caps(book, session))


def over_caps(book: Book, session: Session) -> tuple[str, ...]:
    """What a record of the past goes over, to be told; it is kept all the same."""
    before = [s for s in book.sessions if s.id != session.id]
    limit = caps.day_cap(before, session.day)
    total = caps.minutes_on(before, session.day) + session.done_min
    found = []
    if total > limit:
        found.append(
            f"That makes {names.minutes(total)} on {names.day(session.day)}:"
            f" {limit} a day is the most (A10, B30)."
        )
    if session.area in caps.AREA_SESSION and session.done_min > caps.AREA_SESSION[session.area]:
        most = caps.AREA_SESSION[session.area]
        found.append(f"{most} minutes a session is the most for the {names.AREA[session.area]} (B20).")
    on_area = caps.minutes_on((s for s in before if s.area is session.area), session.day) + session.done_min
    if session.area in caps.AREA_DAY and on_area > caps.AREA_DAY[session.area]:
        found.append(f"{caps.AREA_DAY[session.area]} minutes a day is the most on the chair (A18).")
    return tuple(found)


def edit(book: Book, session: Session, said: Logged, now: datetime) -> Logging:
    """Edits a session of the day that it is on; raises Refused, naming the field."""
    if all(s.id != session.id for s in book.sessions):
        raise Refused("That session is not there any more.")
    check_minutes(said.minutes)
    for field in ("comfort", "before", "after"):
        check_scale(field, getattr(said, field))
    started = session.started_at
    if said.at is not None and said.at != started.time().replace(second=0, microsecond=0):
        started = _instant(book, said._replace(on=session.day), now)
    ended = session.ended
    if (
        session.backfilled
        and ended is Ended.STOPPED
        and _enough(_prescribed(book, said.area, session.day), said.minutes)
    ):
        ended = Ended.COMPLETED  # it was only its minutes that told of an early end
    edited = session._replace(
        ended=ended,
        area=said.area,
        started_at=started,
        done_min=said.minutes,
        cover=said.cover,
        comfort=said.comfort,
        skin_after=said.skin,
        before=said.before,
        after=said.after,
        note=said.note,
    )
    return Logging(
        Change(f"Edited {names.minutes(edited.done_min)}{_where(edited)}", put=(edited,)),
        edited,
        over_caps(book, edited),
    )


def check_in(
    session: Session,
    *,
    comfort: int | None,
    skin: Skin | None,
    before: int | None,
    after: int | None,
    note: str,
) -> Change:
    """Records how a session was; every answer may be left out. Raises Refused, naming the field."""
    for field, value in (("comfort", comfort), ("before", before), ("after", after)):
        check_scale(field, value)
    answered = session._replace(comfort=comfort, skin_after=skin, before=before, after=after, note=note)
    return Change(f"Checked in{_where(session)}", put=(answered,))


def delete(book: Book, session: Session) -> Change:
    """Deletes a session; it can be undone."""
    if all(s.id != session.id for s in book.sessions):
        raise Refused("That session is not there any more.")
    return Change(f"Deleted {names.minutes(session.done_min)}{_where(session)}", drop=(session,))


def note_day(book: Book, day: date, text: str) -> Change | None:
    """Sets, changes or takes away the note of a day."""
    found = next((note for note in book.notes if note.day == day), None)
    if text.strip():
        note = found._replace(text=text) if found else DayNote(day=day, text=text)
        return Change(f"{'Changed the' if found else 'Wrote a'} note on {names.day(day)}", put=(note,))
    return Change(f"Took away the note on {names.day(day)}", drop=(found,)) if found else None


def _where(session: Session) -> str:
    return f" on the {names.AREA[session.area]}, {names.day(session.day)}"


def check_minutes(value: float) -> None:
    """Raises Refused unless the minutes are more than 0 and at most 30 (A12)."""
    if not math.isfinite(value) or value <= 0:
        raise Refused(
            f"minutes: {value:g} is no time on the mat; give more than 0 and at most {caps.SESSION}."
        )
    if value > caps.SESSION:
        raise Refused(
            f"minutes: {value:g} is over {caps.SESSION}, the most for one session:"
            " longer may inflame or bruise the skin (RunnerClick, A12)."
        )


def check_scale(field: str, value: int | None) -> None:
    """Raises Refused unless an answer is missing or from 0 to 10."""
    if value is not None and not 0 <= value <= 10:
        raise Refused(f"{field}: {value} is not on the scale; give 0 to 10.")


def check_day(day: date, today: date) -> None:
    """Raises Refused for a day in the future or before 1970."""
    if day > today:
        raise Refused(f"on: {day} is in the future; a session is recorded once it has happened.")
    if day < EARLIEST:
        raise Refused(f"on: {day} is before 1970; give the day of the session.")


def _instant(book: Book, said: Logged, now: datetime) -> datetime:
    rollover = book.settings.rollover
    today = day_of(now, rollover)
    if said.on is not None:
        check_day(said.on, today)
    if said.at is None:
        if said.on is None:
            return now
        noon = datetime.combine(said.on, time(12), tzinfo=now.tzinfo)
        return min(noon, now, key=instant)
    day = said.on or today
    if said.at.hour < rollover:
        day += timedelta(days=1)
    started = datetime.combine(day, said.at, tzinfo=now.tzinfo)
    if instant(started) > instant(now):
        raise Refused(
            f"at: {started:%Y-%m-%d %H:%M} is in the future; a session is recorded once it has happened."
        )
    return started


def _prescribed(book: Book, area: Area, day: date) -> tuple[Cover, int] | None:
    """The cover and minutes that were prescribed for a day; None where nothing was."""
    ramp = Ramps(book).of(area, day)
    view = look(ramp, day, assume_clear=False)
    if view.gate is not Gate.OPEN:
        return None
    rung = ramp.standing.rungs[view.verdict.step - 1]
    return rung.cover, rung.minutes


def _enough(rung: tuple[Cover, int] | None, minutes: float) -> bool:
    return rung is None or completed(minutes, rung[1])
