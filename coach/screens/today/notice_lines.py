"""The lines above the cards: what the user should put right, and the question after a missed day."""

from __future__ import annotations

from datetime import date

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.events import Click
from textual.widgets import Static

from coach.context import AppContext
from coach.domain.habit.greetings import forgotten_day
from coach.domain.safety import old_answers
from coach.domain.today import TodayState
from coach.screens.shared.key_reference import key_of
from coach.screens.today.texts import dated_ahead_line, forgotten_line

_ACTIONS = {"ahead": "screen.ahead", "old": "screen.old_answers", "forgotten": "screen.backfill"}
"""What each line offers, by its id."""


class Notices(Vertical):
    """One line for each thing that there is to say; without any it takes no row."""

    DEFAULT_CSS = """
    Notices { height: auto; }
    """

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._settled_on: date | None = None
        """The day on which the question after a missed day was answered, or passed over."""

    def compose(self) -> ComposeResult:
        """Yields the lines."""
        yield Static(id="ahead", classes="warn", markup=False)
        yield Static(id="old", classes="warn", markup=False)
        yield Static(id="forgotten")

    def show(self) -> None:
        """Shows what there is to say now, and hides the lines with nothing in them."""
        book = self.context.book
        keymap, width = book.settings.keymap, self.app.size.width - 2
        question = forgotten_line(key_of(keymap, "backfill", "b"))
        for line_id, text in (
            ("#ahead", Content(dated_ahead_line(book, key_of(keymap, "ahead", "w"), width))),
            ("#old", Content(old_answers.brief(book, key_of(keymap, "old-answers", "o"), width))),
            ("#forgotten", question if self.forgotten() is not None else Content("")),
        ):
            line = self.query_one(line_id, Static)
            line.update(text)
            line.display = bool(text.plain)

    async def on_click(self, event: Click) -> None:
        """Does what the key does that the clicked line names."""
        line = next((each for each in self.children if each.region.contains(*event.screen_offset)), None)
        if line is not None and line.id in _ACTIONS:
            event.stop()
            await self.run_action(_ACTIONS[line.id])

    def forgotten(self) -> date | None:
        """Returns the missed day that is being asked about, if any."""
        day = self.context.today()
        if day.state not in (TodayState.DUE, TodayState.WAIT) or self._settled_on == day.day:
            return None
        return forgotten_day(day.days)

    def settle(self) -> bool:
        """Takes the question after a missed day away for today; returns whether it stood there."""
        if self.forgotten() is None:
            return False
        self._settled_on = self.context.day()
        self.query_one("#forgotten").display = False
        return True
