"""The session timer as it runs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Area, Cover, Ended, Span
from coach.domain.session.timer import (
    Phase,
    Timer,
    TimerEvent,
    begin,
    done_min,
    elapsed_s,
    ended,
    left_s,
    overtime_s,
    phase,
    ready_left_s,
    step,
    worth_recording,
)
from tests.domain.session.timers import (
    ADD,
    ASK_FINISH,
    ASK_STOP,
    FINISH,
    KEEP_GOING,
    PAUSE,
    RESUME,
    SCRIPTS,
    START,
    STOP,
    T0,
    TICK,
    TIMERS,
    played,
    running,
)


def test_it_settles_down_and_then_runs_by_itself() -> None:
    timer = begin(Area.BACK, Cover.TOWEL, planned_min=5, cap_min=20, ready_s=30, now=T0)
    assert phase(timer, T0 + 29.9) is Phase.READY
    assert ready_left_s(timer, T0 + 10) == 20
    assert elapsed_s(timer, T0 + 29) == 0
    assert phase(timer, T0 + 30) is Phase.RUNNING
    assert left_s(timer, T0 + 90) == 240


def test_settling_down_can_be_skipped_and_started_only_once() -> None:
    timer = begin(Area.BACK, Cover.TOWEL, planned_min=5, cap_min=20, ready_s=300, now=T0)
    started = played(timer, (START, 4))
    assert phase(started, T0 + 4) is Phase.RUNNING
    assert elapsed_s(started, T0 + 64) == 60
    assert step(started, START, T0 + 64) is started


@pytest.mark.parametrize(("at", "expected", "left", "over"), [
    (0, Phase.RUNNING, 600, 0),
    (599, Phase.RUNNING, 1, 0),
    (600, Phase.OVERTIME, 0, 0),
    (899, Phase.OVERTIME, 0, 299),
    (900, Phase.DONE, 0, 300),
    (4500, Phase.DONE, 0, 300),
])  # fmt: skip
def test_ten_minutes_run_over_for_five(at: float, expected: Phase, left: float, over: float) -> None:
    timer = running()
    for told in (timer, step(timer, TICK, T0 + at)):
        assert phase(told, T0 + at) is expected
        assert left_s(told, T0 + at) == left
        assert overtime_s(told, T0 + at) == over


def test_overtime_ends_at_the_cap() -> None:
    timer = running(28, 30)
    assert timer.close_s == 1800
    assert phase(timer, T0 + 1799) is Phase.OVERTIME
    assert phase(timer, T0 + 1800) is Phase.DONE


def test_at_the_cap_there_is_no_overtime() -> None:
    timer = running(6, 6)
    assert phase(timer, T0 + 359) is Phase.RUNNING
    assert phase(timer, T0 + 360) is Phase.DONE
    assert ended(timer, T0 + 360) is Ended.COMPLETED


def test_a_tick_an_hour_late_closes_at_the_right_second() -> None:
    timer = played(running(), (PAUSE, 100), (RESUME, 160), (TICK, 5000))
    assert timer.done_s == 900
    assert timer.last_s == T0 + 960
    assert ended(timer, T0 + 9000) is Ended.COMPLETED
    assert done_min(timer, T0 + 9000) == 15


def test_pauses_do_not_count() -> None:
    timer = played(running(), (PAUSE, 60), (RESUME, 160), (PAUSE, 200))
    assert phase(timer, T0 + 5000) is Phase.PAUSED
    assert elapsed_s(timer, T0 + 5000) == 100
    timer = step(timer, RESUME, T0 + 5000)
    assert elapsed_s(timer, T0 + 5010) == 110
    assert timer.pauses == (Span(start=60, end=160), Span(start=200, end=5000))


@pytest.mark.parametrize(
    ("at", "how"), [(539, Ended.STOPPED), (540, Ended.COMPLETED), (700, Ended.COMPLETED)]
)
def test_nine_tenths_of_the_minutes_complete_it(at: float, how: Ended) -> None:
    timer = played(running(), (FINISH, at))
    assert ended(timer, T0 + at) is how
    assert done_min(timer, T0 + 9999) == pytest.approx(at / 60, abs=0.01)


@pytest.mark.parametrize("planned", [2, 3, 5, 6, 7, 10, 12, 15, 18, 20, 25, 30])
def test_nine_tenths_are_exact_for_every_rung(planned: int) -> None:
    enough = planned * 54
    assert ended(played(running(planned), (FINISH, enough)), T0 + enough) is Ended.COMPLETED
    assert ended(played(running(planned), (FINISH, enough - 1)), T0 + enough) is Ended.STOPPED


def test_the_clock_may_read_whatever_it_likes() -> None:
    """Ten minutes on are a little less than 600 s in floats here."""
    now = 844.718
    assert now + 600 - now < 600
    timer = begin(Area.BACK, Cover.TOWEL, planned_min=10, cap_min=30, ready_s=0, now=now)
    assert phase(timer, now + 600) is Phase.OVERTIME


@pytest.mark.parametrize("cap_min", [10.0, 1.14, 1.17])
def test_what_the_caps_left_is_recorded_whole(cap_min: float) -> None:
    assert done_min(running(cap_min, cap_min), T0 + 1800) == cap_min


@pytest.mark.parametrize("at", [100, 590, 650])
def test_discomfort_ends_it_whenever_it_comes(at: float) -> None:
    assert ended(played(running(), (STOP, at)), T0 + at) is Ended.SENSATION
    assert ended(played(running(), (PAUSE, 50), (STOP, at)), T0 + at) is Ended.SENSATION


@pytest.mark.parametrize("later", [0.0, 20.0, 119.9, 120.0, 7200.0])
@pytest.mark.parametrize(("asked", "answered", "how"), [
    (ASK_STOP, STOP, Ended.SENSATION),
    (ASK_STOP, TICK, Ended.SENSATION),
    (ASK_FINISH, FINISH, Ended.STOPPED),
    (ASK_FINISH, TICK, Ended.STOPPED),
])  # fmt: skip
def test_an_end_that_was_asked_for_is_at_the_press(
    asked: TimerEvent, answered: TimerEvent, how: Ended, later: float
) -> None:
    """However late the answer comes; after two minutes without one, the press counts."""
    timer = played(running(), (asked, 150))
    assert elapsed_s(timer, T0 + 150 + later) == 150
    timer = played(timer, (TICK, 150 + later), (answered, 150 + later))
    is_over = answered is not TICK or later >= 120
    assert (phase(timer, T0 + 150 + later) is Phase.DONE) is is_over
    if is_over:
        assert (timer.done_s, timer.outcome, timer.last_s) == (150, how, T0 + 150)


def test_a_stop_that_was_asked_for_in_the_first_seconds_is_worth_recording() -> None:
    """Before anything has ticked, too; an early finish is not."""
    stop, finish = played(running(), (ASK_STOP, 9)), played(running(), (ASK_FINISH, 9))
    assert (ended(stop, T0 + 129), ended(finish, T0 + 129)) == (Ended.SENSATION, Ended.STOPPED)
    assert worth_recording(stop, T0 + 129)
    assert not worth_recording(finish, T0 + 129)


def test_whoever_keeps_going_has_lain_all_along() -> None:
    """The question is no pause; where the time was over behind it, it has closed by itself."""
    timer = played(running(), (ASK_STOP, 150), (KEEP_GOING, 200))
    assert phase(timer, T0 + 200) is Phase.RUNNING
    assert elapsed_s(timer, T0 + 200) == 200
    late = played(running(), (ASK_STOP, 890), (KEEP_GOING, 910), (TICK, 911))
    assert (late.done_s, late.outcome) == (900, Ended.COMPLETED)


def test_a_question_about_the_end_comes_in_a_pause_and_in_overtime_too() -> None:
    """Nothing else is taken in meanwhile."""
    for before, lain in (((PAUSE, 100), 100), ((TICK, 700), 700)):
        timer = played(running(), before, (ASK_STOP, 720))
        assert phase(timer, T0 + 730) is Phase.ASKED
        for event in (PAUSE, RESUME, ADD, START, ASK_FINISH):
            assert step(timer, event, T0 + 730) is timer
        assert elapsed_s(timer, T0 + 730) == (lain if lain == 100 else 720)


def test_leaving_while_settling_down_records_nothing() -> None:
    timer = begin(Area.BACK, Cover.TOWEL, planned_min=5, cap_min=20, ready_s=30, now=T0)
    for event, how in ((FINISH, Ended.STOPPED), (STOP, Ended.SENSATION)):
        left = step(timer, event, T0 + 20)
        assert phase(left, T0 + 20) is Phase.DONE
        assert ended(left, T0 + 20) is how
        assert ready_left_s(left, T0 + 20) == 0
        assert not worth_recording(left, T0 + 20)


@pytest.mark.parametrize(("at", "worth"), [(59.9, False), (60, True)])
def test_under_a_minute_nothing_is_worth_recording(at: float, worth: bool) -> None:
    assert worth_recording(played(running(), (FINISH, at)), T0 + at) is worth


def test_added_minutes_lengthen_it_but_not_what_is_asked_for() -> None:
    timer = played(running(5, 20), (ADD, 200), (ADD, 201))
    assert timer.target_s == 420
    assert timer.close_s == 720
    assert phase(timer, T0 + 419) is Phase.RUNNING
    assert ended(played(timer, (FINISH, 270)), T0 + 270) is Ended.COMPLETED


def test_minutes_are_added_up_to_the_cap() -> None:
    timer = played(running(9.5, 10), (ADD, 1))
    assert timer.target_s == timer.close_s == 600
    assert timer.extra_s == 30
    assert step(timer, ADD, T0 + 2) is timer


def test_what_does_not_fit_changes_nothing() -> None:
    ready = begin(Area.BACK, Cover.TOWEL, planned_min=5, cap_min=20, ready_s=30, now=T0)
    paused = played(running(), (PAUSE, 10))
    overtime = played(running(), (TICK, 620))
    done = played(running(), (FINISH, 300))
    for timer, ignored in (
        (ready, (PAUSE, RESUME, ADD)),
        (running(), (START, RESUME)),
        (paused, (START, PAUSE, ADD)),
        (overtime, (START, PAUSE, RESUME, ADD)),
        (done, tuple(TimerEvent)),
    ):
        for event in ignored:
            assert step(timer, event, timer.last_s) is timer


def test_a_press_after_it_has_closed_itself_comes_too_late() -> None:
    timer = running()
    assert step(timer, STOP, T0 + 901) is timer
    assert ended(timer, T0 + 901) is Ended.COMPLETED


def test_an_earlier_reading_loses_no_time() -> None:
    timer = played(running(), (TICK, 300), (TICK, 100), (PAUSE, 50))
    assert elapsed_s(timer, T0) == 300
    assert timer.pauses == (Span(start=300),)


@pytest.mark.parametrize("wrong", [
    {"planned_min": 0}, {"planned_min": float("nan")}, {"cap_min": 30.1}, {"cap_min": 0},
    {"ready_s": -1}, {"ready_s": 301},
])  # fmt: skip
def test_settings_out_of_range_are_refused(wrong: dict[str, float]) -> None:
    arguments = {"planned_min": 5.0, "cap_min": 20.0, "ready_s": 30.0, **wrong}
    with pytest.raises(ValueError, match=next(iter(wrong))):
        begin(Area.BACK, Cover.TOWEL, now=T0, **arguments)


@given(TIMERS, SCRIPTS)
def test_time_on_the_mat_never_shrinks_nor_passes_the_close(
    timer: Timer, script: list[tuple[TimerEvent, float]]
) -> None:
    now, last = T0, 0.0
    for event, gap in script:
        now += gap
        timer = step(timer, event, now)
        elapsed = elapsed_s(timer, now)
        assert last <= elapsed + 1e-6
        assert elapsed <= timer.close_s <= 1800
        assert (ended(timer, now) is not None) == (phase(timer, now) is Phase.DONE)
        last = elapsed


@given(TIMERS, SCRIPTS, st.lists(st.tuples(st.integers(0, 24), st.floats(0, 1)), max_size=30))
def test_however_often_it_ticks_the_end_is_the_same(
    timer: Timer, script: list[tuple[TimerEvent, float]], ticks: list[tuple[int, float]]
) -> None:
    plain = ticked = timer
    now = T0
    for index, (event, gap) in enumerate(script):
        for part in sorted(part for where, part in ticks if where == index):
            ticked = step(ticked, TICK, now + gap * part)
        now += gap
        plain, ticked = step(plain, event, now), step(ticked, event, now)
    plain, ticked = step(plain, TICK, now), step(ticked, TICK, now)
    assert plain == ticked


@given(SCRIPTS)
def test_time_on_the_mat_is_what_a_stop_watch_would_have_shown(
    script: list[tuple[TimerEvent, float]],
) -> None:
    """A stop-watch with a hand that is held while paused, turned by hand."""
    timer = running()
    now, hand, held = T0, 0.0, False
    for event, gap in script:
        if event in (FINISH, STOP, ASK_FINISH, ASK_STOP):
            continue
        hand += 0 if held else gap
        now += gap
        if hand >= timer.close_s:
            break
        if event is PAUSE and hand < timer.target_s:
            held = True
        held = held and event is not RESUME
        timer = step(timer, event, now)
        assert elapsed_s(timer, now) == pytest.approx(hand, abs=1e-3)
