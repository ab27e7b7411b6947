"""Records dated ahead of the clock: told on Today, and given their right time."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from textual.widgets import Input

from coach.domain.dated_ahead import count_ahead
from coach.domain.model import Area, Change, Cover, Session, Skin
from coach.screens.dialogs.confirm import Confirm
from coach.screens.today.dated_ahead import DatedAheadDialog
from coach.screens.today.screen import TodayScreen
from coach.widgets.reading.item_list import ItemList
from tests.screens import troubled_files
from tests.screens.conftest import Bench, flat, seen


@pytest.mark.parametrize(("size", "line"), [
    ((80, 24), "3 records are dated ahead (from 26 Jan 2026 07:30): w sets them right"),
    ((120, 40), "3 records are dated ahead of the clock (from 26 Jan 2026 07:30): w sets them right"),
    ((45, 20), "3 dated ahead: w sets them right"),
    ((40, 12), "3 dated ahead: w sets them right"),
])  # fmt: skip
async def test_today_tells_of_them_in_one_line(size: tuple[int, int], line: str, bench: Bench) -> None:
    troubled_files.dated_ahead(bench)
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        assert seen(app).splitlines()[1].strip() == line
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, DatedAheadDialog)
        assert "3 records dated ahead" in seen(app)
        assert "26 Jan 2026 07:30  back, skin clear" in seen(app)
        assert seen(app).splitlines()[-1].split("  ")[0].strip() == "Enter Correct time"


async def test_of_one_session_it_tells_the_time(ready: Bench) -> None:
    now = ready.clock.now() + timedelta(days=341, minutes=10)
    lain = Session(area=Area.BACK, started_at=now, day=now.date(), done_min=5, cover=Cover.TOWEL)
    ready.change(lambda _: Change("Ahead", put=(lain,)))
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        line = "1 record is dated ahead of the clock (12 Dec 2026 07:40): w sets it right"
        assert seen(app).splitlines()[1].strip() == line


async def test_without_any_there_is_neither_line_nor_key(ready: Bench) -> None:
    app = ready.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        assert "ahead" not in seen(app)
        await pilot.press("colon", *"dated ahead")
        await pilot.pause(0.2)
        assert "Records ahead of the clock" not in flat(app)


@pytest.mark.parametrize("size", [(80, 24), (45, 20)])
async def test_each_is_given_its_right_time(size: tuple[int, int], bench: Bench) -> None:
    troubled_files.dated_ahead(bench)
    app = bench.app()
    async with app.run_test(size=size) as pilot:
        await pilot.press("w", "enter")
        await pilot.pause()
        app.screen.query_one(Input).value = "2026-01-99 07:00"
        await pilot.press("enter")
        await pilot.pause()
        assert "2026-01-99 is not a day; type it as 7.3., 7 mar" in flat(app)
        app.screen.query_one(Input).value = "2026-01-05 07:31"
        await pilot.press("enter")
        await pilot.pause()
        assert "is in the future" in flat(app)
        app.screen.query_one(Input).value = "2026-01-05 07:10"
        await pilot.press("enter")
        await pilot.pause()
        assert isinstance(app.screen, DatedAheadDialog)
        assert "2 records dated ahead" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one("#on", Input).value = "2026-01-05"
        app.screen.query_one("#at", Input).value = "07:15"
        await pilot.press("enter")
        await pilot.pause()
        assert "1 record dated ahead" in seen(app)
        await pilot.press("enter")
        await pilot.pause()
        app.screen.query_one(Input).value = "2026-01-04"
        await pilot.press("enter")
        await pilot.pause()
        await pilot.press("escape")
        await pilot.pause()
        assert "ahead" not in seen(app).splitlines()[1]
        assert "Moved the note of" in flat(app)
    book = bench.book()
    assert count_ahead(book) == 0
    assert (book.notes[-1].day, book.checks[-1].day) == (date(2026, 1, 4), date(2026, 1, 5))
    assert f"{book.sessions[-1].started_at:%Y-%m-%d %H:%M}" == "2026-01-05 07:15"


async def test_they_can_be_deleted_and_brought_back(bench: Bench) -> None:
    troubled_files.dated_ahead(bench)
    bench.change(lambda book: Change("sore", put=(book.checks_ahead[0]._replace(skin=Skin.SORE),)))
    app = bench.app()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("w", "d")
        await pilot.pause()
        assert isinstance(app.screen, Confirm), "a slip is asked about"
        await pilot.press("y")
        await pilot.pause()
        await pilot.press("d", "d")
        await pilot.pause()
        assert count_ahead(bench.book()) == 0
        await pilot.press("d", "enter", "escape")
        await pilot.pause()
        assert isinstance(app.screen, TodayScreen)
        await pilot.press("u", "y")
        await pilot.pause()
    assert count_ahead(bench.book()) == 1


async def test_a_thousand_are_a_list_like_any_other(ready: Bench) -> None:
    begin = ready.clock.now() + timedelta(days=1)
    many = tuple(
        Session(
            area=Area.BACK, started_at=begin + timedelta(hours=n), day=(begin + timedelta(hours=n)).date(),
            done_min=5,
        )
        for n in range(1000)
    )  # fmt: skip
    ready.change(lambda _: Change("Ahead", put=many))
    app = ready.app()
    async with app.run_test(size=(45, 20)) as pilot:
        await pilot.pause()
        assert seen(app).splitlines()[1].strip() == "1,000 dated ahead: w sets them right"
        assert app.context.today().prescription.can_start
        await pilot.press("w", "G")
        await pilot.pause()
        listed = app.screen.query_one(ItemList)
        assert (len(listed.lines), listed.highlighted) == (1000, 999)
        await pilot.press("d")
        await pilot.pause()
        assert len(listed.lines) == 999
    assert count_ahead(ready.book()) == 999
