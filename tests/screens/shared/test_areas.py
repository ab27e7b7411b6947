"""Areas: one sees how each stands and why, chooses one, and lies, sits or stands there as its page says."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.area_changes import turn_area
from coach.domain.model import Area, Contraindication, Cover, Skin
from coach.domain.onboarding.answers import Answers
from coach.screens.plan.screen import PlanScreen
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.shared.areas import AreasScreen
from coach.screens.today.screen import TodayScreen
from coach.screens.today.skin_check_dialog import SkinCheckDialog
from coach.store import Store
from coach.widgets.reading.item_list import ItemList
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import lived
from tests.screens.parts import text_in

SIZE = (80, 24)
FIRST = {
    Area.BACK: (5, Cover.TOWEL, "Lie flat on your back"),
    Area.LEGS: (5, Cover.TOWEL, "Sit or lie so that the sore parts of your legs rest on the spikes"),
    Area.GLUTES: (5, Cover.TOWEL, "Drape the mat over a hard chair and sit on it"),
    Area.FEET: (2, Cover.SOCKS, "Sit on a chair and set your feet on the mat"),
    Area.STOMACH: (3, Cover.TOWEL, "Lie down on your stomach, slowly"),
    Area.FACE: (2, Cover.TOWEL, "Press the mat to one cheek, eyes closed; after 1 minute the other"),
}
"""The first step of each area, and how to be on the mat."""
SHORTEST = {Area.FEET: "2 min, seated", Area.STOMACH: "3 min, towel", Area.FACE: "2 min, towel"}


@pytest.fixture
def all_open(ready: Bench) -> Bench:
    """A bench on which every area was turned on."""
    for area in Area:
        ready.change(lambda book, area=area: turn_area(book, area, ready.clock.now(), on=True))  # type: ignore[misc]
    return ready


def place(area: Area) -> list[str]:
    """The keys from Today to an area in the list, the cursor being on the back."""
    return ["a", *["j"] * list(Area).index(area)]


@pytest.mark.parametrize("area", FIRST)
async def test_a_session_in_each_area_is_started_and_ended(area: Area, all_open: Bench) -> None:
    minutes, cover, how = FIRST[area]
    app = all_open.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*place(area), "enter")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert how in text_in(app, "#how")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert how in text_in(app, "#cue")
        await pilot.press("enter")
        live = all_open.live()
        assert (live.area, live.cover, live.planned_min) == (area, cover, minutes)
        await all_open.wait(pilot, minutes * 30)
        said = text_in(app, "#cue")
        assert ("Change to the other side, eyes closed." in said) is (area is Area.FACE)
        if area is Area.LEGS:
            assert "Shift a little if another spot needs it." in said
        await all_open.wait(pilot, minutes * 30 + 1)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
    session = all_open.only_session()
    assert (session.area, session.cover, session.planned_min) == (area, cover, minutes)
    assert minutes <= session.done_min < minutes + 0.1


@pytest.mark.parametrize(
    ("area", "most"),
    [(Area.BACK, 10), (Area.GLUTES, 10), (Area.FEET, 7), (Area.STOMACH, 8), (Area.FACE, 6)],
)
async def test_left_alone_a_session_closes_after_five_minutes_more_or_at_the_cap(
    area: Area, most: float, all_open: Bench
) -> None:
    app = all_open.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*place(area), "enter", "enter", "enter")
        for _ in range(30):
            await all_open.wait(pilot, 30)
        await pilot.pause()
    assert all_open.only_session().done_min == most


async def test_several_areas_share_the_minutes_of_one_day(all_open: Bench) -> None:
    """The first sessions have 20 minutes a day; after three of five the legs have but five left."""
    app = all_open.app()
    async with app.run_test(size=SIZE) as pilot:
        for area in (Area.BACK, Area.LEGS, Area.GLUTES):
            await pilot.press("1", "a", "g", *["j"] * list(Area).index(area), "enter", "enter", "enter")
            await all_open.wait(pilot, 5 * 60 + 60)
            await pilot.press("f", "enter")
            await pilot.pause()
        assert [s.area for s in all_open.book().sessions] == [Area.BACK, Area.LEGS, Area.GLUTES]
        await pilot.press("enter", "a", "g")
        await pilot.pause()
        assert isinstance(app.screen, AreasScreen)
        tags = [line.tag for line in app.screen.query_one(ItemList).lines]
        assert tags[:4] == ["used today", "used today", "used today", "2 min, seated"]
        assert "Left for today, all areas together: 2 minutes." in text_in(app, "#area-page")
        await pilot.press("j", "j", "j", "j", "enter")
        await pilot.pause()
        waits = "Today has 2 minutes left, too few for the 3 minutes, which wait until tomorrow."
        assert f"{waits} + starts a free session." in text_in(app, "#next")
        await pilot.press("enter")
        await pilot.pause()
        assert not isinstance(app.screen, SessionScreen)


async def test_the_first_day_says_what_is_not_open_yet_and_why(ready: Bench) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a")
        await pilot.pause()
        tags = {line.id: line.tag for line in app.screen.query_one(ItemList).lines}
        assert {area: tags[area] for area in FIRST} == {
            "back": "5 min, towel", "legs": "not open yet", "glutes": "not open yet",
            "feet": "not open yet", "stomach": "off", "face": "off",
        }  # fmt: skip
        assert f"1 of {len(Area)} open" in flat(app)
        await pilot.press("j")
        await pilot.pause()
        assert "Legs open once 10 minutes on a towel have gone well" in text_in(app, "#area-page")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, AreasScreen)
        assert (
            "Legs open once 10 minutes on a towel have gone well on your back,"
            " or when you turn them on in Settings." in flat(app)
        )
        await pilot.press("g", *place(Area.FACE)[1:])
        await pilot.pause()
        assert "Face is off until you turn it on in Settings" in text_in(app, "#area-page")
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "Today's session" in seen(app)
    assert ready.path.read_bytes() == before


@pytest.mark.parametrize("area", Area)
async def test_the_page_of_an_area_has_the_notice_where_sources_differ(area: Area, ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*place(area))
        await pilot.pause()
        told = text_in(app, "#area-page")
    assert area.spec.differ in told
    assert ("Sources differ: " in told) is bool(area.spec.differ)


async def test_each_area_asks_for_its_own_skin(all_open: Bench) -> None:
    app = all_open.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press(*place(Area.FEET), "enter", "enter", "enter")
        await all_open.wait(pilot, 121)
        await pilot.press("f", "2", "enter")
        all_open.clock.advance(timedelta(days=1))
        await all_open.look(pilot)
        await pilot.press("a", "enter")
        await pilot.pause()
        assert "[ Answer the skin check ]" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SkinCheckDialog)
        assert "How is the skin of your feet?" in flat(app)
        await pilot.press("3")
        await pilot.pause()
        assert "has not recovered from the last session" in text_in(app, "#reason")
        await pilot.press("a", "g", "enter")
        await pilot.pause()
        assert "[ Start ]" in flat(app)
    (check,) = all_open.book().checks
    assert (check.area, check.skin) == (Area.FEET, Skin.SORE)


async def test_the_plan_turns_to_the_area_that_was_chosen(ready: Bench) -> None:
    lived(Store(ready.path, ready.clock), ready.clock, 5)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("4", "a", "j", "j", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
        assert "Ramp: glutes and hips" in seen(app)


async def test_below_72_columns_tab_shows_the_page_in_place_of_the_list(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert "How:" not in seen(app)
        await pilot.press("tab")
        await pilot.pause()
        assert "How: Lie flat on your back" in flat(app)
        await pilot.press("escape")
        await pilot.pause()
        assert "How:" not in seen(app)
        assert isinstance(app.screen, AreasScreen)


@pytest.mark.parametrize("size", [(40, 12), (60, 20)])
async def test_in_a_small_terminal_all_of_the_page_can_be_scrolled_to(
    size: tuple[int, int], ready: Bench
) -> None:
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("a", "tab", "G")
        await pilot.pause()
        assert "(Proper positioning)." in seen(app)


async def test_where_a_safety_answer_locks_all_no_area_counts_as_open(bench: Bench) -> None:
    bench.set_up(Answers(ticked=frozenset({Contraindication.FEVER}), tz="UTC"))
    app = bench.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert f"0 of {len(Area)} open" in flat(app)
