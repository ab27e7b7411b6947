"""Draws the cells of a screen as an image: text by a font, lines and blocks to the edges of their cells."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

from PIL import Image, ImageDraw, ImageFont
from rich.cells import cell_len
from rich.color import Color
from rich.style import Style
from rich.terminal_theme import TerminalTheme
from textual.app import App
from textual.strip import Strip

FONT = "DejaVuSansMono"
NO_FONT = "A PNG needs the font DejaVu Sans Mono (Debian's package fonts-dejavu-core); an SVG needs none."
TERMINAL = TerminalTheme(
    (0, 0, 0),
    (204, 204, 204),
    [
        (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
        (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    ],
    [
        (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
        (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
    ],
)  # fmt: skip
"""The sixteen colours of xterm, for what leaves its colours to the terminal."""

RGB = tuple[int, int, int]
_SHADES = {"\u2591": 0.25, "\u2592": 0.5, "\u2593": 0.75}
_SIDES = {"LEFT": "l", "RIGHT": "r", "UP": "u", "DOWN": "d", "HORIZONTAL": "lr", "VERTICAL": "ud"}


class Cell(NamedTuple):
    """The size of a cell in pixels, and of the letters in it."""

    width: int
    height: int
    font: int

    def stroke(self, heavy: bool) -> int:
        """Returns how thick a line of a frame is."""
        return max(1, round(self.width / (4 if heavy else 8)))


SMALL, LARGE = Cell(8, 17, 13), Cell(17, 34, 28)
"""One for sheets of many screens, and one of twice the size."""


class Look(NamedTuple):
    """What one run of cells is drawn with."""

    ink: RGB
    ground: RGB
    bold: bool = False
    italic: bool = False
    underline: bool = False
    strike: bool = False


def drawn(app: App[Any], cell: Cell = LARGE) -> Image.Image:
    """Returns the present screen of an app."""
    return draw(app.screen._compositor.render_strips(), cell)


def draw(strips: Sequence[Strip], cell: Cell = LARGE) -> Image.Image:
    """Returns lines of cells as an image."""
    columns = max((strip.cell_length for strip in strips), default=1)
    image = Image.new("RGB", (columns * cell.width, len(strips) * cell.height), TERMINAL.background_color)
    pen = ImageDraw.Draw(image)
    for row, strip in enumerate(strips):
        column = 0
        for segment in strip:
            look = look_of(segment.style)
            width = segment.cell_length
            if not width:
                continue
            _run(pen, segment.text, look, cell, column * cell.width, row * cell.height, width * cell.width)
            column += width
    return image


def look_of(style: Style | None) -> Look:
    """Returns a style as it is drawn: a dimmed ink half way to its ground, a reversed one as that."""
    if style is None:
        return Look(TERMINAL.foreground_color, TERMINAL.background_color)
    ink, ground = _rgb(style.color, True), _rgb(style.bgcolor, False)
    if style.reverse:
        ink, ground = ground, ink
    if style.dim:
        ink = mixed(ink, ground, 0.5)
    return Look(ink, ground, bool(style.bold), bool(style.italic), bool(style.underline), bool(style.strike))


def mixed(over: RGB, under: RGB, part: float) -> RGB:
    """Returns so much of a colour over another one."""
    red, green, blue = (round(a * part + b * (1 - part)) for a, b in zip(over, under, strict=True))
    return red, green, blue


def _rgb(color: Color | None, ink: bool) -> RGB:
    if color is None:
        return TERMINAL.foreground_color if ink else TERMINAL.background_color
    return tuple(color.get_truecolor(TERMINAL, foreground=ink))  # type: ignore[return-value]


def _run(pen: ImageDraw.ImageDraw, text: str, look: Look, cell: Cell, x: int, y: int, width: int) -> None:
    """Draws a text of one style."""
    pen.rectangle((x, y, x + width - 1, y + cell.height - 1), fill=look.ground)
    at = x
    for char, same in groupby(text):
        wide = cell_len(char) * cell.width
        for _ in same:
            if (
                not char.isspace()
                and not _block(pen, char, look, cell, at, y)
                and not _line(pen, char, look, cell, at, y)
            ):
                font, below = _font(FONT, look.bold, look.italic, cell)
                pen.text((at + wide / 2, y + below), char, font=font, fill=look.ink, anchor="ms")
            at += wide
    for has, height in ((look.underline, 0.92), (look.strike, 0.55)):
        if has:
            top = y + round(cell.height * height)
            pen.rectangle((x, top, x + width - 1, top + cell.stroke(False) - 1), fill=look.ink)


def _block(pen: ImageDraw.ImageDraw, char: str, look: Look, cell: Cell, x: int, y: int) -> bool:
    """Draws a block or a shade; returns whether the character is one."""
    code, ink = ord(char), look.ink
    left, top, right, bottom = 0.0, 0.0, 1.0, 1.0
    if char in _SHADES:
        ink = mixed(look.ink, look.ground, _SHADES[char])
    elif char == "\u2580":
        bottom = 0.5
    elif 0x2581 <= code <= 0x2588:
        top = 1 - (code - 0x2580) / 8
    elif 0x2589 <= code <= 0x258F:
        right = (0x2590 - code) / 8
    elif char == "\u2590":
        left = 0.5
    else:
        return False
    width, height = cell.width, cell.height
    box = (round(left * width), round(top * height), round(right * width), round(bottom * height))
    pen.rectangle((x + box[0], y + box[1], x + box[2] - 1, y + box[3] - 1), fill=ink)
    return True


def _line(pen: ImageDraw.ImageDraw, char: str, look: Look, cell: Cell, x: int, y: int) -> bool:
    """Draws a line of a frame that meets the next cell's; returns whether the character is one."""
    heavy, sides = _sides(char)
    thick = cell.stroke(heavy)
    across, along = (cell.width - thick) // 2, (cell.height - thick) // 2
    ends = {
        "l": (0, along, across + thick, along + thick),
        "r": (across, along, cell.width, along + thick),
        "u": (across, 0, across + thick, along + thick),
        "d": (across, along, across + thick, cell.height),
    }
    for side in sides:
        left, top, right, bottom = ends[side]
        pen.rectangle((x + left, y + top, x + right - 1, y + bottom - 1), fill=look.ink)
    return bool(sides)


@cache
def _sides(char: str) -> tuple[bool, str]:
    """Returns whether a line of a frame is heavy, and the sides to which it leads, if any."""
    words = unicodedata.name(char, "").split()
    if words[:2] != ["BOX", "DRAWINGS"] or len({"LIGHT", "HEAVY"} & set(words)) != 1:
        return False, ""
    rest = [word for word in words[2:] if word not in ("LIGHT", "HEAVY", "AND", "ARC")]
    if not all(word in _SIDES for word in rest):
        return False, ""
    return "HEAVY" in words, "".join(_SIDES[word] for word in rest)


@cache
def _font(name: str, bold: bool, italic: bool, cell: Cell) -> tuple[ImageFont.FreeTypeFont, int]:
    """Returns a font, and how far below the top of a cell its letters stand."""
    kind = {(True, True): "-BoldOblique", (True, False): "-Bold", (False, True): "-Oblique"}.get(
        (bold, italic), ""
    )
    try:
        font = ImageFont.truetype(f"{name}{kind}.ttf", cell.font)
    except OSError as error:
        if kind:
            return _font(name, bold and italic, False, cell)
        raise RuntimeError(NO_FONT) from error
    above, below = font.getmetrics()
    return font, round((cell.height - above - below) / 2) + above


def framed(image: Image.Image, cell: Cell = LARGE, *, round: bool = True) -> Image.Image:
    """Returns a screen with room around it and round corners, as the window of a terminal has."""
    room, radius = cell.width, cell.width
    ground = image.getpixel((0, 0))
    whole = Image.new("RGB", (image.width + 2 * room, image.height + 2 * room), ground)
    whole.paste(image, (room, room))
    if not round:
        return whole
    fine = 4
    mask = Image.new("L", (whole.width * fine, whole.height * fine), 0)
    edge = (0, 0, mask.width - 1, mask.height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(edge, radius * fine, fill=255)
    whole.putalpha(mask.resize(whole.size, Image.Resampling.LANCZOS))
    return whole


class Sheet:
    """Pages of screens with their names, as many on a page as can be looked at in one go."""

    MARGIN = 14
    SIDE = 1560
    """What fits into it is not made smaller to be looked at."""

    def __init__(self, output: Path) -> None:
        self._output = output
        self._tiles: list[Image.Image] = []
        self._pages = 0
        self.written: list[Path] = []

    def add(self, name: str, image: Image.Image) -> None:
        """Puts a screen on the sheet; the page is written when it is full."""
        tile = Image.new("RGB", (image.width, image.height + SMALL.height + 4), (90, 90, 90))
        font, below = _font(FONT, True, False, SMALL)
        ImageDraw.Draw(tile).text((2, below), name, font=font, fill=(255, 255, 255), anchor="ls")
        tile.paste(image, (0, SMALL.height + 4))
        self._tiles.append(tile)
        columns, rows = self._grid()
        if len(self._tiles) == columns * rows:
            self.write()

    def write(self) -> None:
        """Writes the page that is begun, if there is one: `OUT.png`, `OUT-2.png`, and so on."""
        if not self._tiles:
            return
        self._pages += 1
        columns = min(self._grid()[0], len(self._tiles))
        width, height = (self._tiles[0].width + self.MARGIN, self._tiles[0].height + self.MARGIN)
        rows = -(-len(self._tiles) // columns)
        page = Image.new("RGB", (columns * width + self.MARGIN, rows * height + self.MARGIN), (90, 90, 90))
        for at, tile in enumerate(self._tiles):
            row, column = divmod(at, columns)
            page.paste(tile, (self.MARGIN + column * width, self.MARGIN + row * height))
        path = self._output
        if self._pages > 1:
            path = path.with_name(f"{path.stem}-{self._pages}{path.suffix}")
        page.save(path, optimize=True)
        self.written.append(path)
        self._tiles.clear()

    def _grid(self) -> tuple[int, int]:
        tile = self._tiles[0]
        columns = max(1, (self.SIDE - self.MARGIN) // (tile.width + self.MARGIN))
        return columns, max(1, (self.SIDE - self.MARGIN) // (tile.height + self.MARGIN))
