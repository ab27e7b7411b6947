"""The wall clock is set while a session runs: by a person, or by a time server that comes late."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coach.domain.model import Ended
from coach.domain.safety.screening import unchanged
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.recovery import RecoveryScreen
from coach.screens.session.screen import SessionScreen
from coach.session_control.session_changes import LiveChange
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)
BEGAN = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    "step", [timedelta(hours=2, minutes=5), -timedelta(hours=2, minutes=5), timedelta(days=-40)]
)
async def test_a_session_has_its_true_begin_and_end(ready: Bench, step: timedelta) -> None:
    """Both by the clock as it stands at the end, and the minutes untouched."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 120)
        ready.clock.set(ready.clock.now() + step)
        await pilot.press("space")
        await ready.wait(pilot, 60)
        await pilot.press("space")
        await ready.wait(pilot, 181)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert (session.started_at, session.ended_at) == (BEGAN + step, BEGAN + step + timedelta(seconds=361))
    assert session.day == (BEGAN + step).date()
    assert session.done_min == pytest.approx(301 / 60, abs=0.01)


async def test_a_clock_left_alone_leaves_the_begin_as_it_was_written(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 305)
        await pilot.press("f")
        await pilot.pause()
    session = ready.only_session()
    assert (session.started_at, session.ended_at) == (BEGAN, BEGAN + timedelta(seconds=305))


async def test_a_session_that_closed_by_itself_ended_then(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 580)
        ready.clock.set(BEGAN - timedelta(days=2))
        await ready.wait(pilot, 40)
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    began = BEGAN - timedelta(days=2) + timedelta(seconds=40 - 620)
    assert (session.started_at, session.ended_at) == (began, began + timedelta(minutes=10))


async def test_a_lost_connection_and_a_clock_set_meanwhile(ready: Bench) -> None:
    """What is asked and what is recorded go by the clock as it is set by then."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
    ready.clock.set(BEGAN - timedelta(days=2, hours=1))
    ready.clock.advance(timedelta(hours=1))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, RecoveryScreen)
        assert "Your 5 minutes ended at 06:35. Did you stay to the end?" in flat(again).replace(" today", "")
        ready.clock.advance(timedelta(hours=1))
        await pilot.press(*"3", "enter")
        await pilot.pause()
    session = ready.only_session()
    began = BEGAN - timedelta(days=2, hours=1)
    assert (session.started_at, session.ended_at) == (began, began + timedelta(minutes=3))
    assert (session.day, session.ended) == (began.date(), Ended.RECOVERED)


async def test_a_pause_before_the_end_counts_in_what_is_recovered(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 60)
        await pilot.press("space")
        await ready.wait(pilot, 90)
        await pilot.press("space")
    ready.clock.advance(timedelta(hours=1))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("y")
        await pilot.pause()
    session = ready.only_session()
    assert (session.started_at, session.ended_at) == (BEGAN, BEGAN + timedelta(minutes=5, seconds=90))


async def test_the_countdown_goes_on_through_a_night_of_changing_clocks(ready: Bench) -> None:
    """In Zurich 02:59 is followed by 02:00 on that night: no step, and the end is after the begin."""
    ready.settings(tz="Europe/Zurich")
    began = datetime(2026, 10, 25, 0, 57, tzinfo=UTC)
    ready.clock.set(began)
    ready.change(lambda book: unchanged(book, ready.clock.now()))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 310)
        assert isinstance(app.screen, SessionScreen)
        assert app.screen.controller is not None
        assert app.screen.controller.follow() is LiveChange.NONE, "its record is the one that it wrote"
        await pilot.press("f")
        await pilot.pause()
    session = ready.only_session()
    assert session.ended_at is not None
    assert f"{session.started_at:%H:%M %z} {session.ended_at:%H:%M %z}" == "02:57 +0200 02:02 +0100"
    assert session.started_at == began
    assert session.ended_at - session.started_at == timedelta(seconds=310)
