"""The question after a session that nobody ended: how long it was."""

from __future__ import annotations

from collections.abc import Callable

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from coach.context import AppContext
from coach.domain.model import Book, Change, Ended, Refused, Session, StopReason
from coach.paths import STYLES
from coach.save_queue import LOCKED_OR_GONE
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.key_reference import key_of
from coach.session_control.lost_session import COUNTS, LostSession, lost_session
from coach.session_control.session_words import STOP_REASONS, STOP_TITLE
from coach.store import Applied
from coach.text import format
from coach.text.format import capital, minutes
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card

_STOPPED = "If you stopped because of what you felt, press"


class MinutesField(Input):
    """A field for digits, a dot and a comma; letters stay keys of the screen."""

    def __init__(self) -> None:
        super().__init__(id="minutes", max_length=5, select_on_focus=False, restrict=r"[0-9.,]*")

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Returns whether the field takes a key."""
        return character is not None and character in "0123456789.,"


class RecoveryScreen(CoachScreen):
    """Asks how long a session was that nobody ended, and records or discards it."""

    STAYS_OPEN = True
    HEADING = "A session to finish"
    CSS_PATH = STYLES / "session.tcss"
    BINDINGS = [
        Binding("enter,y", "keep", "Record", id="recovery-keep", tooltip="Record these minutes"),
        # With priority, or the field for the minutes would get them while it has the focus.
        Binding(
            "x",
            "stopped",
            "Stopped",
            id="recovery-stopped",
            tooltip="You stopped because of what you felt",
            priority=True,
        ),
        Binding(
            "d", "discard", "Discard", id="recovery-discard", tooltip="Record nothing of it", priority=True
        ),
        Binding("escape", "later", "Later", id="recovery-later", tooltip="Answer another time"),
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.lost = lost_session(context)
        self._answered = False
        """Whether the answer was given here."""

    def body(self) -> ComposeResult:
        """Yields the question, the field for the minutes, and the most that they can have been."""
        with Card(title="Nobody ended this session", id="lost"), Vertical():
            yield Static(id="what", classes="strong")
            with Horizontal(id="how-long"):
                yield Label("Minutes on the mat", classes="muted")
                yield MinutesField()
            yield Static(id="most", classes="muted")
            with Vertical(id="doing"):
                yield ActionButton("Record")

    def on_mount(self) -> None:
        """Fills in the likeliest minutes."""
        super().on_mount()
        field = self.query_one("#minutes", Input)
        field.cursor_blink = False
        if self.lost is not None:
            field.value = format.number(self.lost.offered_min)
        self.query_one("#how-long").display = self._worth
        self.query_one(ActionButton).focus()

    def renew(self) -> None:
        """Shows the question; leaves if it was answered in another terminal."""
        lost, there = self.lost, self.context.book.live
        if lost is None or there is None or there.id != lost.live.id:
            if not self._answered:
                self.post_message(self.Go("today", "The session was answered in another terminal."))
            return
        self.query_one("#what", Static).update(Content(lost.question()))
        primary = self.query_one(ActionButton)
        stopped = f"{_STOPPED} {key_of(self.context.book.settings.keymap, 'recovery-stopped', 'x')}."
        if lost.is_worth:
            most = f"{minutes(lost.found.most_min)} at most. {COUNTS} {stopped}"
        else:
            most = f"Under a minute is not recorded. {stopped}"
            primary.label = "Discard it"
        self.query_one("#most", Static).update(Content(most))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key does something here; digits are minutes, and never lead to another screen."""
        return action != "go"

    @on(events.Key)
    def _digit(self, event: events.Key) -> None:
        field = self.query_one("#minutes", Input)
        if self._worth and not field.has_focus and (event.character or "") in tuple("0123456789"):
            field.value = event.character or ""
            field.focus()
            field.cursor_position = 1

    @on(Input.Submitted)
    @on(ActionButton.Pressed)
    def action_keep(self) -> None:
        """Records the minutes, then opens the check-in."""
        if not self._worth:
            self.action_discard()
            return
        try:
            done = self._minutes()
        except Refused as refused:
            self.say(str(refused))
            return
        self._record(done, Ended.RECOVERED)

    def action_stopped(self) -> None:
        """Asks for the reason of a stop because of the sensation, then records it, however short it was."""
        from coach.screens.dialogs.confirm import Answer, Confirm
        from coach.screens.session.stopping import reasons

        if (lost := self.lost) is None:
            return
        try:
            done = self._minutes(stopped=True) if self._worth else lost.found.most_min
        except Refused as refused:
            self.say(str(refused))
            return

        def answered(value: str | None) -> None:
            if value in STOP_REASONS:
                self._record(done, Ended.SENSATION, STOP_REASONS[value])

        text = f"{capital(minutes(done))} will be recorded. Stopping is always right, and that day is safe."
        question = Confirm(STOP_TITLE, text, (*reasons(), Answer("back", "b", "Back, to change the minutes")))
        self.app.push_screen(question, answered)

    def _record(self, done: float, ended: Ended, stopped_for: StopReason | None = None) -> None:
        self._answer(lambda lost, book: lost.record(book, done, ended, stopped_for), self._check_in)

    def _check_in(self, applied: Applied) -> None:
        from coach.screens.session.check_in import CheckInScreen

        session = next(record for record in applied.put if isinstance(record, Session))
        self.app.switch_screen(
            CheckInScreen(self.context, session, asks_why=session.ended is Ended.SENSATION)
        )

    def action_discard(self) -> None:
        """Discards the session."""
        self._answer(LostSession.discard, self._discarded)

    def _discarded(self, _: Applied) -> None:
        undo = key_of(self.context.book.settings.keymap, "undo", "u")
        self.post_message(self.Go("today", f"Discarded that session. {undo} brings it back."))

    def action_later(self) -> None:
        """Goes to Today, and leaves the question for another time."""
        self.post_message(self.Go("today"))

    def _answer(self, how: Callable[[LostSession, Book], Change], then: Callable[[Applied], None]) -> None:
        lost = self.lost
        assert lost is not None

        def decide(book: Book) -> Change:
            change = how(lost, book)
            # Before the change is read back, which would look as if another terminal had answered.
            self._answered = True
            return change

        self.save(decide, then=then, say=False, owner=self, waits_out=LOCKED_OR_GONE)

    @property
    def _worth(self) -> bool:
        return self.lost is not None and self.lost.is_worth

    def _minutes(self, *, stopped: bool = False) -> float:
        assert self.lost is not None
        typed = self.query_one("#minutes", Input).value
        key = key_of(self.context.book.settings.keymap, "recovery-discard", "d")
        return self.lost.checked_minutes(typed, stopped=stopped, discard=key)
