"""What helps the habit, on the screens: the plan, the day after a miss, the way back, the first 14 days."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Change, Cover
from coach.screens.shared.milestones import MilestonesScreen
from coach.screens.today.screen import TodayScreen
from tests.screens import files
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import session

SIZES = [(80, 24), (60, 16), (40, 12)]


async def shown(bench: Bench, *keys: str, size: tuple[int, int] = (80, 24)) -> str:
    """The words on the screen after some keys."""
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        await pilot.press(*keys)
        await pilot.pause()
        return flat(app)


async def test_the_plan_for_the_day_is_shown_while_a_session_is_due(bench: Bench) -> None:
    files.reached(bench)
    assert "brush my teeth" not in await shown(bench), "it was done already"
    bench.clock.advance(timedelta(days=1))
    assert "After I brush my teeth, I roll out the mat." in await shown(bench, size=(120, 40))


async def test_a_plan_is_never_read_as_markup(ready: Bench) -> None:
    ready.settings(cue_sentence="[red]tea[/red]")
    assert "After [red]tea[/red], I roll out the mat." in await shown(ready, size=(120, 40))


async def test_after_one_missed_day_today_counts(bench: Bench) -> None:
    files.after_a_miss(bench)
    text = await shown(bench, size=(120, 40))
    assert "One missed day changes little. Today is the one that counts." in text
    assert "If this one goes well" not in text
    bench.clock.advance(timedelta(days=1))
    assert "One missed day" not in await shown(bench, size=(120, 40))


async def test_who_comes_back_is_greeted_with_the_softer_step(bench: Bench) -> None:
    files.back_after_a_while(bench)
    text = await shown(bench, size=(120, 40))
    assert "Welcome back after 12 days away: two steps down, 5 minutes" in text
    assert "12 days off" not in text


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("made", [files.after_a_miss, files.back_after_a_while, files.a_fortnight])
async def test_the_thing_to_do_is_there_at_every_size(
    made: object, size: tuple[int, int], bench: Bench
) -> None:
    """Whatever there is to say, it never pushes the way to start off the screen."""
    assert callable(made)
    made(bench)
    assert "[ Start ]" in await shown(bench, size=size)


async def test_the_first_fourteen_days_are_counted_and_told_once(bench: Bench) -> None:
    """Day 14, then the way to the figures on the first day after, and nothing from then on."""
    files.a_fortnight(bench)
    bench.clock.advance(timedelta(days=-1))
    assert "Day 14 of your first 14" in await shown(bench)
    bench.clock.advance(timedelta(days=1))
    assert "Your first 14 days are over" in await shown(bench)
    assert "m shows how they went" in await shown(bench)
    today = bench.clock.now().date()
    bench.change(lambda _: Change("Done", put=(session(today, bench.clock, 15, Cover.SHIRT, None),)))
    assert "Your first 14 days are over" in await shown(bench)
    bench.clock.advance(timedelta(days=1))
    assert "first 14 days" not in await shown(bench)


async def test_a_milestone_stands_there_on_its_day_alone(bench: Bench) -> None:
    files.reached(bench)
    for size in SIZES:
        assert "The 7th kept day" in await shown(bench, size=size)
    bench.clock.advance(timedelta(days=1))
    assert "The 7th kept day" not in await shown(bench)


async def test_undoing_the_session_takes_the_milestone_back(bench: Bench) -> None:
    files.reached(bench)
    assert "The 7th kept day" not in await shown(bench, "u", "y")


async def test_m_shows_the_figures_and_what_was_reached_and_writes_nothing(bench: Bench) -> None:
    files.a_fortnight(bench)
    before = bench.path.read_bytes()
    text = await shown(bench, "m", size=(120, 40))
    for words in (
        "12 of 14 days",
        "5.0 before, 3.0 after; the mean of 12",
        "3.0 in the first week, 3.0 in the second",
        "from 5 minutes on a towel to 12 minutes",
        "missed days included",
        "The one study in RunnerClick's guide",
        "The 7th kept day",
        "First session in a T-shirt",
        "Next: the 14th kept day, 2 more to keep.",
    ):
        assert words in text
    assert bench.path.read_bytes() == before


async def test_before_the_first_session_it_says_what_is_to_come(ready: Bench) -> None:
    text = await shown(ready, "m")
    assert "Your first 14 days begin with your first session after setup." in text
    assert "Next: the 7th kept day, 7 more to keep." in text


@pytest.mark.parametrize("size", [(80, 24), (40, 12)])
async def test_it_can_be_read_to_its_end_and_left_at_every_size(size: tuple[int, int], bench: Bench) -> None:
    files.half_a_year(bench)
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("m")
        await pilot.pause()
        assert "Your first 14 days" in flat(app)
        await pilot.press("j", *["pagedown"] * 5)
        await pilot.pause()
        assert "First session in a T-shirt" in flat(app)
        await pilot.press("k", *["pageup"] * 5)
        await pilot.pause()
        assert "9 Jul to" in seen(app)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)


async def test_the_palette_leads_there_from_another_screen(bench: Bench) -> None:
    files.half_a_year(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "colon", *"milestones")
        await pilot.pause(0.2)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, MilestonesScreen)
