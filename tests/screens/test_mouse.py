"""The mouse on the two bars does what the keys do that they name."""

from __future__ import annotations

import pytest

from coach.screens.calendar.screen import CalendarScreen
from coach.screens.help.screen import HelpScreen
from coach.screens.insights.screen import InsightsScreen
from coach.screens.plan.screen import PlanScreen
from coach.screens.settings.screen import SettingsScreen
from coach.screens.shared.areas import AreasScreen
from coach.screens.tips.screen import TipsScreen
from coach.screens.today.screen import TodayScreen
from coach.widgets.chrome.key_bar import KeyBar
from coach.widgets.chrome.top_bar import TopBar
from tests.screens.conftest import Bench, seen

SIZE = (80, 24)


async def test_a_click_on_a_name_in_the_top_bar_goes_to_that_screen(ready: Bench) -> None:
    app = ready.app()
    screens = {
        "2 Calendar": CalendarScreen,
        "3 Tips": TipsScreen,
        "4 Plan": PlanScreen,
        "5 Insights": InsightsScreen,
        "6 Settings": SettingsScreen,
        "1 Today": TodayScreen,
    }
    async with app.run_test(size=SIZE) as pilot:
        for name, screen in screens.items():
            at = seen(app).splitlines()[0].index(name)
            await pilot.click(TopBar, offset=(at, 0))
            await pilot.pause()
            assert type(app.screen) is screen, name


@pytest.mark.parametrize(("name", "screen"), [("a Areas", AreasScreen), ("? Help", HelpScreen)])
async def test_a_click_on_a_key_in_the_bar_below_opens_what_it_names(
    name: str, screen: type, ready: Bench
) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        at = seen(app).splitlines()[-1].index(name)
        for place in (at, at + len(name) - 1):
            await pilot.click(KeyBar, offset=(place, 0))
            await pilot.pause()
            assert type(app.screen) is screen
            await pilot.press("escape")
            await pilot.pause()
        before = app.screen
        await pilot.click(KeyBar, offset=(at + len(name), 0))
        await pilot.pause()
        assert app.screen is before, "between two names there is nothing"


async def test_a_click_on_a_key_changes_what_the_key_would(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        at = seen(app).splitlines()[-1].index("r Rest day")
        await pilot.click(KeyBar, offset=(at + 3, 0))
        await pilot.pause()
        (pause,) = ready.book().pauses
    assert (pause.first, pause.last) == (ready.clock.now().date(), ready.clock.now().date())
