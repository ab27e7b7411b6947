"""This week in sentences: only what can be compared is compared."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.habit.day_history import days
from coach.domain.habit.streak_words import week_so_far
from coach.domain.model import Area, Book, Pause, RhythmSet, Session
from coach.domain.ramp.replay import Ramps
from coach.domain.stats.aggregates import Mean
from coach.domain.stats.this_week import ThisWeek, sentences, this_week

MONDAY = date(2026, 3, 2)
SATURDAY = date(2026, 3, 7)


def session(day: date, minutes: float = 20.0, before: int | None = 5, after: int | None = 3) -> Session:
    return Session(
        area=Area.BACK,
        started_at=datetime(day.year, day.month, day.day, 7, tzinfo=UTC),
        day=day,
        done_min=minutes,
        before=before,
        after=after,
    )


def week_of(*sessions: Session, today: date = SATURDAY, week_start: int = 0, pauses: int = 0) -> ThisWeek:
    off = tuple(
        Pause(first=MONDAY + timedelta(n), last=MONDAY + timedelta(n), at=datetime(2026, 3, 1, tzinfo=UTC))
        for n in range(pauses)
    )
    book = Book(sessions=sessions, pauses=off)
    return this_week(sessions, days(Ramps(book), today), week_start)


def ago(*days_ago: int, minutes: float = 20.0) -> list[Session]:
    return [session(SATURDAY - timedelta(n), minutes) for n in sorted(days_ago, reverse=True)]


def test_a_day_that_is_not_over_is_not_compared() -> None:
    """On Saturday morning it is Friday that counts, until Saturday has a session of its own."""
    before = ago(12, 11, 10, 9, 8, 7)  # Monday to Saturday of last week
    week = week_of(*before, *ago(4, 3, 2, 1))  # Tuesday to Friday
    assert sentences(week)[:2] == ("4 of 5 days kept \u00b7 1 h 20 min", "20 min less than a week ago")
    week = week_of(*before, *ago(4, 3, 2, 1, 0))
    assert sentences(week)[:2] == ("5 of 6 days kept \u00b7 1 h 40 min", "20 min less than a week ago")
    week = week_of(*before, *ago(5, 4, 3, 2, 1))
    assert sentences(week)[:2] == ("5 of 5 days kept \u00b7 1 h 40 min", "The same as a week ago")


def test_no_week_is_compared_with_one_before_the_first_use() -> None:
    assert not any("a week ago" in each for each in sentences(week_of(*ago(2, 1))))
    assert not any("a week ago" in each for each in sentences(week_of(*ago(9, 2, 1))))  # since a Thursday
    assert sentences(week_of(*ago(12, 2, 1)))[1] == "20 min more than a week ago"


def test_minutes_are_told_as_people_say_them() -> None:
    week = week_of(*ago(12, minutes=5.01), session(SATURDAY - timedelta(1), 4.8))
    assert sentences(week)[:2] == ("1 of 5 days kept \u00b7 5 min", "The same as a week ago")
    week = week_of(*ago(12, minutes=12.4), session(SATURDAY - timedelta(1), 19.97))
    assert sentences(week)[:2] == ("1 of 5 days kept \u00b7 20 min", "8 min more than a week ago")


@pytest.mark.parametrize(("kept", "said"), [
    (0, "0 of 4 days kept"),
    (3, "3 of 4 days kept"),
    (4, "4 of 4 days kept"),
    (5, "4 of 4 days kept"),
])  # fmt: skip
def test_a_week_of_a_rhythm_is_told_as_everywhere(kept: int, said: str) -> None:
    rhythm = RhythmSet(at=datetime(2026, 2, 1, tzinfo=UTC), days=4, first=date(2026, 2, 2))
    sessions = (*ago(12), *(session(MONDAY + timedelta(n)) for n in range(kept)))
    of_days = days(Ramps(Book(sessions=sessions, rhythms=(rhythm,))), SATURDAY)
    week = this_week(sessions, of_days, 0)
    assert week.week is not None
    assert sentences(week)[0].partition(" \u00b7 ")[0] == said
    assert week_so_far(week.week) == said.replace("days kept", "this week")


def test_a_week_of_a_rhythm_that_is_all_pause_asks_for_nothing() -> None:
    rhythm = RhythmSet(at=datetime(2026, 2, 1, tzinfo=UTC), days=4, first=date(2026, 2, 2))
    off = Pause(first=MONDAY, last=SATURDAY + timedelta(1), at=datetime(2026, 3, 1, tzinfo=UTC))
    sessions = tuple(ago(12))
    of_days = days(Ramps(Book(sessions=sessions, pauses=(off,), rhythms=(rhythm,))), SATURDAY)
    assert sentences(this_week(sessions, of_days, 0))[0] == "Nothing asked"


@pytest.mark.parametrize(("sessions", "today", "told"), [
    ([], SATURDAY, ("Begins with your first session",)),
    (ago(12), MONDAY, ("Nothing to count yet this week",)),
    (ago(60), SATURDAY, ("0 of 5 days kept",)),
    ([session(MONDAY)], MONDAY, ("1 of 1 day kept \u00b7 20 min", "2.0 less sore after (1 answer)")),
])  # fmt: skip
def test_a_week_that_has_hardly_begun(sessions: list[Session], today: date, told: tuple[str, ...]) -> None:
    assert sentences(week_of(*sessions, today=today)) == told


def test_days_of_rest_and_of_a_pause_are_neither_kept_nor_missed() -> None:
    week = week_of(*ago(12), *ago(2, 1), pauses=3)
    assert (week.kept_days, week.counted) == (2, 2)


@pytest.mark.parametrize(("before", "after", "told"), [
    (5, 3, "2.0 less sore after (1 answer)"),
    (3, 5, "2.0 more sore after (1 answer)"),
    (4, 4, "As sore after as before (1 answer)"),
    (4, None, "No answers on soreness yet"),
])  # fmt: skip
def test_soreness_is_told_with_the_number_of_answers(before: int, after: int | None, told: str) -> None:
    assert sentences(week_of(session(SATURDAY, 20, before, after)))[-1] == told


def test_the_mean_is_over_this_week_alone() -> None:
    week = week_of(session(date(2026, 2, 23), 5, 9, 0), session(MONDAY, 7, 6, 3), session(SATURDAY, 7, 4, 5))
    assert week.relief == Mean(1.0, 2)


@given(st.sets(st.integers(0, 30)), st.integers(0, 6))
def test_both_weeks_are_compared_over_the_same_weekdays(days_ago: set[int], week_start: int) -> None:
    week = week_of(*ago(*days_ago), week_start=week_start)
    if week.minutes_before is None or week.until is None:
        assert week.difference is None
        return
    first = SATURDAY - timedelta((SATURDAY.weekday() - week_start) % 7)
    assert first <= week.until <= SATURDAY
    same = [n for n in days_ago if first <= SATURDAY - timedelta(n) + timedelta(7) <= week.until]
    assert week.minutes_before == 20.0 * len(same)
    assert max(days_ago) >= (SATURDAY - first).days + 7
