"""Insights: figures worked out by hand, what is missing before they are shown, and no word of a cause."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from coach.domain.model import Area, Change
from coach.screens.insights import InsightsScreen
from coach.screens.today import TodayScreen
from coach.store import Store
from coach.widgets.bar_chart import BarChart
from coach.widgets.trend_line import TrendLine
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import lived


def live_through(bench: Bench, days: int, **changed: object) -> None:
    """So many clean days before today, each session changed alike."""
    store = Store(bench.path, bench.clock)
    sessions = lived(store, bench.clock, days)
    if changed:
        put = tuple(replace(session, **changed) for session in sessions)  # type: ignore[arg-type]
        store.change(lambda _: Change("Changed", put=put))


async def test_with_nothing_recorded_each_card_says_what_it_waits_for(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        shown = flat(app)
    assert "Your first bar appears after the first session." in shown
    assert "5 more check-ins with soreness before and after, and a trend appears here." in shown
    assert "5 more check-ins with comfort, and a trend appears here." in shown
    assert "5 more sessions, and your usual days and times" in shown


async def test_the_missing_check_ins_count_down(ready: Bench) -> None:
    live_through(ready, 4)
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert "1 more check-in with comfort, and a trend appears here." in flat(app)


async def test_minutes_a_week_are_bars_of_twelve_weeks(ready: Bench) -> None:
    live_through(ready, 5)  # Wed to Sun of the week before: towel 5, 5, 7, 10, shirt 5
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        bars = app.screen.query_one(BarChart).bars
        assert "32 min in 12 weeks" in seen(app)
    assert [label for label, _ in bars] == [
        "Oct", "27", "Nov", "10", "17", "24", "Dec", "8", "15", "22", "29", "Jan",
    ]  # fmt: skip
    assert [minutes for _, minutes in bars][-3:] == [0, 32, 0]


async def test_soreness_is_told_as_it_was_and_never_why(ready: Bench) -> None:
    live_through(ready, 6)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert "In the 6 sessions where you answered both, soreness was 2.0 lower after on average." in flat(
            app
        )
        rows = dict(app.screen.query_one("#sore-rows", TrendLine).rows)
    assert (list(rows["before"]), list(rows["after"])) == ([5] * 6, [3] * 6)


@pytest.mark.parametrize(("after", "says"), [(7, "2.0 higher after"), (5, "the same after")])
async def test_soreness_that_did_not_fall_is_told_as_well(after: int, says: str, ready: Bench) -> None:
    live_through(ready, 5, after=after)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert f"soreness was {says} on average" in flat(app)


async def test_comfort_weekdays_times_and_streak(ready: Bench) -> None:
    live_through(ready, 8)  # Sun 28 Dec to Sun 4 Jan, at half past six
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        shown = flat(app)
    assert "Over 8 sessions." in shown
    assert "T-shirt 7 min 3.0 of 2" in shown
    assert "1 1 1 1 1 1 2" in shown
    assert "Most often on Su." in shown
    assert "Morning 8 sessions" in shown
    assert "Now 8 days" in shown


async def test_one_area_can_be_looked_at_alone(ready: Bench) -> None:
    live_through(ready, 6)
    store = Store(ready.path, ready.clock)
    first = store.read().sessions[0]
    feet = replace(first, id="", area=Area.FEET, done_min=3, started_at=first.started_at + timedelta(hours=1))
    store.change(lambda _: Change("Feet", put=(feet,)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "right_square_bracket", "right_square_bracket")
        await pilot.pause()
        assert "Minutes a week: feet" in seen(app)
        assert "3 min in 12 weeks" in seen(app)
        await pilot.press("left_square_bracket", "left_square_bracket")
        await pilot.pause()
        assert "Minutes a week: all areas" in seen(app)


async def test_a_narrow_terminal_scrolls_and_nothing_is_written(ready: Bench) -> None:
    live_through(ready, 8)
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        top = seen(app)
        await pilot.press("G")
        await pilot.pause()
        assert "Most often" in seen(app)
        await pilot.press("g")
        await pilot.pause()
        assert seen(app) == top
        await pilot.press("j", "k", "down", "up")
        await pilot.pause()
        assert seen(app) == top
        assert isinstance(app.screen, InsightsScreen)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert ready.path.read_bytes() == before
