"""Sentences name the keys that the user has chosen, as the bar does."""

from __future__ import annotations

import pytest

from tests.screens.conftest import Bench, flat
from tests.screens.files import paused
from tests.screens.parts import text_in
from tests.screens.scenes import to_setting
from tests.screens.troubled_files import lapsed

KEYMAP = {"undo": "f6", "redo": "f7", "plan-pause": "f8", "recovery-stopped": "f9"}


@pytest.fixture
def own_keys(bench: Bench) -> Bench:
    paused(bench)
    bench.settings(keymap=KEYMAP)
    return bench


async def test_plan_names_the_key_that_ends_the_pause(own_keys: Bench) -> None:
    app = own_keys.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("4")
        await pilot.pause()
        assert "; F8 ends it." in text_in(app, "#rule")


async def test_settings_name_the_keys_of_undo_and_redo(own_keys: Bench) -> None:
    app = own_keys.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press(*to_setting("area"), "G")
        await pilot.pause()
        assert "On every screen F6 undoes the last one, and F7 brings it back." in text_in(app, "#explained")


async def test_the_question_on_a_lapsed_session_names_the_keys_of_a_stop_and_of_undo(bench: Bench) -> None:
    lapsed(bench)
    bench.settings(keymap=KEYMAP)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "If you stopped because of what you felt, press F9." in text_in(app, "#most")
        await pilot.press("d")
        await pilot.pause()
        assert "Discarded that session. F6 brings it back." in flat(app)
