"""The screen after a session is saved: the day, the last two weeks, and tomorrow."""

from __future__ import annotations

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.context import AppContext
from coach.domain.after_save import AfterSave, after_save
from coach.domain.day_states import DAY_STATES
from coach.domain.model import Session
from coach.paths import STYLES
from coach.screens.shared.base import CoachScreen
from coach.widgets.calendars.day_dots import DayDots
from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.chrome.card import Card


class AfterSaveScreen(CoachScreen):
    """The outcome of a session and what comes next: a calm place to arrive at."""

    HEADING = "Saved"
    AUTO_FOCUS = ""
    CSS_PATH = STYLES / "session.tcss"
    BINDINGS = [
        Binding("enter,space,escape", "close", "Today", id="saved-close", tooltip="On to Today"),
        Binding("down,j", "scroll(1)", "Down", id="saved-down", tooltip="A row down", show=False),
        Binding("up,k", "scroll(-1)", "Up", id="saved-up", tooltip="A row up", show=False),
    ]

    def __init__(self, context: AppContext, session: Session) -> None:
        super().__init__(context)
        self._session = session

    def body(self) -> ComposeResult:
        """Yields the day, the marks, what was done, and the card of the next day."""
        with VerticalScroll(id="saved", can_focus=False):
            yield Static(id="saved-headline")
            yield Static(id="saved-week", classes="muted")
            yield DayDots()
            yield Static(id="saved-done")
            yield Static(id="saved-reached")
            yield Static(id="saved-advice", classes="warn")
            with Card(title="What comes next", id="saved-next"):
                yield Static(id="saved-following", classes="strong")
                yield Static(id="saved-why")
            with Vertical(id="doing"):
                yield ActionButton("Done")

    def on_mount(self) -> None:
        """Shows it, with the button ready to be pressed."""
        super().on_mount()
        # On a low window the top comes first: the bar names the key as well.
        self.query_one(ActionButton).focus(scroll_visible=False)

    def renew(self) -> None:
        """Shows the session as the book has it now; leaves if it is no longer there."""
        known = self.context.book.sessions
        session = next((each for each in known if each.id == self._session.id), None)
        if session is None:
            self.post_message(self.Go("today"))
            return
        self._show(after_save(self.context.today(), session))

    def _show(self, found: AfterSave) -> None:
        dots = self.query_one(DayDots)
        dots.days = tuple((day, DAY_STATES[state].mark) for day, state in found.days)
        dots.new = found.new
        specs = dict.fromkeys(DAY_STATES[state] for _, state in found.days)
        dots.words = tuple((spec.mark, spec.word) for spec in specs if not spec.mark.is_empty)
        for name, text in (
            ("headline", found.headline),
            ("week", found.week),
            ("done", found.done),
            ("reached", "\n".join(found.reached)),
            ("advice", "\n".join(found.advice)),
            ("following", found.following),
            ("why", found.why),
        ):
            line = self.query_one(f"#saved-{name}", Static)
            line.update(Content(text))
            line.display = bool(text)
        self.query_one("#saved-next").set_class(not found.opens, "-stop")

    def action_scroll(self, by: int) -> None:
        """Scrolls down by that many rows, or up by a negative number."""
        self.query_one("#saved").scroll_relative(y=by, animate=False)

    @on(ActionButton.Pressed)
    def action_close(self) -> None:
        """Goes on to Today."""
        self.post_message(self.Go("today"))

    def after_undo(self, message: str) -> None:
        """Goes on to Today, and says there what undo or redo did: the session may be gone."""
        self.post_message(self.Go("today", message))
