"""The made-up year: it obeys the rules on each of its days, and on any date it opens without a lock."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from coach.demo.story import DAYS, Story
from coach.demo.year import made_up, records
from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, PauseFor, Session, Skin
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.limits import DAY, SESSION
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.today import TodayState, today
from coach.store import Store
from tests.conftest import FixedClock

MORNING = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
ZONES = ("UTC", "Europe/Zurich", "America/New_York", "Asia/Kolkata", "Pacific/Apia", "America/Santiago")

moments = st.builds(
    lambda hours, zone: (MORNING + timedelta(hours=hours)).astimezone(ZoneInfo(zone)),
    st.integers(-20_000, 40_000),
    st.sampled_from(ZONES),
)


def known_before(book: Book, session: Session) -> Book:
    """The records as they were when a session began: its skin check is answered, nothing of it is known."""
    begun = instant(session.started_at)
    return book._replace(
        sessions=tuple(
            each
            if each.skin_next_on is None or each.skin_next_on <= session.day
            else each._replace(skin_next=None, skin_next_on=None)
            for each in book.sessions
            if instant(each.started_at) < begun
        ),
        checks=tuple(each for each in book.checks if instant(each.at) < begun),
        events=tuple(each for each in book.events if instant(each.at) < begun),
        pauses=tuple(each for each in book.pauses if instant(each.at) < begun),
    )


def obeys(book: Book, session: Session) -> None:
    """The prescriber of that moment allows the session as it was recorded."""
    before = known_before(book, session)
    asked = prescribe(Ramps(before), session.area, session.day, session.started_at)
    assert asked.can_start, (session, asked.reason)
    assert asked.rung is not None
    assert session.cover is asked.rung.cover
    assert session.planned_min == asked.rung.minutes
    assert 1 <= session.done_min <= asked.rung.minutes <= SESSION
    assert session.done_min <= asked.caps.now_min
    assert session.started_at < session.ended_at  # type: ignore[operator]


def test_each_session_of_the_year_is_what_its_day_asked_for() -> None:
    book = made_up(MORNING)
    assert len(book.sessions) > 300
    for session in book.sessions:
        obeys(book, session)


@given(moments, st.integers(0, 2**32), st.integers(1, DAYS), st.data())
@settings(max_examples=20)
@example(datetime(2026, 3, 29, 3, 5, tzinfo=ZoneInfo("Europe/Zurich")), 1, DAYS, None)
@example(datetime(2026, 11, 21, 2, 59, tzinfo=UTC), 1, 1, None)
def test_any_seed_on_any_date_obeys_the_rules(
    now: datetime, seed: int, day: int, data: st.DataObject | None
) -> None:
    book = made_up(now, day, seed=seed)
    today_ = day_of(now, book.settings.rollover)
    for session in book.sessions[-40:] if data is None else _some(book, data):
        obeys(book, session)
    for on in {session.day for session in book.sessions}:
        assert sum(each.done_min for each in book.sessions if each.day == on) <= DAY
        assert on < today_
    recorded = [each.at for each in (*book.events, *book.checks, *book.pauses)]
    recorded += [each.ended_at or each.started_at for each in book.sessions]
    assert all(instant(at) < instant(now) for at in recorded)
    found = today(book._replace(now=now), now)
    assert found.state in (TodayState.DUE, TodayState.PAUSED)
    assert found.prescription.gate is Gate.OPEN
    assert found.prescription.open_questions is None


def _some(book: Book, data: st.DataObject) -> list[Session]:
    return data.draw(st.lists(st.sampled_from(book.sessions), max_size=12)) if book.sessions else []


@pytest.mark.parametrize("day", [2, 30, 90, 131, 200, DAYS])
def test_a_day_before_the_last_shows_the_same_year_as_it_stood_then(day: int) -> None:
    whole, part = made_up(MORNING), made_up(MORNING, day)
    back = timedelta(days=DAYS - day)

    def told(book: Book, since: timedelta) -> list[tuple[object, ...]]:
        return [(s.area, s.day + since, s.cover, s.done_min, s.sharpness, s.note) for s in book.sessions]

    assert told(part, timedelta()) == told(whole, back)[: len(part.sessions)]
    assert len(part.sessions) == sum(s.day + back < MORNING.date() for s in whole.sessions)


def test_today_has_the_skin_check_open_and_a_reason_that_says_something() -> None:
    found = today(made_up(MORNING), MORNING)
    assert found.state is TodayState.DUE
    assert found.prescription.needs_check
    assert found.prescription.reason.text == (
        "You had one clean session of 18 minutes: 20 minutes on bare skin."
    )
    assert 100 < found.streak.current < 200


def test_it_has_all_that_a_year_has() -> None:
    book = made_up(MORNING, tips=[f"tip-{n}" for n in range(100)])
    assert {s.area for s in book.sessions} == {Area.BACK, Area.LEGS}
    assert any(s.done_min != int(s.done_min) for s in book.sessions)
    assert any(check.skin is Skin.PINK for check in book.checks)
    assert {pause.why for pause in book.pauses} == {None, PauseFor.HOLIDAY}
    assert len(book.notes) >= 4
    assert sum(bool(s.note) for s in book.sessions) > 10
    assert sum(tip.favourite for tip in book.tips.values()) > 2
    kept = {s.day for s in book.sessions}
    assert 10 < sum(MORNING.date() - timedelta(days=n) not in kept for n in range(1, DAYS)) < 60


def test_the_same_seed_makes_the_same_year_and_another_seed_another_one() -> None:
    assert made_up(MORNING) == made_up(MORNING)
    assert made_up(MORNING).sessions != made_up(MORNING, seed=2).sessions


def test_chance_takes_every_side() -> None:
    rolls = {Story(1).roll(number, "what", 6) for number in range(200)}
    assert rolls == set(range(6))


def test_the_file_takes_it_whole_and_has_nothing_to_undo(tmp_path: Path) -> None:
    store = Store(tmp_path / "coach.json", FixedClock(MORNING))
    book = made_up(MORNING, tips=["cover-first"])
    store.change(lambda _: records(book))
    read = Store(tmp_path / "coach.json", FixedClock(MORNING)).read()
    assert not store.problems
    assert read.sessions == book.sessions
    assert read.events == book.events
    assert read.tips == book.tips
    assert store.undoable() is None
    assert date(2026, 11, 21) not in {s.day for s in read.sessions}
