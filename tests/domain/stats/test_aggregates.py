from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.habit.streak import Days, streak
from coach.domain.model import Area, Cover, Pause, Session
from coach.domain.ramp.timeline import LadderStep
from coach.domain.stats.aggregates import (
    Daypart,
    Mean,
    Period,
    Point,
    by_daypart,
    by_weekday,
    consistency,
    monthly,
    needed,
    points,
    relief,
    sharpness,
    sharpness_by_step,
    weekly,
)

WEDNESDAY = date(2026, 3, 4)
ROWS = st.lists(st.tuples(st.integers(0, 60), st.sampled_from([1.0, 2.5, 10.0])))
"""Sessions as days ago and minutes."""


def session(
    day: date, done_min: float = 5, *, at: time = time(7, 30), backfilled: bool = False,
    before: int | None = None, after: int | None = None, felt: int | None = None,
) -> Session:  # fmt: skip
    return Session(
        area=Area.BACK, started_at=datetime.combine(day, at, UTC), day=day, done_min=done_min, sharpness=felt,
        before=before, after=after, backfilled=backfilled,
    )  # fmt: skip


def test_minutes_a_week_with_the_empty_ones() -> None:
    sessions = [
        session(date(2026, 2, 8), 30),  # the week before those that are asked for
        session(date(2026, 2, 9), 5),
        session(date(2026, 2, 15), 1.9),
        session(date(2026, 3, 1), 7),
        session(date(2026, 3, 2), 1.5),
        session(date(2026, 3, 2), 0.5),
        session(date(2026, 3, 5), 9),  # tomorrow
    ]
    assert weekly(sessions, WEDNESDAY, 4, 0) == (
        Period(date(2026, 2, 9), 6.9, 1, 2),
        Period(date(2026, 2, 16), 0, 0, 0),
        Period(date(2026, 2, 23), 7, 1, 1),
        Period(date(2026, 3, 2), 2, 1, 2),
    )
    assert weekly(sessions, WEDNESDAY, 1, 6) == (Period(date(2026, 3, 1), 9, 2, 3),)


def test_relief_rests_on_the_sessions_with_both_answers() -> None:
    sessions = [
        session(WEDNESDAY, before=6, after=2),
        session(WEDNESDAY, before=0, after=1),
        session(WEDNESDAY, before=5),
        session(WEDNESDAY, after=0),
    ]
    assert relief(sessions) == Mean(1.5, 2)
    assert points(sessions) == (Point(WEDNESDAY, 6, 2), Point(WEDNESDAY, 0, 1))
    assert relief(sessions[2:]) is None


def test_sharpness_zero_is_an_answer() -> None:
    assert sharpness([session(WEDNESDAY, felt=0), session(WEDNESDAY, felt=5), session(WEDNESDAY)]) == Mean(
        2.5, 2
    )
    assert sharpness([session(WEDNESDAY)]) is None


def test_sharpness_of_each_step_softest_first_where_both_are_known() -> None:
    towel, shirt = LadderStep(Area.BACK, Cover.TOWEL, 7), LadderStep(Area.BACK, Cover.SHIRT, 5)
    rows = [(shirt, 6), (towel, 4), (shirt, 3), (None, 9), (towel, None)]
    assert sharpness_by_step(rows) == ((towel, Mean(4, 1)), (shirt, Mean(4.5, 2)))


def test_minutes_a_month_with_the_empty_ones_over_the_turn_of_a_year() -> None:
    days = [date(2025, 10, 31), date(2025, 11, 1), date(2025, 11, 30), date(2026, 1, 31), date(2026, 2, 2)]
    months = monthly([session(day, 5) for day in days], date(2025, 11, 15), date(2026, 2, 1))
    assert [(m.first.month, m.minutes, m.kept_days, m.sessions) for m in months] == [
        (11, 10, 2, 2), (12, 0, 0, 0), (1, 5, 1, 1), (2, 0, 0, 0),
    ]  # fmt: skip


@given(
    st.dictionaries(st.integers(0, 60), st.sampled_from([1.0, 2.0, 9.0])),
    st.sets(st.integers(0, 60)),
    st.lists(st.tuples(st.integers(0, 60), st.integers(0, 9) | st.none()), max_size=3),
)
def test_consistency_at_the_end_of_a_week_is_what_the_streak_said_that_day(
    minutes: dict[int, float], rest: set[int], pauses: list[tuple[int, int | None]]
) -> None:
    def ago(days: int) -> date:
        return WEDNESDAY - timedelta(days)

    known = Days(
        minutes={ago(n): value for n, value in minutes.items()},
        met=frozenset(),
        rest={ago(n) for n in rest if n not in minutes},
        pauses=tuple(
            Pause(
                first=ago(n),
                last=None if n_days is None else ago(n - n_days),
                at=datetime(2026, 1, 1, tzinfo=UTC),
            )
            for n, n_days in pauses
        ),
        today=WEDNESDAY,
    )
    told = consistency(known, 4, 0)
    if not any(value >= 2 for value in minutes.values()):
        assert told == ()
        return
    first, score = told[-1]
    assert first == date(2026, 3, 2)
    assert score == pytest.approx(streak(known).consistency)
    for first, score in told[:-1]:
        # the Monday after asks of the week that is over; that day itself may still be kept
        then = known._replace(today=first + timedelta(7))
        then = then._replace(minutes={d: m for d, m in known.minutes.items() if d < then.today})
        assert score == pytest.approx(streak(then).consistency)


def test_consistency_of_two_kept_days_by_hand() -> None:
    known = Days(
        minutes={date(2026, 2, 28): 5.0, date(2026, 3, 3): 5.0}, met=frozenset(), rest=frozenset(), pauses=(),
        today=WEDNESDAY,
    )  # fmt: skip
    day = 1 - 0.5 ** (1 / 13)
    week_end = day * 0.5 ** (1 / 13)  # kept on Saturday, missed on Sunday
    now = week_end * 0.5 ** (2 / 13) + day  # missed on Monday, kept on Tuesday; today is not over
    (first, before), (second, after) = consistency(known, 12, 0)
    assert (first, second) == (date(2026, 2, 23), date(2026, 3, 2))
    # kept on one of two days, and on two of four
    assert before == pytest.approx(week_end / (1 - 0.5 ** (2 / 13)))
    assert after == pytest.approx(now / (1 - 0.5 ** (4 / 13)))


@pytest.mark.parametrize(("have", "missing"), [(0, 5), (4, 1), (5, 0), (60, 0)])
def test_five_check_ins_make_a_trend(have: int, missing: int) -> None:
    assert needed(have) == missing


def test_sessions_by_weekday_from_the_start_of_the_week() -> None:
    sessions = [session(date(2026, 3, 2)), session(date(2026, 3, 1)), session(date(2026, 2, 22))]
    assert by_weekday(sessions, 0) == (1, 0, 0, 0, 0, 0, 2)
    assert by_weekday(sessions, 6) == (2, 1, 0, 0, 0, 0, 0)


@pytest.mark.parametrize(("hour", "part"), [
    (0, Daypart.NIGHT), (4, Daypart.NIGHT), (5, Daypart.MORNING), (10, Daypart.MORNING), (11, Daypart.MIDDAY),
    (16, Daypart.MIDDAY), (17, Daypart.EVENING), (21, Daypart.EVENING), (22, Daypart.NIGHT),
])  # fmt: skip
def test_parts_of_the_day(hour: int, part: Daypart) -> None:
    counts = by_daypart([session(WEDNESDAY, at=time(hour, 59))])
    assert [found for found, count in counts.items() if count] == [part]


def test_the_hour_is_the_one_of_the_place() -> None:
    """Someone on a journey lay down in the morning, whatever hour it was at home."""
    stored = session(WEDNESDAY, at=time(7, 0))
    abroad = stored._replace(started_at=stored.started_at.replace(tzinfo=timezone(timedelta(hours=13))))
    assert by_daypart([stored, abroad])[Daypart.MORNING] == 2


def test_a_session_logged_without_a_time_has_no_hour() -> None:
    sessions = [session(WEDNESDAY, at=time(12), backfilled=True), session(WEDNESDAY, at=time(12))]
    assert sum(by_daypart(sessions).values()) == 1


@given(ROWS, st.integers(1, 12), st.integers(0, 6))
def test_weeks_lose_no_minute(rows: list[tuple[int, float]], weeks: int, start: int) -> None:
    sessions = [session(WEDNESDAY - timedelta(ago), minutes) for ago, minutes in rows]
    got = weekly(sessions, WEDNESDAY, weeks, start)
    inside = [one.done_min for one in sessions if one.day >= got[0].first]
    assert len(got) == weeks
    assert sum(week.minutes for week in got) == pytest.approx(sum(inside))
    assert sum(week.sessions for week in got) == len(inside)
