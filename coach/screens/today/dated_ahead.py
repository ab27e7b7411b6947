"""Records dated ahead of the clock: each is given its right time, or deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Static

from coach.context import AppContext
from coach.domain.dated_ahead import DatedAhead, clock_of, dated_ahead
from coach.domain.dates import day_of
from coach.domain.model import Book, Change, Check, DayNote, Refused, Session
from coach.domain.session.corrections import delete
from coach.domain.session.redating import (
    drop_note,
    redate_check,
    redate_note,
)
from coach.domain.session.skin_answers import correct_check
from coach.domain.typed_times import time_of
from coach.paths import STYLES
from coach.screens.calendar.session_form import SessionForm
from coach.screens.dialogs.confirmations import Agreed, ask_about
from coach.screens.dialogs.prompt import Prompt
from coach.screens.shared.answer_form import AnswerForm
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.typed_fields import day_of_text
from coach.store import Applied
from coach.text import format
from coach.text.format import count
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.plain_text import PlainText
from coach.widgets.reading.item_list import ItemList, Line


class DatedAheadDialog(AnswerForm):
    """The list of these records, the nearest first; closes with what was done last."""

    CSS_PATH = STYLES / "today.tcss"
    BINDINGS = [
        Binding("enter", "redate", "Correct time", id="ahead-redate", tooltip="Correct its time"),
        Binding("d", "delete", "Delete", id="ahead-delete", tooltip="Delete it; undo brings it back"),
        Binding("escape", "close", "Back", id="ahead-back", tooltip="Back to where you came from"),
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._records: dict[str, DatedAhead] = {}
        self._done: str | None = None

    def body(self) -> ComposeResult:
        """Yields what this is about, the list, and what was done."""
        with Card(title="Dated ahead", id="ahead-card"):
            yield Static(
                "The clock was ahead when these were recorded, or is behind now. They count once their time"
                " has come, or as soon as you give them the right one.",
                id="ahead-about",
            )
            with Vertical():
                yield ItemList(id="ahead-list")
            yield PlainText(id="ahead-said", classes="muted")

    def on_mount(self) -> None:
        """Puts the cursor on the first record."""
        self._renew()
        self.query_one(ItemList).focus()

    def action_close(self) -> None:
        """Closes with what was done last."""
        self.dismiss(self._done)

    @on(ItemList.OptionSelected)
    def action_redate(self) -> None:
        """Asks for the right time of the record under the cursor."""
        record = self._record()
        if isinstance(record, Session):
            self.app.push_screen(
                SessionForm(self.context, record.day, record.area, record), self._show_result
            )
        elif isinstance(record, Check):
            self._ask(
                "When was this answered?",
                "The day and the time, like 31 jan 07:30 or yesterday 07:30.",
                f"{record.day} {clock_of(record)}",
                partial(_redated_check, record),
            )
        elif record is not None:
            self._ask(
                "Which day is this note for?",
                "The day, like 31 jan, 2026-01-31 or yesterday.",
                record.day.isoformat(),
                partial(_redated_note, record),
            )

    def action_delete(self) -> None:
        """Deletes the record under the cursor."""
        record, now = self._record(), self.context.now()
        if isinstance(record, Session):
            self.submit(lambda book: delete(book, record, now).change, self._saved)
        elif isinstance(record, Check):
            self._remove_check(record, frozenset())
        elif record is not None:
            self.submit(lambda book: drop_note(book, record), self._saved)

    def tell(self, text: str) -> None:
        """Says below the list what was done, or why it was not."""
        self.query_one("#ahead-said", PlainText).text = text

    def _remove_check(self, check: Check, agreed: Agreed) -> None:
        now = self.context.now()
        self.submit(
            lambda book: correct_check(book, check, None, now, agreed=agreed).change,
            self._saved,
            lambda doubt: ask_about(self.app, doubt, agreed, partial(self._remove_check, check)),
        )

    def _ask(
        self, title: str, about: str, value: str, redated: Callable[[str, Book, datetime], Change]
    ) -> None:
        """Asks for the right time until it can be saved."""

        def check(words: str) -> None:
            # Tried without saving, so that words that are refused stay in their line.
            redated(words, self.context.book, self.context.now())

        def answered(words: str | None) -> None:
            now = self.context.now()
            if words is not None:
                self.submit(lambda book: redated(words, book, now), self._saved)

        self.app.push_screen(Prompt(title, about, value, check), answered)

    def _saved(self, applied: Applied) -> None:
        self._show_result(f"{applied.label}. Saved.")

    def _show_result(self, text: str | None) -> None:
        self._renew()
        if text:
            self._done = text
            self.tell(text)

    def _record(self) -> DatedAhead | None:
        line = self.query_one(ItemList).line
        return self._records.get(line.id) if line else None

    def _renew(self) -> None:
        records = dated_ahead(self.context.book)
        self._records = {record.id: record for record in records}
        self.query_one(ItemList).lines = [Line(_line(record), id=record.id) for record in records]
        self.query_one(Card).title = f"{count(len(records), 'record')} dated ahead"


def show(screen: CoachScreen) -> None:
    """Opens the list over a screen, which says afterwards what was done."""

    def closed(text: str | None) -> None:
        screen.renew()
        if text:
            screen.say(text)

    screen.app.push_screen(DatedAheadDialog(screen.context), closed)


def _redated_check(check: Check, words: str, book: Book, now: datetime) -> Change:
    """Returns the change to the day and time that were typed. Raises Refused if one is missing or no time."""
    day, _, clock = words.rpartition(" ")
    at = time_of(clock)
    if at is None:
        raise Refused("at: give the time of the answer too, like 07:30.")
    return redate_check(book, check, _day(day, book, now), at, now)


def _redated_note(note: DayNote, words: str, book: Book, now: datetime) -> Change:
    return redate_note(book, note, _day(words, book, now), now)


def _day(words: str, book: Book, now: datetime) -> date:
    """Returns the day that was typed. Raises Refused for none, and for one that can be read in two ways."""
    found = day_of_text(words, day_of(now, book.settings.rollover))
    if found.other:
        raise Refused(f"day: {words.strip()} can be two days. Type {found.plain}, or the month's name.")
    return found.day


def _line(record: DatedAhead) -> str:
    when = f"{format.plain_date(record.day)} {clock_of(record)}".strip()
    if isinstance(record, Session):
        return f"{when}  {record.area}, {format.minutes_short(record.done_min)}"
    if isinstance(record, Check):
        return f"{when}  {record.area}, skin {record.skin}"
    return f"{when}  note: {record.text}"
