"""The legend of the calendars' marks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from textual.geometry import Size

from coach.text.glyphs import DayMark
from coach.widgets.base.cell_widget import CellWidget, Span, width_of
from coach.widgets.calendars.month_calendar import pen_of

SHOWN = (DayMark.DONE, DayMark.KEPT, DayMark.MISSED, DayMark.REST, DayMark.PAUSE)


class Legend(CellWidget):
    """The states of days with their marks, in as many rows as the width needs."""

    DEFAULT_CSS = """
    Legend { width: 1fr; height: auto; }
    """

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns the number of rows that the entries need."""
        return len(legend_rows(self.marks.days, width))

    def row(self, y: int) -> Iterable[Span]:
        """Returns one row of entries."""
        rows = legend_rows(self.marks.days, self.content_size.width)
        return rows[y] if y < len(rows) else []


def legend_rows(glyphs: Mapping[DayMark, str], width: int) -> list[list[Span]]:
    """Returns the entries, two blanks apart, broken into rows of at most that width."""
    rows: list[list[Span]] = [[]]
    for state in SHOWN:
        entry: list[Span] = [(glyphs[state], pen_of(state)), (f" {state.word}", "muted")]
        if rows[-1] and width_of(rows[-1]) + 2 + width_of(entry) > width:
            rows.append([])
        if rows[-1]:
            rows[-1].append(("  ", "muted"))
        rows[-1].extend(entry)
    return rows
