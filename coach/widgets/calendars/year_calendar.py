"""A year as weeks side by side."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from textual.message import Message
from textual.reactive import reactive

from coach.text.format import MONTHS, WEEKDAYS
from coach.widgets.base.cell_widget import Span
from coach.widgets.calendars.day_cursor import EARLIEST, LATEST, DayCursor
from coach.widgets.calendars.month_calendar import pen_of

LABELS = 3
"""Cells that the names of the weekdays take."""
WEEKS = 53
"""The weeks of a year."""
HALF = 27
"""The weeks that are shown where a year has no room."""


class YearCalendar(DayCursor):
    """Weeks as columns, weekdays as rows; a week is one cell wide, or two if there is room.

    It shows 53 weeks, or half of them where these have no room, and ends with the week of `until`. The cursor
    turns to other halves and years when it leaves them.
    """

    DEFAULT_CSS = """
    YearCalendar { width: 1fr; height: 8; }
    """

    until: reactive[date | None] = reactive(None)
    """The last day to show; the coach's day if it is None."""

    @dataclass
    class Resized(Message):
        """It may show more or fewer weeks than before."""

        calendar: YearCalendar

        @property
        def control(self) -> YearCalendar:
            """The calendar."""
            return self.calendar

    def reach(self) -> tuple[date, date]:
        """Returns the first and the last day that it can show at any width, until the cursor turns it."""
        last = self._last_week + timedelta(days=6)
        return last - timedelta(days=7 * WEEKS - 1), last

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
        """Moves the window by whole halves or years so that the day is in it."""
        first, last = self.span()
        if not self.content_size.width or first <= day <= last:
            return
        self.until = None  # the window that ends with today is the one to come back to
        turn = 7 * max(1, self._weeks - 1)
        first, last = self.span()
        if day < first:
            self.until = last - timedelta(days=turn * -((day - first).days // turn))
        elif day > last:
            self.until = min(last + timedelta(days=turn * -((last - day).days // turn)), LATEST)

    def on_resize(self) -> None:
        """Keeps the cursor in the window, which may have become narrower, and posts that it may have."""
        if self.cursor is not None:
            self.show(self.cursor)
        self.post_message(self.Resized(self))

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
        return WEEKS if room >= WEEKS else max(1, min(HALF, room))

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
