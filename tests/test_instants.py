"""Instants are compared in UTC everywhere: in the source, and on both nights of changing clocks."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.instants import end_of, instant, nanoseconds
from coach.domain.model import Area, Book, Change, Cover, Ended, Session
from coach.domain.session.manual_entry import ManualEntry, log
from coach.store import Store
from coach.store.exchange.import_export import import_file
from tests.conftest import FixedClock
from tests.instant_lint import all_offences, offences

BERLIN = ZoneInfo("Europe/Berlin")
BACK_AT = datetime(2026, 10, 25, 1, tzinfo=UTC)
"""03:00 becomes 02:00."""
FORTH_AT = datetime(2026, 3, 29, 1, tzinfo=UTC)
NEAR = st.builds(
    lambda night, minutes: night + timedelta(minutes=minutes),
    st.sampled_from([BACK_AT, FORTH_AT]), st.integers(-150, 150),
)  # fmt: skip


def test_nanoseconds_are_those_of_the_clock_to_the_microsecond() -> None:
    """A float of seconds would be off by some hundred of them."""
    moment = datetime(2026, 10, 25, 2, 30, 0, 123457, tzinfo=BERLIN, fold=1)
    assert nanoseconds(moment) == 1_792_891_800_123_457_000
    assert nanoseconds(moment - timedelta(days=30_000)) < 0


def test_no_datetime_is_compared_or_moved_but_in_utc() -> None:
    assert all_offences() == []


@pytest.mark.parametrize(
    "line",
    [
        "def f(a: datetime, b: datetime): return a == b",
        "def f(now: datetime, s): return s.started_at <= now",
        "def f(now: datetime): return now - timedelta(hours=1)",
        "def f(now: datetime | None): return now + HOUR",
        "def f(book): return max(book.events, key=lambda e: (e.at, e.id))",
        "def f(found): return sorted(found, key=attrgetter('started_at', 'id'))",
        "def f(found): return {each.started_at for each in found}",
        "def f(found): return {(each.started_at, each.area): each for each in found}",
        "def f(z, day, x): noon = datetime.combine(day, TWELVE, tzinfo=z); return min(noon, x)",
        "def f(context, at): then = context.now(); return then >= at",
        "def f(s, seen): return s.started_at in seen",
        "def f(seen, s): seen.setdefault((s.started_at, s.area), s)",
        "def f(found): return min(each.started_at for each in found)",
    ],
)
def test_such_lines_are_found(line: str) -> None:
    assert len(offences(line)) == 1


@pytest.mark.parametrize(
    "line",
    [
        "def f(a: datetime, b: datetime): return instant(a) == instant(b)",
        "def f(now: datetime, s): return end_of(s) + SIX_HOURS > instant(now)",
        "def f(book): return max(book.events, key=lambda e: (instant(e.at), e.id))",
        "def f(a: datetime, b: datetime): return min(a, b, key=instant)",
        "def f(now: datetime, s): latest = instant(now) + TOLERANCE; return instant(s.at) < latest",
        "def f(day: date, other: date): return day > other",
        "def f(now: datetime): return now is None",
    ],
)
def test_what_is_in_utc_passes(line: str) -> None:
    assert offences(line) == []


def session(started_at: datetime, minutes: float = 5) -> Session:
    return Session(Area.BACK, started_at, started_at.date(), minutes, Cover.TOWEL, ended=Ended.COMPLETED)


@given(NEAR, NEAR)
def test_one_instant_is_one_in_whatever_zone_it_is_written(one: datetime, other: datetime) -> None:
    here, there = one.astimezone(BERLIN), other.astimezone(BERLIN)
    written = datetime.fromisoformat(here.isoformat())
    assert instant(here) == instant(written) == one
    assert (instant(here) < instant(there)) == (one < other)
    assert instant(here) - instant(there) == one - other
    assert len({instant(here), instant(written)}) == 1
    assert end_of(session(here)) == end_of(session(written)) == one + timedelta(minutes=5)


@pytest.mark.parametrize("minute", [-45, 15, 30, 75])
def test_a_session_is_found_again_in_the_hour_that_comes_twice(minute: int, tmp_path: Path) -> None:
    """Recorded by one zone, read with a fixed offset, exported, and taken in again: it is the same one."""
    moment = BACK_AT + timedelta(minutes=minute)
    clock = FixedClock(moment)
    store = Store(tmp_path / "coach.json", clock)
    store.change(lambda book: Change("Zone", put=(book.settings._replace(tz="Europe/Berlin"),)))
    store.change(lambda book: Change("Lay", put=(session(moment.astimezone(BERLIN)),)))
    sheet = f"started_at,area,done_min\n{moment.astimezone(BERLIN).isoformat()},back,5\n"
    clock.advance(timedelta(days=1))
    report = import_file(store, sheet.encode(), Path("sheet.csv"), tz=BERLIN, now=clock.now())
    assert [each.field for each in report.already_there] == ["session"]
    assert report.imported == ()


def test_a_session_of_the_first_of_two_hours_lies_in_the_past_of_the_second() -> None:
    """At 02:10 for the second time, 02:30 was forty minutes ago, though its hands are ahead."""
    now = (BACK_AT + timedelta(minutes=10)).astimezone(BERLIN)
    assert f"{now:%H:%M}" == "02:10"
    made = log(Book(), ManualEntry(5, at=(now + timedelta(minutes=20)).time().replace(fold=0)), now).session
    assert instant(made.started_at) == BACK_AT - timedelta(minutes=30)
