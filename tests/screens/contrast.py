"""The contrast of everything that a screen shows, cell by cell, also in a terminal's own sixteen colours.

Text needs 4.5 to 1 (WCAG 2, 1.4.3), marks and the cursor of a list 3 to 1 (1.4.11). Left out are frames,
which say nothing that is not said beside them, and what lies behind the veil of a question: it is out of use.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color, ColorType
from rich.style import Style
from textual.screen import ModalScreen, Screen
from textual.strip import Strip
from textual.widgets import OptionList

from coach.screens.calendar.day_card import DayCard
from coach.widgets.base.theme import contrast

TEXT = 4.5
MARK = 3.0
GRAPHIC = re.compile("[\u00b7\u2500-\u25ff]")
"""Lines, blocks and the dots of days that are no text."""

VGA = (
    *("#000000", "#AA0000", "#00AA00", "#AA5500", "#0000AA", "#AA00AA", "#00AAAA", "#AAAAAA"),
    *("#555555", "#FF5555", "#55FF55", "#FFFF55", "#5555FF", "#FF55FF", "#55FFFF", "#FFFFFF"),
)
XTERM = (
    *("#000000", "#CD0000", "#00CD00", "#CDCD00", "#0000EE", "#CD00CD", "#00CDCD", "#E5E5E5"),
    *("#7F7F7F", "#FF0000", "#00FF00", "#FFFF00", "#5C5CFF", "#FF00FF", "#00FFFF", "#FFFFFF"),
)


class Palette(NamedTuple):
    """The colours that a terminal gives to the sixteen numbers, and to text without any."""

    colors: Sequence[str] = ()
    ink: str = "#FFFFFF"
    ground: str = "#000000"


class Cell(NamedTuple):
    """A character with its colours as a terminal shows them."""

    character: str
    ink: str
    ground: str
    y: int
    dims: bool = False

    @property
    def ratio(self) -> float:
        """Its contrast."""
        return contrast(self.ink, self.ground)

    @property
    def needs(self) -> float:
        """The contrast that it needs."""
        return MARK if GRAPHIC.fullmatch(self.character) else TEXT


def cells(screen: Screen[object], palette: Palette) -> Iterator[Cell]:
    """Yields every cell that shows a character; of a question those of the question alone."""
    parts = [part.region for part in screen.children] if isinstance(screen, ModalScreen) else [screen.region]
    for y, strip in enumerate(screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            style = segment.style or Style.null()
            ink, ground = colors(style, palette)
            for character in segment.text:
                if not character.isspace() and any(part.contains(x, y) for part in parts):
                    yield Cell(character, ink, ground, y, bool(style.dim or style.blink or style.blink2))
                x += cell_len(character)


def colors(style: Style, palette: Palette) -> tuple[str, str]:
    """Returns the ink and the ground of a style; reversed, they change places."""
    ink = _hex(style.color, palette, palette.ink)
    ground = _hex(style.bgcolor, palette, palette.ground)
    return (ground, ink) if style.reverse else (ink, ground)


def weak(found: Iterable[Cell], frames: Iterable[str]) -> Mapping[str, float]:
    """Returns what is harder to read than it may be, with its contrast, but for frames."""
    spared = {each.lower() for each in frames}
    weak: dict[str, float] = {}
    for cell in found:
        is_frame = cell.needs == MARK and cell.ink.lower() in spared
        if cell.ratio < cell.needs and not is_frame:
            weak[f"{cell.character} {cell.ink} on {cell.ground}, row {cell.y}"] = round(cell.ratio, 2)
        if cell.dims:
            weak[f"{cell.character} is dim or blinks, row {cell.y}"] = 0
    return weak


def unseen_cursors(screen: Screen[object], palette: Palette) -> Iterator[str]:
    """Yields the lists whose cursor neither has a mark of its own nor stands out from the rows around it."""
    strips = screen._compositor.render_strips()
    for listed in screen.query(OptionList):
        region = listed.content_region
        row = listed.highlighted
        if row is None or not listed.display or not region or listed.option_count < 2:
            continue
        if isinstance(listed.parent, DayCard) and not listed.parent.is_entered:
            continue  # none of the day's records is chosen yet, and none looks as if it were
        if listed.virtual_size.height != listed.option_count:
            continue  # some lines take several rows, and the place of a row is not that of its line
        at = row - listed.scroll_offset.y + region.y
        other = at + (1 if at + 1 < region.bottom else -1)
        if not (region.y <= at < region.bottom and region.y <= other < region.bottom):
            continue
        here, there = (_row(strips[y], region.x, palette) for y in (at, other))
        ground = contrast(here[1], there[1])
        if here[0] != ">" and ground < MARK:
            yield f"{listed.id or type(listed).__name__}: {ground:.2f}"


def frames_of(variables: Mapping[str, str], palette: Palette) -> tuple[str, ...]:
    """Returns the colours of frames: borders, and the part of a bar that is still empty."""
    if palette.colors:
        return (palette.colors[8],)
    return tuple(variables[name] for name in ("line", "track"))


def _row(strip: Strip, x: int, palette: Palette) -> tuple[str, str]:
    """Returns the first character of a row of a list, and the ground there."""
    segment = next(iter(strip.crop(x, x + 1)))
    return segment.text[:1], colors(segment.style or Style.null(), palette)[1]


def _hex(color: Color | None, palette: Palette, default: str) -> str:
    if color is None or color.is_default:
        return default
    if color.type is ColorType.STANDARD and palette.colors:
        return palette.colors[color.number or 0]
    return color.get_truecolor().hex
