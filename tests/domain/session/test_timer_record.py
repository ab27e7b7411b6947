"""A timer on record: what another terminal, or the same one later, makes of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from coach.domain.model import Area, Cover, Span
from coach.domain.session.recovery import Continue, recover
from coach.domain.session.timer import Phase, begin, elapsed_s, left_s, phase, step
from coach.domain.session.timer_record import from_live, renewed, to_live
from tests.domain.session.timers import (
    ADD,
    PAUSE,
    RESUME,
    T0,
    TICK,
    WALL,
    live,
    played,
    running,
)


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
