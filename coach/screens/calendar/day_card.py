"""The day under the cursor of the calendar, as a card: what it was, its records, and its notes."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static
from textual.widgets.option_list import Option

from coach.domain.day_states import DAY_STATES, StreakEffect
from coach.domain.habit.streak import Days, state
from coach.domain.model import Book, Session
from coach.domain.session.cautions import warnings
from coach.screens.shared.day_records import DayRecord, line_of, records_on
from coach.text.clean import clean_lines
from coach.text.format import capital, day_name
from coach.widgets.chrome.card import Card
from coach.widgets.forms.options import Options

_TOO_SHORT = "Under two minutes: too short to count as a day."


class DayCard(Card):
    """Shows a day; its records can be chosen."""

    def compose(self) -> ComposeResult:
        """Yields what the day was, its records, and its notes and warnings."""
        with VerticalScroll(can_focus=False):
            yield Static(id="day-says", markup=False)
            yield Options(id="day-records")
            yield Static(id="day-notes", markup=False)

    def show(self, book: Book, days: Days, day: date, today: date) -> None:
        """Shows a day as the book has it now."""
        self.title = capital(day_name(day, today))
        records = records_on(book, day)
        sessions = [each for each in records if isinstance(each, Session)]
        spec = DAY_STATES[state(days, day)]
        too_short = sessions and spec.streak in (StreakEffect.BREAKS, StreakEffect.NONE)
        text = _TOO_SHORT if too_short else spec.text
        self.query_one("#day-says", Static).update(Content(text))
        records_list = self.query_one(Options)
        records_list.clear_options()
        records_list.add_options(Option(line_of(each)) for each in records)
        records_list.display = bool(records)
        notes = [clean_lines(session.note) for session in sessions if session.note]
        notes += [clean_lines(note.text) for note in book.notes if note.day == day]
        notes += [warning for session in sessions[-1:] for warning in warnings(book, session)]
        self.query_one("#day-notes", Static).update(Content("\n".join(notes)))

    def enter(self) -> None:
        """Puts the focus on the first record."""
        records_list = self.query_one(Options)
        records_list.focus()
        records_list.highlighted = 0

    def chosen(self, records: list[DayRecord]) -> DayRecord | None:
        """Returns the record under the cursor; None while the focus is elsewhere."""
        at = self.query_one(Options).highlighted
        if self.query_one(Options).has_focus and at is not None and at < len(records):
            return records[at]
        return None
