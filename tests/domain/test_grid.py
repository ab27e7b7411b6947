from __future__ import annotations

import calendar
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.dates import (
    FIRST_DAY,
    LAST_DAY,
    Week,
    calendar_year,
    month,
    month_end,
    month_labels,
    moved,
    week_of,
    weekdays,
    year_ending,
)

DAYS = st.dates(FIRST_DAY, LAST_DAY)
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


def test_neighbours_fill_the_corners() -> None:
    weeks = month(2026, 3, 0, neighbours=True)
    assert weeks[0][0] == date(2026, 2, 23)
    assert weeks[5][6] == date(2026, 4, 5)


def test_the_calendar_ends_where_time_does() -> None:
    last = (*(date(9999, 12, day) for day in range(27, 32)), None, None)
    assert month(9999, 12, 0, neighbours=True)[-1] == last
    assert month(1970, 1, 0, neighbours=True)[0][:4] == (None, None, None, FIRST_DAY)
    assert known(calendar_year(9999, 3))[-1] == LAST_DAY
    assert known(year_ending(date(1970, 2, 3), 0))[0] == FIRST_DAY


def test_weekdays_follow_the_start_of_the_week() -> None:
    assert weekdays(0) == (0, 1, 2, 3, 4, 5, 6)
    assert weekdays(6) == (6, 0, 1, 2, 3, 4, 5)
    assert week_of(date(2026, 3, 4), 6)[0] == date(2026, 3, 1)
    assert week_of(date(2026, 3, 1), 0)[6] == date(2026, 3, 1)


@pytest.mark.parametrize(("year", "week_start", "columns"), [
    (2026, 0, 53), (2028, 0, 53), (2028, 6, 54), (2000, 6, 54),
])  # fmt: skip
def test_a_year_has_53_or_54_weeks(year: int, week_start: int, columns: int) -> None:
    weeks = calendar_year(year, week_start)
    assert len(weeks) == columns
    assert len(known(weeks)) == (366 if calendar.isleap(year) else 365)


def test_the_year_that_ends_today() -> None:
    weeks = year_ending(date(2026, 3, 4), 0)
    assert len(weeks) == 53
    assert weeks[0][0] == date(2025, 3, 3)
    assert weeks[-1] == (date(2026, 3, 2), date(2026, 3, 3), date(2026, 3, 4), None, None, None, None)


def test_months_are_named_where_they_begin() -> None:
    labels = month_labels(calendar_year(2026, 0))
    assert [(column, first.month) for column, first in labels][:4] == [(0, 1), (4, 2), (8, 3), (13, 4)]
    assert len(labels) == 12


@pytest.mark.parametrize(("last", "labels"), [
    (date(2026, 3, 4), [(0, date(2025, 3, 1)), (4, date(2025, 4, 1))]),
    (date(2026, 3, 18), [(2, date(2025, 4, 1)), (6, date(2025, 5, 1))]),
    (date(2026, 3, 30), [(0, date(2025, 4, 1)), (4, date(2025, 5, 1))]),
])  # fmt: skip
def test_the_month_it_begins_within_is_named_where_there_is_room(
    last: date, labels: list[tuple[int, date]]
) -> None:
    """The grids go from 3, 17 and 31 March on."""
    assert list(month_labels(year_ending(last, 0))[:2]) == labels


@pytest.mark.parametrize(("day", "shift", "there"), [
    (date(2026, 1, 31), {"months": 1}, date(2026, 2, 28)),
    (date(2028, 1, 31), {"months": 1}, date(2028, 2, 29)),
    (date(2026, 3, 31), {"months": -1}, date(2026, 2, 28)),
    (date(2026, 1, 15), {"months": -1}, date(2025, 12, 15)),
    (date(2026, 12, 31), {"months": 2}, date(2027, 2, 28)),
    (date(2028, 2, 29), {"years": 1}, date(2029, 2, 28)),
    (date(2026, 3, 1), {"days": -1}, date(2026, 2, 28)),
    (date(2026, 12, 28), {"days": 7}, date(2027, 1, 4)),
    (FIRST_DAY, {"days": -1}, FIRST_DAY),
    (FIRST_DAY, {"months": -1}, FIRST_DAY),
    (LAST_DAY, {"days": 7}, LAST_DAY),
    (LAST_DAY, {"months": 1}, LAST_DAY),
    (date(2026, 1, 1), {"years": 10_000}, LAST_DAY),
])  # fmt: skip
def test_walking(day: date, shift: dict[str, int], there: date) -> None:
    assert moved(day, **shift) == there


@pytest.mark.parametrize(("day", "end"), [
    (date(2026, 2, 1), date(2026, 2, 28)), (date(2028, 2, 29), date(2028, 2, 29)), (LAST_DAY, LAST_DAY),
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
def test_the_year_that_ends_on_a_day_holds_a_year(day: date, start: int) -> None:
    days = known(year_ending(day, start))
    assert days[-1] == day
    assert len(days) >= min(365, (day - FIRST_DAY).days + 1)
    assert all(later - earlier == timedelta(1) for earlier, later in pairwise(days))


@given(DAYS, STARTS, st.integers(1, 4))
def test_labels_leave_each_other_room(day: date, start: int, apart: int) -> None:
    columns = [column for column, _ in month_labels(year_ending(day, start), apart)]
    assert all(later - earlier >= apart for earlier, later in pairwise(columns))


@given(DAYS, st.integers(-50, 50), st.integers(-20_000, 20_000), st.integers(-9000, 9000))
def test_no_walk_leaves_the_calendar(day: date, days: int, months: int, years: int) -> None:
    assert FIRST_DAY <= moved(day, days=days, months=months, years=years) <= LAST_DAY
