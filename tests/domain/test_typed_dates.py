"""Days as people type them: each form, both orders of 3/7, and what is no day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Refused
from coach.domain.typed_dates import EARLIEST, LATEST, read_day, read_month
from coach.text.date_order import month_first
from coach.text.format import MONTHS, long_date, plain_date, short_date

TODAY = date(2026, 3, 20)
"""A Friday."""


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("2026-03-07", date(2026, 3, 7)),
        ("2026-3-7", date(2026, 3, 7)),
        ("7.3.", date(2026, 3, 7)),
        ("7.3", date(2026, 3, 7)),
        (" 7. 3. ", date(2026, 3, 7)),
        ("7.3.26", date(2026, 3, 7)),
        ("7.3.2025", date(2025, 3, 7)),
        ("7.3.99", date(1999, 3, 7)),
        ("21.3.", date(2025, 3, 21)),
        ("29.2.", date(2024, 2, 29)),
        ("7-3-2026", date(2026, 3, 7)),
        ("13/3", date(2026, 3, 13)),
        ("3/13", date(2026, 3, 13)),
        ("3/3", date(2026, 3, 3)),
        ("7 mar", date(2026, 3, 7)),
        ("7mar", date(2026, 3, 7)),
        ("7 MARCH 2025", date(2025, 3, 7)),
        ("7th of march", date(2026, 3, 7)),
        ("7. Mar 26", date(2026, 3, 7)),
        ("mar 7", date(2026, 3, 7)),
        ("Mar 7, 2025", date(2025, 3, 7)),
        ("dec 31", date(2025, 12, 31)),
        ("today", TODAY),
        ("Yesterday", TODAY - timedelta(days=1)),
        ("tomorrow", TODAY + timedelta(days=1)),
        ("-3", TODAY - timedelta(days=3)),
        ("\u22123", TODAY - timedelta(days=3)),
        ("+2", TODAY + timedelta(days=2)),
        ("Sat", date(2026, 3, 14)),
        ("friday", TODAY),
        ("last fri", date(2026, 3, 13)),
        ("next fri", date(2026, 3, 27)),
        ("on Mon", date(2026, 3, 16)),
        ("7", date(2026, 3, 7)),
        ("31.", date(2026, 1, 31)),
        ("Fri 20 Mar", TODAY),
        ("Saturday, 7 March 2026", date(2026, 3, 7)),
        ("sat mar 7", date(2026, 3, 7)),
        ("Sat 7.3.", date(2026, 3, 7)),
        ("sat 7", date(2026, 3, 7)),
        ("fri 3/7/2026", date(2026, 7, 3)),
        ("sat 3/7/2026", date(2026, 3, 7)),
    ],
)
def test_a_day_can_be_typed_in_many_ways(typed: str, day: date) -> None:
    found = read_day(typed, TODAY)
    assert (found.day, found.other, found.doubt) == (day, None, "")


@pytest.mark.parametrize(
    ("typed", "day"),
    [
        ("7.3.", date(2027, 3, 7)),
        ("20.3.", TODAY),
        ("Sat", date(2026, 3, 21)),
        ("next fri", date(2026, 3, 27)),
        ("7", date(2026, 4, 7)),
        ("29 feb", date(2028, 2, 29)),
        ("+6", date(2026, 3, 26)),
        ("2026-03-07", date(2026, 3, 7)),
        ("-3", date(2026, 3, 17)),
        ("Sat 21 Mar", date(2026, 3, 21)),
    ],
)
def test_a_day_to_come_is_the_next_one(typed: str, day: date) -> None:
    assert read_day(typed, TODAY, start=TODAY).day == day


def test_an_offset_counts_from_the_first_day_that_it_can_be() -> None:
    assert read_day("+6", TODAY, start=date(2026, 5, 1)).day == date(2026, 5, 7)


def test_an_offset_back_counts_from_today_whatever_the_first_day_is() -> None:
    assert read_day("-3", TODAY, start=TODAY - timedelta(days=5)).day == TODAY - timedelta(days=3)


@pytest.mark.parametrize(("us", "day", "other"), [(False, (7, 3), (3, 7)), (True, (3, 7), (7, 3))])
def test_of_two_readings_the_places_order_counts_and_the_other_one_is_told(
    us: bool, day: tuple[int, int], other: tuple[int, int]
) -> None:
    """7/3 is the 7th of March, or in America the 3rd of July of the year before: both are named."""
    found = read_day("7/3", TODAY, month_first=us)

    def latest(number: int, month: int) -> date:
        return date(2026 if month <= 3 else 2025, month, number)

    assert (found.day, found.other) == (latest(*day), latest(*other))
    assert plain_date(found.day) in found.doubt
    assert f"type {other[0]} {MONTHS[other[1] - 1][:3].lower()}." in found.doubt
    assert read_day(found.plain, TODAY).day == found.other


def test_a_year_that_was_typed_is_in_the_words_for_the_other_day() -> None:
    found = read_day("7/3/24", TODAY)
    assert found.plain == "3 jul 24"
    assert read_day(found.plain, TODAY).day == found.other == date(2024, 7, 3)


@pytest.mark.parametrize(
    "typed",
    [
        "31.2.", "2026-02-30", "29.2.2026", "0", "32", "13/13", "0/7", "7 foo", "m", "s",
        "sun 7 mar", "mon yesterday", "mon mon", "xy 7 mar", "sun 3/7/2026",
        "12:30", "+x", "+9999999", "7.3.1", "7.3.0000", "yesterday yesterday", "\u0667.3.", "1/2/3/4",
    ],
)  # fmt: skip
def test_what_is_no_day_is_refused_with_what_to_type(typed: str) -> None:
    with pytest.raises(Refused, match=r"is not a day; type it as 7\.3\., 7 mar"):
        read_day(typed, TODAY)


@pytest.mark.parametrize("typed", ["9999-12-31", "2200-01-01", "+99999", "0001-01-01", "-99999", "7.3.0026"])
@pytest.mark.parametrize("start", [None, TODAY])
def test_a_day_that_no_file_can_hold_is_refused(typed: str, start: date | None) -> None:
    with pytest.raises(Refused, match=r"is (before 1970|after 2199); the coach knows days"):
        read_day(typed, TODAY, start=start)


@pytest.mark.parametrize("typed", ["", "  "])
def test_nothing_is_asked_for(typed: str) -> None:
    with pytest.raises(Refused, match=r"^on: type a day, as 7\.3\., 7 mar"):
        read_day(typed, TODAY, field="on")


@given(st.dates(date(1971, 1, 1), date(2069, 12, 31)), st.booleans())
def test_each_way_to_write_a_day_is_read_as_that_day(day: date, us: bool) -> None:
    name = MONTHS[day.month - 1]
    ways = (
        day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day.day} {name} {day.year}",
        f"{name[:3]} {day.day}, {day.year}", f"{(day - TODAY).days:+}", short_date(day), long_date(day),
    )  # fmt: skip
    for typed in ways:
        assert read_day(typed, TODAY, month_first=us).day == day
    slashes = f"{day.month}/{day.day}/{day.year}" if us else f"{day.day}/{day.month}/{day.year}"
    assert read_day(slashes, TODAY, month_first=us).day == day


@given(st.text(max_size=12))
def test_whatever_is_typed_is_a_day_or_refused(typed: str) -> None:
    for start in (None, TODAY):
        try:
            found = read_day(typed, TODAY, start=start)
        except Refused:
            continue
        assert EARLIEST <= found.day <= LATEST


@pytest.mark.parametrize(
    ("environ", "first"),
    [
        ({"LANG": "en_US.UTF-8"}, True),
        ({"LANG": "es_PR"}, True),
        ({"LANG": "en_GB.UTF-8"}, False),
        ({"LANG": "en_US.UTF-8", "LC_TIME": "de_CH.UTF-8"}, False),
        ({"LC_ALL": "en_US.UTF-8", "LC_TIME": "de_CH.UTF-8"}, True),
        ({"LANG": "C.UTF-8"}, False),
        ({}, False),
    ],
)
def test_the_order_is_that_of_the_place(environ: dict[str, str], first: bool) -> None:
    assert month_first(environ) is first


@pytest.mark.parametrize(
    ("text", "month"),
    [
        ("2026-01", date(2026, 1, 1)),
        ("mar", date(2026, 3, 1)),
        ("april", date(2025, 4, 1)),
        ("This  month", date(2026, 3, 1)),
        ("last month", date(2026, 2, 1)),
    ],
)
def test_a_month_is_typed_by_number_or_name(text: str, month: date) -> None:
    assert read_month(text, date(2026, 3, 20)) == month


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("2026-13", r"month: 2026-13 is not a month; type it as 2026-01 or jan\."),
        ("1969-12", "month: 1969-12 is before 1970"),
        ("2200-01", "month: 2200-01 is after 2199"),
    ],
)
def test_a_month_that_no_file_can_hold_is_refused(text: str, says: str) -> None:
    with pytest.raises(Refused, match=says):
        read_month(text, date(2026, 3, 20))
