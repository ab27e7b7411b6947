"""A session that nobody ended: what a later start asks, and what it records."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Area, Ended, StopReason
from coach.domain.ramp.prescriber import tomorrow
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.recovery import RecoveryScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.today.screen import TodayScreen
from coach.widgets.clock.big_clock import BigClock
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)


def shown(screen: object) -> str:
    """What the big clock says."""
    assert isinstance(screen, SessionScreen)
    return screen.query_one(BigClock).text


async def test_a_session_that_is_over_asks_and_records_what_is_said(ready: Bench) -> None:
    """Enter: stayed to the end; recorded as recovered, on the day that it began."""
    await _lapse(ready, minutes=60)
    day = ready.live().day
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, RecoveryScreen)
        assert "Your 5 minutes ended at 07:35. Did you stay to the end?" in flat(app)
        assert "10 minutes at most" in flat(app)
        await pilot.press("y")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert (session.done_min, session.ended, session.day) == (5, Ended.RECOVERED, day)
    assert ready.book().live is None


async def test_minutes_that_cannot_have_been_are_refused(ready: Bench) -> None:
    """It would have closed at 10; typing begins anew, whatever had the focus."""
    await _lapse(ready, minutes=60)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*"11", "enter")
        assert "from 1 to 10 minutes" in flat(app)
        assert ready.book().sessions == ()
        await pilot.press("backspace", "backspace", *"0.5", "enter")
        assert ready.book().sessions == ()
        await pilot.press(*["backspace"] * 3, *"3,5", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session().done_min == 3.5


async def test_a_lost_session_can_be_let_go_or_left_for_later(ready: Bench) -> None:
    """d discards the session; Esc leaves it in the file, and Today leads back to the question."""
    await _lapse(ready, minutes=60)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert ready.book().live is not None
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, RecoveryScreen)
        await pilot.press("d")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert ready.book().live is None
    assert ready.book().sessions == ()


async def test_a_pause_that_nobody_ended_offers_the_minutes_before_it(ready: Bench) -> None:
    """Nothing after the pause can have been on the mat."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 180)
        await pilot.press("space")
    ready.clock.advance(timedelta(hours=9))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "You paused at 07:33, after 3 minutes. Was that all of it?" in flat(again)
        await pilot.press("enter")
        await pilot.pause()
    assert ready.only_session().done_min == 3


async def test_a_lost_session_of_seconds_is_only_let_go(ready: Bench) -> None:
    """There is nothing to record, so no minutes are asked for."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 20)
        await pilot.press("space")
    ready.clock.advance(timedelta(hours=2))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "Under a minute is not recorded." in flat(again)
        await pilot.press("enter")
        await pilot.pause()
    assert ready.book().sessions == ()
    assert ready.book().live is None


@pytest.mark.parametrize(("key", "reason"), [("x", None), ("d", StopReason.DIZZY), ("n", StopReason.NUMB)])
@pytest.mark.parametrize("seconds", [20, 0])
async def test_a_lost_session_of_seconds_is_kept_where_it_was_stopped(
    ready: Bench, seconds: int, key: str, reason: StopReason | None
) -> None:
    """Under a minute nothing is recorded, but for a stop because of what one felt."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, seconds)
        await pilot.press("space")
    ready.clock.advance(timedelta(hours=2))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert "If you stopped because of what you felt, press x." in flat(again)
        await pilot.press("x", key)
        await pilot.pause()
        assert isinstance(again.screen, CheckInScreen)
        assert "You stopped in time; your streak is safe today." in flat(again)
        assert ("a doctor" in flat(again)) is (reason is not None)
    session = ready.only_session()
    assert (session.ended, session.stopped_for) == (Ended.SENSATION, reason)
    assert session.done_min == pytest.approx(max(0.01, seconds / 60), abs=0.01)
    assert ready.book().live is None


async def test_a_lost_session_that_was_stopped_has_the_minutes_that_are_said(ready: Bench) -> None:
    """x works in the field as well, and below a minute; Esc leads back to the minutes."""
    await _lapse(ready, minutes=60)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press("x")
        await pilot.pause()
        assert "5 minutes will be recorded." in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        await pilot.press(*"12", "x")
        assert "up to 10 minutes" in flat(app)
        assert ready.book().sessions == ()
        await pilot.press("backspace", "backspace", *"0.5", "x")
        await pilot.pause()
        assert "30 seconds will be recorded." in flat(app)
        await pilot.press("s")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert (session.done_min, session.ended, session.stopped_for) == (
        0.5, Ended.SENSATION, StopReason.SHARP,
    )  # fmt: skip
    assert session.ended_at is not None
    assert session.ended_at - session.started_at == timedelta(seconds=30)


async def test_d_discards_from_the_field_too(ready: Bench) -> None:
    """As the refusal of minutes that cannot have been says."""
    await _lapse(ready, minutes=60)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        await pilot.press(*"99", "enter")
        assert "d discards the session" in flat(app)
        await pilot.press("d")
        await pilot.pause()
    assert ready.book().live is None
    assert ready.book().sessions == ()


async def test_a_session_that_nobody_saw_the_end_of_holds_the_ramp_whatever_is_said(ready: Bench) -> None:
    """It closed by itself with no terminal: the question how long it was is asked, and it is never clean."""
    await _lapse(ready, minutes=60)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert ready.book().sessions == (), "nothing counts before it is answered"
        await pilot.press("y")
        await pilot.pause()
        await pilot.press("2", "tab", "0", "tab", "0", "tab", "1", "enter")
        await pilot.pause()
    session = ready.only_session()
    assert (session.sharpness, session.done_min) == (2, 5)
    assert tomorrow(Ramps(ready.book()), Area.BACK, session.day).reason.code is Code.HOLD_RECOVERED


async def test_after_midnight_the_day_of_the_start_counts(ready: Bench) -> None:
    """Begun at 02:58, a minute and a half before the day turns at three."""
    ready.clock.set(ready.clock.now().replace(hour=2, minute=58))
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 300)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert session.day == ready.clock.now().date() - timedelta(days=1)


async def test_a_session_that_another_started_while_today_stood_open_is_joined(ready: Bench) -> None:
    """Today turns into the way back to it."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        other = ready.app()
        async with other.run_test(size=SIZE) as second:
            await second.press("enter", "space")
        live = ready.live()
        await ready.wait(pilot, 5)
        assert "Back to the session" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert shown(app.screen) == "4:55"
        assert ready.live() == live


async def test_a_reboot_goes_on_by_the_wall_clock(ready: Bench) -> None:
    """The elapsed clock of another boot says nothing of this session."""
    await _lapse(ready, minutes=1)
    ready.clock.reboot("boot-2")
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert shown(app.screen) == "4:00"


async def test_no_session_at_all_leads_home(ready: Bench) -> None:
    """Asked for without one, the screen has nothing to show."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        app.push_screen(SessionScreen(app.context))
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def _lapse(bench: Bench, *, minutes: float) -> None:
    app = bench.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
    bench.clock.advance(timedelta(minutes=minutes))
