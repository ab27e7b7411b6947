"""When a session began and ended, where the wall clock is set or changed while it runs."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.dates import moved
from coach.domain.instants import instant
from coach.domain.model import Span
from coach.domain.session.recovery import Lapsed, recover
from coach.domain.session.session_times import DRIFT, SessionTimes, day_begun, end_after, session_times
from coach.domain.session.timer import TimerEvent, elapsed_s, step
from coach.domain.session.timer_record import from_live, renewed
from tests.domain.session.timers import FINISH, PAUSE, RESUME, SCRIPTS, STOP, T0, WALL, live, played, running

BERLIN = ZoneInfo("Europe/Berlin")


def ended_after(seconds: float, wall: datetime, **changes: Any) -> SessionTimes:
    """The times of a session of ten minutes that ends by a key, by a clock that shows `wall` then."""
    timer = played(running(), (FINISH, seconds))
    record = live(**changes)
    return session_times(record, timer, ended_s=timer.last_s, elapsed_now=T0 + seconds, wall_now=wall)


def test_a_clock_that_was_left_alone_changes_nothing() -> None:
    times = ended_after(600, WALL + timedelta(seconds=600))
    assert times == (WALL, WALL + timedelta(minutes=10))


@pytest.mark.parametrize("step_s", [-60, -1.5, 0.001, 59, 60])
def test_the_drift_of_a_minute_is_no_step(step_s: float) -> None:
    """The begin stays as it is on record, and the end is as far from it as the session took."""
    times = ended_after(600, WALL + timedelta(seconds=600 + step_s))
    assert times == (WALL, WALL + timedelta(minutes=10))


@pytest.mark.parametrize(
    "step", [timedelta(hours=2), -timedelta(hours=2), timedelta(days=-400), 61 * timedelta(seconds=1)]
)
def test_a_clock_that_was_set_meanwhile_moves_both_ends(step: timedelta) -> None:
    times = ended_after(600, WALL + timedelta(minutes=10) + step)
    assert times == (WALL + step, WALL + step + timedelta(minutes=10))


def test_a_session_that_closed_long_ago_ended_then() -> None:
    """Its end is by its own time, not when somebody looked; pauses count, for the time between two ends."""
    timer = step(played(running(), (PAUSE, 60), (RESUME, 180)), TimerEvent.TICK, T0 + 9000)
    wall = WALL + timedelta(seconds=9000) - timedelta(days=1)
    times = session_times(live(), timer, ended_s=timer.last_s, elapsed_now=T0 + 9000, wall_now=wall)
    assert times.started_at == WALL - timedelta(days=1)
    assert times.ended_at == times.started_at + timedelta(minutes=15 + 2)


@pytest.mark.parametrize(
    ("began", "shown"),
    [
        (datetime(2026, 3, 29, 0, 55, tzinfo=UTC), "2026-03-29 01:55 03:05"),
        (datetime(2026, 10, 25, 0, 55, tzinfo=UTC), "2026-10-25 02:55 02:05"),
    ],
)
def test_a_change_of_daylight_saving_is_no_step(began: datetime, shown: str) -> None:
    wall = moved(began, timedelta(minutes=10)).astimezone(BERLIN)
    times = ended_after(600, wall, started_at=began.astimezone(BERLIN))
    assert f"{times.started_at:%F %H:%M} {times.ended_at:%H:%M}" == shown
    assert instant(times.ended_at) - instant(times.started_at) == timedelta(minutes=10)


def test_the_day_of_a_true_begin_counts() -> None:
    record = live()
    told = ended_after(600, (WALL - timedelta(days=3)).astimezone(BERLIN))
    assert day_begun(record, told, 3) == date(2026, 2, 26)
    early = ended_after(600, datetime(2026, 3, 4, 3, 5, tzinfo=BERLIN))
    assert early.started_at == datetime(2026, 3, 4, 2, 55, tzinfo=BERLIN)
    assert day_begun(record, early, 3) == date(2026, 3, 3)


def test_a_day_that_was_fixed_at_the_start_stays_though_one_travels() -> None:
    record = live(day=date(2025, 1, 1))
    times = ended_after(600, (WALL + timedelta(minutes=10)).astimezone(ZoneInfo("Pacific/Kiritimati")))
    assert day_begun(record, times, 3) == date(2025, 1, 1)


@given(SCRIPTS, st.floats(0, 4000), st.floats(-4e6, 4e6), st.sampled_from(["a", "b"]))
def test_begin_and_end_are_as_far_apart_as_it_took(
    script: list[tuple[TimerEvent, float]], away: float, set_by: float, boot: str
) -> None:
    """By the clock as it stands at the end; in another boot, by what is left to believe."""
    timer, now, record = running(), T0, live()
    for event, gap in script:
        if event in (FINISH, STOP):
            continue
        now += gap
        timer = step(timer, event, now)
        record = renewed(record, timer, "a")
    now += away
    wall = WALL + timedelta(seconds=now - T0 + set_by)
    here = now if boot == "a" else 3.0
    found = from_live(record, boot=boot, elapsed_now=here, wall_now=wall)
    over = step(found, FINISH, here)
    times = session_times(record, over, ended_s=over.last_s, elapsed_now=here, wall_now=wall)
    took = times.ended_at - times.started_at
    assert took >= timedelta(seconds=elapsed_s(over, here) - 1e-3)
    assert instant(times.ended_at) <= instant(wall) + DRIFT + timedelta(milliseconds=1)
    if boot == "a" and abs(set_by) > 61:
        assert times.started_at == pytest.approx(
            wall - timedelta(seconds=now - T0), abs=timedelta(seconds=0.001)
        )


@given(SCRIPTS, st.floats(0, 1))
def test_time_on_the_mat_is_found_again_on_the_clock(
    script: list[tuple[TimerEvent, float]], share: float
) -> None:
    """Also with pauses: at that reading of the clock, so much time on the mat had gone by."""
    timer, now = running(), T0
    for event, gap in script:
        if event in (FINISH, STOP):
            continue
        now += gap
        timer = step(timer, event, now)
    done = elapsed_s(timer, now) * share
    at = end_after(timer, done)
    assert T0 <= at <= now + 1e-3
    spans = tuple(
        Span(max(span.start, 0), min(span.end if span.end is not None else 1e12, at - T0))
        for span in timer.pauses
        if span.start < at - T0
    )
    lain = at - T0 - sum(max(0.0, (span.end or 0.0) - span.start) for span in spans)
    assert lain == pytest.approx(done, abs=1e-3)


def test_what_is_recovered_in_the_same_boot_is_told_by_the_clock_of_now() -> None:
    """Nineteen o'clock was an error of the clock: it ended ten minutes after it truly began."""
    wall = WALL + timedelta(hours=2) - timedelta(days=30)
    found = recover(live(), boot="a", elapsed_now=T0 + 7200, wall_now=wall)
    assert isinstance(found, Lapsed)
    assert found.ended_at == WALL - timedelta(days=30) + timedelta(minutes=10)


def test_moving_on_goes_by_real_time() -> None:
    before = datetime(2026, 3, 29, 1, 59, tzinfo=BERLIN)
    assert moved(before, timedelta(minutes=2)).isoformat() == "2026-03-29T03:01:00+02:00"
    again = datetime(2026, 10, 25, 2, 59, tzinfo=BERLIN)
    assert moved(again, timedelta(minutes=2)).isoformat() == "2026-10-25T02:01:00+01:00"
    assert moved(moved(again, timedelta(minutes=2)), timedelta(minutes=-2)).isoformat() == again.isoformat()
