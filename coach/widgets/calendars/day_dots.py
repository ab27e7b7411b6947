"""The last days as a row of marks, the new one in brackets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from textual.geometry import Size
from textual.reactive import reactive

from coach.text.format import weekday
from coach.text.glyphs import DayMark
from coach.widgets.base.cell_widget import GROUND, CellWidget, Span, width_of
from coach.widgets.calendars.legend import Entry, legend_rows

Day = tuple[date, DayMark]
"""A day and its mark."""


class DayDots(CellWidget):
    """A mark for each day, by shape and colour, over the letters of the weekdays and the marks' words."""

    DEFAULT_CSS = """
    DayDots { width: 1fr; height: auto; }
    """

    days: reactive[Sequence[Day]] = reactive((), layout=True)
    """The days and their marks, the earliest first."""
    words: reactive[Sequence[Entry]] = reactive((), layout=True)
    """The marks that have a word below."""
    new: reactive[date | None] = reactive(None)
    """The day that has just got its mark; None for none."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns the rows of marks, letters and words."""
        return 2 + len(legend_rows(self.words, self.marks, width))

    def row(self, y: int) -> Iterable[Span]:
        """Returns one row, in the middle of the width."""
        width = self.content_size.width
        spans = list(self._days(y) if y < 2 else legend_rows(self.words, self.marks, width)[y - 2])
        yield " " * max(0, (width - width_of(spans)) // 2), GROUND
        yield from spans

    def _days(self, y: int) -> Iterable[Span]:
        width = self.content_size.width
        room = width // max(1, len(self.days))
        apart = " " * max(0, min(room, 4) - 2)
        before = False
        # Where there is no room for all of them, it is for the last.
        for day, mark in self.days[-max(1, (width - 1) // 2) :]:
            new = day == self.new
            # In brackets, as today is in the month: they are there without colour too.
            yield ("[" if new else "]" if before and not apart else " ") if not y else " ", "accent bold"
            if y:
                yield weekday(day)[0], "foreground bold" if new else "muted"
            else:
                yield self.marks.days[mark], f"{mark.pen} bold" if new else mark.pen
            if apart:
                yield ("]" if new and not y else " ") + apart[1:], "accent bold"
            before = new
        if not apart:
            yield "]" if before and not y else " ", "accent bold"
