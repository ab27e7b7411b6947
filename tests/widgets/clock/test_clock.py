"""The clock and the bar: what they show, and how few bytes a tick sends."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult

from coach.widgets.clock.big_clock import BigClock, glyph
from coach.widgets.clock.time_bar import TimeBar, filled
from tests.widgets.screens import rows_of, updates


class Alone(App[None]):
    """A clock and a bar."""

    CSS = "BigClock { height: 1fr; }"

    def __init__(self, *, small: bool = False, ascii: bool = True) -> None:
        super().__init__()
        self.clock, self.bar = BigClock(), TimeBar()
        self.clock.small_seconds = small
        self.clock.text = "11:24"
        self.bar.total, self.bar.cues = 100, (50,)
        if ascii:
            self.add_class("-ascii")

    def compose(self) -> ComposeResult:
        yield self.clock
        yield self.bar


@pytest.mark.parametrize(("size", "lit"), [((80, 24), 14), ((60, 8), 7), ((120, 40), 14), ((120, 15), 14)])
async def test_the_clock_takes_the_room_there_is(size: tuple[int, int], lit: int) -> None:
    app = Alone()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        rows = rows_of(app)[:-1]
    assert sum("#" in row for row in rows) == (7 if size[0] < 100 else lit)


def test_digits_differ_from_one_another() -> None:
    pictures = {str(glyph(digit)) for digit in "0123456789"}
    assert len(pictures) == 10
    assert all(len(glyph(digit)) == 7 and len(glyph(digit)[0]) == 8 for digit in "0123456789")


@pytest.mark.parametrize(("small", "most"), [(False, 215), (True, 60)])
async def test_a_tick_sends_few_bytes(small: bool, most: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """The mean of a minute in true colour, where colours are longest; stock Digits send 570."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    app = Alone(small=small, ascii=False)
    total = 0
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        for second in range(59, 29, -1):
            with updates(app) as sent:
                app.clock.text = f"11:{second:02}"
                await pilot.pause()
            assert sent
            total += len("".join(sent).encode())
    assert total / 30 <= most


async def test_the_same_text_sends_nothing() -> None:
    app = Alone()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        with updates(app) as sent:
            app.clock.text = "11:24"
            app.bar.done = 0.2
            await pilot.pause()
    assert "".join(sent) == ""


async def test_small_seconds_stand_beside_big_minutes() -> None:
    app = Alone(small=True)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.pause()
        rows = rows_of(app)
        assert rows[6].rstrip().endswith(":24")
        app.clock.text = "11:23"
        await pilot.pause()
        assert rows_of(app)[6].rstrip().endswith(":23")


async def test_the_bar_fills_and_keeps_its_cue() -> None:
    app = Alone()
    async with app.run_test(size=(20, 9)) as pilot:
        await pilot.pause()
        assert rows_of(app)[-1] == "----------|---------"
        app.bar.done = 25
        await pilot.pause()
        assert rows_of(app)[-1] == "#####-----|---------"
        app.bar.done = 300
        await pilot.pause()
        assert rows_of(app)[-1] == "##########|#########"


@pytest.mark.parametrize(
    ("done", "total", "cells"),
    [(0, 100, 0), (49, 100, 4), (100, 100, 10), (200, 100, 10), (5, 0, 0), (-5, 100, 0)],
)
def test_the_bar_is_never_fuller_than_full(done: float, total: float, cells: int) -> None:
    assert filled(done, total, 10) == cells
