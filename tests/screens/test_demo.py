"""A demo says on every screen that it is one, at every size, and writes nothing but its own file."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest
from textual.pilot import Pilot

from coach.context import AppContext
from coach.demo.app import DemoApp
from coach.demo.year import made_up, records
from coach.screens.palette.obstacles import why_not
from coach.screens.shared.screen_table import TABS
from coach.store import Store
from coach.terminal.capabilities import Capabilities
from coach.terminal.fault_report import fault_message
from coach.widgets.base.cell_widget import width_of
from coach.widgets.chrome.top_bar import TopBar, bar_row
from tests.conftest import FixedClock
from tests.screens.conftest import Bench, flat, seen
from tests.screens.scenes import SCENES, staged
from tests.screens.test_scenes import SHOWN

SIZES = ((80, 24), (45, 20), (28, 8))
SAMPLE = ("today-due", "session-running", "check-in", "calendar", "setup-1", "unreadable")
"""The scenes of the default run: the six kinds of bar. The long run goes through one of each screen."""


class DemoBench(Bench):
    """A bench with demos on it."""

    def app(self, *, unicode: bool = True, hold_s: float = 0.0) -> DemoApp:
        context = AppContext(Store(self.path, self.clock, wait_s=0.0), self.clock, is_demo=True)
        return DemoApp(context, Capabilities(unicode=unicode, remote=False), hold_s=hold_s)


@pytest.fixture
def demo(bench: Bench) -> DemoBench:
    return DemoBench(bench.path, bench.clock)


@pytest.fixture
def year(store_path: Path) -> DemoBench:
    """The made-up year itself."""
    clock = FixedClock(datetime(2026, 11, 21, 7, 30, tzinfo=UTC))
    Store(store_path, clock).change(lambda _: records(made_up(clock.now())))
    return DemoBench(store_path, clock)


ONE_OF_EACH = [
    pytest.param(scene, marks=[] if scene in SAMPLE else [pytest.mark.long])
    for scene in dict.fromkeys([*SAMPLE, *SHOWN.values()])
    if scene in SCENES
]


@pytest.mark.parametrize("scene", ONE_OF_EACH)
async def test_every_screen_is_marked_at_every_size(scene: str, demo: DemoBench) -> None:
    async with staged(scene, "80x24", "dusk", demo) as app:
        assert app.title == "coach demo"
        for columns, rows in SIZES:
            await Pilot(app).resize_terminal(columns, rows)
            await Pilot(app).pause()
            bars = [bar for each in app.screen_stack for bar in each.query(TopBar)]
            assert bars
            shown = [bar for bar in bars if bar.display and bar.size.height]
            assert all("DEMO" in "".join(text for text, _ in bar.row(0)) for bar in shown)
            if app.screen.query(TopBar) and app.screen.query_one(TopBar) in shown:
                assert "DEMO" in seen(app).splitlines()[0]


@pytest.mark.parametrize("width", range(17, 130, 3))
@pytest.mark.parametrize("active", [*TABS, ""])
def test_the_mark_goes_with_no_width(active: str, width: int) -> None:
    title = "" if active else "Areas"
    spans = bar_row(tuple(TABS), active, title, "Sat 21 Nov", width, is_demo=True)
    assert width_of(spans) <= width
    text = "".join(text for text, _ in spans)
    assert "DEMO" in text
    assert (active or title) in text
    assert "DEMO" not in "".join(text for text, _ in bar_row(tuple(TABS), active, title, "", width))


async def test_a_click_on_the_bar_goes_where_it_says(demo: DemoBench) -> None:
    demo.set_up()
    app = demo.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.click(TopBar, offset=(seen(app).splitlines()[0].index("3 Tips"), 0))
        await pilot.pause()
        assert "[3 Tips]" in seen(app)
        await pilot.resize_terminal(28, 8)
        await pilot.click(TopBar, offset=(12, 0))
        await pilot.pause()
        assert "[3 Tips] DEMO" in seen(app)


@pytest.mark.parametrize(
    "keys",
    [("5", "p"), ("6", "G", "k", "enter"), ("colon", *"export"), ("colon", *"report")],
)
async def test_what_writes_files_says_that_a_demo_writes_none(year: DemoBench, keys: tuple[str, ...]) -> None:
    app = year.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press(*keys)
        await pilot.pause()
        assert "This is a demo, and it writes no files." in flat(app)
    assert {each.name for each in year.path.parent.iterdir()} <= {"coach.json", "coach.json.lock"}


async def test_the_year_opens_on_today_and_on_every_screen(year: DemoBench) -> None:
    app = year.app()
    async with app.run_test(size=(120, 40)) as pilot:
        for key in "234561":
            await pilot.press(key)
            await pilot.pause()
            assert "DEMO" in seen(app).splitlines()[0]
        assert "You had one clean session of 18 minutes" in flat(app)


async def test_nothing_of_the_year_can_be_undone(year: DemoBench) -> None:
    app = year.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("u")
        await pilot.pause()
        assert "Nothing to undo." in flat(app)
    assert len(year.book().sessions) > 300


async def test_no_answers_are_kept_for_another_start(year: DemoBench) -> None:
    """Not even beside a file that takes nothing: nobody is asked twice, and no status speaks of answers."""
    app = year.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("b", "7")
        year.path.unlink()
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0
    assert not app.leaving.message
    assert app.context.drafts.root.parent == year.path.parent


async def test_the_user_keeps_the_first_picture(year: DemoBench, monkeypatch: pytest.MonkeyPatch) -> None:
    forgotten: list[object] = []
    monkeypatch.setattr("coach.app.forget", forgotten.append)
    year.settings(first_picture=False)
    async with year.app().run_test(size=(80, 24)):
        pass
    assert not forgotten
    async with Bench(year.path, year.clock).app().run_test(size=(80, 24)):
        pass
    assert forgotten


def test_a_fault_is_told_without_a_file(tmp_path: Path) -> None:
    assert "ZeroDivisionError" in fault_message(ZeroDivisionError("x"), "", None)
    assert "The details are in" in fault_message(ZeroDivisionError("x"), "", tmp_path)


async def test_leaving_a_session_promises_nothing(year: DemoBench) -> None:
    app = year.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "1", "enter", "enter")
        await pilot.pause()
        await pilot.press("q")
        await pilot.pause()
        assert "Close the demo; the session goes with it" in flat(app)


async def test_nobody_is_told_that_answers_in_a_demo_are_saved(year: DemoBench) -> None:
    app = year.app()
    async with app.run_test(size=(80, 24)):
        assert not app.context.keeps_answers
        assert not app.save_unsaved()


@pytest.mark.parametrize("id", ["export", "report", "backups"])
def test_where_no_files_may_be_written_each_entry_says_it_alike(
    id: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_LOCKED", "1")
    context = bench.app().context
    assert context.keeps_answers
    assert why_not(id, context) == context.no_files == "Files cannot be written from this account."
