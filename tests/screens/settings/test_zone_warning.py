"""A zone that cannot be followed is named on the first screen, and where it can be changed."""

from __future__ import annotations

import pytest

from coach.widgets.reading.item_list import ItemList
from tests.screens.conftest import Bench, flat


async def test_it_is_said_at_the_start_until_the_next_key(
    ready: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready.settings(tz="")
    monkeypatch.setenv("TZ", "Mars/Base")
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "TZ is set to Mars/Base, which is not a time zone, so times are in UTC." in flat(app)
        await pilot.press("2", "1")
        await pilot.pause()
        assert "Mars" not in flat(app)


async def test_the_settings_tell_it_beside_the_zone(ready: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.settings(tz="")
    monkeypatch.setenv("TZ", "ABC-24")
    app = ready.app()
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("6")
        await pilot.pause()
        app.screen.query_one(ItemList).go("tz")
        await pilot.pause()
        assert "TZ is set to ABC-24" in flat(app)


async def test_a_chosen_zone_needs_no_word(ready: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    ready.settings(tz="Europe/Zurich")
    monkeypatch.setenv("TZ", "Mars/Base")
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert "Mars" not in flat(app)
