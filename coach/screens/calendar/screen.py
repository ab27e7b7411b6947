"""The calendar: a month and a year to walk in, and the day under the cursor."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import OptionList, Static

from coach.context import AppContext
from coach.domain.day_states import LEGEND
from coach.domain.habit.day_history import days
from coach.domain.habit.pauses import announce, end
from coach.domain.habit.streak import streak
from coach.domain.model import Book, Change, Check, Refused, Session, Skin, pause_on
from coach.domain.session.confirmations import Unconfirmed
from coach.domain.session.corrections import delete
from coach.domain.session.skin_answers import correct_check
from coach.paths import STYLES
from coach.screens.calendar.day_card import DayCard
from coach.screens.calendar.day_marks import day_styles, year_since
from coach.screens.dialogs.confirmations import Agreed, ask_about
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.day_records import DayRecord, records_on, which_answer
from coach.store import Applied, StoreError
from coach.text.format import count, month
from coach.widgets.calendars.day_cursor import DayCursor
from coach.widgets.calendars.legend import Legend
from coach.widgets.calendars.month_calendar import MonthCalendar
from coach.widgets.calendars.year_calendar import YearCalendar
from coach.widgets.chrome.card import Card


class CalendarScreen(CoachScreen):
    """Every day that was, by its shape; days can be opened, filled in, edited and taken off."""

    CSS_PATH = STYLES / "calendar.tcss"
    BINDINGS = [
        Binding("t", "today", "Today", id="calendar-today", tooltip="Back to today"),
        Binding("b", "add", "Add", id="calendar-add", tooltip="Record a session on this day"),
        Binding(
            "e", "edit", "Edit", id="calendar-edit", tooltip="Edit the session or skin check of this day"
        ),
        Binding(
            "d",
            "delete",
            "Delete",
            id="calendar-delete",
            tooltip="Delete the session or skin check; u brings it back",
        ),
        Binding(
            "r",
            "rest",
            "Rest day",
            id="calendar-rest",
            tooltip="Take a rest day on this day, or end the one or the pause that it lies in",
        ),
        Binding("u", "undo", "Undo", id="undo", tooltip="Undo the last change"),
        Binding(
            "escape",
            "leave_day",
            "Back",
            id="calendar-back",
            tooltip="From the day back to the month",
            show=False,
        ),
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.day: date = context.day()

    def body(self) -> ComposeResult:
        """Yields the month, the day beside it, the year below."""
        with Horizontal(id="upper"):
            with Card(id="month"):
                yield MonthCalendar()
            yield DayCard(id="day")
        with Card(title="Year", id="year"):
            yield YearCalendar()
            with Horizontal(id="figures"):
                yield Static(id="numbers")
                yield Legend(LEGEND)

    def on_mount(self) -> None:
        """Puts the cursor on today."""
        super().on_mount()
        self.query_one(MonthCalendar).go(self.day)
        self.query_one(MonthCalendar).focus()

    def renew(self) -> None:
        """Shows the days as the book has them now."""
        today = self.context.day()
        self.days = days(self.context.ramps, today)
        for calendar in self.query(DayCursor):
            calendar.week_start = self.context.book.settings.week_start
            calendar.today = today
        year = self.query_one(YearCalendar)
        year.since = year_since(self.context.book, today)
        year.days = day_styles(self.context.book, self.days, today - timedelta(days=371), today)
        self._show_month()
        self._show_day()
        self._show_numbers()

    @on(DayCursor.DayHighlighted)
    def _highlighted(self, event: DayCursor.DayHighlighted) -> None:
        self.day = event.day
        for calendar in self.query(DayCursor):
            if calendar is not event.calendar:
                # The month and the year follow each other: only the one that was walked in tells of it.
                with calendar.prevent(DayCursor.DayHighlighted):
                    calendar.go(event.day)
        self._show_day()

    @on(MonthCalendar.MonthChanged)
    def _turned(self) -> None:
        self._show_month()

    @on(DayCursor.DayOpened)
    def _opened(self) -> None:
        if records_on(self.context.book, self.day):
            self._day_card.enter()
        else:
            self.action_add()

    @on(OptionList.OptionSelected)
    def action_edit(self) -> None:
        """Edits the session or skin check that is chosen, or the only one."""
        from coach.screens.calendar.session_form import SessionForm

        record = self._under_cursor("e")
        if isinstance(record, Session):
            self.app.push_screen(
                SessionForm(self.context, record.day, record.area, record), self._show_result
            )
        elif record is not None:
            self.app.push_screen(which_answer(record), partial(self._answered, record))

    def action_add(self) -> None:
        """Records a session on this day."""
        from coach.screens.calendar.session_form import SessionForm

        if self.day > self.context.day():
            self.say("That day is still to come; a session is recorded once it has happened.")
            return
        self.app.push_screen(SessionForm(self.context, self.day, self.context.area), self._show_result)

    def action_delete(self) -> None:
        """Deletes the session or skin check that is chosen, or the only one; undo brings it back."""
        record = self._under_cursor("d")
        if isinstance(record, Session):
            self._delete(record)
        elif record is not None:
            self._correct(record, None, frozenset())

    def action_rest(self) -> None:
        """Takes a rest day on this day, or ends the one or the pause that covers it."""
        day, now = self.day, self.context.now()
        if pause_on(self.context.book, day):
            self.save(lambda book: end(book, day))
        else:
            self.save(lambda book: announce(book, now, day, day))

    def action_today(self) -> None:
        """Moves the cursor back to today."""
        calendar = self.query_one(MonthCalendar)
        calendar.go(self.context.day())
        calendar.focus()

    def action_leave_day(self) -> None:
        """Goes from the records of a day back to the month, and from there to Today."""
        if isinstance(self.focused, DayCursor):
            self.post_message(self.Go("today"))
        else:
            self.query_one(MonthCalendar).focus()

    def _show_result(self, text: str | None) -> None:
        self.renew()
        if text:
            self.say(text)

    def _delete(self, session: Session) -> None:
        notes: tuple[str, ...] = ()

        def decide(book: Book) -> Change:
            nonlocal notes
            change, notes = delete(book, session, self.context.now())
            return change

        self.save(
            decide,
            then=lambda _: self.say(" ".join(("Deleted; u brings it back.", *notes))),
            say=False,
        )

    def _answered(self, check: Check, skin: str | None) -> None:
        if skin and skin != check.skin:
            self._correct(check, Skin(skin), frozenset())

    def _correct(self, check: Check, skin: Skin | None, agreed: Agreed) -> None:
        notes: tuple[str, ...] = ()

        def decide(book: Book) -> Change:
            nonlocal notes
            change, notes = correct_check(book, check, skin, self.context.now(), agreed=agreed)
            return change

        def fails(error: Refused | StoreError) -> None:
            # Nothing is wrong with the file or the answer yet: the user is asked, and it is tried again.
            if isinstance(error, Unconfirmed):
                ask_about(self.app, error, agreed, partial(self._correct, check, skin))
            else:
                self._fails(error)

        def done(applied: Applied) -> None:
            self.renew()
            self.say(" ".join((f"{applied.label}. Saved.", *notes)))

        self.context.save(decide, then=done, fails=fails, waits=self._waits)

    def _under_cursor(self, key: str) -> DayRecord | None:
        """Returns the record under the cursor, or the only one of the day.

        Where there is none, or several and none is chosen, it says what to do, and returns None.
        """
        records = records_on(self.context.book, self.day)
        if chosen := self._day_card.chosen(records):
            return chosen
        # A session comes before the answers about its skin: alone among them it is the one that is meant.
        sessions = [each for each in records if isinstance(each, Session)]
        if len(sessions or records) == 1:
            return (sessions or records)[0]
        if not records:
            self.say("Nothing is recorded on this day; b adds a session.")
        else:
            self._day_card.enter()
            self.say(f"Choose one with the arrows, then press {key} again.")
        return None

    @property
    def _day_card(self) -> DayCard:
        return self.query_one(DayCard)

    def _show_month(self) -> None:
        calendar = self.query_one(MonthCalendar)
        first, last = calendar.span()
        calendar.days = day_styles(self.context.book, self.days, first, last)
        self.query_one("#month", Card).title = f"{month(first)} {first.year}"

    def _show_day(self) -> None:
        self._day_card.show(self.context.book, self.days, self.day, self.context.day())

    def _show_numbers(self) -> None:
        figures = streak(self.days)
        parts = (
            ("streak ", str(figures.current)),
            ("best ", str(figures.best)),
            ("kept ", count(figures.total_days, "day")),
            ("grace ", str(figures.grace_left)),
            ("consistency ", f"{figures.consistency:.0%}"),
        )
        line: list[tuple[str, str]] = []
        for label, value in parts:
            line += [(label, "$muted"), (f"{value}  ", "bold")]
        self.query_one("#numbers", Static).update(Content.assemble(*line))
