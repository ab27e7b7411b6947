"""Insights: figures worked out by hand, what is missing before they are shown, and no word of a cause."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from textual.widgets import Input

from coach.domain.model import Area, Change, RhythmSet, Session
from coach.screens.dialogs.prompt import Prompt
from coach.screens.insights.cards import CARDS, FigureCard
from coach.screens.insights.screen import InsightsScreen
from coach.screens.palette.command_palette import commands_of
from coach.screens.shared.base import CoachScreen
from coach.screens.today.screen import TodayScreen
from coach.store import Store
from coach.widgets.charts.bar_chart import BarChart
from coach.widgets.charts.pair_bars import PairBars
from coach.widgets.charts.row_bars import RowBars
from coach.widgets.charts.step_chart import StepChart
from coach.widgets.reading.prose import Prose
from tests.screens.conftest import Bench, flat, seen
from tests.screens.days import lived


def live_through(bench: Bench, days: int, **changed: object) -> None:
    """So many clean days before today, each session changed alike."""
    store = Store(bench.path, bench.clock)
    sessions = lived(store, bench.clock, days)
    if changed:
        put = tuple(session._replace(**changed) for session in sessions)  # type: ignore[arg-type]
        store.change(lambda _: Change("Changed", put=put))


def on_feet(bench: Bench) -> Session:
    """A session on the feet on the day of the first one."""
    first = bench.book().sessions[0]
    later = first.started_at + timedelta(hours=1)
    return first._replace(id="", area=Area.FEET, done_min=3, started_at=later)


async def shown(bench: Bench, *keys: str, size: tuple[int, int] = (120, 40)) -> str:
    """The words on the screen after the keys."""
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("5", *keys)
        await pilot.pause()
        return flat(app)


async def test_with_nothing_recorded_each_card_says_what_it_waits_for(ready: Bench) -> None:
    app = ready.app()
    told = []
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        for _ in CARDS:
            told.append(flat(app))
            await pilot.press("tab")
            await pilot.pause()
    for page, sentence in zip(
        told,
        (
            "Your first bar appears after the first session.",
            "Consistency appears after the first kept day: 2 minutes on the mat keep one.",
            "Your first step appears after the first planned session.",
            "5 more check-ins with sharpness, and a trend appears here.",
            "5 more check-ins with soreness before and after, and a trend appears here.",
            "5 more sessions, and your usual days and times appear here.",
        ),
        strict=True,
    ):
        assert sentence in page


async def test_the_missing_check_ins_count_down(ready: Bench) -> None:
    live_through(ready, 4)
    assert "1 more check-in with sharpness, and a trend appears here." in await shown(
        ready, "tab", size=(80, 24)
    )


async def test_minutes_a_week_are_bars_since_the_first_one(ready: Bench) -> None:
    live_through(ready, 5)  # Wed to Sun of the week before: towel 5, 5, 7, 10, shirt 5
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        bars = app.screen.query_one("#minutes BarChart", BarChart).bars
        assert "32 min in 2 weeks, 29 Dec 2025 to 5 Jan 2026" in seen(app)
    assert list(bars) == [("29 Dec", 32), ("5 Jan", 0)]


async def test_of_many_weeks_the_last_twelve_are_shown(ready: Bench) -> None:
    live_through(ready, 120)
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        bars = app.screen.query_one("#minutes BarChart", BarChart).bars
        assert "in 12 weeks, 20 Oct 2025 to 5 Jan 2026" in seen(app)
        labels = next(row for row in seen(app).splitlines() if "5 Jan" in row and "Oct" in row)
    assert [label for label, _ in bars][:2] == ["20 Oct", "27 Oct"]
    assert labels.split("\u2502")[1].split()[::2] == ["27", "10", "24", "8", "22", "5"]


async def test_the_ramp_is_stairs_with_the_covers_named(ready: Bench) -> None:
    live_through(ready, 7)  # towel 5, 5, 7, 10, T-shirt 5, 5, 7
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "tab")
        await pilot.pause()
        stairs = app.screen.query_one(StepChart)
        assert stairs.columns.heights == (1, 1, 2, 3, 4, 4, 5, 0)  # and today, on which nothing was yet
        assert [level.band for level in stairs.levels][:5] == ["towel"] * 3 + ["T-shirt"] * 2
        assert len(stairs.levels) == 15
        text = flat(app)
    assert "Ramp over time: back" in text
    assert "The latest step: T-shirt 7 min." in text
    assert all(cover in text for cover in ("towel", "T-shirt", "bare skin"))


async def test_soreness_is_told_as_it_was_and_never_why(ready: Bench) -> None:
    live_through(ready, 6)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "G")
        await pilot.pause()
        assert "In the 6 sessions where you answered both, soreness was 2.0 lower after on average." in flat(
            app
        )
        assert "mean 5.0 before, 3.0 after" in seen(app)
        assert tuple(app.screen.query_one(PairBars).pairs) == ((5, 3),) * 6


@pytest.mark.parametrize(("after", "says"), [(7, "2.0 higher after"), (5, "the same after")])
async def test_soreness_that_did_not_fall_is_told_as_well(after: int, says: str, ready: Bench) -> None:
    live_through(ready, 5, after=after)
    assert f"soreness was {says} on average" in await shown(ready, "G", size=(80, 24))


async def test_sharpness_weekdays_times_and_streak(ready: Bench) -> None:
    live_through(ready, 8)  # Sun 28 Dec to Sun 4 Jan, at half past six
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        sharpness = app.screen.query_one("#sharpness RowBars", RowBars).rows
        weekdays = app.screen.query_one("#weekdays", RowBars).rows
        dayparts = app.screen.query_one("#dayparts", RowBars).rows
        text = flat(app)
    assert sharpness[-1] == ("T-shirt 7 min", 3.0, "mean 3.0 in 2 sessions")
    assert [said for _, _, said in sharpness] == [
        f"mean 3.0 in {many}" for many in ("2 sessions", "1 session", "1 session", "2 sessions", "2 sessions")
    ]
    assert [(name, n) for name, n, _ in weekdays][-2:] == [("Sa", 1), ("Su", 2)]
    assert {name: n for name, n, _ in dayparts}["Morning"] == 8
    assert "Most often on Sunday and in the morning." in text
    assert "Streak 8 days" in text


async def test_a_week_with_more_days_than_its_rhythm_asks_for_is_told_as_on_today(ready: Bench) -> None:
    live_through(ready, 8)  # Sun 28 Dec to Sun 4 Jan
    rhythm = RhythmSet(at=ready.clock.now(), days=3, first=date(2025, 12, 30))
    Store(ready.path, ready.clock).change(lambda _: Change("Rhythm", put=(rhythm,)))
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert "This week 3 of 3 " in flat(app)


async def test_one_area_can_be_looked_at_alone(ready: Bench) -> None:
    live_through(ready, 6)
    store = Store(ready.path, ready.clock)
    store.change(lambda _: Change("Feet", put=(on_feet(ready),)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert "All areas" in seen(app)
        assert "40 min in 2 weeks" in seen(app)
        await pilot.press("right_square_bracket", "right_square_bracket")
        await pilot.pause()
        assert "Feet" in seen(app)
        assert "3 min in 2 weeks" in seen(app)
        await pilot.press("left_square_bracket", "left_square_bracket")
        await pilot.pause()
        assert "All areas" in seen(app)


@pytest.mark.parametrize(("size", "pages"), [((80, 24), 3), ((60, 20), 6), ((40, 12), 6), ((120, 40), 1)])
async def test_every_card_is_on_a_page_and_after_the_last_comes_the_first(
    size: tuple[int, int], pages: int, ready: Bench
) -> None:
    live_through(ready, 8)
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("5")
        await pilot.pause()
        first, found = seen(app), []
        for _ in range(pages):
            cards = [card for card in app.screen.query(FigureCard) if card.display]
            found += [card.id for card in cards]
            assert all(card.region.height >= 8 and card.region.width >= 38 for card in cards)
            assert all(app.screen.region.contains_region(card.region) for card in cards)
            await pilot.press("tab")
            await pilot.pause()
        assert found == [name for _, name in CARDS]
        assert seen(app) == first
        for key in ("j", "k", "right", "left", "l", "h", "pagedown", "pageup", "down", "up", "G", "g"):
            await pilot.press(key)
        await pilot.pause()
        assert seen(app) == first
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
    assert ready.path.read_bytes() == before


async def test_the_page_stays_in_sight_when_the_size_changes(ready: Bench) -> None:
    live_through(ready, 8)
    app = ready.app()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.press("5", "tab", "tab", "tab")
        await pilot.pause()
        assert "Sharpness by step" in seen(app)
        await pilot.resize_terminal(80, 24)
        await pilot.pause()
        assert "Sharpness by step" in seen(app)
        assert "[Ramp and sharpness]" in seen(app)
        assert "Ramp over time" in seen(app)


async def test_p_asks_where_the_report_goes_and_writes_it_there(ready: Bench, tmp_path: Path) -> None:
    live_through(ready, 6)
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "p")
        await pilot.pause()
        assert isinstance(app.screen, Prompt)
        field = app.screen.query_one(Input)
        suggested = ready.path.with_name("coach-report-2026-01-05.html")
        assert field.value == str(suggested)
        await pilot.press("enter")
        await pilot.pause()
        assert suggested.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
        assert suggested.stat().st_mode & 0o777 == 0o600
        assert "Report written to" in seen(app)
        await pilot.press("p")
        await pilot.pause()
        field = app.screen.query_one(Input)
        assert field.value == str(suggested.with_name("coach-report-2026-01-05-2.html"))
        assert field.scrollable_content_region.height == 1  # no scroll bar in the place of the path
        field.value = str(suggested)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Prompt)
        (said,) = app.screen.query_one("#ask-said", Prose).paragraphs
        assert said.spans[0][0] == f"{suggested} already exists; name another file."
        app.screen.query_one(Input).value = str(tmp_path / "mine.txt")
        await pilot.press("enter")
        await pilot.pause()
        assert "The name has to end in .html or .md." in flat(app)
        app.screen.query_one(Input).value = str(tmp_path / "mine.md")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, InsightsScreen)
    assert (tmp_path / "mine.md").read_text(encoding="utf-8").startswith("# Acupressure mat: report")
    assert not (tmp_path / "mine.txt").exists()
    assert ready.path.read_bytes() == before


async def test_on_a_locked_down_account_there_is_no_report(
    ready: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_LOCKED", "1")
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5", "p")
        await pilot.pause()
        assert isinstance(app.screen, InsightsScreen)
        assert "Report" not in seen(app)
        assert "Report" not in [command.name for command in commands_of(app.screen)]
        await pilot.press("1")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "Report" not in [command.name for command in commands_of(app.screen)]
    assert [path.suffix for path in ready.path.parent.iterdir() if path.is_file()].count(".html") == 0


@pytest.mark.parametrize("digit", ["1", "5"])
async def test_the_palette_has_the_report_once_on_every_screen(digit: str, ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(digit)
        await pilot.pause()
        assert isinstance(app.screen, CoachScreen)
        (report,) = (command for command in commands_of(app.screen) if command.name == "Report")
        result = report.run()
        if result is not None:
            await result
        await pilot.pause()
        assert isinstance(app.screen, Prompt)


@pytest.mark.parametrize("day", [13, 14])
async def test_consistency_is_shown_from_day_14_on(day: int, ready: Bench) -> None:
    live_through(ready, day - 1)  # and today, on which nothing was yet
    text = await shown(ready)
    assert ("Consistency appears from day 14 on." in text) is (day < 14)
    assert ("%" in text) is (day >= 14)


async def test_the_names_of_the_pages_can_be_clicked(ready: Bench) -> None:
    live_through(ready, 8)
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        for name, title in (
            ("Soreness and times", "Soreness before and after"),
            ("Ramp and sharpness", "Ramp over time"),
            ("Minutes and streak", "Minutes a week"),
        ):
            line = seen(app).splitlines()[1]
            await pilot.click(offset=(line.index(name) + 3, 1))
            await pilot.pause()
            assert title in seen(app)
            assert f"[{name}]" in seen(app)
    assert ready.path.read_bytes() == before


async def test_without_borders_a_card_still_says_what_it_shows(ready: Bench) -> None:
    live_through(ready, 20)
    text = await shown(ready, size=(45, 20))
    assert "Minutes a week: " in text
    assert "in 4 weeks, 15 Dec 2025 to 5 Jan 2026" in text
