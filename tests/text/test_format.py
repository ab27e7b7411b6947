"""How times, counts and dates are said."""

from __future__ import annotations

import locale
from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.text import format

NOW = datetime(2026, 11, 21, 7, 42, tzinfo=UTC)
TODAY = NOW.date()


@pytest.mark.parametrize(
    ("value", "long", "short"),
    [
        (5.0, "5 minutes", "5 min"),
        (1, "1 minute", "1 min"),
        (1.04, "1 minute", "1 min"),
        (7.5, "7:30 minutes", "7:30 min"),
        (4.8, "4:48 minutes", "4:48 min"),
        (5.01, "5 minutes", "5 min"),
        (5.05, "5 minutes", "5 min"),
        (5.07, "5:04 minutes", "5:04 min"),
        (4.96, "5 minutes", "5 min"),
        (0.5, "30 seconds", "30 s"),
        (0.02, "1 second", "1 s"),
        (29.96, "30 minutes", "30 min"),
        (0, "0 minutes", "0 min"),
    ],
)
def test_minutes(value: float, long: str, short: str) -> None:
    assert format.minutes(value) == long
    assert format.minutes_short(value) == short


def test_a_part_of_what_was_asked() -> None:
    assert format.part_of(4.8, 5) == "4:48 of 5 minutes"
    assert format.part_of(0.5, 5) == "30 seconds of 5 minutes"


@pytest.mark.parametrize(
    ("value", "long", "short"),
    [
        (0, "0 minutes", "0 min"),
        (1.2, "1 minute", "1 min"),
        (59.7, "1 hour", "1 h"),
        (61, "1 hour and 1 minute", "1 h 1 min"),
        (200, "3 hours and 20 minutes", "3 h 20 min"),
        (60 * 1500, "1500 hours", "1,500 h"),
    ],
)
def test_minutes_added_up(value: float, long: str, short: str) -> None:
    assert format.total(value) == long
    assert format.total_short(value) == short


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0:00"), (-3, "0:00"), (59.99, "0:59"), (60, "1:00"), (724, "12:04"), (3723, "1:02:03")],
)
def test_clock(seconds: float, said: str) -> None:
    assert format.clock(seconds) == said


@given(st.integers(0, 200_000))
def test_a_clock_can_be_read_back(seconds: int) -> None:
    value = 0
    for part in format.clock(seconds).split(":"):
        value = value * 60 + int(part)
    assert value == seconds


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (TODAY, "today"),
        (date(2026, 11, 20), "yesterday"),
        (date(2026, 11, 22), "tomorrow"),
        (date(2026, 11, 14), "Sat 14 Nov"),
        (date(2025, 11, 14), "Fri 14 Nov 2025"),
        (date(2027, 1, 1), "Fri 1 Jan 2027"),
    ],
)
def test_day_name(day: date, said: str) -> None:
    assert format.day_name(day, TODAY) == said


def test_the_day_before_new_year_is_yesterday() -> None:
    assert format.day_name(date(2025, 12, 31), date(2026, 1, 1)) == "yesterday"


def test_a_day_in_full() -> None:
    assert format.long_date(date(2026, 11, 14)) == "Saturday 14 November 2026"
    assert format.month(TODAY) == "November"


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2026, 11, 14), date(2026, 11, 20), "14 to 20 Nov"),
        (date(2026, 11, 14), date(2026, 11, 14), "14 Nov"),
        (date(2026, 11, 28), date(2026, 12, 3), "28 Nov to 3 Dec"),
        (date(2026, 12, 28), date(2027, 1, 3), "28 Dec 2026 to 3 Jan 2027"),
        (date(2026, 11, 14), date(2027, 11, 20), "14 Nov 2026 to 20 Nov 2027"),
        (date(2026, 11, 14), None, "from 14 Nov"),
    ],
)
def test_span(first: date, last: date | None, said: str) -> None:
    assert format.span(first, last) == said


def test_counts() -> None:
    assert format.days(1) == "1 day"
    assert format.days(0) == "0 days"
    assert format.count(1234, "session") == "1,234 sessions"
    assert format.count(2, "entry", "entries") == "2 entries"
    assert format.in_words(3) == "three"
    assert format.in_words(5) == "5"
    assert format.listed(["a", "b", "c"]) == "a, b and c"
    assert format.listed(["a", "b", "c"], "; ", "; and ") == "a; b; and c"
    assert format.listed([]) == ""


def test_a_sentence_and_a_part_of_one() -> None:
    assert format.sentence("the disk is full") == "The disk is full."
    assert format.sentence("T-shirt: 5 minutes") == "T-shirt: 5 minutes."
    assert format.clause("The disk is full.") == "The disk is full"


@given(st.dates(date(1970, 1, 1), date(2199, 12, 31)))
def test_names_of_days_and_months_are_those_of_the_c_locale(day: date) -> None:
    assert locale.setlocale(locale.LC_TIME) in ("C", "C.UTF-8", "POSIX", "en_US.UTF-8")
    assert format.long_date(day) == f"{day:%A} {day.day} {day:%B} {day.year}"
