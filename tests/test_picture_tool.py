"""The picture tool: it keeps to this machine, and what is drawn meets at the edges of the cells."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image, ImageFont
from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from tests import cells
from tests.cells import SMALL, TERMINAL, Cell, Sheet, draw, look_of
from tests.pictures import take
from tests.widgets.gallery import Gallery

INK, GROUND = (255, 255, 255), (0, 0, 128)
STYLE = Style.parse("#ffffff on #000080")
CELL = Cell(8, 16, 12)


def image(*lines: str, style: Style = STYLE) -> Image.Image:
    return draw([Strip([Segment(line, style)]) for line in lines], CELL)


def row(drawn: Image.Image, y: int) -> list[object]:
    return [drawn.getpixel((x, y)) for x in range(drawn.width)]


def column(drawn: Image.Image, x: int) -> list[object]:
    return [drawn.getpixel((x, y)) for y in range(drawn.height)]


async def test_a_picture_refers_to_nothing_outside_itself(tmp_path: Path) -> None:
    await take(Gallery(page="answers"), tmp_path / "a.svg", keys=["tab"])
    svg = (tmp_path / "a.svg").read_text(encoding="utf-8")
    assert "url(http" not in svg
    assert "@font-face" not in svg
    assert "DejaVu Sans Mono" in svg


@pytest.mark.parametrize(("line", "thick"), [("\u2500" * 3, 1), ("\u2501" * 3, 2)], ids=["light", "heavy"])
def test_a_line_has_no_gaps_from_cell_to_cell(line: str, thick: int) -> None:
    drawn = image(line)
    assert sum(set(row(drawn, y)) == {INK} for y in range(16)) == thick
    assert sum(set(row(drawn, y)) == {GROUND} for y in range(16)) == 16 - thick


def test_a_frame_is_closed() -> None:
    drawn = image("\u250c\u2500\u2510", "\u2502 \u2502", "\u2514\u2500\u2518")
    inked = {(x, y) for x in range(24) for y in range(48) if drawn.getpixel((x, y)) == INK}
    left, right = min(x for x, _ in inked), max(x for x, _ in inked)
    top, bottom = min(y for _, y in inked), max(y for _, y in inked)
    across, along = range(left, right + 1), range(top, bottom + 1)
    edges = {(x, y) for x in across for y in (top, bottom)} | {(x, y) for x in (left, right) for y in along}
    assert inked == edges


@pytest.mark.parametrize(
    ("char", "part"), [("\u2588", 1.0), ("\u2584", 0.5), ("\u2580", 0.5), ("\u258c", 0.5), ("\u2581", 0.125)]
)
def test_a_block_fills_its_part_of_the_cell(char: str, part: float) -> None:
    drawn = image(char)
    assert sum(row(drawn, y).count(INK) for y in range(16)) == 128 * part


def test_a_shade_is_a_mixture() -> None:
    assert set(row(image("\u2592"), 5)) == {(128, 128, 192)}


def test_styles_are_drawn_as_a_terminal_does() -> None:
    assert look_of(None)[:2] == (TERMINAL.foreground_color, TERMINAL.background_color)
    assert look_of(STYLE + Style(reverse=True))[:2] == (GROUND, INK)
    assert look_of(STYLE + Style(dim=True)).ink == (128, 128, 192)
    assert look_of(Style.parse("red on bright_blue"))[:2] == ((205, 0, 0), (92, 92, 255))
    assert INK in row(image("  ", style=STYLE + Style(underline=True)), 15)


def test_where_the_font_is_missing_a_sentence_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    def gone(*_: object) -> None:
        raise OSError

    cells._font.cache_clear()
    monkeypatch.setattr(ImageFont, "truetype", gone)
    with pytest.raises(RuntimeError, match="fonts-dejavu-core"):
        image("a")


def test_a_sheet_has_as_many_pages_as_it_takes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cells, "_font", lambda *_: (ImageFont.load_default(), 10))
    sheet = Sheet(tmp_path / "s.png")
    for number in range(5):
        sheet.add(f"scene {number}", Image.new("RGB", (80 * SMALL.width, 40 * SMALL.height)))
    sheet.write()
    assert [path.name for path in sheet.written] == ["s.png", "s-2.png"]
    for path in sheet.written:
        with Image.open(path) as page:
            assert max(page.size) <= Sheet.SIDE
