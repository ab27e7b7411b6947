from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Area, Cover, Ended, Live, Span
from coach.domain.timer import (
    Continue,
    Lapsed,
    Phase,
    Timer,
    TimerEvent,
    begin,
    done_min,
    elapsed_s,
    ended,
    from_live,
    left_s,
    overtime_s,
    paused_s,
    phase,
    ready_left_s,
    recover,
    renewed,
    step,
    to_live,
    worth_recording,
)

START, PAUSE, RESUME = TimerEvent.START, TimerEvent.PAUSE, TimerEvent.RESUME
FINISH, STOP, ADD, TICK = TimerEvent.FINISH, TimerEvent.STOP, TimerEvent.ADD_MINUTE, TimerEvent.TICK
T0 = 5_000_000.25
"""A machine that has been up for two months."""
WALL = datetime(2026, 3, 1, 7, 32, tzinfo=UTC)


def running(planned_min: float = 10, cap_min: float = 30) -> Timer:
    return begin(Area.BACK, Cover.TOWEL, planned_min=planned_min, cap_min=cap_min, ready_s=0, now=T0)


def played(timer: Timer, *events: tuple[TimerEvent, float]) -> Timer:
    for event, after in events:
        timer = step(timer, event, T0 + after)
    return timer


def live(planned_min: float = 10, cap_min: float = 30, **changes: object) -> Live:
    record = to_live(
        running(planned_min, cap_min), day=date(2026, 3, 1), boot="a", elapsed_now=T0, wall_now=WALL
    )
    return replace(record, **changes)  # type: ignore[arg-type]


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
    assert paused_s(timer, T0 + 5000) == 4900
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


# The record in the file


def test_the_record_names_the_instant_at_which_the_clock_began_to_run() -> None:
    timer = begin(Area.BACK, Cover.TOWEL, planned_min=5, cap_min=20, ready_s=30, now=T0)
    record = to_live(timer, day=WALL.date(), boot="a", elapsed_now=T0 + 40, wall_now=WALL)
    assert record.started_at == WALL - timedelta(seconds=10)
    assert (record.planned_min, record.cap_min, record.booted_s) == (5, 20, T0 + 30)


def test_a_second_terminal_shows_the_same_countdown() -> None:
    timer = played(running(), (ADD, 10), (PAUSE, 60), (RESUME, 160), (TICK, 200))
    record = renewed(live(), timer, "a")
    assert from_live(record, boot="a", elapsed_now=T0 + 200, wall_now=WALL + timedelta(days=9)) == timer


@pytest.mark.parametrize("wall", [
    WALL - timedelta(days=1),
    WALL + timedelta(days=400),
    (WALL + timedelta(hours=1)).astimezone(ZoneInfo("Asia/Kathmandu")),
    datetime(2026, 3, 29, 3, 10, tzinfo=ZoneInfo("Europe/Berlin")),
])  # fmt: skip
def test_on_the_same_boot_the_wall_clock_moves_nothing(wall: datetime) -> None:
    found = recover(live(), boot="a", elapsed_now=T0 + 108, wall_now=wall)
    assert isinstance(found, Continue)
    assert left_s(found.timer, T0 + 108) == 492


def test_after_a_restart_of_the_machine_the_wall_clock_counts() -> None:
    found = recover(live(), boot="b", elapsed_now=12.0, wall_now=WALL + timedelta(minutes=4))
    assert isinstance(found, Continue)
    assert left_s(found.timer, 12.0) == 360
    assert left_s(found.timer, 72.0) == 300
    assert renewed(live(), found.timer, "b") == live()


def test_a_session_taken_up_after_a_restart_counts_on_the_new_boot() -> None:
    found = recover(live(), boot="b", elapsed_now=300.0, wall_now=WALL + timedelta(minutes=4))
    assert isinstance(found, Continue)
    record = renewed(live(), step(found.timer, PAUSE, 330.0), "b")
    assert record == live(boot="b", booted_s=60.0, pauses=(Span(start=270),))
    again = from_live(record, boot="b", elapsed_now=400.0, wall_now=WALL - timedelta(days=1))
    assert elapsed_s(again, 400.0) == 270


@pytest.mark.parametrize("boot", ["", "b"])
def test_a_wall_clock_before_what_is_on_record_is_not_believed(boot: str) -> None:
    record = live(boot=boot and "a", pauses=(Span(start=60, end=160), Span(start=200, end=230)))
    found = recover(record, boot=boot, elapsed_now=7.0, wall_now=WALL - timedelta(days=1))
    assert isinstance(found, Continue)
    assert elapsed_s(found.timer, 7.0) == 100
    plain = recover(live(boot=boot and "a"), boot=boot, elapsed_now=7.0, wall_now=WALL - timedelta(days=1))
    assert isinstance(plain, Continue)
    assert phase(plain.timer, 7.0) is Phase.RUNNING
    assert left_s(plain.timer, 7.0) == 600


def test_where_no_boot_is_known_the_wall_clock_counts() -> None:
    record = live(boot="", booted_s=5.0)
    found = recover(record, boot="", elapsed_now=15.0, wall_now=WALL + timedelta(minutes=4))
    assert isinstance(found, Continue)
    assert elapsed_s(found.timer, 15.0) == 240


def test_across_a_change_of_daylight_saving_the_instants_count() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    started = datetime(2026, 3, 29, 1, 58, tzinfo=berlin)
    found = recover(
        live(started_at=started), boot="b", elapsed_now=9.0,
        wall_now=datetime(2026, 3, 29, 3, 1, tzinfo=berlin).astimezone(UTC),
    )  # fmt: skip
    assert isinstance(found, Continue)
    assert elapsed_s(found.timer, 9.0) == 180


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
        replace(record, cap_min=400, extra_min=50), boot="b", elapsed_now=1, wall_now=WALL + timedelta(days=3)
    )
    assert isinstance(found, Lapsed)
    assert (found.offered_min, found.most_min) == (30, 30)
    assert found.ended_at == WALL + timedelta(minutes=30)


# Properties

GAPS = st.floats(0, 700, allow_nan=False)
SCRIPTS = st.lists(st.tuples(st.sampled_from(TimerEvent), GAPS), max_size=25)
TIMERS = st.builds(
    lambda planned, cap, ready: begin(
        Area.BACK, Cover.BARE, planned_min=planned, cap_min=cap, ready_s=ready, now=T0
    ),
    st.sampled_from([2, 5, 7, 10, 28.5]), st.sampled_from([6, 10, 20, 30]), st.sampled_from([0, 30]),
)  # fmt: skip


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
        if event in (FINISH, STOP):
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
