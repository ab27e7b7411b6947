"""The same minutes twice."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.instants import end_of, instant
from coach.domain.model import Area, Book, Cover, Live, Refused, Session
from coach.domain.session.confirmations import Confirmation, Unconfirmed
from coach.domain.session.manual_entry import ManualEntry, log
from coach.domain.session.overlaps import overlapping
from tests.domain.histories import BACK, Life, at, on


def lain(began: datetime, minutes: float = 10, area: Area = BACK, name: str = "") -> Session:
    return Session(
        id=name, area=area, started_at=began, day=date(2026, 1, 5), done_min=minutes, cover=Cover.TOWEL
    )


def shown(minutes: int, offset: int) -> datetime:
    """What the clock of a zone shows so many minutes after the beginning of day 0 there."""
    return at(0, 0).replace(tzinfo=timezone(timedelta(hours=offset))) + timedelta(minutes=minutes)


@pytest.mark.parametrize(("minute", "overlaps"), [
    (-11, False), (-10, False), (-9, True), (0, True), (4, True), (9, True), (10, False), (11, False),
])  # fmt: skip
def test_sessions_beside_each_other_are_two(minute: int, overlaps: bool) -> None:
    book = Book(sessions=(lain(at(0), name="a"),))
    began = at(0) + timedelta(minutes=minute)
    assert (overlapping(book, lain(began)) is not None) is overlaps
    assert overlapping(book, lain(began, area=Area.LEGS)) is None
    assert overlapping(book, lain(began, name="a")) is None


@given(
    st.integers(0, 3 * 1440),
    st.integers(0, 3 * 1440),
    st.integers(-14, 14),
    st.integers(-14, 14),
    st.floats(0.5, 30),
    st.floats(0.5, 30),
)
def test_instants_are_compared_whatever_the_zones(
    one: int, other: int, here: int, there: int, long: float, short: float
) -> None:
    a = lain(shown(one, here), long, name="a")
    b = lain(shown(other, there), short, name="b")
    found = overlapping(Book(sessions=(a,)), b)
    apart = end_of(a) <= instant(b.started_at) or end_of(b) <= instant(a.started_at)
    assert (found is None) is apart


def test_an_hour_shown_twice_is_two_hours() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    first = datetime(2026, 10, 25, 2, 30, tzinfo=berlin)
    book = Book(sessions=(lain(first, name="a"),))
    assert overlapping(book, lain(first.replace(fold=1))) is None


def test_the_question_names_the_other_record() -> None:
    life = Life()
    life.does(0)  # 08:00 to 08:05
    with pytest.raises(Unconfirmed) as doubt:
        log(life.book, ManualEntry(minutes=5), at(0, 8, 7))
    assert doubt.value.about is Confirmation.OVERLAP
    assert str(doubt.value) == (
        "There is already a session on the back from 08:00 to 08:05 on Mon 5 Jan 2026 (5 minutes)."
    )
    assert log(life.book, ManualEntry(minutes=5), at(0, 8, 10)).session.started_at == at(0, 8, 5)
    assert log(life.book, ManualEntry(minutes=5, area=Area.LEGS), at(0, 8, 7))


def test_the_session_that_runs_is_another_record_too() -> None:
    life = Life()
    live = Live(
        id="l", area=BACK, cover=Cover.TOWEL, planned_min=5, cap_min=20, started_at=at(0, 8), day=on(0),
        boot="b", booted_s=0,
    )  # fmt: skip
    book = life.book._replace(live=live)
    with pytest.raises(Unconfirmed, match="A session on the back has been running since 08:00"):
        log(book, ManualEntry(minutes=5), at(0, 8, 12))
    assert log(book, ManualEntry(minutes=5, area=Area.FEET), at(0, 8, 12))
    assert log(book, ManualEntry(minutes=5, on=on(-1)), at(0, 8, 12))


def test_what_was_agreed_to_is_recorded_at_an_instant_of_its_own() -> None:
    life = Life()
    again = (Confirmation.OVERLAP,)
    for _ in range(3):
        life.put(log(life.book, ManualEntry(minutes=5, on=on(0)), at(1), agreed=again).session)
    began = [s.started_at for s in life.book.sessions]
    assert began == [at(0, 12) - timedelta(seconds=n) for n in (2, 1, 0)]
    assert len({(instant(s.started_at), s.area) for s in life.book.sessions}) == 3


@given(
    st.integers(0, 365 * 1440),
    st.sampled_from(("UTC", "Europe/Berlin", "America/St_Johns", "Pacific/Kiritimati")),
    st.floats(0.1, 30),
    st.integers(0, 6),
    st.one_of(st.none(), st.times()),
    st.integers(-1, 3),
)
def test_nothing_ends_after_now(
    minute: int, zone: str, minutes: float, rollover: int, clock: object, back: int
) -> None:
    now = (at(0) + timedelta(minutes=minute)).astimezone(ZoneInfo(zone))
    book = Life().book
    book = book._replace(settings=book.settings._replace(rollover=rollover))
    day = None if back < 0 else now.date() - timedelta(days=back)
    try:
        session = log(book, ManualEntry(minutes=minutes, on=day, at=clock), now).session  # type: ignore[arg-type]
    except Refused:
        return
    assert end_of(session) <= instant(now)
    assert session.ended_at is not None
    assert instant(session.ended_at) == instant(session.started_at) + timedelta(minutes=minutes)
    if day is not None:
        assert session.day == day
