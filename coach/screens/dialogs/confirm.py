"""A question with a few answers, over the screen that asks it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from string import ascii_lowercase, digits

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from coach.paths import STYLES
from coach.screens.dialogs.dialog import Dialog
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.plain_text import PlainText
from coach.widgets.forms.options import Options


@dataclass(frozen=True, slots=True)
class Answer:
    """One way to answer."""

    value: str
    key: str
    """A small letter or a digit."""
    label: str


class Confirm(Dialog[str | None]):
    """Closes with the value of the answer, None on Esc; Enter takes the one under the cursor."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS = [
        # Bindings, and no `on_key`: over a slow line the answer may come together with the key that asks. It
        # then goes to the screen below, where an event would be lost.
        *(
            # without a sentence for Help: the question itself shows the key of each answer
            Binding(key, f"answer({key!r})", "Answer", show=False)
            for key in ascii_lowercase + digits
        ),
        Binding("escape", "dismiss", "Back", id="confirm-back", tooltip="Close without an answer"),
        Binding("j", "walk(1)", "Down", id="confirm-down", tooltip="The answer below", show=False),
        Binding("k", "walk(-1)", "Up", id="confirm-up", tooltip="The answer above", show=False),
    ]

    def __init__(self, title: str, text: str, answers: Sequence[Answer], *, at_foot: bool = False) -> None:
        super().__init__()
        self.set_class(at_foot, "-at-foot")
        self.set_class(len(answers) > 4, "-many")
        self._title = title
        self._text = text
        self._answers = tuple(answers)

    def body(self) -> ComposeResult:
        """Yields the question and its answers, each with its key."""
        with Card(title=self._title, id="confirm-card"), Vertical():
            yield PlainText(self._text, id="confirm-text")
            yield Options(*(Option(f"{a.key}  {a.label}", id=a.value) for a in self._answers), markup=False)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool:
        """Leaves the keys that answer nothing here to whatever else they do."""
        return action != "answer" or parameters[0] in {answer.key for answer in self._answers}

    def on_mount(self) -> None:
        """Puts the cursor on the first answer."""
        self.query_one(OptionList).highlighted = 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Answers with the highlighted line."""
        self.dismiss(event.option.id)

    def action_answer(self, key: str) -> None:
        """Answers with the line of the key."""
        self.dismiss(next(answer.value for answer in self._answers if answer.key == key))

    def action_walk(self, by: int) -> None:
        """Moves the cursor an answer up or down."""
        if by > 0:
            self.query_one(OptionList).action_cursor_down()
        else:
            self.query_one(OptionList).action_cursor_up()
