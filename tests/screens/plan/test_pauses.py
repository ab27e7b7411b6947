"""Pauses in the Plan: announced, named, ended, and made longer."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.widgets import Input

from coach.domain.habit.pauses import announce
from coach.domain.model import (
    Area,
    Change,
    Pause,
    PauseFor,
)
from coach.screens.plan.pause_dialog import PauseDialog
from coach.screens.plan.screen import PlanScreen
from tests.screens.conftest import Bench, flat
from tests.screens.parts import text_in

TODAY = date(2026, 1, 5)


async def test_a_pause_says_where_one_begins_again_and_is_announced_with_enter(lived_in: Bench) -> None:
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "p", "tab", *"+9")
        await pilot.pause()
        assert isinstance(app.screen, PauseDialog)
        assert "Today to Wed 14 Jan: 10 days." in flat(app)
        # ten days off: two steps down from shirt 10, on which the last session was
        assert "On Thu 15 Jan: two steps down, 5 minutes in a T-shirt. You had 10 days off." in text_in(
            app, "#pause-preview"
        )
        await pilot.press("enter")
        await pilot.pause()
        assert "Set a pause from Mon 5 Jan 2026 to Wed 14 Jan 2026. Saved." in flat(app)
    (pause,) = lived_in.book().pauses
    assert (pause.first, pause.last) == (TODAY, TODAY + timedelta(days=9))


async def test_a_pause_may_say_what_it_is_for(lived_in: Bench) -> None:
    """Said of an illness alone: the safety questions may have other answers after it."""
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "p", "tab", *"+3", "tab")
        await pilot.pause()
        assert "safety questions" not in text_in(app, "#pause-preview")
        await pilot.press("2")
        await pilot.pause()
        assert "go through the safety questions in Settings if anything has changed." in text_in(
            app, "#pause-preview"
        )
        await pilot.press("enter")
        await pilot.pause()
        assert "Set a pause for an illness from Mon 5 Jan 2026 to Thu 8 Jan 2026. Saved." in flat(app)
        assert "Pause for an illness on 5 to 8 Jan; p ends it." in text_in(app, "#rule")
        await pilot.press("p")
        await pilot.pause()
        assert "There is a pause for an illness on 5 to 8 Jan." in flat(app)
    (pause,) = lived_in.book().pauses
    assert pause.why is PauseFor.ILLNESS


async def test_an_open_pause_tells_the_table_of_days_off(lived_in: Bench) -> None:
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "p")
        await pilot.pause()
        told = text_in(app, "#pause-preview")
    assert "From today until you end it." in told
    assert "7 to 13 days off: two steps down. 14 to 29: four. 30 or more: a softer cover." in told


async def test_the_pause_that_there_is_can_be_ended(lived_in: Bench) -> None:
    pause = Pause(first=TODAY - timedelta(days=2), at=lived_in.clock.now())
    lived_in.change(lambda _: Change("Paused", put=(pause,)))
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "p")
        await pilot.pause()
        assert "There is a pause from 3 Jan, with no end yet." in flat(app)
        assert "Add another pause" not in flat(app), "it would leave no day for one"
        await pilot.press("e")
        await pilot.pause()
    (ended,) = lived_in.book().pauses
    assert ended.last == TODAY - timedelta(days=1)


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("2026-01-01", "A pause cannot end before it begins"),
        ("soon", "To: soon is not a day; type it as"),
        ("[b]", "To: [b] is not a day; type it as"),
    ],
)
async def test_a_pause_that_cannot_be_is_refused_beside_the_words(
    typed: str, says: str, ready: Bench
) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "p", "tab", *typed, "enter")
        await pilot.pause()
        assert isinstance(app.screen, PauseDialog)
        assert says in flat(app)
    assert ready.path.read_bytes() == before


@pytest.mark.parametrize("why", [None, PauseFor.HOLIDAY])
async def test_a_pause_under_way_can_be_made_longer(why: PauseFor | None, lived_in: Bench) -> None:
    pause = Pause(
        first=TODAY - timedelta(days=2), last=TODAY + timedelta(days=1), at=lived_in.clock.now(), why=why
    )
    lived_in.change(lambda _: Change("Paused", put=(pause,)))
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "p", "l")
        await pilot.pause()
        assert "Sat 3 Jan 2026" in flat(app)
        app.screen.query_one("#pause-last", Input).value = "13.1."
        await pilot.pause()
        assert "Sat 3 Jan to Tue 13 Jan: 11 days." in text_in(app, "#pause-preview")
        await pilot.press("enter")
        await pilot.pause()
        assert "now from Sat 3 Jan 2026 to Tue 13 Jan 2026. Saved." in flat(app)
    (longer,) = lived_in.book().pauses
    assert (longer.first, longer.last, longer.why) == (pause.first, date(2026, 1, 13), why)


async def test_a_day_that_can_be_read_in_two_ways_says_how_it_was_read(lived_in: Bench) -> None:
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "p", "tab", *"3/7")
        await pilot.pause()
        told = text_in(app, "#pause-preview")
    assert "Read as Fri 3 Jul 2026. If you mean Sat 7 Mar 2026, type 7 mar." in told


async def test_another_pause_begins_after_the_rest_day_that_there_is(lived_in: Bench) -> None:
    now = lived_in.clock.now()
    lived_in.change(lambda book: announce(book, now, TODAY, TODAY))
    app = lived_in.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4", "p", "n", "enter")
        await pilot.pause()
        assert isinstance(app.screen, PlanScreen)
    assert sorted(each.first for each in lived_in.book().pauses) == [TODAY, TODAY + timedelta(days=1)]


@pytest.mark.parametrize(
    "typed", ["9999-12-31", "2199-12-31", "0001-01-01", "+99999", "-99999", "30.2.", "9" * 20]
)
async def test_a_pause_on_any_day_is_told_or_refused_as_it_is_typed(ready: Bench, typed: str) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(PauseDialog(app.context, Area.BACK))
        await pilot.pause()
        for field in app.screen.query(Input):
            field.value = typed
        await pilot.pause()
        for key in ("enter", "escape"):
            await pilot.press(key)
        # What could not be read back would be left out of everything, streak and steps included.
        assert len(ready.book().pauses) == (1 if typed == "2199-12-31" else 0)
