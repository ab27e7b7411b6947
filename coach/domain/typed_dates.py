"""Days as people type them: 2026-03-07, 7.3., 3/7, 7 mar, Sat, Sat 7 mar, yesterday, -3."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from coach.domain.model import Refused
from coach.text.format import MONTHS, WEEKDAYS, short_date

EXAMPLES = "7.3., 7 mar, Sat, yesterday, -3 or 2026-03-07"
"""What a sentence that refuses a day says to type."""

EARLIEST, LATEST = date(1970, 1, 1), date(2199, 12, 31)
"""The days that a file can hold."""

_THIS_CENTURY = 70
"""Two digits of a year below this are of the years from 2000 on, the others of those from 1900."""
_LEAP = 8
"""The most years between two days of the 29th of February."""

_NEAR = {"today": 0, "yesterday": -1, "tomorrow": 1}
_OFFSET = re.compile(r"([+-]|\u2212)([0-9]{1,5})")
_ISO = re.compile(r"([0-9]{4})-([0-9]{1,2})-([0-9]{1,2})")
_DOTS = re.compile(r"([0-9]{1,2})\.\s*([0-9]{1,2})(?:\.\s*([0-9]{4}|[0-9]{2})?)?")
_DASHES = re.compile(r"([0-9]{1,2})-([0-9]{1,2})-([0-9]{4})")
_SLASHES = re.compile(r"([0-9]{1,2})/([0-9]{1,2})(?:/([0-9]{4}|[0-9]{2}))?")
_NUMBER = re.compile(r"([0-9]{1,2})\.?")
_NAMED = re.compile(r"([a-z]{2,9})\.?,?\s+(.*[0-9].*)")
"""A weekday before a day, as the coach itself writes it."""
_DAY_FIRST = re.compile(
    r"([0-9]{1,2})(?:st|nd|rd|th|\.)?\s*(?:of\s+)?([a-z]{3,9})\.?,?(?:\s*([0-9]{4}|[0-9]{2}))?"
)
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.?\s*([0-9]{1,2})(?:st|nd|rd|th)?(?:,?\s+([0-9]{4}))?")


_TYPED_MONTH = re.compile(r"([0-9]{4})-([0-9]{1,2})")


class TypedDay(NamedTuple):
    """A day that someone typed, and the other day that the same words could mean."""

    day: date
    other: date | None = None
    plain: str = ""
    """Words that mean the other day alone, as "3 jul"; empty if there is none."""

    @property
    def doubt(self) -> str:
        """The words that say what to type for the other day; empty if there is none."""
        if self.other is None:
            return ""
        return f"Read as {short_date(self.day)}. If you mean {short_date(self.other)}, type {self.plain}."


def read_day(
    text: str, today: date, *, month_first: bool = False, start: date | None = None, field: str = "day"
) -> TypedDay:
    """Returns the day that someone typed.

    Without a year it is the latest such day up to today. For a day to come `start` is set: then it is the
    first one from `start` on, and an offset forward counts from there; one back counts from today.
    `month_first` is how 3/7 is read where both readings are days. Raises Refused, naming the field and what
    to type, for what is no day, and for days that no file can hold.
    """
    typed = " ".join(text.lower().split())
    try:
        found = _read(typed, today, month_first, start)
    except (ValueError, OverflowError):
        found = None
    if found is None:
        wrong = f"{text.strip()} is not a day; type it" if typed else "type a day,"
        raise Refused(f"{field}: {wrong} as {EXAMPLES}.")
    _within_range(field, short_date(found.day), found.day)
    return found


def read_month(text: str, today: date) -> date:
    """Returns the first day of a month, typed as in 2026-01 or jan; by name alone, the latest up to today.

    Raises Refused for what is no month, and for months that no file can hold.
    """
    this = today.replace(day=1)
    if (words := " ".join(text.lower().split())) in ("this month", "last month"):
        return this if words == "this month" else (this - timedelta(days=1)).replace(day=1)
    if found := _TYPED_MONTH.fullmatch(text):
        number, year = int(found[2]), int(found[1])
    else:
        number = month_number(text) or 0
        year = today.year - (number > today.month)
    if not 1 <= number <= 12 or not year:
        wrong = f"{text} is not a month; type it" if words else "type a month,"
        raise Refused(f"month: {wrong} as 2026-01 or jan.")
    return _within_range("month", text, date(year, number, 1))


def _within_range(field: str, said: str, day: date) -> date:
    """Returns a day that the coach knows; raises Refused, which says it as it was `said`, for any other."""
    if day < EARLIEST:
        raise Refused(f"{field}: {said} is before {EARLIEST.year}; the coach knows days from then on.")
    if day > LATEST:
        raise Refused(f"{field}: {said} is after {LATEST.year}; the coach knows days until then.")
    return day


def _read(typed: str, today: date, month_first: bool, start: date | None) -> TypedDay | None:
    if typed in _NEAR:
        return TypedDay(today + timedelta(days=_NEAR[typed]))
    if found := _OFFSET.fullmatch(typed):
        days = timedelta(days=int(found[2]))
        return TypedDay((start or today) + days if found[1] == "+" else today - days)
    if found := _ISO.fullmatch(typed):
        return TypedDay(date(int(found[1]), int(found[2]), int(found[3])))
    if found := _SLASHES.fullmatch(typed):
        return _slashes(int(found[1]), int(found[2]), found[3], today, month_first, start)
    if found := _DOTS.fullmatch(typed) or _DASHES.fullmatch(typed):
        return TypedDay(_dated(int(found[1]), int(found[2]), found[3], today, start))
    if (found := _NAMED.fullmatch(typed)) and (weekday := _weekday(found[1])) is not None:
        return _on_weekday(weekday, _read(found[2], today, month_first, start))
    if found := _DAY_FIRST.fullmatch(typed):
        return TypedDay(_dated(int(found[1]), _month(found[2]), found[3], today, start))
    if found := _MONTH_FIRST.fullmatch(typed):
        return TypedDay(_dated(int(found[2]), _month(found[1]), found[3], today, start))
    if found := _NUMBER.fullmatch(typed):
        return TypedDay(_nearest(lambda day: day.day == int(found[1]), today, start, 62))
    weekday = _weekday(typed.removeprefix("last ").removeprefix("next ").removeprefix("on "))
    if weekday is None:
        return None
    if typed.startswith("last "):
        return TypedDay(_nearest(lambda day: day.weekday() == weekday, today - timedelta(days=1), None, 7))
    if typed.startswith("next "):
        after = (start or today) + timedelta(days=1)
        return TypedDay(_nearest(lambda day: day.weekday() == weekday, after, after, 7))
    return TypedDay(_nearest(lambda day: day.weekday() == weekday, today, start, 7))


def _on_weekday(weekday: int, found: TypedDay | None) -> TypedDay | None:
    """Returns the reading of a day that is on the weekday named before it; None if neither is."""
    days = (found.day, found.other) if found else ()
    return next((TypedDay(each) for each in days if each and each.weekday() == weekday), None)


def _slashes(
    one: int, two: int, year: str | None, today: date, month_first: bool, start: date | None
) -> TypedDay:
    """Returns the day of 3/7 by the order of the place; the other order if only that is a day."""
    orders = [(two, one), (one, two)] if month_first else [(one, two), (two, one)]
    found: list[TypedDay] = []
    for day, month in orders:
        try:
            read = _dated(day, month, year, today, start)
        except ValueError:
            continue
        words = f"{day} {MONTHS[month - 1][:3].lower()}{f' {year}' if year else ''}"
        found.append(TypedDay(read, plain=words))
    if not found:
        raise ValueError
    first, other = found[0], found[-1]
    return TypedDay(first.day, other.day, other.plain) if other.day != first.day else TypedDay(first.day)


def _dated(day: int, month: int, year: str | None, today: date, start: date | None) -> date:
    """Returns a day of a month in the year that was typed, or in the nearest that has it."""
    if year is not None:
        return date(year_of(year), month, day)
    begin = start or today
    years: Iterable[int] = range(begin.year, begin.year + _LEAP + 1)
    if start is None:
        years = range(today.year, today.year - _LEAP - 1, -1)
    for each in _valid(years, month, day):
        if (each >= start) if start is not None else (each <= today):
            return each
    raise ValueError


def _valid(years: Iterable[int], month: int, day: int) -> Iterator[date]:
    """Yields the day in each of the years that has it, as the 29th of February."""
    for year in years:
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _nearest(fits: Callable[[date], bool], today: date, start: date | None, most: int) -> date:
    """Returns the latest day up to today that fits, or the first one from `start` on."""
    step = -1 if start is None else 1
    days = ((start or today) + timedelta(days=step * number) for number in range(most))
    found = next((day for day in days if fits(day)), None)
    if found is None:
        raise ValueError
    return found


def year_of(digits: str) -> int:
    """Returns the year that four digits say, or two."""
    number = int(digits)
    if len(digits) == 2:
        number += 2000 if number < _THIS_CENTURY else 1900
    return number


def month_number(word: str) -> int | None:
    """Returns the number of a month by its first three letters or more; None if it is none."""
    typed = word.lower()
    known = enumerate(MONTHS, 1)
    return next((number for number, name in known if len(typed) > 2 and name.lower().startswith(typed)), None)


def _month(word: str) -> int:
    number = month_number(word)
    if number is None:
        raise ValueError
    return number


def _weekday(word: str) -> int | None:
    """Returns the number of a day of the week by its first two letters or more; None if it is none."""
    if len(word) < 2:
        return None
    return next((number for number, name in enumerate(WEEKDAYS) if name.lower().startswith(word)), None)
