"""Choosing a softer or shorter step than the one that was asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.domain import labels
from coach.domain.model import Rung
from coach.paths import STYLES
from coach.widgets.chrome.card import Card
from coach.widgets.forms.options import Options


@dataclass(frozen=True, slots=True)
class ChosenStep:
    """The step that was chosen, and whether for today alone."""

    rung: Rung
    for_good: bool


class EasierDialog(ModalScreen[ChosenStep | None]):
    """Offers the steps below; shorter is always allowed (B20)."""

    CSS_PATH = STYLES / "today.tcss"
    BINDINGS = [
        Binding("escape", "dismiss", "Back", id="easier-back", tooltip="Leave it as it was asked for"),
        Binding("L", "for_good", "For good", id="easier-for-good", tooltip="Lower the step for good"),
    ]

    def __init__(self, below: Sequence[Rung]) -> None:
        super().__init__()
        self.below = tuple(reversed(below))

    def compose(self) -> ComposeResult:
        """Yields the steps below, the nearest first."""
        with Card(title="Easier", subtitle="Enter today, L for good, Esc back", id="skin-card"), Vertical():
            if self.below:
                yield Static("An easier session counts for the streak; the ramp waits.", id="skin-ask")
                yield Options(*(Option(labels.session(rung)) for rung in self.below))
                yield Static("L lowers the step for good.", classes="muted")
            else:
                yield Static("This is the gentlest step.", id="skin-ask")
                yield Static("Finish early with f whenever you like: every minute is kept.", classes="muted")

    def on_mount(self) -> None:
        """The nearest step is the likeliest."""
        if self.below:
            self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """This step, today."""
        self.dismiss(ChosenStep(self.below[event.option_index], for_good=False))

    def action_for_good(self) -> None:
        """This step, for good."""
        if self.below:
            at = self.query_one(OptionList).highlighted or 0
            self.dismiss(ChosenStep(self.below[at], for_good=True))
