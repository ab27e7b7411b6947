"""The cards beside today's session: the streak, the week, the tip of the day, the ramp and the year."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from textual import events, on
from textual.app import ComposeResult
from textual.content import Content
from textual.events import DescendantBlur, DescendantFocus
from textual.message import Message
from textual.widgets import Static

from coach.content.citations import source_wordings
from coach.context import AppContext
from coach.domain.day_states import LEGEND
from coach.domain.habit.day_words import day_line
from coach.domain.model import Book
from coach.domain.stats.this_week import ThisWeek
from coach.domain.tips.selection import tip_of_the_day
from coach.domain.tips.tip import Tip
from coach.domain.today import Today
from coach.screens.calendar.day_marks import YEAR_LEGEND, day_styles
from coach.screens.shared.key_reference import hint
from coach.screens.today.texts import ramp_bars, streak_lines, streak_notes, week_lines
from coach.widgets.calendars.day_cursor import DayCursor
from coach.widgets.calendars.legend import Legend, Sign
from coach.widgets.calendars.recent_weeks import WEEKS, RecentWeeks
from coach.widgets.calendars.year_calendar import YearCalendar
from coach.widgets.charts.ramp_bars import RampBars
from coach.widgets.chrome.card import Card
from coach.widgets.reading.excerpt import Excerpt
from coach.widgets.reading.fitting import Fitting

ROOM, ROOM_WIDE = 32, 42
"""The cells inside the right column, as the style sheet sets it; the first picture is not laid out yet."""


class StreakCard(Card):
    """The streak over the last five weeks, and a line on the chosen day."""

    def compose(self) -> ComposeResult:
        """Yields the streak, what is new about it, the weeks, and the day."""
        yield Static(id="run")
        yield Static(id="quiet")
        yield RecentWeeks()
        yield Static(id="chosen")
        yield Legend(LEGEND)

    @on(events.Click)
    async def show_milestones(self, event: events.Click) -> None:
        """Shows the milestones after a click on the streak or the notes below it."""
        lines = self.query("#run, #quiet")
        if any(line.region.contains(event.screen_x, event.screen_y) for line in lines):
            event.stop()
            await self.run_action("screen.milestones")

    def show(self, day: Today, book: Book, *, brief: bool, wide: bool) -> None:
        """Shows the streak as of the day, where it is `brief` in a line with a single week."""
        self._lines = lambda chosen: day_line(book, day.days, chosen)
        weeks = self.query_one(RecentWeeks)
        weeks.weeks = 1 if brief else WEEKS
        weeks.roomy = wide
        weeks.week_start = book.settings.week_start
        weeks.today = day.day
        weeks.days = day_styles(book, day.days, *weeks.span())
        notes = streak_notes(day, book.settings.keymap, brief=brief)
        is_new = not day.streak.total_days and bool(notes.plain)
        room = self.app.size.width - 2 if brief else ROOM_WIDE if self.screen.has_class("-wide") else ROOM
        self.query_one("#run", Static).update(streak_lines(day.streak, room, brief=brief))
        self.query_one("#run").display = not is_new
        self.query_one("#quiet", Static).update(notes)
        self.query_one("#quiet").display = bool(notes.plain)
        legend = self.query_one(Legend)
        used = {style.state for style in weeks.days.values()}
        legend.entries = tuple(entry for entry in LEGEND if entry[0] in used)
        legend.refresh(layout=True)
        self.tell()

    @on(DescendantFocus)
    @on(DescendantBlur)
    @on(DayCursor.DayHighlighted)
    def tell(self) -> None:
        """Tells the day under the cursor, and today while the cursor is elsewhere."""
        weeks = self.query_one(RecentWeeks)
        chosen = weeks.cursor if weeks.has_focus else weeks.today
        if chosen is not None:
            self.query_one("#chosen", Static).update(Content(self._lines(chosen)))

    _lines: Callable[[date], str] = str
    """Returns the line of a day."""


class YearCard(Card):
    """The year up to today, a mark a day, with its legend."""

    def compose(self) -> ComposeResult:
        """Yields the year and its legend."""
        yield YearCalendar(passive=True)
        yield Legend([entry for entry in YEAR_LEGEND if entry[0] is not Sign.NOTE])

    def show(self, day: Today, book: Book) -> None:
        """Shows the year up to the day."""
        year = self.query_one(YearCalendar)
        year.week_start = book.settings.week_start
        year.today = day.day
        year.days = day_styles(book, day.days, day.day - timedelta(days=371), day.day)


class WeekCard(Card):
    """The days, the minutes and the soreness of this week."""

    def compose(self) -> ComposeResult:
        """Yields its sentences."""
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


def shifted_tip(context: AppContext, day: Today, by: int) -> Tip:
    """Returns the tip of the day, or the one so many places after it among those that fit the area."""
    tip = tip_of_the_day(context.tips, context.book.tips, day.situation)
    if not by:
        return tip
    fitting = [each for each in context.tips if not each.areas or day.area in each.areas]
    return fitting[(fitting.index(tip) + by) % len(fitting)]


class RampBarsCard(Card):
    """The ramp of an area as bars."""

    def compose(self) -> ComposeResult:
        """Yields the bars."""
        yield RampBars()

    def show(self, day: Today) -> None:
        """Shows the sessions so far, today's, and the steps ahead."""
        ramp = day.ramps.of(day.area)
        self.query_one(RampBars).bars = tuple(ramp_bars(day.prescription, ramp.outcomes, ramp.state.rungs))
