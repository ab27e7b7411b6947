"""The data from which the sections of a report are made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from coach.domain.day_states import DayState
from coach.domain.habit.day_history import days
from coach.domain.habit.rhythm import Week
from coach.domain.habit.streak import Days, states, weeks
from coach.domain.model import Book
from coach.domain.ramp.replay import Ramps
from coach.domain.stats.aggregates import Period, monthly, week_first, weekly
from coach.domain.stats.summary import Figures, figures

MOST_WEEKS = 53
"""A period of up to so many weeks is shown week by week; a longer one by months."""


@dataclass(frozen=True, slots=True)
class ReportData:
    """The figures, days and records of the period of a report."""

    book: Book
    ramps: Ramps
    known: Days
    first: date
    last: date
    figures: Figures
    stretches: tuple[Period, ...]
    by_month: bool
    states: dict[date, DayState]
    """The state of each day of the period."""
    weeks: tuple[Week, ...]
    """The weeks under a rhythm of 3 to 6 days that lie in the period, whole or in part."""

    def count(self, wanted: Collection[DayState], first: date = date.min, last: date = date.max) -> int:
        """Returns how many days of the period had one of these states, from `first` to `last` if given."""
        return sum(state in wanted for day, state in self.states.items() if first <= day <= last)


def report_data(book: Book, first: date, last: date) -> ReportData:
    """Returns the data of the days from `first` to `last`, both included."""
    ramps = Ramps(book)
    known = days(ramps, last)
    start = book.settings.week_start
    number = (week_first(last, start) - week_first(first, start)).days // 7 + 1
    found = figures(ramps, known, first=first, weeks=number)
    by_month = number > MOST_WEEKS
    stretches = (
        monthly(found.sessions, first, last) if by_month else weekly(found.sessions, last, number, start)
    )
    return ReportData(
        book=book,
        ramps=ramps,
        known=known,
        first=first,
        last=last,
        figures=found,
        stretches=stretches,
        by_month=by_month,
        states=states(known, first, last),
        weeks=weeks(known, first, last),
    )


def first_day(book: Book, last: date) -> date:
    """Returns the first day with a record; `last` if there is none."""
    recorded = [s.day for s in book.sessions] + [c.day for c in book.checks] + [n.day for n in book.notes]
    return min([*recorded, last])
