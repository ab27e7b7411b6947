"""Settings of the person: areas, skin, place, words of their own, rhythm."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input

from coach.domain.model import Area, AreaTurned, StartSaid
from coach.screens.dialogs.confirm import Confirm
from coach.screens.dialogs.prompt import Prompt
from coach.screens.plan.goal_dialog import GoalDialog
from coach.screens.setup.screen import SetupScreen
from tests.screens.conftest import Bench, flat, seen
from tests.screens.parts import text_in
from tests.screens.scenes import to_setting
from tests.screens.settings.setting_lines import put_on, values


@pytest.mark.parametrize("area", [Area.FEET, Area.STOMACH, Area.FACE])
async def test_where_sources_differ_it_is_said_before_the_area_opens(area: Area, ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, f"area-{area}")
        await pilot.press("enter", "k", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "Sources differ here" in text_in(app, "#confirm-text")
        await pilot.press("n")
        await pilot.pause()
        assert not [event for event in ready.book().events if isinstance(event, AreaTurned)]
        await pilot.press("enter", "k", "enter", "y")
        await pilot.pause()
        assert values(app)[f"area-{area}"] == "on"
        ready.clock.advance(timedelta(seconds=1))
        await pilot.press("enter", "j", "enter")
        await pilot.pause()
        assert values(app)[f"area-{area}"] == "off"
    turned = [event for event in ready.book().events if isinstance(event, AreaTurned)]
    assert [(event.area, event.on) for event in turned] == [(area, True), (area, False)]


async def test_the_legs_open_without_a_notice_and_today_can_open_with_them(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert values(app)["area-legs"] == "opens later"
        put_on(app, "area-legs")
        await pilot.press("enter", "k", "enter")
        await pilot.pause()
        put_on(app, "area")
        await pilot.press("enter", "j", "enter")
        await pilot.pause()
        assert values(app)["area"] == "legs"
    assert ready.book().settings.area is Area.LEGS


async def test_sensitive_skin_is_confirmed_since_it_leads_back_to_the_start(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "sensitive")
        await pilot.press("enter", "j", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "you begin again at step 1" in flat(app)
        ready.clock.advance(timedelta(seconds=1))
        await pilot.press("y")
        await pilot.pause()
        assert values(app)["sensitive"] == "yes"
    said = [event for event in ready.book().events if isinstance(event, StartSaid)]
    assert [event.sensitive for event in said] == [False, True]


async def test_a_time_zone_has_to_exist_and_is_suggested(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "tz")
        await pilot.press("enter", *"Nowhere/[b]", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Prompt)
        assert "Nowhere/[b] is not a time zone" in flat(app)
        app.screen.query_one(Input).value = ""
        await pilot.press(*"zuri", "down", "enter")
        await pilot.pause()
        assert values(app)["tz"] == "Europe/Zurich"
    assert ready.book().settings.tz == "Europe/Zurich"


async def test_the_only_suggestion_is_what_was_meant(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "tz")
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(Input).value = ""
        await pilot.press(*"america", "enter")
        await pilot.pause()
        assert "america is not a time zone" in flat(app), "one of many was taken"
        app.screen.query_one(Input).value = ""
        await pilot.press(*"tokyo", "enter")
        await pilot.pause()
    assert ready.book().settings.tz == "Asia/Tokyo"


async def test_a_sentence_of_the_user_is_shown_as_it_is(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "cue_sentence")
        await pilot.press("enter", *"[b]tea", "enter")
        await pilot.pause()
        assert "[b]tea" in seen(app)
    assert ready.book().settings.cue_sentence == "[b]tea"


async def test_the_questions_and_the_goal_have_their_own_screens(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "enter")
        await pilot.pause()
        assert isinstance(app.screen, GoalDialog)
        await pilot.press("escape", "j", "j", "enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, SetupScreen)


async def test_another_rhythm_is_chosen_after_what_it_means(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*to_setting("rhythm"), "enter", "j", "j", "j", "enter")
        await pilot.pause()
        assert "The articles ask for every day" in " ".join(seen(app).split())
        await pilot.press("n")
        await pilot.pause()
        assert ready.book().rhythms == ()
        await pilot.press("enter", "j", "j", "j", "enter", "y")
        await pilot.pause()
        assert [each.days for each in ready.book().rhythms] == [4]
        assert "4 days a week" in seen(app)
        await pilot.press("u")
        await pilot.pause()
    assert ready.book().rhythms == ()
