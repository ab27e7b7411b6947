"""A file of schema 2 in the app: the day of the upgrade, and the question on old answers."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Static

from coach.app import CoachApp
from coach.domain.safety.old_answers import doubtful
from coach.screens.dialogs.confirm import Confirm
from coach.screens.today.screen import TodayScreen
from tests.screens import troubled_files
from tests.screens.conftest import Bench, flat, seen
from tests.store.schema import schema_2

SIZES = {
    (80, 24): "2 old comfort answers of 8 to 10: o asks what was meant",
    (120, 40): "2 old comfort answers of 8 to 10: o asks what was meant",
    (45, 20): "2 old answers on comfort: o asks",
    (40, 12): "2 old answers on comfort: o asks",
}
CHANGED = (
    "The rules have changed: 18 rather than 20 minutes on bare skin, because soreness that grew three"
    " sessions in a row now takes the step down."
)


def told(app: CoachApp) -> str:
    """What Today says of the rules."""
    line = app.screen.query_one("#changed", Static)
    return str(line.content) if line.display else ""


@pytest.mark.parametrize("size", SIZES)
async def test_today_asks_in_one_line_and_a_key_answers(size: tuple[int, int], bench: Bench) -> None:
    troubled_files.upgraded(bench)
    before = bench.path.read_bytes()
    asked = [each.id for each in doubtful(bench.book())]
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert seen(app).splitlines()[1].strip() == SIZES[size]
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, Confirm)
        assert "did they mean unbearable?" in flat(app)
        await pilot.press("escape")
        assert bench.path.read_bytes() == before, "to look writes nothing"
        await pilot.press("o", "c")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert not app.screen.query_one("#old").display
    assert [each.sharpness for each in bench.book().sessions if each.id in asked] == [None, None]


async def test_those_that_were_unbearable_stay(bench: Bench) -> None:
    troubled_files.upgraded(bench)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o", "u")
        await pilot.pause()
        assert doubtful(bench.book()) == ()
        assert [each.sharpness for each in bench.book().sessions if (each.sharpness or 0) > 7] == [9, 8]
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen), "it asks once"


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_today_says_what_the_new_rules_changed_on_that_day_alone(
    size: tuple[int, int], bench: Bench
) -> None:
    troubled_files.upgraded(bench)
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert told(app) == CHANGED
        await pilot.press("o", "u")
        await pilot.pause()
        assert told(app) == CHANGED, "all of that day, also once the file was written"
        bench.clock.advance(timedelta(days=1))
    later = bench.app()
    async with later.run_test(size=size) as pilot:
        await pilot.pause()
        assert told(later) == ""


async def test_where_nothing_changed_there_is_neither_line_nor_key(bench: Bench) -> None:
    life = schema_2.life("10 days", "fine")
    bench.path.parent.mkdir(parents=True, exist_ok=True)
    bench.path.write_bytes(life.data())
    bench.clock.set(life.now)
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("o")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert not app.screen.query_one("#old").display
        assert told(app) == ""
