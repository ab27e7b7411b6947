"""A session that was lost while it ran, as a later start finds it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Ended, Span
from coach.domain.session.recovery import Continue, Lapsed, recover
from coach.domain.session.timer import Phase, TimerEvent, done_min, elapsed_s, left_s, phase, step
from coach.domain.session.timer_record import renewed
from tests.domain.session.timers import (
    ASK_STOP,
    FINISH,
    PAUSE,
    SCRIPTS,
    STOP,
    T0,
    TICK,
    WALL,
    live,
    played,
    running,
)


@pytest.mark.parametrize("away", [30.0, 119.0, 121.0, 36000.0])
@pytest.mark.parametrize("boot", ["a", "b"])
@pytest.mark.parametrize(("at", "pauses", "done_s"), [(40, (), 40), (700, (), 700), (90, ((PAUSE, 50),), 50)])
def test_a_stop_that_was_asked_for_outlives_the_terminal(
    boot: str, away: float, at: float, pauses: tuple[tuple[TimerEvent, float], ...], done_s: float
) -> None:
    """Nothing is asked about its length: it was over at the press, whenever and wherever that is seen."""
    record = renewed(live(), played(running(), *pauses, (ASK_STOP, at)), "a")
    now = T0 + at + away if boot == "a" else 3.0
    found = recover(record, boot=boot, elapsed_now=now, wall_now=WALL + timedelta(seconds=at + away))
    assert isinstance(found, Continue)
    assert phase(found.timer, now) is (Phase.ASKED if away < 120 else Phase.DONE)
    over = step(step(found.timer, TICK, now), STOP, now)
    assert over.done_s == pytest.approx(done_s)
    assert over.outcome is Ended.SENSATION


@pytest.mark.parametrize("boot", ["a", "b"])
def test_a_lost_session_whose_minutes_are_over_asks(boot: str) -> None:
    record = live(pauses=(Span(start=60, end=120),))
    found = recover(record, boot=boot, elapsed_now=T0 + 7200, wall_now=WALL + timedelta(hours=2))
    assert found == Lapsed(WALL + timedelta(minutes=11), 10, 15, paused=False)


def test_a_lost_session_in_overtime_may_have_been_a_little_longer() -> None:
    found = recover(live(), boot="a", elapsed_now=T0 + 690, wall_now=WALL + timedelta(seconds=690))
    assert found == Lapsed(WALL + timedelta(minutes=10), 10, 11.5, paused=False)


def test_a_session_lost_in_a_pause_goes_on_for_an_hour() -> None:
    record = live(pauses=(Span(start=198),))
    found = recover(record, boot="a", elapsed_now=T0 + 198 + 3599, wall_now=WALL)
    assert isinstance(found, Continue)
    assert phase(found.timer, T0 + 198 + 3599) is Phase.PAUSED
    assert left_s(found.timer, T0 + 198 + 3599) == 402


@pytest.mark.parametrize("boot", ["a", "b"])
def test_later_it_offers_the_minutes_until_the_pause(boot: str) -> None:
    record = live(pauses=(Span(start=30, end=60), Span(start=198)))
    found = recover(record, boot=boot, elapsed_now=T0 + 36000, wall_now=WALL + timedelta(hours=10))
    assert found == Lapsed(WALL + timedelta(seconds=198), 2.8, 2.8, paused=True)


def test_what_is_offered_never_passes_half_an_hour() -> None:
    record = live(planned_min=300, cap_min=30)
    found = recover(
        record._replace(cap_min=400, extra_min=50), boot="b", elapsed_now=1, wall_now=WALL + timedelta(days=3)
    )
    assert isinstance(found, Lapsed)
    assert (found.offered_min, found.most_min) == (30, 30)
    assert found.ended_at == WALL + timedelta(minutes=30)


@given(SCRIPTS, st.floats(0, 4000), st.sampled_from(["a", "b", ""]))
def test_what_is_recovered_has_run_as_long_as_what_was_lost(
    script: list[tuple[TimerEvent, float]], away: float, boot: str
) -> None:
    timer, now = running(), T0
    record = live()
    for event, gap in script:
        if event in (FINISH, STOP):
            continue
        now += gap
        timer = step(timer, event, now)
        record = renewed(record, timer, "a")
    now += away
    wall = WALL + timedelta(seconds=now - T0)
    found = recover(record, boot=boot, elapsed_now=now if boot == "a" else 3.0, wall_now=wall)
    if isinstance(found, Continue):
        assert elapsed_s(found.timer, 0) == pytest.approx(elapsed_s(timer, now), abs=1e-3)
    else:
        assert found.offered_min <= found.most_min <= 30
        assert found.most_min == pytest.approx(done_min(timer, now), abs=0.011)
        assert found.ended_at <= wall + timedelta(milliseconds=1)
