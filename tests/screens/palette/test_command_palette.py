"""The palette: what the present screen can do, the screens, themes, undo and export; nothing of Textual's."""

from __future__ import annotations

import json

import pytest
from textual.command import CommandInput, CommandList

from coach.domain.model import Change, TipState
from coach.screens.palette.command_palette import Palette, commands_of
from coach.screens.shared.base import CoachScreen
from coach.screens.tips.screen import TipsScreen
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
        assert {"Go to Today", "Go to Settings", "Help", "Quit", "Undo", "Export", "Theme: dawn"} <= set(
            names
        )
        assert not {"Screenshot", "Maximize", "Keys", "Theme"} & set(names)
        await pilot.press("colon")
        await pilot.pause()
        assert isinstance(app.screen, Palette)
        assert "\U0001f50e" not in flat(app)
        assert not app.screen.query_one(CommandInput).cursor_blink


@pytest.mark.parametrize(
    ("words", "tab"), [("tips", "tips"), ("insights", "insights"), ("go to plan", "plan")]
)
async def test_a_screen_is_found_by_its_name(words: str, tab: str, ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *("space" if char == " " else char for char in words))
        await app.workers.wait_for_complete()
        await pilot.pause()
        assert app.screen.query_one(CommandList).option_count
        await pilot.press("enter")
        await pilot.pause()
        await pilot.pause()
        assert app.current_mode == tab


async def test_an_action_runs_on_the_screen_that_the_palette_was_opened_on(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("3", "g", "colon", *"favourite")
        await app.workers.wait_for_complete()
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
        await undo.run()
        await pilot.pause()
        assert "Undone: Read something." in flat(app)
    assert ready.book().tips == {}


async def test_a_theme_is_taken_and_saved(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon", *"dawn")
        await app.workers.wait_for_complete()
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
        assert "Export" not in named(app.screen)
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


async def test_a_search_that_ends_after_the_palette_has_gone_is_no_error(ready: Bench) -> None:
    """Whoever leaves while typing there: the list is taken away, and the search still tells what it found."""
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("colon")
        await pilot.pause()
        palette = app.screen
        assert isinstance(palette, Palette)
        found = palette.query_one(CommandList)
        await found.remove()
        palette._refresh_command_list(found, [], clear_current=True)
        palette._show_busy = not palette._show_busy
        await pilot.pause()
