"""The cards beside today's session: the streak, the week, the tip of the day, the ramp and the year."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from coach.content.citations import source_wordings
from coach.domain.day_states import LEGEND
from coach.domain.model import Book
from coach.domain.stats.aggregates import ThisWeek
from coach.domain.tips.tip import Tip
from coach.domain.today import Today
from coach.screens.calendar.day_marks import day_styles
from coach.screens.shared.key_reference import hint
from coach.screens.today.texts import ramp_bars, streak_line, streak_notes, week_lines
from coach.text.format import month
from coach.widgets.calendars.legend import Legend
from coach.widgets.calendars.month_calendar import MonthCalendar
from coach.widgets.calendars.year_calendar import YearCalendar
from coach.widgets.charts.ramp_bars import RampBars
from coach.widgets.chrome.card import Card
from coach.widgets.reading.excerpt import Excerpt
from coach.widgets.reading.fitting import Fitting


class StreakCard(Card):
    """The streak over the month."""

    def compose(self) -> ComposeResult:
        """Yields the streak, what is new about it, and the month."""
        yield Static(id="run")
        yield Static(id="quiet")
        yield MonthCalendar(passive=True)
        yield Legend(LEGEND)

    @on(events.Click)
    async def show_milestones(self, event: events.Click) -> None:
        """Shows the milestones after a click on the streak or the notes below it."""
        lines = self.query("#run, #quiet")
        if any(line.region.contains(event.screen_x, event.screen_y) for line in lines):
            event.stop()
            await self.run_action("screen.milestones")

    def show(self, day: Today, book: Book, *, brief: bool) -> None:
        """Shows the streak as of the day; in one line of notes where `brief`."""
        self.subtitle = month(day.day)
        self.query_one("#run", Static).update(streak_line(day.streak))
        notes = streak_notes(day, book.settings.keymap, brief=brief)
        self.query_one("#quiet", Static).update(notes)
        self.query_one("#quiet").display = bool(notes.plain)
        calendar = self.query_one(MonthCalendar)
        first = day.day.replace(day=1)
        calendar.week_start = book.settings.week_start
        calendar.today = day.day
        calendar.month = first
        calendar.days = day_styles(book, day.days, first, first + timedelta(days=31))


class YearCard(Card):
    """The year up to today, a mark a day."""

    def compose(self) -> ComposeResult:
        """Yields the year."""
        yield YearCalendar(passive=True)

    def show(self, day: Today, book: Book) -> None:
        """Shows the year up to the day."""
        year = self.query_one(YearCalendar)
        year.week_start = book.settings.week_start
        year.today = day.day
        year.days = day_styles(book, day.days, day.day - timedelta(days=371), day.day)


class WeekCard(Card):
    """The days, the minutes and the relief of this week."""

    def compose(self) -> ComposeResult:
        """Yields its three lines."""
        yield Static(id="week-lines")

    def show(self, week: ThisWeek) -> None:
        """Shows a week."""
        self.query_one("#week-lines", Static).update(week_lines(week))


class TipCard(Card):
    """The tip of the day, as much of it as fits; a click shows all of it among the others."""

    _tip = ""

    @dataclass
    class Clicked(Message):
        """The tip was clicked."""

        tip: str
        """Its id."""

    @on(events.Click)
    def tell_tip(self, event: events.Click) -> None:
        """Tells which tip was clicked, unless it was the key in the border."""
        if self.content_region.contains(event.screen_x, event.screen_y):
            event.stop()
            self.post_message(self.Clicked(self._tip))

    def compose(self) -> ComposeResult:
        """Yields the title, the text, and the source."""
        yield Static(id="tip-title", classes="strong")
        yield Excerpt(id="tip-text")
        yield Fitting(id="tip-source", classes="muted")

    def show(self, tip: Tip, keymap: Mapping[str, str]) -> None:
        """Shows a tip, and the key for another one."""
        self._tip = tip.id
        another = hint(keymap, "next-tip", "n", "another")
        self.hint(another.key, another.label)
        self.query_one("#tip-title", Static).update(Content(tip.title))
        self.query_one(Excerpt).text = tip.text
        self.query_one(Fitting).wordings = source_wordings(tip)


class RampBarsCard(Card):
    """The ramp of an area as bars."""

    def compose(self) -> ComposeResult:
        """Yields the bars."""
        yield RampBars()

    def show(self, day: Today) -> None:
        """Shows the sessions so far, today's, and the steps ahead."""
        ramp = day.ramps.of(day.area)
        self.query_one(RampBars).bars = tuple(ramp_bars(day.prescription, ramp.outcomes, ramp.state.rungs))
