"""Records dated ahead of the clock: each is given its right time, or deleted."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from coach.domain import names
from coach.domain.confirmations import Unconfirmed
from coach.domain.corrections import delete
from coach.domain.model import Book, Change, Check, DayNote, Refused, Session
from coach.domain.redating import (
    DatedAhead,
    clock_of,
    dated_ahead,
    drop_note,
    redate_check,
    redate_note,
)
from coach.domain.skin_answers import correct_check
from coach.paths import STYLES
from coach.screens.ask import Ask
from coach.screens.base import CoachScreen
from coach.screens.desk import Desk
from coach.screens.doubt import Agreed, ask_about
from coach.screens.entry import day_of_text, time_of
from coach.store import StoreError
from coach.widgets.card import Card, shown
from coach.widgets.line_list import Line, LineList
from coach.wording import count


class DatedAheadList(ModalScreen[str | None]):
    """Lists them, the nearest first; closes with what was done last."""

    CSS_PATH = STYLES / "dated_ahead.tcss"
    BINDINGS = [
        Binding("enter", "redate", "Right time", id="ahead-redate", tooltip="Give it its right time"),
        Binding("d", "delete", "Delete", id="ahead-delete", tooltip="Delete it; u brings it back"),
        Binding("escape", "close", "Back", id="ahead-back", tooltip="Back to where you came from"),
    ]

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self._records: dict[str, DatedAhead] = {}
        self._done: str | None = None

    def compose(self) -> ComposeResult:
        """What this is about, the list, and what was done."""
        with Card(title="Dated ahead", subtitle="Enter edits, d deletes, Esc back", id="ahead-card"):
            yield Static(
                "The clock was ahead when these were recorded. They count once their time has come, or as"
                " soon as you give them the right one.",
                id="ahead-about",
            )
            with Vertical():
                yield LineList(id="ahead-list")
            yield Static(id="ahead-said", classes="muted", markup=False)

    def on_mount(self) -> None:
        """The cursor starts on the first."""
        self._renew()
        self.query_one(LineList).focus()

    def action_close(self) -> None:
        """Close with what was done last."""
        self.dismiss(self._done)

    @on(LineList.Opened)
    def action_redate(self) -> None:
        """Ask for the right time of the record under the cursor."""
        record = self._record()
        if isinstance(record, Session):
            from coach.screens.entry import Entry

            self.app.push_screen(Entry(self.desk, record.day, record.area, record), self._told)
        elif isinstance(record, Check):
            self._ask(
                "When was this answered?",
                "The day and the time, as 2026-01-31 07:30.",
                f"{record.day} {clock_of(record)}",
                partial(self._redate_check, record),
            )
        elif record is not None:
            self._ask(
                "Which day is this note of?",
                "The day, as 2026-01-31.",
                record.day.isoformat(),
                partial(self._redate_note, record),
            )

    def action_delete(self) -> None:
        """Delete the record under the cursor."""
        record = self._record()
        if isinstance(record, Session):
            self._save(lambda book: delete(book, record, self.desk.now()).change)
        elif isinstance(record, Check):
            self._remove_check(record, frozenset())
        elif record is not None:
            self._save(lambda book: drop_note(book, record))

    def _remove_check(self, check: Check, agreed: Agreed) -> None:
        def decide(book: Book) -> Change:
            return correct_check(book, check, None, self.desk.now(), agreed=agreed).change

        try:
            self._saved(self.desk.change(decide).label)
        except Unconfirmed as doubt:
            ask_about(self.app, doubt, agreed, partial(self._remove_check, check))
        except (Refused, StoreError) as error:
            self._say(str(error))

    def _redate_check(self, check: Check, words: str) -> None:
        day, _, clock = words.partition(" ")
        at = time_of(clock) or time(12)
        self._saved(
            self.desk.change(
                lambda book: redate_check(book, check, day_of_text(day), at, self.desk.now())
            ).label
        )

    def _redate_note(self, note: DayNote, words: str) -> None:
        day: date = day_of_text(words)
        self._saved(self.desk.change(lambda book: redate_note(book, note, day, self.desk.now())).label)

    def _ask(self, title: str, about: str, value: str, save: Callable[[str], None]) -> None:
        def check(words: str) -> None:
            try:
                save(words)
            except StoreError as error:
                raise Refused(str(error)) from None

        self.app.push_screen(Ask(title, about, value, check))

    def _save(self, decide: Callable[[Book], Change]) -> None:
        try:
            self._saved(self.desk.change(decide).label)
        except (Refused, StoreError) as error:
            self._say(str(error))

    def _saved(self, label: str) -> None:
        self._told(f"{label}. Saved.")

    def _told(self, said: str | None) -> None:
        self._renew()
        if said:
            self._done = said
            self._say(said)

    def _say(self, text: str) -> None:
        self.query_one("#ahead-said", Static).update(Content(shown(text)))

    def _record(self) -> DatedAhead | None:
        line = self.query_one(LineList).line
        return self._records.get(line.id) if line else None

    def _renew(self) -> None:
        records = dated_ahead(self.desk.book)
        self._records = {record.id: record for record in records}
        self.query_one(LineList).lines = [Line(_line(record), id=record.id) for record in records]
        self.query_one(Card).title = f"{count(len(records), 'record')} dated ahead"


def show(screen: CoachScreen) -> None:
    """Open it over a screen, which says then what was done."""

    def closed(said: str | None) -> None:
        screen.renew()
        if said:
            screen.say(said)

    screen.app.push_screen(DatedAheadList(screen.desk), closed)


def _line(record: DatedAhead) -> str:
    when = f"{names.date_of(record.day)} {clock_of(record)}".strip()
    if isinstance(record, Session):
        return f"{when}  {record.area}, {names.number(record.done_min)} min"
    if isinstance(record, Check):
        return f"{when}  {record.area}, skin {record.skin}"
    return f"{when}  note: {record.text}"
