"""The last weeks as a grid of days, of which the week that runs is the last row."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from textual.geometry import Size
from textual.reactive import reactive

from coach.text.format import WEEKDAYS, month
from coach.text.glyphs import DayMark
from coach.widgets.base.cell_widget import Span
from coach.widgets.calendars.day_cursor import EARLIEST, DayCursor
from coach.widgets.calendars.month_calendar import BLOCK, pitch_of

WEEKS = 5
NAME = 3
"""Letters of the name of a month."""


class RecentWeeks(DayCursor):
    """Day numbers with their marks over some weeks, today in brackets, months named above their first day.

    Unlike a month it never starts empty: on the first of a month it shows the four weeks before.
    """

    DEFAULT_CSS = """
    RecentWeeks { width: 1fr; height: auto; }
    """

    weeks: reactive[int] = reactive(WEEKS, layout=True)
    """How many weeks are shown; a single one names its month only where that changes."""
    roomy: reactive[bool] = reactive(False, layout=True)
    """Whether there is a row between the weeks, also where it has no name of a month in it."""

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Returns the rows of the weeks, of the names of months, and of the weekdays."""
        return 1 + len(self._rows())

    def span(self) -> tuple[date, date]:
        """Returns the first and the last day shown."""
        return self._first, self._first + timedelta(days=7 * self.weeks - 1)

    def show(self, day: date) -> None:
        """Does nothing: the days that are shown follow today alone."""

    def go(self, day: date) -> None:
        """Puts the cursor on a day, or on the nearest one that is shown."""
        first, last = self.span()
        super().go(min(max(day, first), last))

    def day_at(self, x: int, y: int) -> date | None:
        """Returns the day at a cell."""
        rows, column = self._rows(), x // pitch_of(self.content_size.width)
        if not (1 <= y <= len(rows) and 0 <= column <= 6):
            return None
        week, is_names = rows[y - 1]
        return None if is_names else self._first + timedelta(days=7 * week + column)

    def row(self, y: int) -> Iterable[Span]:
        """Returns the names of the weekdays, a row of names of months, or a week."""
        pitch = pitch_of(self.content_size.width)
        margin = (pitch - BLOCK + 1) // 2
        if y == 0:
            names = [WEEKDAYS[(self.week_start + column) % 7][:2] for column in range(7)]
            return [(" " * margin + "".join(f" {name}".ljust(pitch) for name in names), "muted")]
        rows = self._rows()
        if y > len(rows):
            return []
        week, is_names = rows[y - 1]
        if is_names:
            return [(self._names(week, pitch, margin), "muted")]
        return self._week(week, pitch, margin)

    def watch_today(self) -> None:
        """Keeps the cursor among the days that are shown."""
        if self.cursor is not None:
            self.go(self.cursor)
        self.refresh(layout=True)

    @property
    def _first(self) -> date:
        """The first day of the first week."""
        today = self.today or EARLIEST + timedelta(weeks=self.weeks)
        into = (today.weekday() - self.week_start) % 7
        return today - timedelta(days=into + 7 * (self.weeks - 1))

    def _rows(self) -> list[tuple[int, bool]]:
        """Returns the number of the week of each row, and whether it is the row of names above that week."""
        rows = []
        for week in range(self.weeks):
            if self.roomy or self._named(week):
                rows.append((week, True))
            rows.append((week, False))
        return rows

    def _named(self, week: int) -> dict[int, str]:
        """Returns the months to name above a week, each by the column of the day that it stands above."""
        days = [self._first + timedelta(days=7 * week + column) for column in range(7)]
        return {
            column: month(day)[:NAME]
            for column, day in enumerate(days)
            if day.day == 1 or (column == week == 0 and self.weeks > 1)
        }

    def _names(self, week: int, pitch: int, margin: int) -> str:
        line = ""
        for column, name in self._named(week).items():
            line = line.ljust(column * pitch + margin + 1) + name
        return line

    def _week(self, week: int, pitch: int, margin: int) -> list[Span]:
        blank: Span = (" ", "muted")
        cells = [blank] * (7 * pitch + margin + 1)
        for column in range(7):
            start = column * pitch + margin
            for at, cell in enumerate(self._day(self._first + timedelta(days=7 * week + column)), start):
                # Neighbours share the cell between them; the bracket of today takes it.
                if cell[0] != " " or "reverse" in cell[1] or cells[at] == blank:
                    cells[at] = cell
        return cells[: self.content_size.width]

    def _day(self, day: date) -> list[Span]:
        """Returns the five cells of a day."""
        look = self.look(day)
        is_today, is_empty = day == self.today, look.state.is_empty
        mark = " " if is_empty else self.marks.days[look.state]
        pen = "st-today bold" if is_today else "st-future" if look.state is DayMark.FUTURE else look.state.pen
        text = f" {day.day:2}{mark} "
        if is_today:
            text = f"[{day.day:2}] " if is_empty else f"[{day.day:2}{mark}]"
        if day == self.cursor and self.has_focus:
            pen = f"{pen} reverse"
        return [(char, pen) for char in text]
