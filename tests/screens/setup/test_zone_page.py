"""The page that asks for a time zone, on a machine that does not say where it is."""

from __future__ import annotations

import pytest

from coach.text.zone_search import zones_like
from tests.screens.conftest import Bench, flat


async def test_a_server_on_utc_asks_where_one_lives(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    """A city is enough; the time there is shown, and the zone is kept."""
    monkeypatch.setattr("coach.screens.setup.screen.machine_keeps_utc", lambda: True)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter")
        assert "3 of 6" in flat(app)
        await pilot.press(*"zurich")
        assert "Europe/Zurich: it is Mon 08:30 there" in flat(app)
        await pilot.press("enter")
        await pilot.pause()
    assert bench.book().settings.tz == "Europe/Zurich"


async def test_a_zone_that_is_none_is_refused_and_none_at_all_is_not(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A slip would turn the days at a wrong hour for years; who lives on UTC leaves it empty."""
    monkeypatch.setattr("coach.screens.setup.screen.machine_keeps_utc", lambda: True)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("enter", "enter", *"nowhere7", "enter")
        assert "There is no such zone" in flat(app)
        assert "3 of 6" in flat(app)
        await pilot.press(*["backspace"] * 8, "enter")
        assert "4 of 6" in flat(app)


def test_zones_are_found_by_what_one_would_type() -> None:
    """A whole name before a city, a city before a beginning, a beginning before a part."""
    assert zones_like("europe/zurich")[0] == "Europe/Zurich"
    assert zones_like("new york")[0] == "America/New_York"
    assert zones_like("lond")[0] == "Europe/London"
    assert zones_like("UTC")[0] == "UTC"
    assert zones_like("york")[0] == "America/New_York"
    assert zones_like("no such place") == []
    assert zones_like("usa") == [], "Lusaka is not meant"
    assert zones_like("  ") == []
