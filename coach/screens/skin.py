"""The skin check, asked before the day's session."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.domain import names
from coach.domain.model import Area, Skin
from coach.paths import STYLES
from coach.widgets.card import Card
from coach.widgets.options import Options

_ANSWERS = {
    Skin.CLEAR: "Clear, as if nothing had been",
    Skin.PINK: "Pink: marks of the spikes are still there",
    Skin.SORE: "Sore: red, itchy or tender",
    Skin.BROKEN: "Broken: open skin, a blister, a bruise or a rash",
    Skin.NUMB: "Numb: no feeling, or tingling an hour later",
}


class SkinCheck(ModalScreen[Skin | None]):
    """Asks how the skin of an area came out of its last session (B16, B17, A24)."""

    CSS_PATH = STYLES / "skin.tcss"
    BINDINGS = [
        Binding("escape", "dismiss", "Later", id="skin-later", tooltip="Answer later; no session until then"),
        *(
            Binding(str(n), f"answer({n})", skin.value, id=f"skin-{skin}", tooltip=text, show=False)
            for n, (skin, text) in enumerate(_ANSWERS.items(), 1)
        ),
    ]

    def __init__(self, area: Area, last: str) -> None:
        super().__init__()
        self.area = area
        self.last = last
        """When the last session was, in words."""

    def compose(self) -> ComposeResult:
        """The question and its four answers."""
        with Card(title="Skin check", subtitle="1-4 or Enter answers, Esc later", id="skin-card"), Vertical():
            yield Static(
                f"How is the skin of your {names.AREA[self.area]}? Last session: {self.last}.",
                id="skin-ask",
            )
            yield Options(
                *(Option(f"{n}  {text}", id=skin.value) for n, (skin, text) in enumerate(_ANSWERS.items(), 1))
            )
            follows = "Look, and touch. Pink or sore: a day of rest. Broken: a week and more."
            yield Static(follows, classes="muted")

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answer with the highlighted line."""
        self.dismiss(Skin(event.option.id or Skin.CLEAR))

    def action_answer(self, number: int) -> None:
        """Answer by its digit."""
        self.dismiss(list(_ANSWERS)[number - 1])
