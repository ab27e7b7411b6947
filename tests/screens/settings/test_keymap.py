"""Keys of the user's own: changed by pressing them, shown wherever keys are told, and never taken twice."""

from __future__ import annotations

from itertools import product

import pytest

from coach.app import CoachApp
from coach.domain.model import Refused, Settings
from coach.screens.calendar.session_form import SessionForm
from coach.screens.settings.keymap import (
    FIXED_GROUPS,
    RESERVED_KEYS,
    add_key,
    changeable,
    replace_key,
    restore_keys,
)
from coach.screens.settings.keymap_dialog import KeymapDialog, PressKey
from coach.screens.settings.screen import SettingsScreen
from coach.screens.shared.key_reference import groups
from coach.screens.shared.screen_table import EVERYWHERE, PLACES, place_of
from coach.screens.today.screen import TodayScreen
from coach.widgets.chrome.key_bar import bar_of
from coach.widgets.reading.item_list import ItemList
from tests.screens.conftest import Bench, flat, seen
from tests.screens.parts import text_in
from tests.screens.scenes import staged


def go(app: CoachApp, id: str) -> None:
    app.screen.query_one(ItemList).go(id)


def with_keys(**keymap: str) -> Settings:
    return Settings()._replace(keymap={name.replace("_", "-"): keys for name, keys in keymap.items()})


@pytest.mark.parametrize("size", [(80, 24), (60, 20), (40, 12)])
async def test_a_key_is_changed_by_pressing_another(size: tuple[int, int], ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("6")
        await pilot.pause()
        go(app, "keymap")
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, KeymapDialog)
        go(app, "backfill")
        await pilot.press("enter", "f5")
        await pilot.pause()
        assert ready.book().settings.keymap == {"backfill": "f5"}
        assert isinstance(app.screen, KeymapDialog)
        await pilot.press("escape", "1")
        await pilot.pause()
        await pilot.press("b")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("f5")
        await pilot.pause()
        assert isinstance(app.screen, SessionForm)


async def test_a_changed_key_shows_at_the_bottom_where_it_was_in_help_and_in_commands(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        before = seen(app).splitlines()[-1]
        assert "b Add" in before
    ready.settings(keymap={"backfill": "f5", "easier": "w"})
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert seen(app).splitlines()[-1].split() == before.replace("b Add", "F5 Add").replace(
            "e Easier", "w Easier"
        ).split()  # fmt: skip
        assert "w easier" in flat(app)
        await pilot.press("question_mark", "slash", *"past session")
        await pilot.pause()
        assert "F5" in flat(app)
        await pilot.press("escape", "escape", "colon", *"past session")
        await pilot.pause()
        assert "F5" in flat(app)


async def test_a_key_that_is_taken_is_refused_in_one_sentence_and_another_can_be_pressed(
    ready: Bench,
) -> None:
    before = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        go(app, "keymap")
        await pilot.press("enter")
        await pilot.pause()
        go(app, "backfill")
        for key, says in (
            ("e", "e is taken in Today: A softer or shorter session, today or for good. Press another key."),
            ("q", "q is taken everywhere: "),
            ("tab", "Tab goes to the next part. Press another key."),
            ("enter", "Enter answers and goes on. Press another key."),
        ):
            await pilot.press("enter", key)
            await pilot.pause()
            assert isinstance(app.screen, PressKey)
            assert says in text_in(app, "#press-said")
            await pilot.press("escape")
            await pilot.pause()
            assert isinstance(app.screen, KeymapDialog)
        await pilot.press("escape")
        await pilot.pause()
        assert isinstance(app.screen, SettingsScreen)
    assert ready.path.read_bytes() == before


async def test_one_more_key_the_first_ones_again_and_undo(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        go(app, "keymap")
        await pilot.press("enter")
        await pilot.pause()
        go(app, "backfill")
        await pilot.press("plus", "z")
        await pilot.pause()
        assert ready.book().settings.keymap == {"backfill": "b,z"}
        assert "keymap-own" in [entry.id for entry in bar_of(app.screen)]
        await pilot.press("backspace")
        await pilot.pause()
        assert ready.book().settings.keymap == {}
        assert "keymap-own" not in [entry.id for entry in bar_of(app.screen)]
        await pilot.press("escape", "u")
        await pilot.pause()
        assert ready.book().settings.keymap == {"backfill": "b,z"}
        assert "1 of your own" in flat(app)
        assert "Undone: Default keys: Add a past session" in flat(app)


def test_no_change_leaves_two_things_on_one_key_where_both_work() -> None:
    """Whatever is pressed for whatever: it is refused, or nothing else that works there has it."""
    lines = [line for group in changeable({}) for line in group.lines]
    keys = dict.fromkeys(code for line in lines for code in line.codes)
    for line, key in product(lines[::11], [*keys, "f9"][::2]):
        try:
            change = replace_key(Settings(), line.id, key)
        except Refused:
            continue
        (settings,) = change.put
        assert isinstance(settings, Settings)
        for group in groups(settings.keymap):
            here = [each.id for each in group.lines if key in each.codes]
            if line.id in here:
                assert set(here) == {line.id}, (line.id, key, here)


def test_enter_and_escape_stay_with_what_they_do() -> None:
    (settings,) = replace_key(Settings(), "setting-change", "f9").put
    assert isinstance(settings, Settings)
    assert settings.keymap == {"setting-change": "enter,f9"}
    assert add_key(settings, "setting-change", "w").put[0].keymap == {"setting-change": "enter,f9,w"}  # type: ignore[union-attr]
    for key in RESERVED_KEYS:
        with pytest.raises(Refused):
            replace_key(Settings(), "backfill", key)


def test_the_first_key_does_not_come_back_while_something_else_has_it() -> None:
    settings = with_keys(backfill="f5", easier="b")
    with pytest.raises(Refused, match=r"^b is taken in Today: A softer or shorter session"):
        restore_keys(settings, "backfill")
    assert restore_keys(settings, "rest") is None
    assert restore_keys(settings, "easier") is not None


def test_a_question_keeps_its_keys_and_each_other_binding_can_have_others() -> None:
    listed = {line.id for group in changeable({}) for line in group.lines}
    every = {line.id: group.title for group in groups({}) for line in group.lines}
    assert set(FIXED_GROUPS) <= set(every.values())
    assert {id for id, title in every.items() if title not in FIXED_GROUPS} - listed == {"quit-at-once", ""}
    changed = dict.fromkeys(listed, "f9")
    for group in groups(changed):
        for line in group.lines:
            assert (line.keys == "F9") is (line.id in listed)


async def test_a_keymap_from_the_file_that_clashes_or_is_no_key_stops_nobody(ready: Bench) -> None:
    ready.settings(keymap={"backfill": "e", "easier": "no such key", "nothing": "x", "quit": ""})
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6", "1", "question_mark", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0


async def test_the_session_tells_the_key_that_stops_it(ready: Bench) -> None:
    ready.settings(keymap={"session-stop": "w", "session-pause": "p"})
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        await pilot.pause()
        assert "w stops" in flat(app)
    app = ready.app()
    async with app.run_test(size=(50, 12)) as pilot:
        await pilot.pause()
        assert "p Pause  w Stop" in seen(app)


def test_a_key_of_another_screen_is_no_conflict_and_one_of_the_same_screen_is() -> None:
    for id, key, why in (
        ("next-tip", "g", "Today has no list, so that the key for its first line is free there"),
        ("backfill", "y", "only Tips has y"),
        ("known-back", "f", "only Tips has f, over which the evidence opens"),
    ):
        assert replace_key(Settings(), id, key), why
    for id, key, where in (
        ("backfill", "e", "in Today"),
        ("tip-again", "g", "in Lists"),
        ("list-first", "e", "in Tips"),
        ("text-first", "w", "in Plan"),
        ("quit", "e", "in Today"),
        ("plan-pause", "q", "everywhere"),
    ):
        with pytest.raises(Refused, match=f"^{key} is taken {where}: "):
            replace_key(Settings(), id, key)


@pytest.mark.parametrize(
    "scene", ["today-due", "areas", "tips", "known", "plan", "settings", "help", "guide", "safety"]
)
async def test_the_table_names_the_widgets_with_keys_on_a_screen(scene: str, bench: Bench) -> None:
    """Else a key could be given to two things on one screen."""
    shared = {place.title: place for place in PLACES if place.is_shared and place.title != EVERYWHERE}
    async with staged(scene, "80x24", "dusk", bench) as app:
        place = place_of(type(app.screen))
        assert place is not None
        there = {
            title
            for title, each in shared.items()
            if any(_is(widget, each.path) and widget.focusable for widget in app.screen.query("*"))
        }
    assert set(place.uses) == there


def _is(widget: object, path: str) -> bool:
    return any(f"{cls.__module__}.{cls.__qualname__}" == f"coach.{path}" for cls in type(widget).__mro__)


async def test_all_keys_go_back_to_the_default_after_a_question(ready: Bench) -> None:
    ready.settings(keymap={"backfill": "f5", "easier": "w"})
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        go(app, "keymap")
        await pilot.press("enter")
        await pilot.pause()
        assert "F5 (was b)" in flat(app)
        await pilot.press("r", "n")
        await pilot.pause()
        assert len(ready.book().settings.keymap) == 2
        await pilot.press("r", "y")
        await pilot.pause()
        assert ready.book().settings.keymap == {}
        assert "keymap-own-all" not in [entry.id for entry in bar_of(app.screen)], "all are the default ones"
        await pilot.press("escape", "u")
        await pilot.pause()
    assert ready.book().settings.keymap == {"backfill": "f5", "easier": "w"}
