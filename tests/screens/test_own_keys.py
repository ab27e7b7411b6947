"""Sentences name the keys that the user has chosen, as the bar does."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from coach.domain.model import Area, Session
from coach.screens.session.check_in import CheckInScreen
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


async def test_minutes_that_cannot_have_been_name_the_key_that_discards(bench: Bench) -> None:
    lapsed(bench)
    bench.settings(keymap={"recovery-discard": "f9"})
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.screen.query_one("#minutes", Input).value = "99"
        await pilot.press("enter")
        await pilot.pause()
        assert "minutes; F9 discards the session." in flat(app)
        app.screen.query_one("#minutes", Input).value = "1.2.3"
        await pilot.press("enter")
        await pilot.pause()
        assert "minutes: give a number, not 1.2.3." in flat(app)


async def test_while_the_file_is_gone_the_keys_of_the_ways_out_are_named(ready: Bench) -> None:
    ready.settings(keymap={"missing-retry": "f5", "missing-backup": "f6", "missing-anew": "f7"})
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        ready.path.unlink()
        await ready.look(pilot)
        said = text_in(app, "#do")
    assert "F5 looks again." in said
    assert "F7 starts over" in said
    assert ("F6 restores the backup" in said) == ("restores" in said)


async def test_a_file_that_cannot_be_read_names_the_keys_of_the_ways_out(ready: Bench) -> None:
    ready.settings(keymap={"unreadable-retry": "f5", "unreadable-doctor": "f7"})
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        ready.path.write_bytes(b"{ oops")
        await ready.look(pilot)
        said = text_in(app, "#do")
    assert "F7 says more" in said
    assert "press r" not in said


async def test_the_check_in_names_the_key_that_skips_the_rest(ready: Bench) -> None:
    ready.settings(keymap={"checkin-skip": "f5"})
    app = ready.app()
    session = Session(Area.BACK, ready.clock.now(), ready.clock.now().date(), 5, id="gone")
    async with app.run_test(size=(80, 24)) as pilot:
        app.push_screen(CheckInScreen(app.context, session))
        await pilot.pause()
        await pilot.press("f")
        await pilot.pause()
        assert "F5 skips the rest." in flat(app)
