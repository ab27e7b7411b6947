"""Settings: Enter changes, it is saved and applied at once, and undo brings it back."""

from __future__ import annotations

import pytest

from coach.cli import main
from coach.domain.model import SETTINGS, Setting, Settings
from coach.screens.dialogs.prompt import Pick
from coach.screens.settings.preference_items import MOST_TURNED
from coach.screens.settings.screen import SettingsScreen
from coach.screens.shared.undo_dialog import UndoDialog
from coach.widgets.base.theme import THEME_NAMES
from coach.widgets.reading.item_list import ItemList
from tests.screens.conftest import Bench, flat, seen
from tests.screens.parts import text_in
from tests.screens.settings.setting_lines import put_on, values


@pytest.mark.parametrize(
    "setting", [each for each in SETTINGS.values() if each.values], ids=lambda one: one.id
)
async def test_enter_lists_the_values_and_enter_there_takes_one(setting: Setting, ready: Bench) -> None:
    field, first, known = setting.id, setting.default, [value for value, _ in setting.values]
    at = known.index(first)
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, field)
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        assert setting.help in flat(app)
        listed = app.screen.query_one(ItemList)
        assert [line.text[2:] for line in listed.lines] == [name for _, name in setting.values]
        assert [line.text[0] for line in listed.lines].index("*") == listed.highlighted == at
        step = 1 if at + 1 < len(known) else -1
        await pilot.press("j" if step > 0 else "k", "escape")
        await pilot.pause()
        assert ready.path.read_bytes() == before
        await pilot.press("enter", "j" if step > 0 else "k", "enter")
        await pilot.pause()
        assert getattr(ready.book().settings, field) == known[at + step]
        await pilot.press("u")
        await pilot.pause()
        assert getattr(ready.book().settings, field) == first


@pytest.mark.parametrize("field", ["cues", "marks", "ready_s"])
async def test_left_and_right_turn_where_there_are_few_values_and_else_open_the_list(
    field: str, ready: Bench
) -> None:
    known = [value for value, _ in SETTINGS[field].values]
    at = known.index(SETTINGS[field].default)
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, field)
        await pilot.press("right")
        await pilot.pause()
        if len(known) > MOST_TURNED:
            assert isinstance(app.screen, Pick)
            return
        assert getattr(ready.book().settings, field) == known[(at + 1) % len(known)]
        await pilot.press("left", "h")
        await pilot.pause()
        assert getattr(ready.book().settings, field) == known[(at - 1) % len(known)]
        await pilot.press("u")
        await pilot.pause()
        assert getattr(ready.book().settings, field) == SETTINGS[field].default


@pytest.mark.parametrize(
    ("size", "is_below"), [((45, 24), True), ((45, 10), True), ((30, 10), True), ((80, 24), False)]
)
async def test_what_a_choice_means_can_be_read_whole_in_any_window(
    size: tuple[int, int], is_below: bool, ready: Bench
) -> None:
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "theme")
        await pilot.press("enter", "j")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        assert ("Your terminal's 16 colours, dark." in flat(app)) == is_below
        assert ("your terminal's 16 colours, dark" in flat(app)) == (not is_below)


async def test_a_choice_without_a_meaning_says_none_below(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(34, 20)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "grace")
        await pilot.press("enter")
        await pilot.pause()
        assert text_in(app, "#pick-says") == ""


@pytest.mark.parametrize("field", ["area-back", "bell", "theme", "sensitive", "grace"])
async def test_no_click_on_a_row_changes_anything_by_itself(field: str, ready: Bench) -> None:
    """The first click puts the cursor there, the second opens the list: the back was once turned off so."""
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 50)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        listed = app.screen.query_one(ItemList)
        row = [line.id for line in listed.lines].index(field)
        for opened in (SettingsScreen, Pick):
            await pilot.click(ItemList, offset=(4, row))
            await pilot.pause()
            assert isinstance(app.screen, opened)
        await pilot.press("escape")
        await pilot.pause()
    assert ready.path.read_bytes() == before


async def test_the_bar_says_what_enter_does_on_each_line(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        for id, label in (("goal", "Open"), ("grace", "Change"), ("export", "Export"), ("test", "Send")):
            put_on(app, id)
            await pilot.pause()
            bar = seen(app).splitlines()[-1]
            assert f"Enter {label} " in bar
            assert "u Undo " in bar
            assert "q Quit" in bar


async def test_every_setting_is_listed_with_what_it_does(ready: Bench) -> None:
    assert set(SETTINGS) == set(Settings._fields) - {"id"}
    app = ready.app()
    async with app.run_test(size=(120, 60)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        for setting in SETTINGS.values():
            put_on(app, setting.id)
            await pilot.pause()
            assert f"{setting.label} " in flat(app)
            assert setting.help in text_in(app, "#explained")


async def test_marks_are_shown_as_one_walks_and_kept_with_enter_alone(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "marks")
        await pilot.press("enter", "G")
        await pilot.pause()
        assert app.has_class("-ascii")
        await pilot.press("escape")
        await pilot.pause()
        assert not app.has_class("-ascii")
        await pilot.press("enter", "G", "enter")
        await pilot.pause()
        assert app.has_class("-ascii")
        await pilot.press("u")
        await pilot.pause()
        assert not app.has_class("-ascii")


async def test_the_theme_is_shown_as_one_walks_and_kept_with_enter_alone(ready: Bench) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "theme")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, Pick)
        assert "dark, in calm greens" in {line.tag for line in app.screen.query_one(ItemList).lines}
        await pilot.press("k")
        await pilot.pause()
        assert app.theme == "dawn"
        await pilot.press("escape")
        await pilot.pause()
        assert app.theme == "dusk"
        assert ready.path.read_bytes() == before
        await pilot.press("enter", "k", "enter")
        await pilot.pause()
        assert app.theme == "dawn"
    assert ready.book().settings.theme == "dawn"


async def test_a_theme_that_is_gone_is_replaced_on_the_screen_and_kept_in_the_file(ready: Bench) -> None:
    ready.settings(theme="solarized-light")
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        assert app.theme == "dawn"
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "theme")
        await pilot.pause()
        assert values(app)["theme"] == "solarized-light"
        assert "solarized-light is no longer here, so you see dawn." in text_in(app, "#explained")
        await pilot.press("enter", "j", "escape")
        await pilot.pause()
        assert app.theme == "dawn"
    assert ready.book().settings.theme == "solarized-light"
    assert main(["--data", str(ready.path), "doctor"], clock=ready.clock) == 0


async def test_after_a_try_the_theme_is_the_one_in_the_file_also_where_another_terminal_chose_it(
    ready: Bench,
) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "theme")
        await pilot.press("enter", "j", "j")
        await pilot.pause()
        ready.settings(theme="dawn")
        await ready.look(pilot)
        await pilot.press("k", "k", "escape")
        await pilot.pause()
        assert app.theme == "dawn" == values(app)["theme"]


async def test_every_theme_that_there_is_shows_the_whole_screen(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "theme")
        await pilot.press("enter", "g")
        await pilot.pause()
        walked = []
        for _ in THEME_NAMES:
            walked.append(app.theme)
            rows = app.screen._compositor.render_strips()
            inks = [each.style for row in rows for each in row if each.text.strip()]
            assert [ink for ink in inks if ink is None or ink.color is None or ink.bgcolor is None] == []
            await pilot.press("j")
            await pilot.pause()
    assert tuple(walked) == THEME_NAMES


async def test_a_test_rings_and_notifies_as_it_is_set(ready: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[str] = []
    monkeypatch.setattr(
        "coach.screens.settings.preference_items.emit", lambda _app, sequence: written.append(sequence)
    )
    ready.settings(notify="osc9")
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "test")
        await pilot.press("enter")
        await pilot.pause()
        assert written == ["\x07\x1b]9;Mat: This is a test.\x07"]
        ready.settings(bell=False, notify="off")
        await ready.look(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert len(written) == 1
        assert "Bell and notifications are both off." in flat(app)


async def test_the_file_says_where_it_is(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(200, 50)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "file")
        await pilot.press("enter")
        await pilot.pause()
        assert str(ready.path) in seen(app)


async def test_export_and_undo_are_done_from_the_list(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        put_on(app, "grace")
        await pilot.press("enter", "j", "enter")
        await pilot.pause()
        assert values(app)["undo"] == 'Set "Grace" to 1 day'
        put_on(app, "undo")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, UndoDialog)
        await pilot.press("enter")
        await pilot.pause()
        assert ready.book().settings.grace == 2
        put_on(app, "export")
        await pilot.press("enter")
        await pilot.pause()
    assert ready.path.with_name("coach-export-2026-01-05.json").exists()


@pytest.mark.parametrize("size", [(40, 12), (60, 20), (80, 24), (200, 60)])
async def test_walking_over_the_settings_writes_nothing(size: tuple[int, int], ready: Bench) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("6", *"jjkGg", "pagedown", "pageup", "end", "home")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)
        assert "The longest session" in flat(app) or size == (40, 12)
    assert ready.path.read_bytes() == before
