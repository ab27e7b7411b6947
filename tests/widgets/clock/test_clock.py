"""The clock and the bar: what they show, and how few bytes a tick sends."""

from __future__ import annotations

from itertools import pairwise

import pytest
from textual.app import App, ComposeResult

from coach.widgets.clock.big_clock import BigClock
from coach.widgets.clock.digits import FACES, Face, fitting, glyph
from coach.widgets.clock.time_bar import TimeBar, filled
from tests.widgets.screens import rows_of, updates


class Alone(App[None]):
    """A clock and a bar."""

    CSS = "BigClock { height: 1fr; }"

    def __init__(self, *, small: bool = False, ascii: bool = True) -> None:
        super().__init__()
        self.clock, self.bar = BigClock(), TimeBar()
        self.clock.only_minutes = small
        self.clock.text = "11:24"
        self.bar.total, self.bar.cues = 100, (50,)
        if ascii:
            self.add_class("-ascii")

    def compose(self) -> ComposeResult:
        yield self.clock
        yield self.bar


def painted(app: Alone) -> list[str]:
    """The rows of the screen, with solid blanks as signs."""
    return [
        "".join("#" * len(s.text) if s.style and s.style.reverse else s.text for s in strip)
        for strip in app.screen._compositor.render_strips()
    ]


@pytest.mark.parametrize(
    ("size", "lit"),
    [((20, 3), 1), ((20, 9), 3), ((28, 4), 3), ((28, 9), 5), ((45, 12), 7), ((80, 12), 9), ((120, 40), 19),
     ((160, 30), 23), ((120, 10), 9)],
)  # fmt: skip
@pytest.mark.parametrize("ascii", [True, False])
async def test_the_clock_takes_the_room_there_is(size: tuple[int, int], lit: int, ascii: bool) -> None:
    """Where there is room for no digits, the time stands there as text."""
    app = Alone(ascii=ascii)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        rows = painted(app)[:-1]
    assert sum(bool(row.strip()) for row in rows) == lit
    assert ("11:24" in "".join(rows)) is (lit == 1)


@pytest.mark.parametrize("face", FACES, ids=lambda face: f"{face.rows}x{face.width}")
def test_digits_differ_from_one_another_and_keep_their_size(face: Face) -> None:
    assert len({str(glyph(face, digit)) for digit in "0123456789"}) == 10
    for char in "0123456789:+":
        drawn = glyph(face, char)
        assert len(drawn) == face.pixels
        assert {len(row) for row in drawn} == {face.width_of(char)}
    eight = glyph(face, "8")
    assert eight == eight[::-1], "the stroke in the middle is in the middle"
    assert all(glyph(face, "0")[y][0] for y in range(face.pixels))


def test_a_larger_face_is_taken_as_soon_as_it_fits() -> None:
    for larger, face in pairwise(FACES):
        width = larger.width_of("00:00")
        assert fitting("00:00", width, larger.rows) == larger
        assert fitting("00:00", width - 1, larger.rows) != larger
        assert (face.rows, face.width) < (larger.rows, larger.width)
    assert fitting("00:00", 16, 9) is None
    assert fitting("00:00", 90, 2) is None


@pytest.mark.parametrize("size", [(20, 5), (28, 6), (80, 12), (120, 24)])
@pytest.mark.parametrize("look", ["ascii", "no colour"])
async def test_without_colours_or_in_ascii_the_digits_are_characters(
    look: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A blank on a ground is nothing to copy, or to feel on a braille line."""
    if look == "no colour":
        monkeypatch.setenv("NO_COLOR", "1")
    app = Alone(ascii=look == "ascii")
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        strips = [app.clock.render_line(y) for y in range(app.clock.size.height)]
        texts = ["".join(segment.text for segment in strip) for strip in strips]
        assert sum(bool(text.strip()) for text in texts) >= 3
        for strip in strips:
            for segment in strip:
                assert segment.text.strip() or segment.style is None or not segment.style.reverse
        assert look != "ascii" or "".join(texts).isascii()


async def test_ten_minutes_over_the_clock_keeps_its_size() -> None:
    app = Alone()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        heights = set()
        for text in ("10:00", "9:59", "0:01", "+0:00", "+9:59"):
            app.clock.text = text
            await pilot.pause()
            heights.add(sum(bool(row.strip()) for row in rows_of(app)[:-1]))
    assert heights == {9}


async def test_a_tick_sends_few_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mean of a minute in true colour, where colours are longest; stock Digits send 570."""
    monkeypatch.setenv("COLORTERM", "truecolor")
    monkeypatch.setenv("TERM", "xterm-256color")
    app = Alone(ascii=False)
    total = 0
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        for second in range(59, 29, -1):
            with updates(app) as sent:
                app.clock.text = f"11:{second:02}"
                await pilot.pause()
            assert sent
            total += len("".join(sent).encode())
    assert total / 30 <= 215


async def test_the_same_text_sends_nothing() -> None:
    app = Alone()
    async with app.run_test(size=(80, 12)) as pilot:
        await pilot.pause()
        with updates(app) as sent:
            app.clock.text = "11:24"
            app.bar.done = 0.2
            await pilot.pause()
    assert "".join(sent) == ""


async def test_without_seconds_the_minutes_stand_alone_and_change_once_a_minute() -> None:
    app = Alone(small=True)
    async with app.run_test(size=(80, 8)) as pilot:
        await pilot.pause()
        before = rows_of(app)
        app.clock.text = "11:23"
        await pilot.pause()
        assert rows_of(app) == before
        app.clock.text = "10:59"
        await pilot.pause()
        assert rows_of(app) != before


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
