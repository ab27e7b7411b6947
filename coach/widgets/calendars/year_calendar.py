"""A year as weeks side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from textual.reactive import reactive

from coach.text.format import MONTHS, WEEKDAYS
from coach.widgets.base.cell_widget import Span
from coach.widgets.calendars.day_cursor import EARLIEST, DayCursor
from coach.widgets.calendars.month_calendar import pen_of

LABELS = 3
"""Cells that the names of the weekdays take."""
WEEKS = 53
"""A row of months and seven days."""


class YearCalendar(DayCursor):
    """Weeks as columns, weekdays as rows; a week is one cell wide, or two if there is room.

    It ends with the week of `until`, and goes back as many weeks as fit, at most 53, and not beyond the week
    of `since` if that is set.
    """

    DEFAULT_CSS = """
    YearCalendar { width: 1fr; height: 8; }
    """

    until: reactive[date | None] = reactive(None)
    """The last day to show; the coach's day if it is None."""
    since: reactive[date | None] = reactive(None)
    """The first day to show, so that a new user does not see a year of nothing."""

    def span(self) -> tuple[date, date]:
        """Returns the first day of the first week and the last day of the last one."""
        first = self._first
        return first, first + timedelta(days=7 * self._weeks - 1)

    def day_at(self, x: int, y: int) -> date | None:
        """Returns the day at a cell."""
        week = (x - LABELS) // pitch_of(self.content_size.width)
        if not (0 <= week < self._weeks and 1 <= y <= 7):
            return None
        return self._first + timedelta(days=7 * week + y - 1)

    def show(self, day: date) -> None:
        """Moves the window so that the day is in it."""
        first, last = self.span()
        if self.content_size.width and not first <= day <= last:
            self.since = None
            self.until = day if day > last else day + timedelta(days=7 * (self._weeks - 1))

    def action_walk(self, by: int) -> None:
        """Moves the cursor a week to the side."""
        self._walk_days(7 * by)

    def action_climb(self, by: int) -> None:
        """Moves the cursor a day up or down."""
        self._walk_days(by)

    def row(self, y: int) -> Iterable[Span]:
        """Returns the row of months, or that of a weekday."""
        pitch = pitch_of(self.content_size.width)
        if y == 0:
            return [(" " * LABELS + month_names(self._first, self._weeks, pitch), "muted")]
        if y > 7:
            return []
        name = WEEKDAYS[(self.week_start + y - 1) % 7][:2] if y % 2 else ""
        return [(name.ljust(LABELS), "muted"), *self._days(y - 1, pitch)]

    def _days(self, row: int, pitch: int) -> Iterable[Span]:
        gap = " " * (pitch - 1)
        for week in range(self._weeks):
            day = self._first + timedelta(days=7 * week + row)
            look = self.look(day)
            glyph, pen = self.marks.days[look.state], pen_of(look.state, look.level)
            if day == self.today:
                pen = "st-today bold underline"
                if look.state.is_empty:
                    glyph, pen = self.marks.today, "st-today bold"
            if day == self.cursor and self.has_focus:
                yield glyph + gap, f"{pen} reverse"
            elif "underline" in pen:
                yield glyph, pen
                yield gap, "muted"
            else:
                yield glyph + gap, pen

    @property
    def _weeks(self) -> int:
        room = (self.content_size.width - LABELS) // pitch_of(self.content_size.width)
        weeks = max(1, min(WEEKS, room))
        if self.since is not None:
            weeks = min(weeks, (self._last_week - self._week_of(self.since)).days // 7 + 1)
        return max(1, weeks)

    @property
    def _first(self) -> date:
        """The first day of the first week."""
        return self._last_week - timedelta(days=7 * (self._weeks - 1))

    @property
    def _last_week(self) -> date:
        return self._week_of(self.until or self.today or self.cursor or EARLIEST)

    def _week_of(self, day: date) -> date:
        return day - timedelta(days=(day.weekday() - self.week_start) % 7)


def pitch_of(width: int) -> int:
    """Returns how many cells a week takes."""
    return 2 if width >= LABELS + 2 * WEEKS else 1


def month_names(first: date, weeks: int, pitch: int) -> str:
    """Returns the names of the months, each above the week with its first day.

    A name is left out if the one before leaves no room for it.
    """
    line = ""
    for week in range(weeks):
        last = first + timedelta(days=7 * week + 6)
        at = week * pitch
        if last.day <= 7 and at >= len(line) and at + 3 <= weeks * pitch:
            line = line.ljust(at) + MONTHS[last.month - 1][:3] + " "
    return line
