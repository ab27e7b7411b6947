"""The calendar: a month and a year to walk in, and the day under the cursor."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from coach.context import AppContext
from coach.domain.day_records import DayRecord
from coach.domain.habit.day_history import days
from coach.domain.habit.pauses import announce, end
from coach.domain.habit.streak import streak
from coach.domain.habit.streak_words import beside, fresh_start, headline, week_words
from coach.domain.model import pause_on
from coach.paths import STYLES
from coach.screens.calendar.day_card import DayCard
from coach.screens.calendar.day_changes import DayChanges
from coach.screens.calendar.day_marks import MONTH_LEGEND, YEAR_LEGEND, day_styles
from coach.terminal.held_keys import after_key
from coach.text.format import month
from coach.widgets.calendars.day_cursor import DayCursor
from coach.widgets.calendars.legend import Legend
from coach.widgets.calendars.month_calendar import MonthCalendar
from coach.widgets.calendars.year_calendar import YearCalendar
from coach.widgets.chrome.card import Card
from coach.widgets.reading.item_list import ItemList

MARGIN = 4
"""The cells beside the numbers: the border, and a blank within it."""
BOTH = ((78, 24), (62, 28))
"""Columns and rows from which the year stands below the month; else it takes the month's place."""


class CalendarScreen(DayChanges):
    """Every day that was, by its shape; days can be opened, filled in, edited and noted on."""

    CSS_PATH = STYLES / "calendar.tcss"
    BINDINGS = [
        Binding("b,enter", "add", "Add", id="calendar-add", tooltip="Add a past session on this day"),
        Binding(
            "e,enter", "edit", "Edit", id="calendar-edit", tooltip="Edit the chosen session or skin check"
        ),
        Binding(
            "d", "delete", "Delete", id="calendar-delete",
            tooltip="Delete the chosen session or skin check, after a question that names it",
        ),
        Binding("n", "note", "Note", id="calendar-note", tooltip="Write, change or remove the day's note"),
        Binding(
            "r", "rest", "Rest day", id="calendar-rest",
            tooltip="Make this day a rest day, or end the rest day or pause it is in",
        ),
        Binding("y", "year", "Year", id="calendar-year", tooltip="To the year, or back to the month"),
        Binding("t", "today", "Today", id="calendar-today", tooltip="Back to today"),
        Binding("u", "undo", "Undo", id="undo", tooltip="Undo the last change"),
        Binding(
            "escape", "leave_day", "Back", id="calendar-back", tooltip="From the day back to the month",
            show=False,
        ),
    ]  # fmt: skip

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.day: date = context.day()
        self._year_shown: tuple[date, date] | None = None
        self._offered: tuple[object, ...] = ()

    def body(self) -> ComposeResult:
        """Yields the month, the day beside it, the year below."""
        with Horizontal(id="upper"):
            with Card(id="month"):
                yield Static(id="month-name", classes="heading")
                yield MonthCalendar()
                yield Legend(MONTH_LEGEND, id="month-legend")
            yield DayCard(id="day")
        with Card(id="year"):
            yield Static(id="year-name", classes="heading")
            with Horizontal(id="weeks"):
                yield YearCalendar()
                yield Legend(YEAR_LEGEND, id="year-legend")
            yield Static(id="numbers")

    def on_mount(self) -> None:
        """Puts the cursor on today."""
        super().on_mount()
        for calendar in self.query(DayCursor):
            calendar.go(self.day)
        self.query_one(MonthCalendar).focus()

    def on_resize(self) -> None:
        """Shows month and year below each other if both have room."""
        width, height = self.app.size
        self.set_class(not any(width >= columns and height >= rows for columns, rows in BOTH), "-either")
        if self.has_class("-either") and isinstance(self.focused, YearCalendar):
            self.add_class("-year")
        super().on_resize()

    def renew(self) -> None:
        """Shows the days as the book has them now."""
        today = self.context.day()
        self.days = days(self.context.ramps, today)
        for calendar in self.query(DayCursor):
            calendar.week_start = self.context.book.settings.week_start
            calendar.today = today
        if (asked_for := self.context.take_day()) is not None:
            self._calendar.go(asked_for)
            self.day = asked_for
        self._year_shown = None
        self._show_year()
        self._show_month()
        self._show_day()
        self._show_numbers()

    def key_label(self, id: str) -> str:
        """Returns what a key does on the day under the cursor."""
        if not self._offered:
            return ""
        match id:
            case "day-open":
                return "Choose" if len(self._day_card.records) > 1 else ""
            case "calendar-rest":
                pause = pause_on(self.context.book, self.day)
                return "" if pause is None else "End rest day" if pause.is_rest_day else "End pause"
            case "calendar-year":
                return "Month" if self._in_year else "Year"
            case _:
                return super().key_label(id)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves out what nothing can be done with on the day under the cursor."""
        if not self._offered:
            return True  # nothing is shown yet
        match action:
            case "edit" | "delete":
                return bool(self._day_card.records)
            case "add" | "note":
                return self.day <= self.context.day()
            case _:
                return True

    def is_idle(self, id: str) -> bool:
        """Returns whether a key does nothing now: the cursor is on today already."""
        return id == "calendar-today" and bool(self._offered) and self.day == self.context.day()

    @on(DayCursor.DayHighlighted)
    def _highlighted(self, event: DayCursor.DayHighlighted) -> None:
        self.day = event.day
        if isinstance(event.calendar, YearCalendar):
            self._show_year()
        after_key(self, self._follow)

    def _follow(self) -> None:
        """Shows the day under the cursor, and lets month and year follow each other."""
        for calendar in self.query(DayCursor):
            # Only the one that was walked in tells of it.
            with calendar.prevent(DayCursor.DayHighlighted):
                calendar.go(self.day)
        self._show_year()
        self._show_day()

    @on(MonthCalendar.MonthChanged)
    def _turned(self) -> None:
        self._show_month()

    @on(YearCalendar.Resized)
    def _year_resized(self) -> None:
        self._show_year()

    @on(DayCursor.DayOpened)
    def _opened(self) -> None:
        self._day_card.enter()

    @on(ItemList.OptionSelected)
    def action_edit(self) -> None:
        """Edits the session or skin check that is chosen, or the only one."""
        if (record := self._record_for("e")) is not None:
            self.edit(record)

    def action_add(self) -> None:
        """Records a session on this day."""
        if self.day <= self.context.day():
            self.record(self.day)

    def action_delete(self) -> None:
        """Asks whether to delete the session or skin check that is chosen, or the only one."""
        if (record := self._record_for("d")) is not None:
            self.ask_to_delete(record)

    def action_note(self) -> None:
        """Writes, changes or removes the note on this day."""
        self.write_note(self.day)

    def action_rest(self) -> None:
        """Takes a rest day on this day, or ends the one or the pause that covers it."""
        day, now = self.day, self.context.now()
        if pause_on(self.context.book, day):
            self.save(lambda book: end(book, day))
        else:
            self.save(lambda book: announce(book, now, day, day))

    def action_year(self) -> None:
        """Goes from the month to the year, or back."""
        to_year = not self._in_year
        self.set_class(to_year, "-year")
        self.query_one(YearCalendar if to_year else MonthCalendar).focus()
        self.call_after_refresh(self.refresh_bindings)

    def action_today(self) -> None:
        """Moves the cursor back to today."""
        calendar = self._calendar
        calendar.go(self.context.day())
        calendar.focus()

    def action_leave_day(self) -> None:
        """Goes from the records of a day back to the calendar, from the year to the month, then to Today."""
        if not isinstance(self.focused, DayCursor):
            self._calendar.focus()
        elif self.has_class("-either") and self._in_year:
            self.action_year()
        else:
            self.post_message(self.Go("today"))

    def on_descendant_focus(self) -> None:
        """Gives the room of a small screen to what has the focus: the calendar, or the day."""
        self.set_class(self._day_card.is_entered, "-day")

    def _record_for(self, key: str) -> DayRecord | None:
        """Returns the record that a key is for; where none of several is chosen, it goes there to choose."""
        card = self._day_card
        if card.records and card.chosen is None:
            card.enter()
            self.say(f"Choose one with the arrows, then press {key} again.")
            return None
        return card.chosen

    @property
    def _day_card(self) -> DayCard:
        return self.query_one(DayCard)

    @property
    def _in_year(self) -> bool:
        """Whether the year is walked in, or is all there is room for."""
        return (
            self.has_class("-year") if self.has_class("-either") else self.query_one(YearCalendar).has_focus
        )

    @property
    def _calendar(self) -> DayCursor:
        return self.query_one(YearCalendar if self._in_year else MonthCalendar)

    def _show_month(self) -> None:
        calendar = self.query_one(MonthCalendar)
        first, last = calendar.span()
        calendar.days = day_styles(self.context.book, self.days, first, last)
        self._entitle("month", f"{month(first)} {first.year}")

    def _show_year(self) -> None:
        calendar = self.query_one(YearCalendar)
        if (reach := calendar.reach()) != self._year_shown:
            self._year_shown = reach
            calendar.days = day_styles(self.context.book, self.days, *reach)
        first, last = calendar.span()
        self._entitle("year", f"{month(first)[:3]} {first.year} to {month(last)[:3]} {last.year}")

    def _entitle(self, card: str, name: str) -> None:
        """Shows the name of a card in its border, or above it where it has none."""
        if self.query_one(f"#{card}", Card).title != name:
            self.query_one(f"#{card}", Card).title = name
            self.query_one(f"#{card}-name", Static).update(Content(name))

    def _show_day(self) -> None:
        self._day_card.show(self.context.book, self.days, self.day)
        is_over = self.day <= self.context.day()
        for calendar in self.query(DayCursor):
            calendar.opens = bool(self._day_card.records)
        pause = pause_on(self.context.book, self.day)
        at_today = self.day == self.context.day()
        offered = (min(len(self._day_card.records), 2), is_over, pause is not None, at_today)
        if offered != self._offered:
            self._offered = offered
            self.refresh_bindings()

    def _show_numbers(self) -> None:
        figures = streak(self.days)
        parts = [headline(figures) or fresh_start(figures), week_words(figures), *beside(figures)]
        if figures.steadiness is not None:
            parts.append(f"consistency {figures.steadiness:.0%}")
        first, *others = filter(None, parts)
        dot, rest = self.query_one(YearCalendar).marks.dot, ""
        for part in others:
            longer = f"{rest}  {dot}  {part}"
            # what has no room is left out whole, as on Today
            rest = longer if len(first) + len(longer) <= self.app.size.width - MARGIN else rest
        self.query_one("#numbers", Static).update(Content.assemble((first, "bold"), (rest, "$muted")))
