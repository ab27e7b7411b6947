"""What the screens share: the bars, the way from one to another, and where they say what happened."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol, Self, TypeVar, runtime_checkable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Size
from textual.message import Message
from textual.screen import Screen
from textual.widgets import Input, Static

from coach.context import AppContext
from coach.domain.model import Book, Change, Refused
from coach.domain.session.live import SessionPlan
from coach.save_queue import LOCKED, PendingSave
from coach.screens.shared.faults import waits
from coach.store import Applied, StoreError
from coach.terminal.diff_app import DiffApp
from coach.text.clean import clean_lines
from coach.text.format import long_date
from coach.widgets.base.breakpoints import HORIZONTAL_BREAKPOINTS, VERTICAL_BREAKPOINTS
from coach.widgets.chrome.key_bar import KeyBar
from coach.widgets.chrome.top_bar import SCREENS, TopBar

T = TypeVar("T")

GO = [
    Binding(
        str(n), f"go('{name.lower()}')", name, id=f"go-{name.lower()}", tooltip=f"Go to {name}", show=False
    )
    for n, name in enumerate(SCREENS, 1)
]
"""The six screens by their digits."""

COMMON = [
    Binding("question_mark", "help", "Help", id="help", tooltip="Every key of this screen, and what it does"),
    Binding("colon", "commands", "Commands", id="commands", tooltip="Find a command by its name"),
    Binding("q", "leave", "Quit", id="quit", tooltip="Close the coach; everything is saved already"),
    Binding(
        "ctrl+q,ctrl+c", "leave", "Quit", id="quit-at-once", tooltip="The same", show=False, priority=True
    ),
    Binding("u", "undo", "Undo", id="undo", tooltip="Undo the last change", show=False),
    Binding("ctrl+r", "redo", "Redo", id="redo", tooltip="Take back the last undo", show=False),
    Binding(
        "ctrl+l", "redraw", "Redraw", id="redraw", tooltip="Draw the screen anew, if it got torn", show=False
    ),
]


_SIZES = frozenset(name for _, name in (*HORIZONTAL_BREAKPOINTS, *VERTICAL_BREAKPOINTS))


@runtime_checkable
class Host(Protocol):
    """The app, as far as its screens know it."""

    def open_palette(self) -> None:
        """Opens the palette over the screen that is shown."""


@runtime_checkable
class Telling(Protocol):
    """A screen or a question with a place to say what has just happened."""

    is_mounted: bool

    def tell(self, text: str) -> None:
        """Says it there."""


class MessageLine(Static):
    """Says what has just happened in place of the keys; gone with the next of them."""


class CoachScreen(Screen[None]):
    """A screen with the bar of names above and that of keys below."""

    HORIZONTAL_BREAKPOINTS = HORIZONTAL_BREAKPOINTS
    VERTICAL_BREAKPOINTS = VERTICAL_BREAKPOINTS
    TAB = ""
    """Its name among the six, or empty."""
    HEADING = ""
    """What the bar says on a screen that is none of the six."""
    HOLDS = False
    """Whether it stays where it is while the file cannot be read, and says so itself."""
    BINDINGS = [*GO, *COMMON]

    @dataclass
    class Go(Message):
        """Another of the screens is wanted; `first` is the one that the coach opens with."""

        name: str
        say: str = ""
        """What is said there, of what has just happened here."""

    @dataclass
    class Begin(Message):
        """A session is wanted; the rules allow it."""

        plan: SessionPlan

    @dataclass
    class Faulty(Message):
        """The file cannot be read, as a change has just found."""

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._fitted: object = None
        self._resumed = False

    def fit(self, size: Size) -> Self:
        """Takes the classes of a size before the first layout, so that the first resize changes nothing.

        It would apply all styles anew: 7 % of the CPU time of a start (in turn, median of 9).
        """
        width, height = size
        self.add_class(
            *self._get_breakpoint_classes(width, self.HORIZONTAL_BREAKPOINTS),
            *self._get_breakpoint_classes(height, self.VERTICAL_BREAKPOINTS),
            update=False,
        )
        return self

    def compose(self) -> ComposeResult:
        """Yields the bars, and between them the body."""
        bar = TopBar()
        bar.active = self.TAB
        bar.title = self.HEADING
        bar.day = long_date(self.context.day())
        yield bar
        with Vertical(id="page"):
            yield from self.body()
        yield MessageLine(id="notice", markup=False)
        yield KeyBar()

    def body(self) -> ComposeResult:
        """Returns what stands between the bars."""
        raise NotImplementedError

    def renew(self) -> None:
        """Shows what the book says now; called at first, after each change, and when the day turns."""

    def catch_up(self) -> None:
        """Shows what the book says now; a screen that is still being put together does so once it is."""
        if self.is_mounted:
            self.renew()

    def on_mount(self) -> None:
        """Shows the book."""
        self._refit()

    def on_screen_resume(self) -> None:
        """Much may have changed while another screen was shown; not before the first time."""
        if self._resumed and self.is_mounted and self.query(TopBar):
            self.query_one(TopBar).day = long_date(self.context.day())
            self.renew()
        self._resumed = True

    def on_resize(self) -> None:
        """Another size may show more or less of it; its classes are there once all have heard of it."""
        self.call_next(self._refit)

    def _refit(self) -> None:
        """Renews unless it was for the same size: both mounting and resizing are told more than once."""
        fitted = self.app.size, _SIZES & self.classes
        if fitted != self._fitted:
            self._fitted = fitted
            self.renew()

    def _screen_resized(self, size: Size) -> None:
        # A terminal tells its size up to three times at the start, and Textual lays out anew for each: 10 %.
        if size != self._size:
            super()._screen_resized(size)

    def _compositor_refresh(self) -> None:
        if self._layout_required and self.is_current and not self.app.is_inline:
            return  # for a picture of what is about to be laid out anew; that is drawn instead: 3 %
        super()._compositor_refresh()

    def _on_timer_update(self) -> None:
        super()._on_timer_update()
        if self._compositor._dirty_regions and self.is_current and not self.app._batch_count:
            self._compositor_refresh()

    def tell(self, text: str) -> None:
        """Says what is wrong with the file; called again and again on a screen that is not covered."""
        self.say(text)

    def say(self, text: str) -> None:
        """Says what has just happened, until the next key."""
        if not self.is_mounted or not self.query(MessageLine):
            self.call_after_refresh(self.say, text)  # it has no place for it yet
            return
        self.query_one(MessageLine).update(Content(clean_lines(text)))
        self.set_class(bool(text), "-says")

    def heard(self) -> None:
        """Hears of each key before whatever takes it, also one for a question over it: someone is there."""

    def on_key(self) -> None:
        """What was said was read."""
        if self.has_class("-says"):
            self.say("")

    def save(
        self,
        decide: Callable[[Book], Change | None],
        *,
        then: Callable[[Applied], object] | None = None,
        say: bool = True,
        owner: object = None,
        waits_out: tuple[type[StoreError], ...] = LOCKED,
    ) -> None:
        """Changes the file and says so, then does what follows; or tells a refusal or a fault instead.

        Where another process holds the lock, it says so, and all this comes once the lock is free: `decide`
        must hold all that was said. What follows is left out where the user has left this screen by then.
        """

        def done(applied: Applied) -> None:
            screen = self.shown_instead()
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
        """Does something else at the file, as `save` does a change, and then what follows."""
        self.context.queue.add(PendingSave(act, then, self._fails, self._waits))

    def _fails(self, error: Refused | StoreError) -> None:
        self.context.follow()
        screen = self.shown_instead()
        screen.catch_up()
        screen.say(str(error))
        if self.context.error is not None:
            screen.post_message(self.Faulty())

    def _waits(self, error: StoreError) -> None:
        self.shown_instead().say(waits(error))

    def shown_instead(self) -> CoachScreen:
        """Returns this screen where it is still open, else the one that is shown instead."""
        stack = self.app.screen_stack
        others = (each for each in reversed(stack) if isinstance(each, CoachScreen))
        return self if self in stack else next(others, self)

    @on(TopBar.Chosen)
    def _chosen(self, event: TopBar.Chosen) -> None:
        self.post_message(self.Go(event.screen_name.lower()))

    def action_go(self, name: str) -> None:
        """Goes to another of the six screens."""
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
        """Sends the whole picture anew."""
        if isinstance(self.app, DiffApp):
            self.app.redraw()

    def action_undo(self) -> None:
        """Undoes the last change and says which, after a question where a session or an answer would go."""
        from coach.screens.shared.undo import undo

        undo(self)

    def action_undo_list(self) -> None:
        """Shows the last changes, to undo them down to a chosen one."""
        from coach.screens.shared.undo import choose

        choose(self)

    def action_redo(self) -> None:
        """Takes back the last undo, and says which change is there again."""
        from coach.screens.shared.undo import redo

        if not isinstance(self.focused, Input):
            redo(self)

    def went_back(self, said: str) -> None:
        """Shows what undo or redoes left, and says what they did."""
        if self.HOLDS:
            # what it was about may be gone, or run again
            self.post_message(self.Go("session" if self.context.book.live else "first", said))
            return
        self.renew()
        self.say(said)
