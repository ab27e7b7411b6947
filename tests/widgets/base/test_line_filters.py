"""Glyphs: when the ASCII ones are used, and that nothing else is shown then."""

from __future__ import annotations

import pytest
from rich.cells import cell_len

from coach.text.glyphs import ASCII, UNICODE, DayMark, Glyphs
from coach.widgets.base.cell_widget import ASCII_CLASS
from coach.widgets.base.line_filters import ascii_text
from tests.widgets.gallery import PAGES, Gallery
from tests.widgets.screens import rows_of

SAFE = "\u25a0\u2584\u2588\u2591\u2592\u2593\u25cb\u00b7\u00d7\u2500\u2502\u2022\u2190\u2191\u2192\u2193"
"""What all of five common monospaced fonts have, of what is used here."""


@pytest.mark.parametrize("marks", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_states_differ_by_shape(marks: Glyphs) -> None:
    assert len(set(marks.days.values())) == len(DayMark)


def test_unicode_marks_are_one_cell_wide_and_in_common_fonts() -> None:
    glyphs = [*UNICODE.days.values(), UNICODE.full, UNICODE.half, UNICODE.ahead, UNICODE.track, UNICODE.cue]
    assert all(glyph.isascii() or glyph in SAFE for glyph in glyphs)
    assert {cell_len(glyph) for glyph in glyphs} == {1}


@pytest.mark.parametrize(
    "text", ["caf\u00e9", "\u201cquoted\u201d \u2026", "\u8a9e", "\U0001f600 x", "\u25a0\u250c\u2500\u2510"]
)
def test_ascii_text_takes_as_many_cells(text: str) -> None:
    assert ascii_text(text).isascii()
    assert cell_len(ascii_text(text)) == cell_len(text)


def test_ascii_text_keeps_what_can_be_kept() -> None:
    assert ascii_text("caf\u00e9 \u00d7 2") == "cafe x 2"


@pytest.mark.parametrize("page", PAGES)
async def test_an_ascii_screen_is_ascii(page: str) -> None:
    app = Gallery(page=page, marks="ascii")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        rows = rows_of(app)
    assert [row for row in rows if not row.isascii()] == []


@pytest.mark.parametrize("page", ["today", "session", "charts"])
async def test_a_unicode_screen_shows_only_glyphs_of_common_fonts(page: str) -> None:
    """Its own ones; what the user typed and the corners of the borders aside."""
    app = Gallery(page=page)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        shown = {char for row in rows_of(app) for char in row if not char.isascii()}
    assert (
        shown - set(SAFE) - set("\u250c\u2510\u2514\u2518") - set("\u00e9\u2026\u201c\u201d\U0001f600\u241b")
        == set()
    )


@pytest.mark.parametrize("page", ["session", "today", "charts"])
async def test_marks_can_change_while_the_screen_stands(page: str) -> None:
    app = Gallery(page=page)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.add_class(ASCII_CLASS)
        await pilot.pause()
        changed = rows_of(app)
    fresh = Gallery(page=page, marks="ascii")
    async with fresh.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert changed == rows_of(fresh)
