"""Days and times as spreadsheets and trackers write them; a column tells the order of day and month."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo
from enum import StrEnum
from typing import NamedTuple

from coach.domain.model import Refused
from coach.domain.typed_dates import EARLIEST, LATEST, month_number, year_of
from coach.domain.typed_times import hour_of
from coach.store.schema.record_conversion import BadField


class DateOrder(StrEnum):
    """The order in which a file writes the numbers of a day."""

    DAY_FIRST = "dmy"
    MONTH_FIRST = "mdy"


class Moment(NamedTuple):
    """A day as it stands in a cell, with its time if there is one."""

    day: date
    time: time | None = None
    zone: tzinfo | None = None
    """The offset that the cell gives, which is that of the place where it was written."""
    in_utc: bool = False
    """Whether the cell gives UTC by its letter or name, which tells nothing of a place."""


NOON = time(12)
"""The time of a session of which only the day is known."""

_CLOCK = r"(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d+)?)?\s*(?:([ap])\.?m\.?)?"
_NUMBERS = re.compile(
    rf"(\d{{4}}|\d{{1,2}})([./-])\s?(\d{{1,2}})\2\s?(\d{{4}}|\d{{1,2}})(?:,?[ T]+{_CLOCK})?", re.IGNORECASE
)
_NAMED = re.compile(
    r"(?:[a-z]+,\s*)?(?:(\d{1,2})\.? ([a-z]{3,9})|([a-z]{3,9}) (\d{1,2}))\.?,? (\d{4})"
    rf"(?:,?[ T]+{_CLOCK})?",
    re.IGNORECASE,
)
_TIME = re.compile(_CLOCK, re.IGNORECASE)
_LIKE = "is not a time like 2026-01-31T07:30 or 2026-01-31T07:30+01:00, nor a day like 2026-01-31"
_LIKE_DAY = "is not a day like 2026-01-31 or 31.1.2026"


def order_of(cells: Iterable[str], asked: DateOrder | None = None) -> DateOrder | None:
    """Returns the order of day and month in a column: `asked`, or told by a number above 12.

    None if no cell needs it. Raises `Refused` where nothing tells it, or where cells contradict each other.
    """
    open_, day_first, month_first = "", "", ""
    for cell in cells:
        found = _NUMBERS.fullmatch(_tidy(cell))
        if found is None or len(found[1]) == 4 or found[2] == ".":
            continue
        one, two = int(found[1]), int(found[3])
        if one > 12:
            day_first = day_first or cell
        elif two > 12:
            month_first = month_first or cell
        elif one != two:
            open_ = open_ or cell
    if asked is not None:
        return asked
    if day_first and month_first:
        raise Refused(
            f"The file has {day_first} and {month_first}: write all days in one order, or as 2026-01-31."
        )
    if day_first or month_first:
        return DateOrder.DAY_FIRST if day_first else DateOrder.MONTH_FIRST
    if open_:
        raise Refused(
            f"{open_} can be two days: add --dates dmy if the day comes first, --dates mdy if the month."
        )
    return None


def moment(cell: str, order: DateOrder | None, field: str) -> Moment:
    """Returns the day, and the time if there is one, in a cell; raises `BadField` if it is none."""
    text = _tidy(cell)
    try:
        found = _iso(text) or _numbers(text, order) or _named(text)
    except ValueError:
        found = None
    if found is None:
        raise BadField(field, _LIKE_DAY if field == "date" else _LIKE)
    if not EARLIEST <= found.day <= LATEST:
        raise BadField(field, "is before 1970" if found.day < EARLIEST else "is in the future")
    return found


def time_in(cell: str, field: str) -> time:
    """Returns the time of day in a cell of its own; raises `BadField` if it is none."""
    found = _TIME.fullmatch(_tidy(cell))
    try:
        told = _clock(*found.groups()) if found else None
    except ValueError:
        told = None
    if told is None:
        raise BadField(field, "is not a time of day like 07:30")
    return told


def instant_of(found: Moment, tz: tzinfo) -> datetime:
    """Returns the instant of a moment, in `tz` unless it has a zone; a day alone is noon.

    A time in UTC is told in `tz` too, as the day on which the user lived it goes by their own clock.
    In an hour that the clocks repeat, the first time is meant; in one that they skip, the time an hour later.
    """
    told = datetime.combine(found.day, found.time or NOON)
    if found.zone is not None:
        return told.replace(tzinfo=found.zone)
    # by way of UTC, where an hour skipped or repeated has one meaning
    told = told.replace(tzinfo=UTC if found.in_utc else tz).astimezone(UTC).astimezone(tz)
    return told.replace(tzinfo=timezone(told.utcoffset() or timedelta(0)), fold=0)


def ended_by(now: datetime, day: date, minutes: float, rollover: int) -> datetime:
    """Returns the start of a session of today while noon is still to come: it ended just before now.

    It did not begin before the coach's day did.
    """
    tz = now.tzinfo or UTC
    began = instant_of(Moment(day, time(rollover)), tz)
    start = now.astimezone(UTC).replace(second=0, microsecond=0) - timedelta(minutes=minutes)
    told = max(began.astimezone(UTC), start).astimezone(tz)
    return told.replace(tzinfo=timezone(told.utcoffset() or timedelta(0)), fold=0)


def _tidy(cell: str) -> str:
    return " ".join(cell.split())


def _iso(text: str) -> Moment | None:
    if not re.match(r"\d{4}-?\d{2}", text):
        return None
    try:
        return Moment(date.fromisoformat(text))
    except ValueError:
        pass
    try:
        told = datetime.fromisoformat(text.removesuffix(" UTC"))
    except ValueError:
        return None
    if text.endswith(("Z", " UTC")):
        # JavaScript and its like write a day alone as its midnight in UTC
        if told.time() == time():
            return Moment(told.date())
        return Moment(told.date(), told.time(), in_utc=True)
    return Moment(told.date(), told.time(), told.tzinfo)


def _numbers(text: str, order: DateOrder | None) -> Moment | None:
    found = _NUMBERS.fullmatch(text)
    if found is None:
        return None
    one, two = int(found[1]), int(found[3])
    if len(found[1]) == 4:
        day = date(one, two, int(found[4]))
    else:
        if len(found[4]) == 1:
            return None
        year = year_of(found[4])
        month_first = order is DateOrder.MONTH_FIRST and found[2] != "."
        day = date(year, one, two) if month_first else date(year, two, one)
    return Moment(day, _clock(*found.groups()[4:]))


def _named(text: str) -> Moment | None:
    found = _NAMED.fullmatch(text)
    if found is None:
        return None
    month = month_number((found[2] or found[3]).lower())
    if month is None:
        return None
    return Moment(date(int(found[5]), month, int(found[1] or found[4])), _clock(*found.groups()[5:]))


def _clock(hour: str | None, minute: str | None, second: str | None, half: str | None) -> time | None:
    if hour is None:
        return None
    return time(hour_of(int(hour), half or ""), int(minute or 0), int(second or 0))
