"""A file that cannot be read: said plainly, never written, and gone on with once it is mended."""

from __future__ import annotations

import pytest

from coach.screens.setup import SetupScreen
from coach.screens.today import TodayScreen
from coach.screens.unreadable import UnreadableScreen
from tests.screens.conftest import Bench, flat

SIZE = (80, 24)


async def test_it_says_what_and_where_and_writes_nothing(ready: Bench) -> None:
    """File, line and column; and what there is to do."""
    damage = b'{"meta": {\n  "1": oops'
    ready.path.write_bytes(damage)
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        assert isinstance(app.screen, UnreadableScreen)
        assert str(ready.path) in flat(app).replace(" ", "")
        assert "Line 2, column 8: not JSON" in flat(app)
        assert "Nothing in it was changed" in flat(app)
        await pilot.press(*"123456", "r")
        await pilot.pause()
        assert isinstance(app.screen, UnreadableScreen)
        assert "It still cannot be read." in flat(app)
        await pilot.press("q")
        await pilot.pause()
    assert app.return_code == 0
    assert ready.path.read_bytes() == damage


@pytest.mark.parametrize("key", ["r", "enter"])
async def test_once_mended_it_goes_on(ready: Bench, key: str) -> None:
    """With the screen that the coach would have opened."""
    good = ready.path.read_bytes()
    ready.path.write_text("[]")
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        ready.path.write_bytes(good)
        await pilot.press(key)
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "The file can be read again." in flat(app)


async def test_a_file_that_was_taken_away_leads_to_setup(bench: Bench) -> None:
    """No file is a first run."""
    bench.path.parent.mkdir()
    bench.path.write_text("")
    app = bench.app()
    async with app.run_test(size=SIZE) as pilot:
        assert isinstance(app.screen, UnreadableScreen)
        bench.path.unlink()
        await pilot.press("r")
        await pilot.pause()
        assert isinstance(app.screen, SetupScreen)


async def test_it_comes_and_goes_while_the_coach_is_open(ready: Bench) -> None:
    """Also over a question that stands open; mended, it goes by itself."""
    good = ready.path.read_bytes()
    app = ready.app()
    async with app.run_test(size=SIZE) as pilot:
        await pilot.press("e")
        ready.path.write_text("{ oops")
        await ready.look(pilot)
        assert isinstance(app.screen, UnreadableScreen)
        ready.path.write_text("{ oops, and oops")
        await ready.look(pilot)
        assert isinstance(app.screen, UnreadableScreen)
        ready.path.write_bytes(good)
        await ready.look(pilot)
        assert isinstance(app.screen, TodayScreen)
        assert "5" in flat(app)


async def test_a_newer_file_asks_for_a_newer_coach(ready: Bench) -> None:
    """It is whole, so there is nothing to mend."""
    text = ready.path.read_text()
    ready.path.write_text(text.replace('"schema": 1', '"schema": 99'))
    app = ready.app()
    async with app.run_test(size=SIZE):
        assert "A newer coach wrote it: schema 99" in flat(app)
        assert "Update the coach" in flat(app)
