"""Times that the clock on the wall showed, on the nights when it is changed too."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.dates import moved
from coach.domain.instants import instant
from coach.domain.local_time import began, shown_at, zone_of
from coach.domain.model import Refused

ZONES = ("Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe", "Asia/Kathmandu", "UTC", "Africa/Cairo")
BERLIN = ZoneInfo("Europe/Berlin")
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)


@given(
    st.sampled_from(ZONES),
    st.integers(0, 10 * 365 * 24 * 60),
)
def test_every_moment_is_among_those_at_which_its_time_was_shown(zone: str, minute: int) -> None:
    moment = datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minute)
    there = moment.astimezone(ZoneInfo(zone))
    shown = shown_at(there.date(), there.time(), ZoneInfo(zone))
    assert moment in [instant(each) for each in shown]
    assert list(shown) == sorted(shown, key=instant)


def test_a_skipped_hour_was_never_shown_and_a_repeated_one_twice() -> None:
    assert shown_at(SPRING, time(2, 30), BERLIN) == ()
    first, second = shown_at(AUTUMN, time(2, 30), BERLIN)
    assert instant(second) - instant(first) == timedelta(hours=1)
    assert len(shown_at(AUTUMN, time(3), BERLIN)) == 1


def test_a_day_that_a_country_skipped_has_no_times() -> None:
    with pytest.raises(Refused, match="there was no 12:00 on 2011-12-30"):
        began(date(2011, 12, 30), time(12), 3, datetime(2012, 1, 9, tzinfo=ZoneInfo("Pacific/Apia")))


def test_a_time_in_the_gap_is_refused_in_a_sentence() -> None:
    latest = datetime(2026, 3, 29, 9, tzinfo=BERLIN)
    with pytest.raises(
        Refused, match=r"^at: there was no 02:30 on 2026-03-29, because the clocks went forward"
    ):
        began(date(2026, 3, 28), time(2, 30), 3, latest)


@pytest.mark.parametrize(("latest", "began_at"), [
    (datetime(2026, 10, 25, 0, 45, tzinfo=UTC), datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
    (datetime(2026, 10, 25, 1, 45, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
    (datetime(2026, 10, 29, tzinfo=UTC), datetime(2026, 10, 25, 1, 30, tzinfo=UTC)),
])  # fmt: skip
def test_of_an_hour_shown_twice_the_later_one_that_is_over_is_meant(
    latest: datetime, began_at: datetime
) -> None:
    found = began(date(2026, 10, 24), time(2, 30), 3, latest.astimezone(BERLIN))
    assert instant(found) == began_at


def test_earlier_is_told_in_real_time() -> None:
    moment = datetime(2026, 10, 25, 2, 10, tzinfo=BERLIN, fold=1)
    assert moved(moment, timedelta(minutes=-20)).isoformat() == "2026-10-25T02:50:00+02:00"


def test_a_zone_is_taken_where_its_clocks_showed_the_moment() -> None:
    moment = datetime(2026, 7, 1, 8, tzinfo=timezone(timedelta(hours=2)))
    assert zone_of(moment, BERLIN) is BERLIN
    assert zone_of(moment.replace(tzinfo=timezone(timedelta(hours=9))), BERLIN) == timezone(
        timedelta(hours=9)
    )
