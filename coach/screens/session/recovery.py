"""The question after a session that nobody ended: how long it was."""

from __future__ import annotations

from collections.abc import Callable
from math import floor

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Input, Label, Static

from coach.context import AppContext
from coach.domain.model import Book, Change, Ended, Live, Refused, Session, StopReason
from coach.domain.ramp.limits import SHORTEST_MIN
from coach.domain.session import live as running
from coach.domain.session.recovery import Lapsed, recover
from coach.domain.session.session_times import SessionTimes, day_begun, end_after, session_times
from coach.domain.session.timer_record import from_live
from coach.paths import STYLES
from coach.save_queue import LOCKED_OR_GONE
from coach.screens.shared.base import CoachScreen
from coach.screens.shared.key_reference import key_of
from coach.store import Applied
from coach.text import format
from coach.text.format import capital, day_name, minutes
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card

_STOPPED = "If you stopped because of what you felt, press"


def lapsed(context: AppContext) -> Lapsed | None:
    """Returns a session that nobody ended, with its likely end; None if there is none, or it still runs."""
    if (live := context.book.live) is None:
        return None
    found = recover(
        live, boot=context.clock.boot(), elapsed_now=context.clock.elapsed(), wall_now=context.now()
    )
    return found if isinstance(found, Lapsed) else None


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
        self.found = lapsed(context)
        self.live = context.book.live
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
        if self.found is not None:
            # Rounded down, for more than the session can have had would be refused.
            field.value = format.number(floor(self.found.offered_min * 10) / 10)
        self.query_one("#how-long").display = self._worth
        self.query_one(ActionButton).focus()

    def renew(self) -> None:
        """Shows the question; leaves if it was answered in another terminal."""
        live, found, there = self.live, self.found, self.context.book.live
        if live is None or found is None or there is None or there.id != live.id:
            if not self._answered:
                self.post_message(self.Go("today", "The session was answered in another terminal."))
            return
        self.query_one("#what", Static).update(Content(self._question(live, found)))
        primary = self.query_one(ActionButton)
        stopped = f"{_STOPPED} {key_of(self.context.book.settings.keymap, 'recovery-stopped', 'x')}."
        if self._worth:
            kept = "It counts for your streak, and your step stays the same."
            most = f"{minutes(self._most)} at most. {kept} {stopped}"
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
        from coach.screens.session.stopping import REASONS, TITLE, reasons

        try:
            done = self._minutes(running.LEAST_MIN) if self._worth else self._most
        except Refused as refused:
            self.say(str(refused))
            return

        def answered(value: str | None) -> None:
            if value in REASONS:
                self._record(done, Ended.SENSATION, REASONS[value])

        text = f"{capital(minutes(done))} will be recorded. Stopping is always right, and that day is safe."
        question = Confirm(TITLE, text, (*reasons(), Answer("back", "b", "Back, to change the minutes")))
        self.app.push_screen(question, answered)

    def _record(self, done: float, ended: Ended, stopped_for: StopReason | None = None) -> None:
        self._answer(
            lambda book, live: running.finish(
                book,
                live,
                done_min=done,
                ended=ended,
                times=self._times(live, done),
                stopped_for=stopped_for,
            ),
            self._check_in,
        )

    def _check_in(self, applied: Applied) -> None:
        from coach.screens.session.check_in import CheckInScreen

        session = next(record for record in applied.put if isinstance(record, Session))
        self.app.switch_screen(
            CheckInScreen(self.context, session, asks_why=session.ended is Ended.SENSATION)
        )

    def action_discard(self) -> None:
        """Discards the session."""
        self._answer(running.discard, self._discarded)

    def _discarded(self, _: Applied) -> None:
        undo = key_of(self.context.book.settings.keymap, "undo", "u")
        self.post_message(self.Go("today", f"Discarded that session. {undo} brings it back."))

    def action_later(self) -> None:
        """Goes to Today, and leaves the question for another time."""
        self.post_message(self.Go("today"))

    def _answer(self, how: Callable[[Book, Live], Change], then: Callable[[Applied], None]) -> None:
        live = self.live
        assert live is not None

        def decide(book: Book) -> Change:
            change = how(book, live)
            # Before the change is read back, which would look as if another terminal had answered.
            self._answered = True
            return change

        self.save(decide, then=then, say=False, owner=self, waits_out=LOCKED_OR_GONE)

    @property
    def _most(self) -> float:
        return self.found.most_min if self.found else 0.0

    @property
    def _worth(self) -> bool:
        return self._most >= SHORTEST_MIN

    def _minutes(self, least: float = SHORTEST_MIN) -> float:
        typed = self.query_one("#minutes", Input).value.strip().replace(",", ".")
        try:
            done = float(typed)
        except ValueError:
            wrong = f", not {typed}" if typed else " of minutes"
            raise Refused(f"minutes: give a number{wrong}.") from None
        if not least <= done <= self._most:
            most = minutes(self._most)
            fits = f"from {SHORTEST_MIN} to {most}" if least == SHORTEST_MIN else f"up to {most}"
            raise Refused(f"minutes: give a number {fits}; d discards the session.")
        return done

    def _times(self, live: Live, done_min: float) -> SessionTimes:
        elapsed, now = self.context.clock.elapsed(), self.context.now()
        timer = from_live(live, boot=self.context.clock.boot(), elapsed_now=elapsed, wall_now=now)
        ended_s = end_after(timer, done_min * 60)
        return session_times(live, timer, ended_s=ended_s, elapsed_now=elapsed, wall_now=now)

    def _question(self, live: Live, found: Lapsed) -> str:
        at = found.ended_at
        day = day_begun(live, self._times(live, found.offered_min), self.context.book.settings.rollover)
        when = day_name(day, self.context.day())
        then = "" if when == "today" else f" {when}"
        if found.paused:
            return f"You paused at {at:%H:%M}{then}, after {minutes(found.offered_min)}. Was that all of it?"
        planned = minutes(live.planned_min + live.extra_min)
        return f"Your {planned} ended at {at:%H:%M}{then}. Did you stay to the end?"
