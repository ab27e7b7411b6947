"""The sections of a report on figures over time: minutes, steps, weekdays and times of day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from coach.domain import labels
from coach.domain.day_states import StreakEffect, having
from coach.domain.habit.rhythm import EVERY_DAY
from coach.domain.habit.rhythm_choice import FEWEST
from coach.domain.stats import sentences
from coach.domain.stats.aggregates import PART_HOURS, Daypart, Period
from coach.report import charts
from coach.report.data import ReportData
from coach.report.document import Bars, Block, Table, Words
from coach.text import format
from coach.text.format import WEEKDAYS, capital, count, month, span, total


def minutes(data: ReportData) -> Iterator[Block]:
    """Yields minutes, sessions and kept days by week or month."""
    if not data.figures.sessions:
        yield Words("No session is recorded in these days.")
        return
    unit = "month" if data.by_month else "week"
    sums = [stretch.minutes for stretch in data.stretches]
    whole = [s.minutes for s in data.stretches if len(_days_of(data, s)) == _length(data, s)]
    mean = f", {total(sum(whole) / len(whole))} in a whole {unit} on average" if whole else ""
    weeks = count(len(sums), unit)
    about = f"{weeks}: at most {total(max(sums))} in one{mean}. The table below has each."
    bars = zip(charts.labels(data.stretches, data.by_month), sums, strict=True)
    yield Bars(f"Minutes a {unit}", about, tuple(bars), "min")
    heads = (capital(unit), "Sessions", "Minutes", "Days kept", "Days missed", "Rest or pause days")
    rows = tuple(_stretch_row(data, stretch) for stretch in data.stretches)
    yield Table(f"Sessions by {unit}", heads, rows, (1, 2, 3, 4, 5))
    yield Words(
        "A day with 2 minutes or more on the mat is kept. Rest days and pauses are neither kept nor missed,"
        " and a day that is not over is in no column."
    )
    if data.weeks:
        yield Words(
            f"In weeks of {FEWEST} to {EVERY_DAY - 1} days, as the user chose them,"
            " no single day counts as missed."
        )


def _stretch_row(data: ReportData, stretch: Period) -> tuple[str, ...]:
    """Returns the row of a week or month; a partial one says how many of its days lie in the period."""
    of = _days_of(data, stretch)
    name = f"{month(stretch.first)} {stretch.first.year}" if data.by_month else _week_name(data, stretch)
    if len(of) < _length(data, stretch):
        name += f" ({count(len(of), 'day')})"

    columns = (StreakEffect.ADDS, StreakEffect.BREAKS, StreakEffect.BRIDGES)
    days = (f"{data.count(having(effect), of[0], of[-1])}" for effect in columns)
    return name, f"{stretch.sessions:,}", f"{round(stretch.minutes):,}", *days


def _length(data: ReportData, stretch: Period) -> int:
    """Returns the number of days in the whole week or month."""
    return ((stretch.first + timedelta(days=31)).replace(day=1) - stretch.first).days if data.by_month else 7


def _days_of(data: ReportData, stretch: Period) -> list[date]:
    """Returns the days of a week or month that lie in the period."""
    days = (stretch.first + timedelta(days=n) for n in range(_length(data, stretch)))
    return [day for day in days if data.first <= day <= data.last]


def _week_name(data: ReportData, stretch: Period) -> str:
    days = _days_of(data, stretch)
    first, last = days[0], days[-1]
    year = f" {last.year}" if first.year == last.year != data.last.year else ""
    return f"{span(first, last)}{year}"


def ramp(data: ReportData) -> Iterator[Block]:
    """Yields the steps of each area over time."""
    if not data.figures.ascents:
        yield Words("No planned session is recorded in these days.")
        return
    yield Words(
        "A step is a cover between skin and spikes, and a number of minutes. A towel is the softest cover,"
        " bare skin the hardest. A planned session is the one of a day that follows the plan; it may have"
        " been shorter or longer. The tables are in order of date, so a step that came back has a row each"
        " time."
    )
    for ascent in data.figures.ascents:
        yield Words(capital(sentences.where(ascent)))
        yield charts.step_series(ascent)
        yield Table(
            f"Steps: {labels.AREA[ascent.area]}",
            ("Step", "From", "To", "Sessions"),
            tuple(
                (
                    capital(of.step.label),
                    format.short_date(of.first),
                    format.short_date(of.last),
                    f"{of.sessions:,}",
                )
                for of in ascent.stages
            ),
            (3,),
        )


def times(data: ReportData) -> Iterator[Block]:
    """Yields the sessions by weekday and by time of day."""
    figs = data.figures
    if not figs.sessions:
        yield Words("No session is recorded in these days.")
        return
    start = data.book.settings.week_start
    weekdays = [WEEKDAYS[(start + at) % 7] for at in range(7)]
    counts = ("Sessions", *(f"{n:,}" for n in figs.weekdays))
    yield Table("Sessions by weekday", ("Weekday", *weekdays), (counts,), tuple(range(1, 8)))
    times = ("Sessions", *(f"{n:,}" for n in figs.dayparts.values()))
    parts = ("Time of day", *(_part(part) for part in figs.dayparts))
    yield Table("Sessions by time of day", parts, (times,), tuple(range(1, 5)))


def _part(part: Daypart) -> str:
    first, last = PART_HOURS[part]
    return f"{capital(part)} ({first} to {last})"
