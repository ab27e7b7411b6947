"""Sentences that several commands say."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coach.domain.model import Area, Book
    from coach.domain.streak import Streak

_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# `coach.wording` has these too, and with them humanize, which `coach today` has no time to import.


def day_long(day: date) -> str:
    """A day in full: "Monday 5 January 2026"."""
    return f"{_WEEKDAYS[day.weekday()]} {day.day} {month(day)} {day.year}"


def day_short(day: date) -> str:
    """A day where room is scarce: "Mon 5 Jan"."""
    return f"{_WEEKDAYS[day.weekday()][:3]} {day.day} {month(day)[:3]}"


def weekday(number: int) -> str:
    """A weekday in two letters; 0 is Monday."""
    return _WEEKDAYS[number][:2]


def month(day: date) -> str:
    """The month of a day: "January"."""
    return _MONTHS[day.month - 1]


def days(count: int) -> str:
    """A number of days: "1 day", "12 days"."""
    return f"{count} day{'' if count == 1 else 's'}"


def streak_line(streak: Streak) -> str:
    """The streak in one line."""
    return (
        f"Streak: {days(streak.current)}, best {streak.best}, {days(streak.total_days)} in all;"
        f" {days(streak.grace_left)} of grace left, consistency {streak.consistency:.0%}."
    )


def what_follows(book: Book, area: Area, day: date) -> str:
    """What the area asks for next, and why: today, or tomorrow once today's session is done."""
    from coach.domain.day_over import tomorrow_said
    from coach.domain.prescription import Ramps, prescribe

    ramps = Ramps(book)
    now = prescribe(ramps, area, day)
    if now.rung is not None and not now.done:
        first = " The skin check comes first: coach check clear, pink, sore, broken or numb."
        return f"{now.reason.said_of('Today')}{first if now.needs_check else ''}"
    if now.rung is None:
        return now.reason.said
    return tomorrow_said(ramps, area, day)
