"""The legend of the calendars' marks."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import Enum

from textual.geometry import Size

from coach.text.glyphs import DayMark, Glyphs
from coach.widgets.base.cell_widget import CellWidget, Span, width_of

NOTE = "'"
"""The sign of a day with a note, behind its number."""


class Sign(Enum):
    """A sign beside the marks of days, with its colour variable."""

    TODAY = "st-today"
    NOTE = "note"
    SHADE_1 = "d1"
    SHADE_2 = "d2"
    SHADE_3 = "d3"
    SHADE_4 = "d4"


Entry = tuple[DayMark | Sign, str]
"""A mark or sign, and its word."""


class Legend(CellWidget):
    """The marks of days with their words, in as many rows as the width needs."""

    DEFAULT_CSS = """
    Legend { width: 1fr; height: auto; }
    """

    def __init__(self, entries: Sequence[Entry], *, id: str | None = None) -> None:
        super().__init__(id=id)
        self.entries = entries

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns the number of rows that the entries need."""
        return len(legend_rows(self.entries, self.marks, width))

    def row(self, y: int) -> Iterable[Span]:
        """Returns one row of entries."""
        rows = legend_rows(self.entries, self.marks, self.content_size.width)
        return rows[y] if y < len(rows) else []


def legend_rows(entries: Sequence[Entry], glyphs: Glyphs, width: int) -> list[list[Span]]:
    """Returns the entries, two blanks apart, broken into rows of at most that width."""
    rows: list[list[Span]] = [[]]
    for mark, word in entries:
        entry: list[Span] = [_sign(mark, glyphs), (f" {word}", "muted")]
        if rows[-1] and width_of(rows[-1]) + 2 + width_of(entry) > width:
            rows.append([])
        if rows[-1]:
            rows[-1].append(("  ", "muted"))
        rows[-1].extend(entry)
    return rows


def _sign(mark: DayMark | Sign, glyphs: Glyphs) -> Span:
    match mark:
        case DayMark():
            return glyphs.days[mark], mark.pen
        case Sign.TODAY:
            return glyphs.today, f"{mark.value} bold"
        case Sign.NOTE:
            return NOTE, Sign.TODAY.value
        case _:
            return glyphs.days[DayMark.DONE], mark.value
