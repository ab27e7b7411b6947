"""The choice of a softer or shorter step than the one that is asked for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.domain import labels
from coach.domain.area_changes import lower_step
from coach.domain.model import Area, Rung
from coach.domain.session.live import easier
from coach.domain.today import Today
from coach.paths import STYLES
from coach.screens.dialogs.dialog import Dialog
from coach.screens.shared.base import CoachScreen
from coach.widgets.chrome.card import Card
from coach.widgets.forms.options import Options


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """The step that was chosen, and whether for today alone."""

    rung: Rung
    for_good: bool


class EasierDialog(Dialog[ChosenStep | None]):
    """The steps below to choose from; a shorter session is always allowed (B20)."""

    CSS_PATH = STYLES / "today.tcss"
    BINDINGS = [
        Binding("L", "for_good", "For good", id="easier-for-good", tooltip="Lower the step for good"),
        Binding("escape", "dismiss", "Back", id="easier-back", tooltip="Leave today's session as it is"),
    ]

    def __init__(self, below: Sequence[Rung]) -> None:
        super().__init__()
        self.below = tuple(reversed(below))

    def body(self) -> ComposeResult:
        """Yields the steps below, the nearest first."""
        with Card(title="Easier", id="skin-card"), Vertical():
            if self.below:
                yield Static("An easier session counts for the streak; the ramp waits.", id="skin-ask")
                yield Options(*(Option(labels.session(rung)) for rung in self.below))
                yield Static("L lowers the step for good.", classes="muted")
            else:
                yield Static("This is the gentlest step.", id="skin-ask")
                yield Static("Finish early with f whenever you like: every minute is kept.", classes="muted")

    def key_label(self, id: str) -> str:
        """Returns that Enter is for today alone."""
        return "Just today" if id == "option-choose" else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key does something; below the gentlest step there is none to lower to."""
        return action != "for_good" or bool(self.below)

    def on_mount(self) -> None:
        """Puts the cursor on the nearest step, the likeliest choice."""
        if self.below:
            self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Closes with the step under the cursor, for today."""
        self.dismiss(ChosenStep(self.below[event.option_index], for_good=False))

    def action_for_good(self) -> None:
        """Closes with the step under the cursor, for good."""
        at = self.query_one(OptionList).highlighted or 0
        self.dismiss(ChosenStep(self.below[at], for_good=True))


def ask_easier(screen: CoachScreen, day: Today, begin: Callable[[Area, Rung], None]) -> None:
    """Offers the easier steps of the day's area; starts the chosen one, or lowers the ramp to it for good."""
    asked = day.prescription
    if asked.rung is None or asked.step is None:
        return
    steps = day.ramps.of(day.area).state.rungs[: asked.step - 1]
    # A thinner cover begins again with few minutes, so a lower step may well be longer than today's.
    below = [rung for rung in steps if easier(asked, rung)]

    def chosen(choice: ChosenStep | None) -> None:
        if choice is None:
            return
        if choice.for_good:
            now = screen.context.now()
            screen.save(lambda book: lower_step(book, day.area, choice.rung, now))
        else:
            begin(day.area, choice.rung)

    screen.app.push_screen(EasierDialog(below), chosen)
