"""The base of the month and the year: days with styles, and a cursor that moves over them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from textual import events
from textual.binding import Binding
from textual.message import Message
from textual.reactive import reactive

from coach.text.glyphs import DayMark, DayStyle
from coach.widgets.base.cell_widget import CellWidget

EARLIEST = date(1970, 1, 1)
LATEST = date(9998, 12, 31)
"""The first and the last day that the cursor can reach."""


class DayCursor(CellWidget, can_focus=True):
    """A calendar with a cursor; the screen gives it the styles of days, and hears where the cursor is."""

    BINDINGS = [
        Binding("left,h", "walk(-1)", "Left", id="day-left", tooltip="Go left", show=False),
        Binding("right,l", "walk(1)", "Right", id="day-right", tooltip="Go right", show=False),
        Binding("up,k", "climb(-1)", "Up", id="day-up", tooltip="Go up", show=False),
        Binding("down,j", "climb(1)", "Down", id="day-down", tooltip="Go down", show=False),
        Binding("pageup", "turn(-1)", "Earlier", id="month-earlier", tooltip="A month back", show=False),
        Binding("pagedown", "turn(1)", "Later", id="month-later", tooltip="A month on", show=False),
        Binding("g,home", "edge(-1)", "First day", id="day-first", tooltip="First day shown", show=False),
        Binding("G,end", "edge(1)", "Last day", id="day-last", tooltip="Last day shown", show=False),
        Binding("enter", "open", "Open", id="day-open", tooltip="Open the day"),
    ]

    today: reactive[date | None] = reactive(None)
    """The coach's day."""
    cursor: reactive[date | None] = reactive(None)
    """The day that the cursor is on; it is shown while the calendar has the focus."""
    days: reactive[Mapping[date, DayStyle]] = reactive(dict, always_update=True)
    """The styles of days; one that is missing looks like a day before the start, or in the future."""
    opens: reactive[bool] = reactive(True)
    """Whether there is something to open on the day of the cursor."""
    week_start: reactive[int] = reactive(0)
    """The first day of a week: 0 for Monday to 6 for Sunday."""

    @dataclass
    class DayHighlighted(Message):
        """The cursor came to another day."""

        calendar: DayCursor
        day: date

        @property
        def control(self) -> DayCursor:
            """The calendar."""
            return self.calendar

    @dataclass
    class DayOpened(Message):
        """The day under the cursor was opened, by Enter or a click."""

        calendar: DayCursor
        day: date

        @property
        def control(self) -> DayCursor:
            """The calendar."""
            return self.calendar

    def __init__(self, *, passive: bool = False, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(id=id, classes=classes)
        self.can_focus = not passive

    def look(self, day: date) -> DayStyle:
        """Returns the style of a day."""
        if (look := self.days.get(day)) is not None:
            return look
        return DayStyle(DayMark.FUTURE if self.today is not None and day > self.today else DayMark.NONE)

    def day_at(self, x: int, y: int) -> date | None:
        """Returns the day at a cell of the content; None if there is none."""
        raise NotImplementedError

    def show(self, day: date) -> None:
        """Makes sure that the day is shown."""
        raise NotImplementedError

    def span(self) -> tuple[date, date]:
        """Returns the first and the last day shown."""
        raise NotImplementedError

    def go(self, day: date) -> None:
        """Puts the cursor on a day."""
        self.cursor = min(max(day, EARLIEST), LATEST)

    def watch_cursor(self, day: date | None) -> None:
        """Shows the day of the cursor, and posts where the cursor is."""
        if day is not None:
            self.show(day)
            if self.is_mounted:
                self.post_message(self.DayHighlighted(self, day))

    def on_focus(self) -> None:
        """Puts the cursor on today, if it was nowhere yet."""
        if self.cursor is None and self.today is not None:
            self.cursor = self.today

    def on_click(self, event: events.Click) -> None:
        """Moves the cursor to the day that was clicked; opens the day if the cursor is there already."""
        if not self.can_focus:
            return
        place = self.content_region
        day = self.day_at(event.screen_x - place.x, event.screen_y - place.y)
        if day is None:
            return
        event.stop()
        if day == self.cursor:
            self.action_open()
        else:
            self.go(day)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves Enter out where a day has nothing to open."""
        return self.opens if action == "open" else True

    def action_walk(self, by: int) -> None:
        """Moves the cursor one step to the side."""
        self._walk_days(by)

    def action_climb(self, by: int) -> None:
        """Moves the cursor one step up or down."""
        self._walk_days(7 * by)

    def action_turn(self, months: int) -> None:
        """Moves the cursor to the same day of another month."""
        if (start := self.cursor or self.today) is not None:
            self.go(in_month(start, months))

    def action_edge(self, side: int) -> None:
        """Moves the cursor to the first (-1) or last (1) day shown."""
        self.go(self.span()[0 if side < 0 else 1])

    def action_open(self) -> None:
        """Opens the day under the cursor."""
        if self.cursor is not None:
            self.post_message(self.DayOpened(self, self.cursor))

    def _walk_days(self, days: int) -> None:
        if (start := self.cursor or self.today) is not None:
            self.go(start + timedelta(days=days))


def in_month(day: date, months: int) -> date:
    """Returns the same day so many months later, or the last day of a shorter month, within the bounds."""
    index = min(max(day.year * 12 + day.month - 1 + months, EARLIEST.year * 12), LATEST.year * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, month_length(year, month + 1)))


def month_length(year: int, month: int) -> int:
    """Returns how many days a month has."""
    after = date(year + month // 12, month % 12 + 1, 1)
    return (after - timedelta(days=1)).day
