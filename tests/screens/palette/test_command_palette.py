"""The palette: what the present screen can do, the screens, themes, undo and export; nothing of Textual's."""

from __future__ import annotations

import json

import pytest
from textual.pilot import Pilot
from textual.widgets import Input

from coach.app import CoachApp
from coach.context import AppContext
from coach.domain.habit.pauses import announce
from coach.domain.model import Area, Change, TipState
from coach.screens.help.screen import HelpScreen
from coach.screens.palette.command_palette import Palette, commands_of, everything
from coach.screens.palette.obstacles import why_not
from coach.screens.palette.palette_list import PaletteList
from coach.screens.plan.goal_dialog import GoalDialog
from coach.screens.shared.areas import AreasScreen
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.undo_dialog import UndoDialog
from coach.screens.tips.screen import TipsScreen
from coach.store import Store
from coach.widgets.reading.item_list import ItemList
from tests.screens import files, scenes
from tests.screens.conftest import Bench, flat


def named(screen: object) -> list[str]:
    assert isinstance(screen, CoachScreen)
    return [command.name for command in commands_of(screen)]


async def test_the_palette_lists_the_keys_of_the_screen_first(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3")
        await pilot.pause()
        names = named(app.screen)
        assert names[:2] == ["Open", "Search"]
        assert {"Go to Today", "Go to Settings", "Help", "Quit", "Undo", "Export", "Dawn"} <= set(names)
        assert not {"Screenshot", "Maximize", "Keys", "Theme"} & set(names)
        await pilot.press("colon")
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        assert "\U0001f50e" not in flat(app)
        assert not app.screen.query_one(Input).cursor_blink


@pytest.mark.parametrize(
    ("words", "tab"), [("tips", "tips"), ("insights", "insights"), ("go to plan", "plan")]
)
async def test_a_screen_is_found_by_its_name(words: str, tab: str, ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *("space" if char == " " else char for char in words))
        await pilot.pause()
        assert app.screen.query_one(PaletteList).line
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.current_mode == tab


async def test_an_action_runs_on_the_screen_that_the_palette_was_opened_on(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "g", "colon", *"favourite")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert isinstance(app.screen, TipsScreen)
    assert ready.book().tips["five-on-a-towel"].favourite


async def test_undo_says_what_it_would_undo(ready: Bench) -> None:
    ready.change(lambda _: Change("Read something", put=(TipState(id="skin-test", read=True),)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("5")
        await pilot.pause()
        assert isinstance(app.screen, CoachScreen)
        (undo,) = (each for each in commands_of(app.screen) if each.name == "Undo")
        assert undo.about == "Read something"
        undo.run()
        await pilot.pause()
        assert "Undone: Read something." in flat(app)
    assert ready.book().tips == {}


async def test_a_theme_is_taken_and_saved(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"dawn")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.theme == "dawn"
    assert ready.book().settings.theme == "dawn"


async def test_export_writes_a_file_beside_the_data_and_says_so(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(120, 24)) as pilot:
        await pilot.pause()
        assert isinstance(app.screen, CoachScreen)
        (export,) = (each for each in commands_of(app.screen) if each.name == "Export")
        export.run()
        await pilot.pause()
        assert "Exported to" in flat(app)
    written = ready.path.with_name("coach-export-2026-01-05.json")
    assert json.loads(written.read_text(encoding="utf-8"))["sessions"] == {}
    assert written.stat().st_mode & 0o777 == 0o600


async def test_on_a_locked_down_account_there_is_no_export(
    ready: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COACH_LOCKED", "1")
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        assert isinstance(app.screen, CoachScreen)
        assert "Export" not in named(app.screen)
        assert not {"Export", "Backups", "Report", "Import"} & {each.name for each in everything(app.screen)}
        await pilot.press("G")
        await pilot.pause()
        assert "Undo" in flat(app)
        assert "Export" not in flat(app)


async def test_opening_and_leaving_the_palette_writes_nothing(ready: Bench) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"undo", "escape")
        await pilot.pause()
        assert not isinstance(app.screen, Palette)
    assert ready.path.read_bytes() == before


async def take(pilot: Pilot[None], words: str) -> None:
    """Open the palette, type, and press Enter on the first hit."""
    await pilot.press("colon", *("space" if char == " " else char for char in words), "enter")
    for _ in range(4):
        await pilot.pause()


def under_cursor(app: CoachApp) -> str:
    line = app.screen.query_one(ItemList).line
    assert line is not None
    return line.id


async def test_an_action_of_another_screen_is_done_there(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await take(pilot, "goal")
        assert app.current_mode == "plan"
        assert isinstance(app.screen, GoalDialog)


async def test_what_would_change_something_unseen_is_shown_first(ready: Bench) -> None:
    """Delete goes to the Calendar, and says what to do there; it deletes nothing by itself."""
    app = ready.app()
    files.two_a_day(ready)
    sessions = ready.book().sessions
    async with app.run_test(size=(80, 24)) as pilot:
        await ready.look(pilot)
        await take(pilot, "delete")
        assert app.current_mode == "calendar"
        assert "Delete: choose the session, then press d." in flat(app)
    assert ready.book().sessions == sessions


async def test_a_setting_is_opened_with_the_cursor_there(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await take(pilot, "midnight")
        assert app.current_mode == "settings"
        assert under_cursor(app) == "rollover"


async def test_an_area_is_opened_with_the_cursor_there(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await take(pilot, "tummy")
        assert isinstance(app.screen, AreasScreen)
        assert app.screen.under_cursor.area is Area.STOMACH


async def test_a_word_is_explained(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await take(pilot, "streak")
        assert isinstance(app.screen, HelpScreen)
        assert "The days you kept without a gap" in flat(app)
        await pilot.press("escape", "escape")
        await pilot.pause()
        assert app.current_mode == "today"


async def test_a_tip_is_opened_and_a_topic_shown(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await take(pilot, "wash")
        assert isinstance(app.screen, TipsScreen)
        assert app.screen.tip is not None
        assert app.screen.tip.id == "clean-mat"
        await take(pilot, "how long")
        assert isinstance(app.screen, TipsScreen)
        assert app.screen.tip.topic == "time"
    assert ready.book().tips["clean-mat"].read


async def test_what_cannot_be_done_now_says_why_and_the_palette_stays(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await take(pilot, "mute")
        assert isinstance(app.screen, Palette)
        assert "Only during a session." in flat(app)
        await pilot.press(*["backspace"] * 4, *"import", "enter")
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        assert "In a shell: coach import FILE" in flat(app)


async def test_in_a_session_no_line_leads_to_another_screen(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("enter")
        await pilot.pause()
        await take(pilot, "monday")
        assert isinstance(app.screen, Palette)
        assert "Finish or stop the session first." in flat(app)
        await pilot.press("escape")
        await take(pilot, "mute")
        assert not isinstance(app.screen, Palette)
        assert app.current_mode == "today"


async def test_a_click_on_a_line_moves_the_cursor_and_a_second_does_it(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"undo")
        await pilot.pause()
        listed = app.screen.query_one(PaletteList)
        await pilot.click(PaletteList, offset=(4, 2))
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        assert listed.highlighted == 2
        assert under_cursor(app) == "do:undo-list"
        await pilot.click(PaletteList, offset=(4, 2))
        await pilot.pause()
        await pilot.pause()
        assert "Nothing to undo." in flat(app) or isinstance(app.screen, UndoDialog)


@pytest.mark.parametrize("size", [(45, 20), (40, 12), (20, 6), (3, 2)])
async def test_the_palette_works_on_a_small_screen(size: tuple[int, int], ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await take(pilot, "midnight")
        assert app.current_mode == "settings"
        assert under_cursor(app) == "rollover"


@pytest.mark.parametrize(
    "scene", ["unreadable", "missing-file", "setup-1", "session-running", "help", "safety", "areas"]
)
async def test_the_palette_opens_and_searches_on_every_kind_of_screen(scene: str, bench: Bench) -> None:
    """Where the file cannot be read, nothing of it is asked for."""
    async with scenes.staged(scene, "80x24", "dusk", bench) as app:
        pilot = Pilot(app)
        assert isinstance(app.screen, CoachScreen)
        app.open_palette()
        await pilot.pause()
        await pilot.press(*"streak")
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        assert under_cursor(app) == "word:streak"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert "The days you kept without a gap" in flat(app)


def test_on_a_rest_day_the_palette_says_why_no_session_starts(ready: Bench) -> None:
    now = ready.clock.now()
    ready.change(lambda book: announce(book, now, now.date(), now.date()))
    context = AppContext(Store(ready.path, ready.clock), ready.clock)
    assert why_not("easier", context) == "Today is a rest day."
    assert why_not("free", context) == ""
