"""The mouse on the two bars does what the keys do that they name."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from pathlib import Path
from random import Random

import pytest
from textual import events
from textual.events import MouseScrollDown, MouseScrollUp

from coach.domain.model import Book
from coach.screens.calendar.screen import CalendarScreen
from coach.screens.help.screen import HelpScreen
from coach.screens.insights.screen import InsightsScreen
from coach.screens.plan.screen import PlanScreen
from coach.screens.settings.screen import SettingsScreen
from coach.screens.shared.areas import AreasScreen
from coach.screens.tips.screen import TipsScreen
from coach.screens.today.easier_dialog import EasierDialog
from coach.screens.today.screen import TodayScreen
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.key_bar import KeyBar
from coach.widgets.chrome.key_hints import KeyHints
from coach.widgets.chrome.top_bar import TopBar
from tests.screens.conftest import Bench, seen
from tests.screens.pressing import Cell, Stage, dragged, entries_in, stage

SIZE = (80, 24)


@pytest.mark.parametrize("size", [(80, 24), (45, 20)])
async def test_a_click_on_a_name_in_the_top_bar_goes_to_that_screen(
    size: tuple[int, int], ready: Bench
) -> None:
    app = ready.app()
    screens = {
        "2 Calendar": CalendarScreen,
        "3 Tips": TipsScreen,
        "4 Plan": PlanScreen,
        "5 Insights": InsightsScreen,
        "6 Settings": SettingsScreen,
        "1 Today": TodayScreen,
    }
    async with app.run_test(size=size) as pilot:
        for name, screen in screens.items():
            # a narrow bar has the digits alone
            at = seen(app).splitlines()[0].index(name if size == SIZE else f" {name[0]}") + 1
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


LEFT = (KeyBar, KeyHints, ActionButton)
"""What says on itself what a click does, and does it: other tests press that."""

STRAYS = ("today-due", "calendar", "plan", "settings")
MORE = (
    *("today-missed", "today-day", "year", "three-areas", "calendar-year", "tips", "insights"),
    *("insights-ramp", "areas", "milestones", "known", "guide", "keys"),
)
"""The screens, each with something on it that could be changed; the long run goes through all."""

MAY = {name: {"tips"} for name in ("tips", "today-due", "today-missed", "today-day", "year")}
"""What a double click may write all the same, by scene: a tip that it opens has been read."""


async def stray(shown: Stage, cell: Cell) -> None:
    """Clicks once, twice, drags and scrolls at a cell, as a hand does that rests on the mouse."""
    x, y = cell
    # Through the app, as a terminal does: Pilot's own clicks pass by what makes one click of a double one.
    for end in (cell, cell, cell, (79 - x, 23 - y)):
        await dragged(shown.pilot, cell, end)
    for kind in (events.MouseScrollDown, events.MouseScrollUp):
        widget, _ = shown.app.screen.get_widget_at(x, y)
        widget.post_message(kind(widget, x, y, 0, 0, 0, False, False, False))
    await shown.pilot.pause()


def written(before: Book, now: Book) -> set[str]:
    """The parts of a book that differ."""
    return {name for name in Book._fields if getattr(before, name) != getattr(now, name)}


async def strays(scene: str, cells: Iterable[Cell], folder: Path, patch: pytest.MonkeyPatch) -> None:
    """A mouse astray on each cell in turn, from the scene on, changes nothing in the file."""
    waiting = list(cells)
    patch.setattr("coach.app.CoachApp.CLICK_CHAIN_TIME_THRESHOLD", 60.0)  # however slow the machine is
    for run in itertools.count():
        async with stage(scene, "80x24", folder / str(run)) as shown:
            before = shown.bench.book()
            while waiting and shown.app.screen_stack == shown.stack:
                cell = waiting.pop()
                widget, _ = shown.app.screen.get_widget_at(*cell)
                if isinstance(widget, LEFT):
                    continue
                await stray(shown, cell)
                changed = written(before, shown.bench.book()) - MAY.get(scene, set())
                assert not changed, f"{scene}: {changed} changed by the mouse at {cell}, {widget}"
                for _ in range(3):
                    if shown.app.screen_stack != shown.stack:
                        await shown.pilot.press("escape")
        if not waiting:
            return


@pytest.mark.parametrize("scene", STRAYS)
async def test_a_mouse_astray_changes_nothing(
    scene: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await strays(scene, (Cell(x, y) for y in range(2, 23, 7) for x in (8, 62)), tmp_path, monkeypatch)


@pytest.mark.long
@pytest.mark.parametrize("scene", [*STRAYS, *MORE])
async def test_a_mouse_astray_anywhere_changes_nothing(
    scene: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    await strays(scene, (Cell(x, y) for y in range(23) for x in (2, 20, 40, 60, 77)), tmp_path, monkeypatch)


async def test_a_click_on_the_key_in_the_border_of_when_to_stop_stops(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        row = next(n for n, line in enumerate(seen(app).splitlines()) if "x stops" in line)
        await pilot.click(offset=(seen(app).splitlines()[row].index("x stops"), row))
        await pilot.pause()
        assert "Stop because of what you feel?" in seen(app)


@pytest.mark.parametrize(
    ("scene", "line"), [("today-ahead", "#ahead"), ("today-upgrade", "#old"), ("today-missed", "#forgotten")]
)
async def test_a_click_on_a_line_above_the_cards_does_what_its_key_does(
    scene: str, line: str, tmp_path: Path
) -> None:
    async with stage(scene, "80x24", tmp_path / "one") as shown:
        region = shown.app.screen.query_one(line).region
        await shown.click(Cell(region.x + 2, region.y))
        assert shown.opened


async def test_a_drag_along_the_bar_presses_no_key_of_it_and_a_click_that_slips_does(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        before = ready.path.read_bytes()
        at = seen(app).splitlines()[-1].index("r Rest day")
        for begin in (0, at - 5, at + 30):
            await dragged(pilot, (begin, 23), (at + 3, 23))
            assert ready.path.read_bytes() == before
        await dragged(pilot, (at + 2, 22), (at + 3, 23))
        assert ready.path.read_bytes() == before
        await dragged(pilot, (at + 2, 23), (at + 3, 23))
        assert ready.path.read_bytes() != before


async def test_the_second_click_of_a_double_one_presses_nothing_that_the_first_one_opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("coach.app.CoachApp.CLICK_CHAIN_TIME_THRESHOLD", 60.0)  # however slow the machine is
    async with stage("today-due", "80x24", tmp_path / "due") as shown:
        place = next(cell for entry, cell in entries_in(shown.app) if entry.label == "Easier")
        for _ in range(3):
            await dragged(shown.pilot, place, place)
            assert isinstance(shown.app.screen, EasierDialog)
        assert shown.bench.path.read_bytes() == shown.file
        monkeypatch.setattr("coach.app.CoachApp.CLICK_CHAIN_TIME_THRESHOLD", 0.0)
        await dragged(shown.pilot, place, place)
        assert not isinstance(shown.app.screen, EasierDialog)


@pytest.mark.parametrize(
    "scene",
    [
        "calendar",
        "session-running",
        "skin",
        *(pytest.param(each, marks=pytest.mark.long) for each in ("settings", "check-in", "undo-several")),
    ],
)
async def test_a_mouse_that_drags_and_scrolls_everywhere_changes_nothing(scene: str, tmp_path: Path) -> None:
    random = Random(scene)
    async with stage(scene, "80x24", tmp_path / scene) as shown:
        for _ in range(15):
            begin, end = ((random.randrange(80), random.choice((23, random.randrange(24)))) for _ in range(2))
            if begin[1] == end[1] and abs(begin[0] - end[0]) < 2:
                continue
            await dragged(shown.pilot, begin, end)
            for kind in (MouseScrollDown, MouseScrollUp):
                x, y = end
                shown.app.post_message(kind(None, x, y, 0, 0, 0, False, False, False, screen_x=x, screen_y=y))
            await shown.pilot.pause()
            assert shown.app.screen is shown.stack[-1], (begin, end)
        assert not shown.left
        assert shown.bench.path.read_bytes() == shown.file
