from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.dates import (
    Week,
    calendar_year,
    month,
    month_end,
    month_labels,
    weekdays,
)

DAYS = st.dates(date(1970, 1, 1))
STARTS = st.integers(0, 6)


def known(weeks: tuple[Week, ...]) -> list[date]:
    return [day for week in weeks for day in week if day]


def test_march_2026_begins_on_a_sunday() -> None:
    weeks = month(2026, 3, 0)
    assert len(weeks) == 6
    assert weeks[0] == (None,) * 6 + (date(2026, 3, 1),)
    assert weeks[5] == (date(2026, 3, 30), date(2026, 3, 31)) + (None,) * 5
    assert len(month(2026, 3, 6)) == 5
    assert month(2026, 3, 6)[0][0] == date(2026, 3, 1)


def test_the_calendar_ends_where_time_does() -> None:
    last = (*(date(9999, 12, day) for day in range(27, 32)), None, None)
    assert month(9999, 12, 0)[-1] == last
    assert known(calendar_year(9999, 3))[-1] == date.max


def test_weekdays_follow_the_start_of_the_week() -> None:
    assert weekdays(0) == (0, 1, 2, 3, 4, 5, 6)
    assert weekdays(6) == (6, 0, 1, 2, 3, 4, 5)


@pytest.mark.parametrize(("year", "week_start", "columns"), [
    (2026, 0, 53), (2028, 0, 53), (2028, 6, 54), (2000, 6, 54),
])  # fmt: skip
def test_a_year_has_53_or_54_weeks(year: int, week_start: int, columns: int) -> None:
    weeks = calendar_year(year, week_start)
    assert len(weeks) == columns
    assert len(known(weeks)) == (366 if calendar.isleap(year) else 365)


def test_months_are_named_where_they_begin() -> None:
    labels = month_labels(calendar_year(2026, 0))
    assert [(column, first.month) for column, first in labels][:4] == [(0, 1), (4, 2), (8, 3), (13, 4)]
    assert len(labels) == 12


@pytest.mark.parametrize(("day", "end"), [
    (date(2026, 2, 1), date(2026, 2, 28)), (date(2028, 2, 29), date(2028, 2, 29)), (date.max, date.max),
])  # fmt: skip
def test_the_end_of_a_month(day: date, end: date) -> None:
    assert month_end(day) == end


@given(DAYS, STARTS)
def test_a_month_holds_each_of_its_days_once(day: date, start: int) -> None:
    first = day.replace(day=1)
    weeks = month(day.year, day.month, start)
    assert known(weeks) == [first + timedelta(n) for n in range(month_end(day).day)]
    for week in weeks:
        assert len(week) == 7
        assert any(week)
        for there, weekday in zip(week, weekdays(start), strict=True):
            assert there is None or there.weekday() == weekday


@given(DAYS, STARTS)
def test_each_month_of_a_year_is_named_in_a_week_of_its_own(day: date, start: int) -> None:
    labels = month_labels(calendar_year(day.year, start))
    assert [first.month for _, first in labels] == list(range(1, 13))
    assert all(later - earlier >= 4 for (earlier, _), (later, _) in pairwise(labels))
