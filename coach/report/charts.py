"""The pictures of a report as data, before they are drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from coach.domain.labels import AREA
from coach.domain.ramp.timeline import Timeline
from coach.domain.stats.aggregates import Period, Point
from coach.domain.stats.summary import Ascent
from coach.report.document import Pairs, StepSeries
from coach.text import format
from coach.text.format import count, month

MOST_COLUMNS = 110
"""The highest number of columns of the stairs."""
_FOUR_WEEKS = 28
ONE_BY_ONE = 30
"""Up to so many sessions with both answers are drawn one by one; more as means of weeks or months."""


def labels(stretches: Sequence[Period], by_month: bool) -> Iterator[str]:
    """Yields the label of each week or month, with the year where a year begins."""
    for at, stretch in enumerate(stretches):
        first = stretch.first
        name = month(first)[:3]
        new = at == 0 or first.year != stretches[at - 1].first.year
        if by_month:
            yield f"{name} {first.year}" if new else name
        else:
            yield f"{first.day} {name} {first.year}" if new else f"{first.day} {name}"


def step_series(ascent: Ascent) -> StepSeries:
    """Returns the ramp of an area as stairs."""
    timeline = ascent.climb(MOST_COLUMNS)
    each = {1: "a day", 7: "a week", 28: "four weeks", 91: "a quarter"}.get(
        timeline.days, f"{timeline.days} days"
    )
    begun, now = ascent.steps[0][1], ascent.steps[-1][1]
    about = (
        f"Each column stands for {each}: as high as the last step planned in it, empty where there was no"
        f" session. It begins at {begun.label} and ends at {now.label}. The table below has each step."
    )
    return StepSeries(
        f"Ramp over time: {AREA[ascent.area]}",
        about,
        tuple((step.band, step.fill, format.lasted(step.minutes)) for step in timeline.levels),
        tuple(timeline.level(column) for column in timeline.columns),
        tuple(ticks(timeline)),
    )


def soreness(answered: Sequence[Point], stretches: Sequence[Period], *, by_month: bool) -> Pairs:
    """Returns soreness before and after, session by session; of many, as means of weeks or months."""
    how = "session by session"
    points: list[tuple[str, float | None, float | None]]
    if len(answered) <= ONE_BY_ONE:
        points = [(f"{p.day.day} {month(p.day)[:3]}", p.before, p.after) for p in answered]
    else:
        how = f"as the mean of each {'month' if by_month else 'week'}"
        points = list(_means(answered, stretches, by_month))
    about = (
        f"Soreness from 0 to 10, {how}: before (hollow, dashed) and after (solid),"
        f" from {count(len(answered), 'session')} with both answers."
    )
    return Pairs("Soreness before and after", about, ("before", "after"), tuple(points))


def ticks(timeline: Timeline) -> Iterator[tuple[int, str]]:
    """Yields a label for the first column, and for each column in which a month begins.

    All are dates where a column is a day, else all are months; the first label of a year has the year too.
    If a column is as long as a month, quarters take the place of months.
    """
    months = 1 if timeline.days < _FOUR_WEEKS else 3
    before: tuple[int, int] | None = None
    for at, column in enumerate(timeline.columns):
        first = column.first
        name, part = month(first)[:3], (first.year, (first.month - 1) // months)
        if part != before:
            date = f"{first.day} {name}" if timeline.days == 1 else name
            yield at, date if before and part[0] == before[0] else f"{date} {first.year}"
        before = part


def _means(
    answered: Iterable[Point], stretches: Sequence[Period], by_month: bool
) -> Iterator[tuple[str, float | None, float | None]]:
    for label, stretch in zip(labels(stretches, by_month), stretches, strict=True):
        # the 31st day from the first of a month lies in the next month, whatever the month
        end = (
            (stretch.first + timedelta(days=31)).replace(day=1)
            if by_month
            else stretch.first + timedelta(days=7)
        )
        of = [point for point in answered if stretch.first <= point.day < end]
        if of:
            yield label, sum(p.before for p in of) / len(of), sum(p.after for p in of) / len(of)
        else:
            yield label, None, None
