"""The screen after a session is saved."""

from __future__ import annotations

import pytest

from coach.domain.model import Change, Ended, Session, StopReason
from coach.screens.session.after_save_screen import AfterSaveScreen
from coach.screens.session.check_in import CheckInScreen
from coach.screens.shared.screen_table import TABS
from coach.screens.today.screen import TodayScreen
from tests.screens.conftest import Bench, flat, seen
from tests.screens.session.conftest import recorded

SIZES = [(28, 8), (40, 12), (45, 20), (80, 24), (120, 40), (160, 50)]


@pytest.fixture
def session(ready: Bench) -> Session:
    """Five minutes on a towel but for twelve seconds, recorded just now."""
    return recorded(ready, 4.8)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("marks", ["unicode", "ascii"])
async def test_it_says_the_day_the_fortnight_and_tomorrow(
    ready: Bench, session: Session, size: tuple[int, int], marks: str
) -> None:
    ready.settings(marks=marks)
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("3", "tab", "tab", "2", "tab", "1", "enter")
        await pilot.pause()
        assert isinstance(app.screen, AfterSaveScreen)
        app.screen.say("")
        await pilot.pause()
        assert "Day 1" in flat(app)
        assert "1-day streak" in flat(app)
        assert ("[#]" if marks == "ascii" else "[\u25a0]") in seen(app)
        if size >= (40, 12):
            assert "4:48 minutes on a towel" in flat(app)
            assert "Tomorrow, if your skin is clear: 5 minutes" in flat(app)
        if size >= (45, 20):
            assert "You have 1 of the 2 clean sessions that this step needs." in flat(app)
            assert "[ Done ]" in flat(app)
        assert marks == "unicode" or seen(app).isascii()


@pytest.mark.parametrize("key", ["enter", "space", "escape"])
async def test_each_of_three_keys_goes_on_to_today(ready: Bench, session: Session, key: str) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, AfterSaveScreen)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert len(app.screen_stack) == 1


async def test_a_click_on_the_button_and_the_digits_lead_on_too(ready: Bench, session: Session) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AfterSaveScreen(app.context, session))
        await pilot.pause()
        await pilot.click("ActionButton")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        app.push_screen(AfterSaveScreen(app.context, session))
        await pilot.pause()
        await pilot.press("2")
        await pilot.pause()
        assert type(app.screen).__name__ == TABS["Calendar"].path.rpartition(".")[2]


async def test_undo_there_leads_to_today_and_says_what_it_took_back(ready: Bench, session: Session) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("3", "enter")
        await pilot.pause()
        await pilot.press("u")
        await pilot.pause()
        if not isinstance(app.screen, TodayScreen):
            await pilot.press("enter")
            await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert ready.only_session().sharpness is None


async def test_what_to_do_when_dizzy_is_still_said(ready: Bench, session: Session) -> None:
    stopped = session._replace(ended=Ended.SENSATION, done_min=0.5, stopped_for=StopReason.DIZZY)
    ready.change(lambda _: Change("stopped", put=(stopped,)))
    app = ready.app()
    async with app.run_test(size=(45, 20)) as pilot:
        app.push_screen(CheckInScreen(app.context, stopped))
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "stay down until it passes, then get up slowly." in flat(app)
        assert "You stopped in time" in flat(app)


async def test_a_session_that_is_deleted_meanwhile_leads_to_today(ready: Bench, session: Session) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(AfterSaveScreen(app.context, session))
        await pilot.pause()
        ready.change(lambda _: Change("gone", drop=(session,)))
        await ready.look(pilot)
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_the_key_of_the_end_pressed_once_more_says_that_it_is_saved(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await ready.wait(pilot, 310)
        await pilot.press("f", "f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        assert "The session is saved." in flat(app)
    assert ready.only_session().sharpness is None
