"""The legend of the calendars' marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from textual.geometry import Size

from coach.text.glyphs import DayMark
from coach.widgets.base.cell_widget import CellWidget, Span, width_of

Entry = tuple[DayMark, str]
"""A mark and its word."""


class Legend(CellWidget):
    """The marks of days with their words, in as many rows as the width needs."""

    DEFAULT_CSS = """
    Legend { width: 1fr; height: auto; }
    """

    def __init__(self, entries: Sequence[Entry]) -> None:
        super().__init__()
        self.entries = entries

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns the number of rows that the entries need."""
        return len(legend_rows(self.entries, self.marks.days, width))

    def row(self, y: int) -> Iterable[Span]:
        """Returns one row of entries."""
        rows = legend_rows(self.entries, self.marks.days, self.content_size.width)
        return rows[y] if y < len(rows) else []


def legend_rows(entries: Sequence[Entry], glyphs: Mapping[DayMark, str], width: int) -> list[list[Span]]:
    """Returns the entries, two blanks apart, broken into rows of at most that width."""
    rows: list[list[Span]] = [[]]
    for mark, word in entries:
        entry: list[Span] = [(glyphs[mark], mark.pen), (f" {word}", "muted")]
        if rows[-1] and width_of(rows[-1]) + 2 + width_of(entry) > width:
            rows.append([])
        if rows[-1]:
            rows[-1].append(("  ", "muted"))
        rows[-1].extend(entry)
    return rows
