"""What was typed, taken as what it is meant to be; each refusal names the field and is wrong usage."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, time
from enum import StrEnum
from typing import TypeVar

from coach.cli.errors import UsageError, near
from coach.domain.model import Area, Refused
from coach.text.clean import refusal

EARLIEST = date(1970, 1, 1)
"""The first day that the coach knows."""

LATEST = date(2199, 12, 31)
"""The last day that the file can hold."""

NOTE_LIMIT = 4000
"""Characters of a note that the file can hold."""

_NUMBER = r"[+-]?([0-9]{1,9}(\.[0-9]*)?|\.[0-9]+)"
_WHOLE = r"[+-]?[0-9]{1,9}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_MONTH = r"([0-9]{4})-([0-9]{2})"
_TIME = r"([0-9]{1,2}):([0-9]{2})"

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


def optional(read: Callable[[str], Value], said: str | None) -> Value | None:
    """Returns what was said, read; None where nothing was."""
    return None if said is None else read(said)


def choice(field: str, kind: type[Choice], said: str) -> Choice:
    """Returns one of a few words."""
    try:
        return kind(said.lower())
    except ValueError:
        raise UsageError(f"{field}: {said} is none of {', '.join(kind)}{near(said, kind)}") from None


def area(said: str | None) -> Area | None:
    """Returns an area by its name; None where none was given."""
    return None if said is None else choice("area", Area, said)


def minutes(said: str) -> float:
    """Minutes on the mat, more than 0 and at most 12 hours, in hundredths."""
    if not re.fullmatch(_NUMBER, said):
        raise UsageError(f"minutes: {said} is no number; give minutes as in 7.5.")
    from coach.domain.session.manual_entry import check_minutes

    value = float(said)
    _held(lambda: check_minutes(value))
    _held(lambda: check_minutes(round(value, 2)))
    return round(value, 2)


def scale(field: str, said: str) -> int:
    """Returns an answer from 0 to 10."""
    if not re.fullmatch(_WHOLE, said):
        raise UsageError(f"{field}: {said} is not on the scale; give 0 to 10.")
    from coach.domain.session.manual_entry import check_scale

    value = int(said)
    _held(lambda: check_scale(field, value))
    return value


def whole(field: str, said: str, least: int, most: int) -> int:
    """Returns a whole number within a range."""
    if not re.fullmatch(_WHOLE, said) or not least <= int(said) <= most:
        raise UsageError(f"{field}: {said} is no whole number from {least} to {most}.")
    return int(said)


def day(field: str, said: str) -> date:
    """Returns a day from 1970 on, as in 2026-01-31."""
    try:
        found = date.fromisoformat(said) if re.fullmatch(_DAY, said) else None
    except ValueError:
        found = None
    if found is None:
        raise UsageError(f"{field}: {said} is no date such as 2026-01-31.")
    return _known(field, said, found)


def month(said: str) -> date:
    """Returns the first day of a month, as in 2026-01."""
    found = re.fullmatch(_MONTH, said)
    if not found or not 1 <= int(found[2]) <= 12 or not int(found[1]):
        raise UsageError(f"month: {said} is no month such as 2026-01.")
    return _known("month", said, date(int(found[1]), int(found[2]), 1))


def year(said: str) -> int:
    """Returns a year that the coach knows."""
    return whole("year", said, EARLIEST.year, LATEST.year)


def time_of_day(field: str, said: str) -> time:
    """Returns a time of day, as in 07:30."""
    found = re.fullmatch(_TIME, said)
    if not found or int(found[1]) > 23 or int(found[2]) > 59:
        raise UsageError(f"{field}: {said} is no time such as 07:30.")
    return time(int(found[1]), int(found[2]))


def note(said: str, field: str = "note") -> str:
    """Returns a text as it was typed; one with control characters is refused."""
    if len(said) > NOTE_LIMIT:
        raise UsageError(f"{field}: it has {len(said)} characters; {NOTE_LIMIT} is the most.")
    try:
        said.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{field}: it is not text that this terminal's encoding can read.") from None
    if why := refusal(said):
        raise UsageError(f"{field}: it {why}.")
    return said


def _known(field: str, said: str, found: date) -> date:
    if found < EARLIEST:
        raise UsageError(f"{field}: {said} is before 1970; the coach knows days from then on.")
    if found > LATEST:
        raise UsageError(f"{field}: {said} is after {LATEST.year}; the coach knows days until then.")
    return found


def _held(check: Callable[[], None]) -> None:
    try:
        check()
    except Refused as refused:
        raise UsageError(str(refused)) from None
