"""Times, counts and dates as people say them, in English whatever the machine's locale.

humanize is imported by what needs it: it takes 11 ms, and the first screen of the day does without.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from math import floor, isfinite

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# Not from `calendar` or strftime: both speak the language of LC_TIME.


SLACK_S = 3
"""Seconds by which a session may miss a whole minute and still be called so: nobody gets up on the second."""

_WORDS = ("no", "one", "two", "three", "four")


def number(value: float) -> str:
    """Returns a number without needless decimals: "5", "7.5"."""
    return f"{round(value, 1):g}"


def count(number: int, thing: str, things: str = "") -> str:
    """Returns so many of a thing: "1 session", "1,234 sessions".

    `things` is the plural, if that is not made with an s: `count(2, "entry", "entries")`.
    """
    return f"{number:,} {thing if number == 1 else things or thing + 's'}"


def days(number: int) -> str:
    """Returns a number of days: "1 day", "12 days"."""
    return count(number, "day")


def in_words(number: int) -> str:
    """Returns a small number in words, and a larger one in figures: "three", "7"."""
    return _WORDS[number] if number < len(_WORDS) else str(number)


def listed(items: Iterable[str], between: str = ", ", last: str = " and ") -> str:
    """Returns things one after the other: "a, b and c"; empty if there are none."""
    # humanize.natural_list says the same, but the first screen of the day has no time to import it
    parts = list(items)
    return last.join([between.join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def capital(text: str) -> str:
    """Returns a text with its first letter in upper case, the others as they are: "In a T-shirt"."""
    return text[:1].upper() + text[1:]


def sentence(text: str) -> str:
    """Returns a text as a sentence of its own, with a capital and a full stop."""
    return f"{capital(text)}."


def clause(sentence: str) -> str:
    """Returns a sentence as a part of another, without its full stop."""
    return sentence.removesuffix(".")


def minutes(value: float) -> str:
    """Returns minutes in words: "5 minutes", "1 minute", "4:48 minutes", "20 seconds"."""
    if seconds := _seconds(value):
        return f"{seconds} second{'' if seconds == 1 else 's'}"
    text = lasted(value)
    return f"{text} minute{'' if text == '1' else 's'}"


def minutes_short(value: float) -> str:
    """Returns minutes where room is scarce: "5 min", "4:48 min", "20 s"."""
    seconds = _seconds(value)
    return f"{seconds} s" if seconds else f"{lasted(value)} min"


def part_of(done: float, asked: float) -> str:
    """Returns how much was done of how much: "4:48 of 5 minutes", "30 seconds of 5 minutes"."""
    return f"{minutes(done) if _seconds(done) else lasted(done)} of {minutes(asked)}"


def _seconds(value: float) -> int:
    """Returns the seconds of less than a minute; 0 for all else."""
    return round(value * 60) if 0 < value < 1 and as_said(value) < 1 else 0


def lasted(value: float) -> str:
    """Returns minutes as a clock shows them: "5", "4:48"; a few seconds off a whole minute are left out."""
    if not isfinite(value):
        return number(value)  # typed into a form, and refused by the rules once it is sent
    whole, seconds = divmod(round(as_said(value) * 60), 60)
    return f"{whole:,}:{seconds:02}" if seconds else f"{whole:,}"


def as_said(value: float) -> float:
    """Returns minutes as they are said, without a few seconds off a whole one: totals are compared so."""
    whole = round(value)
    return float(whole) if whole and abs(round(value * 60) - whole * 60) <= SLACK_S else value


def minutes_left(value: float) -> str:
    """Returns the minutes that are left of something, rounded down to whole ones: "12 minutes"."""
    return minutes(floor(value + 1e-6)) if value >= 1 else "less than a minute"


def total(value: float) -> str:
    """Returns the minutes of many sessions, added up: "3 hours and 20 minutes"."""
    from humanize import precisedelta

    return precisedelta(
        timedelta(minutes=round(value)),
        minimum_unit="minutes",
        suppress=("days", "months", "years"),
        format="%d",
    )


def total_short(value: float) -> str:
    """Returns the minutes of many sessions where room is scarce: "3 h 20 min"."""
    hours, rest = divmod(round(value), 60)
    parts = [f"{hours:,} h"] if hours else []
    if rest or not hours:
        parts.append(f"{rest} min")
    return " ".join(parts)


def clock(seconds: float) -> str:
    """Returns seconds as a clock shows them, without fractions: "12:04", "1:02:03"; "0:00" below zero."""
    mins, secs = divmod(max(0, int(seconds)), 60)
    hours, mins = divmod(mins, 60)
    return f"{hours}:{mins:02}:{secs:02}" if hours else f"{mins}:{secs:02}"


def weekday(day: date) -> str:
    """Returns the day of the week: "Saturday"."""
    return WEEKDAYS[day.weekday()]


def weekday_short(day: date) -> str:
    """Returns the day of the week where room is scarce: "Sat"."""
    return weekday(day)[:3]


def month(day: date) -> str:
    """Returns the month of a day: "November"."""
    return MONTHS[day.month - 1]


def long_date(day: date) -> str:
    """Returns a day in full: "Saturday 14 November 2026"."""
    return f"{weekday(day)} {day.day} {month(day)} {day.year}"


def short_date(day: date) -> str:
    """Returns a day with its year in a sentence: "Mon 5 Jan 2026"."""
    return f"{weekday_short(day)} {_date(day, year=True)}"


def day_and_month(day: date) -> str:
    """Returns a day without its year in a sentence: "Mon 5 Jan"."""
    return f"{weekday_short(day)} {_date(day)}"


def plain_date(day: date) -> str:
    """Returns a date where room is scarce: "5 Jan 2026"."""
    return _date(day, year=True)


def day_name(day: date, today: date) -> str:
    """Returns a day as seen from today: "today", "yesterday", "Sat 14 Nov", "Fri 14 Nov 2025".

    It does not use `humanize.naturalday`, which asks the machine's clock for today.
    """
    near = {-1: "yesterday", 0: "today", 1: "tomorrow"}
    return near.get((day - today).days) or f"{weekday_short(day)} {_date(day, year=day.year != today.year)}"


def span(first: date, last: date | None) -> str:
    """Returns the days from first to last: "14 to 20 Nov", "28 Dec 2026 to 3 Jan 2027", "from 14 Nov"."""
    if last is None:
        return f"from {_date(first)}"
    if first == last:
        return _date(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {_date(last)}"
    years = first.year != last.year
    return f"{_date(first, year=years)} to {_date(last, year=years)}"


def _date(day: date, *, year: bool = False) -> str:
    return f"{day.day} {month(day)[:3]}" + (f" {day.year}" if year else "")


def when(moment: datetime, now: datetime) -> str:
    """Returns a moment as seen from now, in its zone: "today 07:42", "Sat 14 Nov 07:42"."""
    there = moment.astimezone(now.tzinfo)
    return f"{day_name(there.date(), now.date())} {there:%H:%M}"
