"""What the sections of a report are made from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from coach.domain.habit.day_history import days
from coach.domain.habit.streak import Days, DayState, states
from coach.domain.model import Book
from coach.domain.ramp.prescription import Ramps
from coach.domain.stats.aggregates import Period, monthly, week_first, weekly
from coach.domain.stats.summary import Figures, figures

MOST_WEEKS = 53
"""Weeks up to which a period is told week by week; a longer one is told by months."""


@dataclass(frozen=True, slots=True)
class ReportData:
    """What the sections are made from."""

    book: Book
    ramps: Ramps
    known: Days
    first: date
    last: date
    figures: Figures
    stretches: tuple[Period, ...]
    by_month: bool
    states: dict[date, DayState]
    """What each day of the period was."""

    def count(self, *wanted: DayState, first: date = date.min, last: date = date.max) -> int:
        """Returns how many days of the period were so, from `first` to `last` where they are given."""
        return sum(state in wanted for day, state in self.states.items() if first <= day <= last)


def material(book: Book, now: datetime, first: date, last: date) -> ReportData:
    """Returns the figures of the days from `first` to `last`, and the weeks or months that they are told by."""
    ramps = Ramps(book)
    known = days(ramps, last)
    start = book.settings.week_start
    count_of = (week_first(last, start) - week_first(first, start)).days // 7 + 1
    found = figures(ramps, known, first=first, weeks=count_of)
    by_month = count_of > MOST_WEEKS
    stretches = (
        monthly(found.sessions, first, last) if by_month else weekly(found.sessions, last, count_of, start)
    )
    return ReportData(book, ramps, known, first, last, found, stretches, by_month, states(known, first, last))


def beginning(book: Book, last: date) -> date:
    """Returns the first day of which something is recorded."""
    recorded = [s.day for s in book.sessions] + [c.day for c in book.checks] + [n.day for n in book.notes]
    return min([*recorded, last])
