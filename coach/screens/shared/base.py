"""The base of every screen: its bars, its way to other screens, its message line, and how it saves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, TypeVar, runtime_checkable

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input

from coach.context import AppContext
from coach.domain.model import Book, Change, Refused, Settings
from coach.domain.session.live import SessionPlan
from coach.faults import waits
from coach.save_queue import LOCKED, PendingSave
from coach.screens.shared.common_keys import COMMON, GO
from coach.screens.shared.fast_layout import FastLayout
from coach.screens.shared.screen_table import TABS, place_of
from coach.store import Applied, StoreError
from coach.terminal.diff_app import DiffApp
from coach.text.format import long_date
from coach.widgets.chrome.key_bar import KeyBar
from coach.widgets.chrome.message_line import MessageLine
from coach.widgets.chrome.top_bar import TopBar

T = TypeVar("T")


@runtime_checkable
class Host(Protocol):
    """The part of the app that its screens call."""

    def open_palette(self) -> None:
        """Opens the palette over the screen that is shown."""

    def go(self, name: str, say: str = "") -> None:
        """Goes to a screen by its name."""

    def show_look(self, settings: Settings) -> None:
        """Shows the theme and the marks of some settings, which need not be saved."""


@runtime_checkable
class Telling(Protocol):
    """A screen or a form with a place for a message."""

    is_mounted: bool

    def tell(self, text: str) -> None:
        """Shows the message there."""


class CoachScreen(FastLayout):
    """A screen with the bar of names above and that of keys below."""

    HEADING = ""
    """The title in the bar of a screen without a digit."""
    STAYS_OPEN = False
    """Whether it stays open while the file cannot be read, and reports that itself."""
    BINDINGS = [*GO, *COMMON]

    @dataclass
    class Go(Message):
        """A request to go to another screen; `first` is the one that the coach opens with."""

        name: str
        say: str = ""
        """The message that the other screen shows, about what has just happened here."""

    @dataclass
    class Begin(Message):
        """A request for a session that the rules allow."""

        plan: SessionPlan

    @dataclass
    class Faulty(Message):
        """A change has just found that the file cannot be read."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._resumed = False

    def compose(self) -> ComposeResult:
        """Yields the two bars with the body between them."""
        place = place_of(type(self))
        bar = TopBar(tuple(TABS), is_demo=self.context.is_demo)
        bar.active = place.title if place is not None and place.is_tab else ""
        bar.title = self.HEADING
        bar.day = long_date(self.context.day())
        yield bar
        with Vertical(id="page"):
            yield from self.body()
        yield MessageLine(id="notice")
        yield KeyBar()

    def body(self) -> ComposeResult:
        """Yields the widgets between the bars."""
        raise NotImplementedError

    def key_label(self, id: str) -> str:
        """Returns what the key of a binding does in the present state; empty if its own label is true."""
        return ""

    def catch_up(self) -> None:
        """Shows what the book says now, if the screen is mounted; else mounting will show it."""
        if self.is_mounted:
            self.renew()

    def on_screen_resume(self) -> None:
        """Shows what has changed while another screen was shown."""
        # The first time it has just been mounted, which has shown it already.
        if self._resumed and self.is_mounted and self.query(TopBar):
            self.query_one(TopBar).day = long_date(self.context.day())
            self.renew()
        self._resumed = True

    def tell(self, text: str) -> None:
        """Says what is wrong with the file; called repeatedly on a screen that is not covered."""
        self.say(text, stays=True)

    def say(self, text: str, *, stays: bool = False) -> None:
        """Shows a message for a few seconds; one that `stays` goes with the next key or click alone."""
        if not self.is_mounted or not self.query(MessageLine):
            # The message line is not there yet.
            self.call_after_refresh(self.say, text, stays=stays)
            return
        self.query_one(MessageLine).show(text, stays=stays)

    @property
    def says(self) -> bool:
        """Whether a message is shown."""
        return self.query_one(MessageLine).display

    def note_presence(self) -> None:
        """Notes that someone is there; called for each key, also for those of a dialog over the screen."""

    def on_mouse_down(self) -> None:
        """Takes the message away: whoever clicks has read it."""
        self.take_message_away()

    def take_message_away(self) -> None:
        """Takes the message away, if there is one; called for each key before anything else hears of it."""
        for line in self.query(MessageLine):
            if line.display:
                line.clear()

    def save(
        self,
        decide: Callable[[Book], Change | None],
        *,
        then: Callable[[Applied], object] | None = None,
        say: bool = True,
        owner: object = None,
        waits_out: tuple[type[StoreError], ...] = LOCKED,
    ) -> None:
        """Changes the file, says so, and calls `then`; shows the reason if the change is refused or fails.

        While another process has the lock, the screen says so, and the change is made once the lock is free.
        So `decide` must contain all the answers. `then` is not called if the user has left the screen.
        """

        def done(applied: Applied) -> None:
            # The change may have waited for the lock, and the user may be elsewhere by now.
            screen = self.self_or_uppermost()
            screen.catch_up()
            if say and applied.label:
                warning = f" {self.context.store.warning}" if self.context.store.warning else ""
                screen.say(f"{applied.label}. Saved.{warning}")
            if then is not None and screen is self:
                then(applied)

        self.context.save(
            decide, then=done, fails=self._fails, waits=self._waits, owner=owner, waits_out=waits_out
        )

    def attempt(self, act: Callable[[], T], then: Callable[[T], object]) -> None:
        """Does something else with the file, such as undo, in the same way as `save` makes a change."""
        self.context.queue.add(PendingSave(act, then, self._fails, self._waits))

    def _fails(self, error: Refused | StoreError) -> None:
        # Shows with the message what caused it: another terminal's change, or a file that is gone.
        self.context.follow()
        screen = self.self_or_uppermost()
        screen.catch_up()
        screen.say(str(error))
        if self.context.error is not None:
            screen.post_message(self.Faulty())

    def _waits(self, error: StoreError) -> None:
        self.self_or_uppermost().say(waits(error), stays=True)

    def self_or_uppermost(self) -> CoachScreen:
        """Returns this screen if it is still open, else the uppermost one."""
        stack = self.app.screen_stack
        others = (each for each in reversed(stack) if isinstance(each, CoachScreen))
        return self if self in stack else next(others, self)

    @on(TopBar.Chosen)
    def _chosen(self, event: TopBar.Chosen) -> None:
        self.post_message(self.Go(TABS[event.screen_name].name))

    def action_go(self, name: str) -> None:
        """Goes to another of the screens with a digit."""
        self.post_message(self.Go(name))

    def action_help(self) -> None:
        """Shows every key of this screen."""
        self.post_message(self.Go("help"))

    def action_commands(self) -> None:
        """Opens the palette."""
        if isinstance(self.app, Host):
            self.app.open_palette()

    def action_leave(self) -> None:
        """Closes the coach."""
        self.app.exit()

    def action_redraw(self) -> None:
        """Draws the whole screen again, on a terminal that other output has spoilt."""
        if isinstance(self.app, DiffApp):
            self.app.redraw()

    def action_undo(self) -> None:
        """Undoes the last change and says which; asks first if a session or an answer would be lost."""
        from coach.screens.shared.undo import undo

        undo(self)

    def action_undo_list(self) -> None:
        """Shows the last changes, of which the user chooses how many to undo."""
        from coach.screens.shared.undo import choose

        choose(self)

    def action_redo(self) -> None:
        """Takes back the last undo, and says which change is there again."""
        from coach.screens.shared.undo import redo

        if not isinstance(self.focused, Input):
            redo(self)

    def after_undo(self, message: str) -> None:
        """Shows the book after undo or redo, and says what they did."""
        if self.STAYS_OPEN:
            # The session or the questions that it is about may be gone, or open again.
            self.post_message(self.Go("session" if self.context.book.live else "first", message))
            return
        self.renew()
        self.say(message)
