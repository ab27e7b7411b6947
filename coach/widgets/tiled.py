"""A painted widget that can repaint few cells.

Textual repaints a dirty region from the left edge of the widget that it lies in. A tile is a child that
owns some columns of its parent's picture, so that such an edge is near every cell.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Self

from textual.app import ComposeResult
from textual.geometry import Offset, Region, Size, Spacing
from textual.layout import ArrangeResult, Layout, WidgetPlacement
from textual.strip import Strip
from textual.widget import Widget

from coach.widgets.painted import Painted


class Tile(Widget):
    """Some columns of a parent's picture."""

    ALLOW_SELECT = False
    DEFAULT_CSS = "Tile { width: auto; height: 1fr; }"

    def render_line(self, y: int) -> Strip:
        """The parent's row, cut to this tile."""
        parent = self.parent
        if not isinstance(parent, Tiled):
            return Strip.blank(self.size.width, self.rich_style)
        start = self.virtual_region.x
        return parent.whole_row(y).crop(start, start + self.size.width)


class _Columns(Layout):
    """Places the tiles of a widget side by side, between its edges."""

    name = "columns"

    def arrange(
        self, parent: Widget, children: list[Widget], size: Size, greedy: bool = True
    ) -> ArrangeResult:
        if not isinstance(parent, Tiled):
            return []
        return [
            WidgetPlacement(Region(left, 0, right - left, size.height), Offset(), Spacing(), child)
            for child, (left, right) in zip(children, pairwise(parent.edges(size.width)), strict=False)
        ]


_COLUMNS = _Columns()


class Tiled(Painted):
    """A painted widget of tiles; `refresh(region)` repaints these cells and little more."""

    DEFAULT_CSS = "Tiled { overflow: hidden hidden; }"

    def __init__(self, *, tiled: bool = True, id: str | None = None, classes: str | None = None) -> None:
        self._tiled = tiled
        self._rows: dict[int, Strip] = {}
        super().__init__(id=id, classes=classes)

    @property
    def layout(self) -> Layout:
        """The tiles stand side by side."""
        return _COLUMNS

    def compose(self) -> ComposeResult:
        """As many tiles as there are spaces between the edges."""
        if self._tiled:
            for _ in range(len(self.edges(0)) - 1):
                yield Tile()

    def edges(self, width: int) -> Sequence[int]:
        """The columns at which tiles begin and the last one ends, ascending; always as many."""
        raise NotImplementedError

    def whole_row(self, y: int) -> Strip:
        """A row of the whole picture, kept until it is repainted."""
        if (strip := self._rows.get(y)) is None:
            strip = self._rows[y] = self.strip(self.row(y))
        return strip

    def render_line(self, y: int) -> Strip:
        """A row of the picture where there are no tiles; they cover the widget otherwise."""
        return self.strip(()) if self._tiled else self.whole_row(y)

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Repaint the regions (of the content), or everything."""
        if not repaint or not self._tiled or not self.is_mounted:
            self._rows.clear()
            return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
        tiles = [child for child in self.children if isinstance(child, Tile)]
        if not regions:
            self._rows.clear()
            for tile in tiles:
                tile.refresh()
            return super().refresh(layout=layout, recompose=recompose)
        for region in regions:
            for y in region.line_range:
                self._rows.pop(y, None)
        for tile in tiles:
            place = tile.virtual_region
            cells = [
                part.translate((-place.x, -place.y)) for part in map(place.intersection, regions) if part
            ]
            if cells:
                tile.refresh(*cells)
        return self
