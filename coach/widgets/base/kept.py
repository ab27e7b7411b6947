"""A painted widget that keeps its rows until they are repainted."""

from __future__ import annotations

from typing import Self

from textual.geometry import Region
from textual.strip import Strip

from coach.widgets.base.cell_widget import CellWidget


class Kept(CellWidget):
    """Paints a row once for all the pieces in which Textual asks for it.

    Of what is repainted the terminal gets the cells that differ (`coach/terminal/cell_diff.py`), so that it
    need not be cut into tiles: these bring no byte less and take a quarter more CPU time in a session.
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:
        self._rows: dict[int, Strip] = {}
        super().__init__(id=id, classes=classes)

    def render_line(self, y: int) -> Strip:
        """Returns a row, kept until it is repainted."""
        if (strip := self._rows.get(y)) is None:
            strip = self._rows[y] = super().render_line(y)
        return strip

    def refresh(
        self, *regions: Region, repaint: bool = True, layout: bool = False, recompose: bool = False
    ) -> Self:
        """Repaints the regions (of the content), or everything."""
        if regions and not layout and not recompose:
            for region in regions:
                for y in region.line_range:
                    self._rows.pop(y, None)
        else:
            self._rows.clear()
        return super().refresh(*regions, repaint=repaint, layout=layout, recompose=recompose)
