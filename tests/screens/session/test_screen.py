"""The session screen: its keys, and what it leaves in the file."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Area, Cover, Ended
from coach.domain.session.live import plan as plan_of
from coach.screens.dialogs.confirm import Confirm
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.recovery import RecoveryScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.today.screen import TodayScreen
from coach.terminal.notifications import BELL
from coach.widgets.clock.big_clock import BigClock
from coach.widgets.clock.time_bar import TimeBar
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)


def shown(screen: object) -> str:
    """What the big clock says."""
    assert isinstance(screen, SessionScreen)
    return screen.query_one(BigClock).text


async def test_settling_down_writes_nothing_and_starts_by_itself(ready: Bench) -> None:
    """After 30 seconds the clock runs; the record says when it began, whenever that was looked at."""
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        assert shown(app.screen) == "0:30"
        assert "Settle down" in flat(app)
        assert "Lie flat on your back" in flat(app)
        began = ready.clock.now() + timedelta(seconds=30)
        await ready.wait(pilot, 29)
        assert shown(app.screen) == "0:01"
        assert ready.path.read_bytes() == before
        await ready.wait(pilot, 3)
        assert shown(app.screen) == "4:58"
        live = ready.live()
        assert live.started_at == began
        assert live.day == began.date()
        assert (live.area, live.cover, live.planned_min) == (Area.BACK, Cover.TOWEL, 5)


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_a_key_skips_the_rest_of_settling(ready: Bench, key: str) -> None:
    """Whoever lies already need not wait."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter")
        await ready.wait(pilot, 4)
        await pilot.press(key)
        assert shown(app.screen) == "5:00"
        assert ready.live().started_at == ready.clock.now()


async def test_not_now_leaves_no_trace(ready: Bench) -> None:
    """Esc while settling down leads back to Today, and nothing was written."""
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "Nothing was started." in flat(app)
    assert ready.path.read_bytes() == before


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_while_settling_down_there_is_nothing_to_ask(ready: Bench, key: str) -> None:
    """Nothing runs yet: the coach closes at once, and leaves no trace."""
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", key)
        await pilot.pause()
    assert app.return_code == 0
    assert ready.path.read_bytes() == before


async def test_sixty_ticks_write_nothing(ready: Bench) -> None:
    """The bytes and the times of the file are those of the start."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        before, stat = ready.path.read_bytes(), ready.path.stat()
        for second in range(60):
            await ready.wait(pilot, 1)
            left = 300 - second - 1
            assert shown(app.screen) == f"{left // 60}:{left % 60:02}"
        assert ready.path.read_bytes() == before
        assert ready.path.stat().st_mtime_ns == stat.st_mtime_ns
        assert ready.path.stat().st_ino == stat.st_ino


async def test_a_look_between_two_seconds_shows_the_second_that_runs(ready: Bench) -> None:
    """A new number comes with its whole second, so that none is skipped and 0:00 is the end."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 0.5)
        assert shown(app.screen) == "5:00"
        screen = app.screen
        assert isinstance(screen, SessionScreen)
        assert screen.controller is not None
        assert screen.controller.to_next_second() == pytest.approx(0.5)
        await ready.wait(pilot, 299.25)
        assert shown(app.screen) == "0:01"
        await ready.wait(pilot, 0.25)
        assert shown(app.screen) == "+0:00"


async def test_a_pause_is_written_once_and_stands_still(ready: Bench) -> None:
    """The time in it is not on the mat; resuming is written once as well."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 60)
        await pilot.press("space")
        assert shown(app.screen) == "4:00"
        assert app.screen.query_one(BigClock).muted
        (span,) = ready.live().pauses
        assert (span.start, span.end) == (60, None)
        before = ready.path.read_bytes()
        await ready.wait(pilot, 130)
        assert shown(app.screen) == "4:00"
        assert "Paused for 2 minutes \u00b7 4:00 left of 5 minutes" in flat(app)
        assert ready.path.read_bytes() == before
        await pilot.press("space")
        (span,) = ready.live().pauses
        assert (span.start, span.end) == (60, 190)
        await ready.wait(pilot, 10)
        assert shown(app.screen) == "3:50"


async def test_plus_adds_a_minute_up_to_the_cap(ready: Bench) -> None:
    """20 minutes a day is the cap at first: 15 more than the 5 prescribed; then the bar drops the key."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space", "+")
        assert shown(app.screen) == "6:00"
        assert ready.live().extra_min == 1
        assert app.screen.query_one(TimeBar).total == 360
        await pilot.press(*["+"] * 13)
        assert "+ 1 min more" in flat(app)
        await pilot.press("+")
        await pilot.pause()
        assert shown(app.screen) == "20:00"
        assert "1 min more" not in flat(app)
        await pilot.press("+")
        assert shown(app.screen) == "20:00"
        assert ready.live().planned_min == 5


async def test_finishing_early_asks_and_then_records(ready: Bench) -> None:
    """f and Enter; what was lain is kept, and the check-in follows."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 90)
        await pilot.press("f")
        assert isinstance(app.screen, Confirm)
        assert "1:30 so far; it will be saved." in flat(app)
        await pilot.press("escape")
        assert isinstance(app.screen, SessionScreen)
        await pilot.press("f", "k")
        assert ready.book().live is not None
        await pilot.press("f", "enter")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert (session.done_min, session.ended, session.planned_min) == (1.5, Ended.STOPPED, 5)
    assert ready.book().live is None


async def test_a_session_of_less_than_a_minute_is_let_go_and_says_so(ready: Bench) -> None:
    """Before and after the answer."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 59)
        await pilot.press("f")
        assert "nothing would be saved" in flat(app)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "Under a minute: nothing was recorded." in flat(app)
    assert ready.book().sessions == ()
    assert ready.book().live is None


@pytest.mark.parametrize("confirm", ["x", "enter"])
async def test_x_stops_for_discomfort_with_one_more_key(ready: Bench, confirm: str) -> None:
    """The record says why, however long it was."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 290)
        await pilot.press("x", confirm)
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    assert ready.only_session().ended is Ended.SENSATION


@pytest.mark.parametrize("key", ["q", "ctrl+q", "ctrl+c"])
async def test_leaving_asks_first(ready: Bench, key: str) -> None:
    """Enter keeps going; also from within the question, ctrl+q only asks again."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 70)
        await pilot.press(key)
        assert isinstance(app.screen, Confirm)
        await pilot.press("ctrl+q")
        assert isinstance(app.screen, Confirm)
        assert len(app.screen_stack) == 3
        await pilot.press("enter")
        assert isinstance(app.screen, SessionScreen)
        assert app._exit is False


async def test_one_can_close_the_coach_and_leave_it_running(ready: Bench) -> None:
    """The session goes on in the file, and the next start is back in it."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 70)
        await pilot.press("q", "l")
        await pilot.pause()
    assert app.return_code == 0
    assert ready.book().live is not None
    ready.clock.advance(timedelta(seconds=38))
    again = ready.app()
    async with again.run_test(size=SIZE) as pilot:
        await pilot.pause()
        assert isinstance(again.screen, SessionScreen)
        assert shown(again.screen) == "3:12"
        assert "3:12 left. Still on the mat?" in flat(again)
        await pilot.press("q", "f")
        await pilot.pause()
        assert isinstance(again.screen, CheckInScreen)
    assert ready.only_session().done_min == 1.8


async def test_digits_do_nothing_here(ready: Bench) -> None:
    """A session is not left by a slip."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", *"123456", "space", *"123456")
        assert isinstance(app.screen, SessionScreen)
        assert ready.book().live is not None


async def test_overtime_counts_up_and_f_ends_it_without_a_question(ready: Bench) -> None:
    """Over the minutes, finishing is no longer early."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 342)
        assert shown(app.screen) == "+0:42"
        assert "It closes by itself at 10:00" in flat(app)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = ready.only_session()
    assert (session.done_min, session.ended) == (5.7, Ended.COMPLETED)


async def test_it_closes_by_itself_once(ready: Bench, sent: list[str]) -> None:
    """Five minutes over, also behind a question; it rings, and is recorded a single time."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 299)
        await pilot.press("q")
        for _ in range(30):
            await ready.wait(pilot, 10)
        assert isinstance(app.screen, Confirm)
        sent.clear()
        await ready.wait(pilot, 10)
        assert isinstance(app.screen, CheckInScreen)
        assert sent.count(BELL) == 1
    assert ready.only_session().done_min == 10
    assert ready.book().live is None


async def test_a_machine_that_slept_through_the_end_asks(ready: Bench) -> None:
    """Nobody need have lain there for the hours that a lid was shut."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "space")
        await ready.wait(pilot, 120)
        await ready.wait(pilot, 3 * 3600)
        assert isinstance(app.screen, RecoveryScreen)
        assert "Your 5 minutes ended at 07:35. Did you stay to the end?" in flat(app)
    assert ready.book().sessions == ()
    assert ready.book().live is not None


async def test_a_free_session_says_so(ready: Bench) -> None:
    """And is written as one."""
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        planned = plan_of(app.context.ramps, Area.BACK, app.context.now(), free=True, minutes=3)
        app.push_screen(SessionScreen(app.context, planned))
        await pilot.pause()
        await pilot.press("space")
        await pilot.pause()
        assert "Free session \u00b7 3:00 left of 3 minutes" in flat(app)
    assert ready.live().free
