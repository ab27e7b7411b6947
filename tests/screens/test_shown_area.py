"""The area that was chosen on one screen is the one that the others show."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.area_changes import turn_area
from coach.domain.model import Area, Change, Cover, Skin
from coach.domain.tips.selection import tip_of_the_day
from coach.domain.tips.tip import Tip
from coach.store import Store
from coach.widgets.forms.choice import Choice
from coach.widgets.reading.item_list import ItemList
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import lived, session

SIZE = (80, 24)


@pytest.fixture
def on_feet(ready: Bench) -> Bench:
    """A bench with three days on the back, two on the feet, which are open, and legs that were never used."""
    lived(Store(ready.path, ready.clock), ready.clock, 3)
    today = ready.clock.now().date()
    feet = [
        session(today - timedelta(days=ago), ready.clock, 2, Cover.SOCKS, Skin.CLEAR)._replace(
            area=Area.FEET, started_at=ready.clock.now() - timedelta(days=ago)
        )
        for ago in (2, 1)
    ]
    ready.change(lambda _: Change("On feet", put=tuple(feet)))
    for area in (Area.LEGS, Area.FEET):
        ready.change(lambda book, area=area: turn_area(book, area, ready.clock.now(), on=True))  # type: ignore[misc]
    return ready


async def test_what_today_turns_to_is_shown_by_plan_insights_and_the_form(on_feet: Bench) -> None:
    app = on_feet.app()
    async with app.run_test(size=SIZE) as pilot:
        for tab in "4521":  # all of them have been open, with what they showed before
            await pilot.press(tab)
            await pilot.pause()
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.pause()
        assert "Today's session: feet" in seen(app)
        await pilot.press("4")
        await pilot.pause()
        assert "Ramp: feet" in seen(app)
        line = app.screen.query_one(ItemList).line
        assert line is not None
        assert line.id == "2"
        await pilot.press("5")
        await pilot.pause()
        assert "Feet" in seen(app)
        assert "4 min in 2 weeks," in seen(app)
        await pilot.press("2", "b")
        await pilot.pause()
        assert app.screen.query_one("#area", Choice).value == Area.FEET


async def test_what_the_list_of_areas_or_the_plan_turns_to_is_shown_by_today(on_feet: Bench) -> None:
    app = on_feet.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "a", "j", "enter", "1")
        await pilot.pause()
        assert "Today's session: legs" in seen(app)
        await pilot.press("4", "right_square_bracket", "1")
        await pilot.pause()
        assert "Today's session: feet" in seen(app)


async def test_insights_show_an_area_without_sessions_if_it_was_chosen(on_feet: Bench) -> None:
    app = on_feet.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("right_square_bracket", "5")
        await pilot.pause()
        assert "Legs" in seen(app)
        assert "Your first bar appears after the first session." in seen(app)
        await pilot.press("right_square_bracket")
        await pilot.pause()
        assert "Feet" in seen(app)


async def test_insights_begin_with_all_areas_and_lead_back_to_the_main_one(on_feet: Bench) -> None:
    app = on_feet.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert "All areas" in seen(app)
        await pilot.press("left_square_bracket", "1")
        await pilot.pause()
        assert "Today's session: feet" in seen(app)
        await pilot.press("5", "right_square_bracket")
        await pilot.pause()
        assert "All areas" in seen(app)
        await pilot.press("1")
        await pilot.pause()
        assert "Today's session \u2500" in seen(app)


async def test_until_one_was_chosen_it_is_the_one_that_today_opens_with(on_feet: Bench) -> None:
    app = on_feet.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("6")
        await pilot.pause()
        app.screen.query_one(ItemList).go("area")
        await pilot.press("enter", "j", "enter")
        await pilot.pause()
        await pilot.press("1")
        await pilot.pause()
        assert on_feet.book().settings.area is Area.LEGS
        assert "Today's session: legs" in seen(app)
        assert app.context.chosen_area is None


async def test_the_tip_of_the_day_is_the_same_on_its_own_screen(on_feet: Bench) -> None:
    def tips() -> list[Tip]:
        """The tips of the day for the back and for the feet."""
        context = on_feet.app().context
        found = []
        for area in (Area.BACK, Area.FEET):
            context.chosen_area = area
            found.append(tip_of_the_day(context.tips, context.book.tips, context.today().situation))
        return found

    while len(set(tips())) == 1:
        on_feet.clock.advance(timedelta(days=1))
    back, feet = tips()
    app = on_feet.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("3", "t")
        await pilot.pause()
        assert back.title in flat(app)
        await pilot.press("1", "right_square_bracket", "right_square_bracket")
        await pilot.pause()
        assert feet.title in flat(app)
        await pilot.press("3", "t")
        await pilot.pause()
        line = app.screen.query_one(ItemList).line
        assert line is not None
        assert line.id == feet.id
