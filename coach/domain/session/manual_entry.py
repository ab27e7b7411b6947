"""Recording by hand: logging a session, and checking in after one."""

from __future__ import annotations

import math
from collections.abc import Container
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from coach.domain import labels
from coach.domain.dated_ahead import ahead_of
from coach.domain.dates import day_of, moved
from coach.domain.instants import instant
from coach.domain.local_time import began
from coach.domain.model import (
    LONGEST_RECORD,
    WOUNDED,
    Area,
    Book,
    Change,
    Cover,
    Ended,
    Refused,
    Session,
    Skin,
    StopReason,
)
from coach.domain.ramp import limits
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.replay import Ramps, area_state_on
from coach.domain.ramp.rules import completed
from coach.domain.session.cautions import long_caution, warnings
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.overlaps import confirm_overlap
from coach.domain.typed_dates import EARLIEST
from coach.text import format

LONGEST = int(LONGEST_RECORD.total_seconds()) // 60
"""Minutes of the longest session that can be recorded."""


class ManualEntry(NamedTuple):
    """A session as the user enters it by hand."""

    minutes: float
    area: Area = Area.BACK
    cover: Cover | None = None
    """None takes the prescribed cover of that day."""
    on: date | None = None
    at: time | None = None
    """The time at which it began; None for one that has just ended, or for noon of an earlier day."""
    ended: Ended | None = None
    """The way it ended; None leaves that to the minutes."""
    stopped_for: StopReason | None = None
    """The reason to stop, if that was the sensation."""
    attended: bool = False
    """Whether the user confirms the minutes of a session that closed by itself."""
    sharpness: int | None = None
    skin: Skin | None = None
    skin_next: Skin | None = None
    """The answer of the skin check after it; only editing a session asks for it."""
    before: int | None = None
    after: int | None = None
    note: str = ""


class EntryResult(NamedTuple):
    """The change that an entry makes, and the warnings about it."""

    change: Change
    session: Session
    warnings: tuple[str, ...]


def log(
    book: Book, entry: ManualEntry, now: datetime, *, agreed: Container[Confirmation] = ()
) -> EntryResult:
    """Records a session by hand.

    Raises Refused, naming the field, for what cannot have been. Raises Unconfirmed for a session that lasted
    over 30 minutes, or that overlaps another one, unless `agreed` says so.
    """
    check_answers(entry)
    ended = stated_end(entry)
    if ended is not Ended.SENSATION:
        check_long_enough(entry.minutes)
    started, day = _when(book, entry, now)
    first = all(s.area is not entry.area or s.day != day for s in book.sessions)
    rung = prescribed(book, entry.area, day)
    cover = entry.cover or (rung[0] if rung else None)
    done = not first or meets_prescription(rung, entry.minutes)
    session = Session(
        area=entry.area,
        started_at=started,
        ended_at=ends_at(started, entry.minutes),
        day=day,
        done_min=entry.minutes,
        cover=cover,
        planned_min=rung[1] if rung and first else None,
        ended=ended or (Ended.COMPLETED if done else Ended.STOPPED),
        stopped_for=entry.stopped_for,
        sharpness=entry.sharpness,
        skin_after=entry.skin,
        before=entry.before,
        after=entry.after,
        note=entry.note,
        backfilled=True,
        seen=ahead_of(book, entry.area) if entry.skin in WOUNDED else (),
        while_locked=Ramps(book).of(entry.area).state.locked,
    )
    confirm_long(session, agreed)
    session = confirm_overlap(book, session, agreed)
    label = (
        f"Logged {format.minutes(entry.minutes)} on the {labels.AREA[entry.area]}, {format.short_date(day)}"
    )
    return EntryResult(Change(label, put=(session,)), session, warnings(book, session))


def check_in(
    session: Session,
    *,
    sharpness: int | None,
    skin: Skin | None,
    before: int | None,
    after: int | None,
    note: str,
    ahead: tuple[str, ...] = (),
) -> Change:
    """Records how a session was; every answer may be left out. Raises Refused, naming the field.

    `ahead` are the ids of what is dated ahead in its area (`ahead_of`).
    """
    for field, value in (("sharpness", sharpness), ("before", before), ("after", after)):
        check_scale(field, value)
    answered = session._replace(
        sharpness=sharpness,
        skin_after=skin,
        before=before,
        after=after,
        note=note,
        seen=seen_ahead(session, skin, ahead),
        from_comfort=session.from_comfort and sharpness == session.sharpness,
    )
    return Change(f"Checked in{area_and_day(session)}", put=(answered,))


def check_answers(entry: ManualEntry) -> None:
    """Raises Refused, naming the field, for minutes or a number that cannot have been."""
    check_minutes(entry.minutes)
    for field in ("sharpness", "before", "after"):
        check_scale(field, getattr(entry, field))


def area_and_day(session: Session) -> str:
    """Returns the area and day of a session, as the end of a label."""
    return f" on the {labels.AREA[session.area]}, {format.short_date(session.day)}"


def stated_end(entry: ManualEntry) -> Ended | None:
    """Returns how a session ended, if the entry says so; a reason to stop says it too."""
    return Ended.SENSATION if entry.stopped_for is not None else entry.ended


def confirm_long(session: Session, agreed: Container[Confirmation]) -> None:
    """Raises Unconfirmed for a session of over 30 minutes that was not agreed to (A12)."""
    caution = long_caution(session)
    if caution and Confirmation.LONG not in agreed:
        raise Unconfirmed(caution, Confirmation.LONG)


def check_minutes(value: float) -> None:
    """Raises Refused unless the minutes are more than 0 and at most 12 hours."""
    if not math.isfinite(value) or value <= 0:
        raise Refused(f"minutes: {value:g} is not a time on the mat; give more than 0 and at most {LONGEST}.")
    if value > LONGEST:
        raise Refused(f"minutes: {value:g} is over {LONGEST}, and 12 hours is the most for one session.")


def check_long_enough(value: float) -> None:
    """Raises Refused for under a minute, which is recorded only of a session stopped for the sensation."""
    if value < limits.SHORTEST_MIN:
        raise Refused(
            f"minutes: {value:g} is under a minute,"
            " which is only recorded if you stopped because of what you felt."
        )


def check_scale(field: str, value: int | None) -> None:
    """Raises Refused unless an answer is missing or from 0 to 10."""
    if value is not None and not 0 <= value <= 10:
        raise Refused(f"{field}: {value} is not on the scale from 0 to 10.")


def check_day(day: date, today: date) -> None:
    """Raises Refused for a day in the future or before 1970."""
    if day > today:
        raise Refused(f"on: {day} is in the future; record a session once it is over.")
    if day < EARLIEST:
        raise Refused(f"on: {day} is before 1970; give the day of the session.")


def seen_ahead(session: Session, skin: Skin | None, ahead: tuple[str, ...]) -> tuple[str, ...]:
    """Returns the ids of what was dated ahead when the skin was first called broken after a session."""
    if skin not in WOUNDED:
        return ()
    return session.seen if session.skin_after in WOUNDED else ahead


def check_over(started: datetime, ended: datetime, now: datetime) -> None:
    """Raises Refused for a session that has not begun yet, or not ended."""
    once = "record a session once it is over"
    if instant(started) > instant(now):
        raise Refused(f"at: {started:%Y-%m-%d %H:%M} is in the future; {once}.")
    if instant(ended) > instant(now):
        end = ended.astimezone(started.tzinfo)
        raise Refused(
            f"at: begun at {started:%H:%M}, it would end at {end:%H:%M}, which is still to come; {once}."
        )


def ends_at(started: datetime, minutes: float) -> datetime:
    """Returns the moment, in the same zone, at which a session of so many minutes ends."""
    return moved(started, timedelta(minutes=minutes))


def prescribed(book: Book, area: Area, day: date) -> tuple[Cover, int] | None:
    """Returns the cover and minutes that were prescribed for a day; None if nothing was."""
    ramp = Ramps(book).of(area, day)
    view = area_state_on(ramp, day, assume_clear=False)
    if view.gate is not Gate.OPEN:
        return None
    rung = ramp.state.rungs[view.decision.step - 1]
    return rung.cover, rung.minutes


def meets_prescription(rung: tuple[Cover, int] | None, minutes: float) -> bool:
    """Returns whether minutes are enough for what was prescribed; any are if nothing was."""
    return rung is None or completed(minutes, rung[1])


def _when(book: Book, entry: ManualEntry, now: datetime) -> tuple[datetime, date]:
    """Returns when a session began, and the day that it is recorded on."""
    rollover = book.settings.rollover
    today = day_of(now, rollover)
    latest = moved(now, timedelta(minutes=-entry.minutes))
    if entry.on is not None:
        check_day(entry.on, today)
    if entry.at is not None:
        return _begun_at(entry, entry.at, now, rollover)
    if entry.on is None:
        return latest, day_of(latest, rollover)
    noon = began(entry.on, time(12), rollover, latest)
    started = min(noon, latest, key=instant)
    if day_of(started, rollover) < entry.on:
        raise Refused(
            f"on: {entry.on} began at {rollover:02}:00, and has no room for {format.minutes(entry.minutes)}"
            " yet; leave the day out for a session that has just ended."
        )
    return started, entry.on


def _begun_at(entry: ManualEntry, at: time, now: datetime, rollover: int) -> tuple[datetime, date]:
    """Returns when a session began that was entered with a time, and the day that it is recorded on."""
    today = day_of(now, rollover)
    latest = moved(now, timedelta(minutes=-entry.minutes))
    day = entry.on or today
    started = began(day, at, rollover, latest)
    if entry.on is None and at.hour < rollover and instant(started) > instant(now):
        # A late hour that is still to come today was meant for the night just over, which is the day before.
        day = today - timedelta(days=1)
        started = began(day, at, rollover, latest)
    check_over(started, ends_at(started, entry.minutes), now)
    return started, day
