"""Every screen with the area that `tests/test_new_area.py` adds to a copy of the tree; run in that copy."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import coach
from coach.app import CoachApp
from coach.domain.area_changes import turn_area
from coach.domain.model import Area, Change, Contraindication, Cover, Skin
from coach.domain.onboarding.answers import Answers
from coach.screens.session.check_in import CheckInScreen
from coach.screens.session.screen import SessionScreen
from coach.screens.shared.screen_table import SCREENS
from coach.screens.today.skin_check_dialog import SkinCheckDialog
from coach.widgets.forms.choice import Choice
from coach.widgets.reading.item_list import ItemList
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import session
from tests.screens.parts import text_in

COPY = Path(__file__).parents[2]
AREA = Area("forearm")
NAME = "forearm and wrist"
HOW = "Lay your forearm on the mat, on a table"
HALVES = "Lay one forearm on the mat; after 2 minutes the other"
WIDE = (120, 40)
OF_FAULTS = {"damaged_file", "missing_file", "recovery"}
"""The screens that open where something is wrong, and name no area."""


def turned_on(bench: Bench) -> None:
    bench.change(lambda book: turn_area(book, AREA, bench.clock.now(), on=True))


def line_tag(app: CoachApp, id: str) -> str:
    return next(line.tag for line in app.screen.query_one(ItemList).lines if line.id == id)


def test_the_copy_is_what_is_walked() -> None:
    assert Path(coach.__file__).parents[1] == COPY
    assert [*Area][-1] is AREA


async def test_it_is_off_says_why_and_is_turned_on_after_its_notice(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", "G")
        await pilot.pause()
        assert line_tag(app, AREA) == "off"
        closed = "Forearm and wrist is off until you turn it on in Settings, because sources differ on it."
        assert closed in text_in(app, "#area-page")
        await pilot.press("enter")
        await pilot.pause()
        assert closed in flat(app)
        await pilot.press("escape", "6")
        await pilot.pause()
        assert line_tag(app, f"area-{AREA}") == "off"
        app.screen.query_one(ItemList).go(f"area-{AREA}")
        await pilot.pause()
        assert f"{HOW}. Made up; 8 minutes at most." in text_in(app, "#explained")
        await pilot.press("enter", "k", "enter")
        await pilot.pause()
        assert text_in(app, "#confirm-text") == "Made up; 8 minutes at most."
        await pilot.press("y")
        await pilot.pause()
        assert line_tag(app, f"area-{AREA}") == "on"
        assert f"Turned the {NAME} on" in flat(app)


async def test_a_session_goes_from_start_to_check_in_and_the_next_day_asks_for_the_skin(ready: Bench) -> None:
    turned_on(ready)
    app = ready.app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", "G", "enter")
        await pilot.pause()
        assert f"Today's session: {NAME}" in seen(app)
        assert HALVES in text_in(app, "#how")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SessionScreen)
        assert HALVES in text_in(app, "#cue")
        assert "Forearm and wrist" in seen(app)
        await pilot.press("enter")
        assert (ready.live().area, ready.live().planned_min) == (AREA, 4)
        await ready.wait(pilot, 120)
        assert "Halfway. Change to the other arm." in text_in(app, "#cue")
        await ready.wait(pilot, 120)
        await pilot.press("f")
        await pilot.pause()
        assert isinstance(app.screen, CheckInScreen)
        assert f"on the {NAME}. How was it?" in flat(app)
        await pilot.press("2", "enter")
        await pilot.pause()
        assert ready.only_session().area is AREA
        await pilot.press("2")
        await pilot.pause()
        assert "forearm" in flat(app)
        await pilot.press("e")
        await pilot.pause()
        assert app.screen.query_one("#area", Choice).value == AREA
        await pilot.press("escape", "1")
        ready.clock.advance(timedelta(days=1))
        await ready.look(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, SkinCheckDialog)
        assert f"How is the skin of your {NAME}?" in flat(app)
        await pilot.press("1")
        await pilot.pause()
        (check,) = ready.book().checks
        assert (check.area, check.skin) == (AREA, Skin.CLEAR)


async def test_clean_sessions_lead_up_its_ladder_and_no_further_than_its_limit(ready: Bench) -> None:
    turned_on(ready)
    today = ready.clock.now().date()
    lain = [
        session(today - timedelta(days=ago), ready.clock, 4, Cover.TOWEL, Skin.CLEAR)._replace(area=AREA)
        for ago in (2, 1)
    ]
    ready.change(lambda _: Change("Lain", put=tuple(lain)))
    app = ready.app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a", "G", "enter")
        await pilot.pause()
        assert "step 2 of 4" in seen(app)
        assert "6 minutes on a towel" in flat(app)
        await pilot.press("a")
        await pilot.pause()
        page = text_in(app, "#area-page")
        assert "On a towel: 4, 6 min" in page
        assert "In a T-shirt: 4, 8 min" in page
        assert "At most 8 minutes a session." in page
        assert "Sources differ: it is made up." in page
        await pilot.press("escape", "4")
        await pilot.pause()
        assert f"Ramp: {NAME}" in seen(app)
        assert "goal 8 min in a T-shirt" in seen(app)
        line = app.screen.query_one(ItemList).line
        assert line is not None
        assert line.id == "2"
        await pilot.press("5")
        await pilot.pause()
        assert "Forearm and wrist: 2 sessions" in flat(app)
        await pilot.press("3", "slash", *"forearm", "enter")
        await pilot.pause()
        assert "A made-up tip" in flat(app)


async def test_what_cannot_be_felt_and_what_locks_it_close_it(ready: Bench) -> None:
    turned_on(ready)
    app = ready.app()
    async with app.run_test(size=WIDE) as pilot:
        app.go("safety")
        await pilot.pause()
        await pilot.press(*["down"] * list(Contraindication).index(Contraindication.FEELING), "space")
        await pilot.pause()
        assert f"my {NAME}" in flat(app)
    ready.clock.advance(timedelta(minutes=1))
    pregnant = frozenset({Contraindication.PREGNANT})
    ready.set_up(Answers(ticked=pregnant, agreed=pregnant))
    app = ready.app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.press("a")
        await pilot.pause()
        assert line_tag(app, "back") == "5 min, towel"
        await pilot.press("G")
        await pilot.pause()
        assert "The mat stays off the forearm, as a test says" in text_in(app, "#area-page")


async def test_every_screen_opens_with_it(bench: Bench) -> None:
    shown = set()
    app = bench.app()
    async with app.run_test(size=WIDE) as pilot:
        await pilot.pause()
        shown.add(type(app.screen))
        bench.set_up()
        turned_on(bench)
        app.context.read()
        app.go("today")
        await pilot.press("a", "G", "enter")
        for name in sorted(SCREENS.keys() - OF_FAULTS - {"setup", "session"}):
            app.go(name)
            await pilot.pause()
            shown.add(type(app.screen))
            await pilot.press("colon", *"area")
            await pilot.pause()
            assert type(app.screen) not in shown
            await pilot.press("escape")
            await pilot.pause()
        app.go("today")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        shown.add(type(app.screen))
    named = {place.path.rpartition(".")[2] for name, place in SCREENS.items() if name not in OF_FAULTS}
    assert {each.__name__ for each in shown} == named
