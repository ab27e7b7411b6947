"""The dialog with the last changes, and what undoing them would mean."""

from __future__ import annotations

from collections.abc import Sequence

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical

from coach.context import AppContext
from coach.domain.undo_effects import consequences
from coach.paths import STYLES
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.dialogs.dialog import Dialog
from coach.store.errors import StoreError
from coach.store.undo_step import UndoStep
from coach.text.format import when
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.plain_text import PlainText
from coach.widgets.reading.item_list import ItemList, Line

_YES = "yes"


class UndoDialog(Dialog[int | None]):
    """A list of the last changes that closes with the number of those to undo; it starts at the latest."""

    CSS_PATH = STYLES / "shared.tcss"
    BINDINGS = [
        Binding(
            "enter,y", "take", "Undo", id="undo-take", tooltip="Undo everything down to the chosen change"
        ),
        Binding("escape,n", "dismiss", "Leave it", id="undo-back", tooltip="Undo nothing"),
        # With priority, or the list would take them, and the bar would not show them.
        Binding("down,j", "move(1)", "Earlier", id="undo-earlier", tooltip="One change more", priority=True),
        Binding("up,k", "move(-1)", "Later", id="undo-later", tooltip="One change fewer", priority=True),
    ]

    def __init__(self, context: AppContext, steps: Sequence[UndoStep]) -> None:
        super().__init__()
        self.context = context
        self.steps = tuple(steps)

    def is_idle(self, id: str) -> bool:
        """Returns whether a key does nothing now: there is no change beyond the cursor."""
        step = {"undo-earlier": "list-down", "undo-later": "list-up"}.get(id)
        return any(step is not None and listed.is_idle(step) for listed in self.query(ItemList))

    def body(self) -> ComposeResult:
        """Yields the question, what undoing would mean, and the last changes."""
        with Card(title="Undo", id="undo-card"), Vertical():
            yield PlainText(id="undo-asks", classes="strong")
            yield PlainText(id="undo-means", classes="warn")
            yield ItemList(id="undo-steps")

    def on_mount(self) -> None:
        """Shows the changes, and asks about the latest one."""
        listed = self.query_one(ItemList)
        listed.lines = self._lines(0)
        listed.styles.height = len(self.steps)
        listed.focus()
        self._ask()

    @on(ItemList.OptionHighlighted)
    def _ask(self) -> None:
        place = self._place()
        chosen = self.steps[: place + 1]
        self.query_one(ItemList).lines = self._lines(place)
        if not place:
            asks = f"Undo: {', '.join(filter(None, (chosen[0].label, self._when(chosen[0]))))}?"
        else:
            asks = f"Undo this change and the {'one' if place == 1 else place} after it?"
        self.query_one("#undo-asks", PlainText).text = asks
        means = " ".join(what_it_means(self.context, chosen))
        line = self.query_one("#undo-means", PlainText)
        line.text = means
        line.display = bool(means)

    @on(ItemList.OptionSelected)
    def action_take(self) -> None:
        """Closes to undo the changes down to the cursor; asks first if they are several."""
        number = self._place() + 1
        if number == 1:
            self.dismiss(number)
            return

        def answered(value: str | None) -> None:
            if value == _YES:
                self.dismiss(number)

        labels = [step.label for step in self.steps[:number]]
        text = "\n".join(labels if len(labels) <= 4 else [*labels[:3], f"and {len(labels) - 3} more"])
        answers = (Answer("no", "n", "Leave it"), Answer(_YES, "y", "Undo all of them"))
        self.app.push_screen(Confirm(f"Undo {number} changes?", text, answers), answered)

    def action_move(self, by: int) -> None:
        """Moves the cursor, by which one more or one fewer is undone."""
        self.query_one(ItemList).action_move(by)

    def _lines(self, place: int) -> tuple[Line, ...]:
        """Returns the changes as lines, in which those that would be undone stand out."""
        return tuple(
            Line(step.label, self._when(step), str(at), pen="foreground" if at > place else "warning")
            for at, step in enumerate(self.steps)
        )

    def _place(self) -> int:
        return self.query_one(ItemList).highlighted or 0

    def _when(self, step: UndoStep) -> str:
        return when(step.at, self.context.now()) if step.at else ""


def what_it_means(context: AppContext, steps: Sequence[UndoStep]) -> tuple[str, ...]:
    """Returns sentences on what undoing these changes would take away or bring back."""
    try:
        return consequences(context.book, context.store.without([step.id for step in steps]))
    except StoreError:
        return ()
