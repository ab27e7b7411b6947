"""A month as a grid of days."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from textual.geometry import Size
from textual.message import Message
from textual.reactive import reactive

from coach.text.format import WEEKDAYS
from coach.text.glyphs import DayMark
from coach.widgets.base.cell_widget import Span
from coach.widgets.calendars.day_cursor import DayCursor, month_length
from coach.widgets.calendars.legend import NOTE

BLOCK = 5
"""Cells of a day: a gap or bracket, two digits, the mark, a gap or bracket or the sign of a note."""
ROOMY_HEIGHT = 13
MOST_RISE = 3
"""The most rows from a week to the next."""

_BLANK: Span = (" ", "muted")


class MonthCalendar(DayCursor):
    """Day numbers with their marks, today in brackets; passive on Today, with a cursor elsewhere.

    It fits the width and height that it gets: a day is 4 to 8 cells wide, and from 13 rows on there is a
    blank row between the weeks, from 19 on there are two.
    """

    DEFAULT_CSS = """
    MonthCalendar { width: 1fr; height: 7; }
    """

    month: reactive[date] = reactive(date(1970, 1, 1))
    """Any day of the month that is shown."""

    @dataclass
    class MonthChanged(Message):
        """The cursor left the month; the screen then sets the styles of the new one."""

        calendar: MonthCalendar
        month: date
        """The first day of the new month."""

        @property
        def control(self) -> MonthCalendar:
            """The calendar."""
            return self.calendar

    def show(self, day: date) -> None:
        """Turns to the month of the day."""
        if (day.year, day.month) != (self.month.year, self.month.month):
            self.month = day.replace(day=1)
            if self.is_mounted:
                self.post_message(self.MonthChanged(self, self.month))

    def span(self) -> tuple[date, date]:
        """Returns the first and last day of the month."""
        first = self.month.replace(day=1)
        return first, first.replace(day=month_length(first.year, first.month))

    def day_at(self, x: int, y: int) -> date | None:
        """Returns the day of this month at a cell."""
        week, between = divmod(y - self._top, self._rise)
        column = x // pitch_of(self._inner.width)
        if between or week < 0 or not 0 <= column <= 6:
            return None
        first, last = self.span()
        offset = week * 7 + column - self._lead
        return first + timedelta(days=offset) if 0 <= offset <= (last - first).days else None

    def row(self, y: int) -> Iterable[Span]:
        """Returns the names of the weekdays, or a week."""
        pitch = pitch_of(self._inner.width)
        margin = (pitch - BLOCK + 1) // 2
        if y == 0:
            names = [WEEKDAYS[(self.week_start + column) % 7][:2] for column in range(7)]
            return [(" " * margin + "".join(f" {name}".ljust(pitch) for name in names), "muted")]
        week, between = divmod(y - self._top, self._rise)
        if between or not 0 <= week < 6:
            return []
        return self._week(week, pitch, margin)

    @property
    def _inner(self) -> Size:
        return self.content_size

    @property
    def _roomy(self) -> bool:
        return self._inner.height >= ROOMY_HEIGHT

    @property
    def _top(self) -> int:
        return 2 if self._roomy else 1

    @property
    def _rise(self) -> int:
        """The rows from a week to the next."""
        return min(max((self._inner.height - 1) // 6, 2), MOST_RISE) if self._roomy else 1

    @property
    def _lead(self) -> int:
        """The number of empty places before the first of the month."""
        return (self.month.replace(day=1).weekday() - self.week_start) % 7

    def _week(self, week: int, pitch: int, margin: int) -> list[Span]:
        first, last = self.span()
        cells: list[Span] = [_BLANK] * (7 * pitch + 1)
        for column in range(7):
            offset = week * 7 + column - self._lead
            if not 0 <= offset <= (last - first).days:
                continue
            start = column * pitch + margin
            for at, cell in enumerate(self._day(first + timedelta(days=offset)), start):
                blank = cell[0] == " " and "reverse" not in cell[1]
                if not (blank and at == start and cells[at] != _BLANK):
                    cells[at] = cell
        return cells[: self._inner.width]

    def _day(self, day: date) -> list[Span]:
        """Returns the five cells of a day."""
        look = self.look(day)
        is_today = day == self.today
        mark = self.marks.days[look.state]
        if is_today and look.state.is_empty:
            mark = " "
        pen = "st-today bold" if is_today else pen_of(look.state)
        left, right = ("[", "]") if is_today else (" ", NOTE if look.note else " ")
        text = f"{left}{day.day:2}{mark}{right}"
        if is_today and mark == " ":
            text = f"[{day.day:2}] " if not look.note else f"[{day.day:2}]{NOTE}"
        if day == self.cursor and self.has_focus:
            return [(char, f"{pen} reverse") for char in text]
        if look.note and not is_today:
            return [*((char, pen) for char in text[:-1]), (text[-1], "st-today")]
        return [(char, pen) for char in text]


def pitch_of(width: int) -> int:
    """Returns how many cells a day takes in a month of that width, from 4 to 8.

    At 4, neighbours share the cell between them.
    """
    return min(max((width - 1) // 7, 4), 8)


def pen_of(state: DayMark, level: int = 0) -> str:
    """Returns the colour variable of a state; a done day with a level has the colour of that level."""
    return f"d{min(max(level, 1), 4)}" if state is DayMark.DONE and level else state.pen
