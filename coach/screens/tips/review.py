"""A few tips one after the other, for the time between sessions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from coach.context import AppContext
from coach.domain.model import Book, Change
from coach.domain.tips.progress import open_tip, set_again, set_got_it, state_of
from coach.domain.tips.search import Match
from coach.domain.tips.selection import review, why_reviewed
from coach.domain.tips.tip import Tip
from coach.faults import waits
from coach.paths import STYLES
from coach.screens.dialogs.dialog import Dialog
from coach.screens.tips.tip_details import basis_of, text_of
from coach.widgets.chrome.card import Card
from coach.widgets.reading.prose import BLANK, Prose, plain


class Review(Dialog[None]):
    """The tips that are due, one at a time; each answer is saved and leads on to the next."""

    CSS_PATH = STYLES / "tips.tcss"
    BINDINGS = [
        Binding(
            "n,enter,space",
            "next",
            "Next",
            id="review-next",
            tooltip="Mark it as read and go to the next tip",
        ),
        Binding("y", "got_it", "Got it", id="review-got-it", tooltip="Got it: show it less often"),
        Binding("a", "again", "Again", id="review-again", tooltip="Show it again in a few days"),
        Binding("escape", "dismiss", "Done", id="review-back", tooltip="End the review"),
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self.tips = review(context.tips, context.book.tips, context.day())
        self.reasons = {tip.id: why_reviewed(context.book.tips.get(tip.id)) for tip in self.tips}
        self.place = 0

    def body(self) -> ComposeResult:
        """Yields one tip, and what went wrong below it."""
        with Card(title="Review", id="review-card"), Vertical():
            yield Prose(can_focus=True, id="review-text")
            yield Prose(id="review-said")

    def on_mount(self) -> None:
        """Shows the first one."""
        self._show()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key does something: after the last tip there is none to answer."""
        return action not in ("got_it", "again") or self.place < len(self.tips)

    def key_label(self, id: str) -> str:
        """Returns that after the last tip the next key closes the review."""
        return "Close" if id == "review-next" and self.place >= len(self.tips) else ""

    def action_next(self) -> None:
        """Marks the tip as read, and goes on to the next."""
        self._answer(open_tip)

    def action_got_it(self) -> None:
        """Marks the tip as got, so that it comes back less often, and goes on."""
        # a second press leaves it got
        self._answer(partial(set_got_it, on=True))

    def action_again(self) -> None:
        """Asks for the tip again in a few days, and goes on."""
        self._answer(partial(set_again, on=True))

    def _answer(self, decide: Callable[[Book, Tip, date], Change | None]) -> None:
        if self.place >= len(self.tips):
            self.dismiss()
            return
        tip, day = self.tips[self.place], self.context.day()
        # Nothing would change, e.g. it was read today already: no save to wait for.
        if decide(self.context.book, tip, day) is None:
            self._next()
            return
        self.context.save(
            lambda book: decide(book, tip, day),
            then=lambda _: self._next(),
            fails=lambda error: self._tell(str(error)),
            waits=lambda error: self._tell(waits(error)),
            owner=self,
        )

    def _next(self) -> None:
        if self.is_attached:  # it may have been closed while the save waited for the lock
            self.place += 1
            self._show()

    def _tell(self, text: str) -> None:
        if self.is_attached:
            self.query_one("#review-said", Prose).paragraphs = (plain(text, "warning"),)

    def _show(self) -> None:
        card = self.query_one(Card)
        self.query_one("#review-said", Prose).paragraphs = ()
        self.refresh_bindings()
        if self.place >= len(self.tips):
            card.subtitle = ""
            text = "That is all for now." if self.tips else "Nothing to review: you know every tip."
            self.query_one("#review-text", Prose).paragraphs = (plain(text, "foreground bold"),)
            return
        tip = self.tips[self.place]
        card.subtitle = f"{self.place + 1} of {len(self.tips)}"
        state = state_of(self.context.book, tip)
        paragraphs = text_of(Match(tip), state, self.context.day(), self.reasons[tip.id], "Why now")
        basis = basis_of(tip)
        self.query_one("#review-text", Prose).paragraphs = (*paragraphs, BLANK, *basis)
