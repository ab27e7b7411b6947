"""The day under the cursor of the calendar, as a card: what it was, its records, and its notes."""

from __future__ import annotations

from datetime import date

from textual import on
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from coach.domain.day_notes import note_on
from coach.domain.day_records import DayRecord, details_of, head_of, records_on
from coach.domain.day_states import DAY_STATES, StreakEffect
from coach.domain.habit.day_words import told_state
from coach.domain.habit.streak import Days
from coach.domain.habit.streak_words import DAY_NEEDS
from coach.domain.model import Book, Session
from coach.domain.session.cautions import warnings
from coach.text.clean import clean_lines
from coach.text.format import long_date
from coach.widgets.base.breakpoints import WITHOUT_BORDERS
from coach.widgets.chrome.card import Card
from coach.widgets.reading.item_list import ItemList, Line
from coach.widgets.reading.prose import BLANK, Prose, plain


class DayCard(Card):
    """Shows a day; its records can be chosen, and the one under the cursor is told in full below them."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.records: list[DayRecord] = []
        self._notes: list[str] = []

    def compose(self) -> ComposeResult:
        """Yields the day's date, what it was, its records, and below them details, notes and warnings."""
        yield Static(id="day-name", classes="heading", markup=False)
        yield Static(id="day-says", markup=False)
        yield ItemList(id="day-records")
        yield Prose(id="day-about")

    def show(self, book: Book, days: Days, day: date) -> None:
        """Shows a day as the book has it now."""
        self.title = long_date(day)
        self.query_one("#day-name", Static).update(Content(self.title), layout=False)
        self.records = records_on(book, day)
        sessions = [each for each in self.records if isinstance(each, Session)]
        spec = DAY_STATES[told_state(book, days, day)]
        too_short = sessions and spec.streak in (StreakEffect.BREAKS, StreakEffect.NONE)
        text = f"Too short: {DAY_NEEDS}." if too_short else spec.text
        self.query_one("#day-says", Static).update(Content(text))
        listed = self.query_one(ItemList)
        with listed.prevent(ItemList.OptionHighlighted):
            listed.lines = [
                Line(head_of(each), id=each.id or str(at)) for at, each in enumerate(self.records)
            ]
        listed.display = bool(self.records)
        self._notes = [clean_lines(session.note) for session in sessions if session.note]
        if note := note_on(book, day):
            self._notes.append(clean_lines(note))
        self._notes += [warning for session in sessions[-1:] for warning in warnings(book, session)]
        self._show_about()

    def enter(self) -> None:
        """Puts the focus on the first record."""
        listed = self.query_one(ItemList)
        listed.action_edge(-1)
        listed.focus()

    @property
    def is_entered(self) -> bool:
        """Whether the focus is on the records or on what is told of them."""
        return self.screen.focused in (self.query_one(ItemList), self.query_one(Prose))

    @property
    def chosen(self) -> DayRecord | None:
        """The record under the cursor, or the only one; None if there are several and none is chosen."""
        at = self.query_one(ItemList).highlighted
        if self.is_entered and at is not None and at < len(self.records):
            return self.records[at]
        # A session comes before the answers about its skin: alone among them it is the one that is meant.
        sessions = [each for each in self.records if isinstance(each, Session)]
        only = sessions or self.records
        return only[0] if len(only) == 1 else None

    def on_descendant_focus(self) -> None:
        """Tells the record under the cursor in full."""
        self._show_about()

    def on_descendant_blur(self) -> None:
        """Tells the only record in full, or none of several."""
        self._show_about()

    @on(ItemList.OptionHighlighted)
    def _show_about(self) -> None:
        details = details_of(self.chosen) if self.chosen is not None else ""
        paragraphs = [plain(details, "muted")] if details else []
        if paragraphs and self._notes and not WITHOUT_BORDERS & self.screen.classes:
            paragraphs.append(BLANK)
        paragraphs += [plain(line, "secondary") for note in self._notes for line in note.split("\n")]
        self.query_one(Prose).paragraphs = tuple(paragraphs)
        self.call_after_refresh(self._let_scroll)

    def _let_scroll(self) -> None:
        """Lets the focus come to a text that has to be scrolled."""
        for about in self.query(Prose):  # none once the calendar is left
            about.can_focus = about.max_scroll_y > 0
