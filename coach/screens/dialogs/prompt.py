"""Questions that are answered with a line of text, or with one of a list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil

from rich.cells import cell_len
from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Static

from coach.domain.model import Refused
from coach.paths import STYLES
from coach.screens.dialogs.dialog import Dialog
from coach.terminal.held_keys import after_key
from coach.text.format import sentence
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.key_bar import SUBMIT
from coach.widgets.chrome.plain_text import PlainText
from coach.widgets.reading.item_list import ItemList, Line
from coach.widgets.reading.prose import Prose, plain

ABOUT_ROWS = 16
"""The rows of a screen from which a list says what is chosen."""

MOST_LINES = 14
"""The rows of a list at most."""

_AROUND = 3
"""The rows of the border of a dialog and of the bar."""

SUGGESTED = 6
"""Suggestions that are shown at a time."""


class Prompt(Dialog[str | None]):
    """Closes with what was typed once `check` accepts it, None on Esc.

    `check` raises Refused for words that will not do; what it says is shown below them.
    """

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS = [
        Binding("escape", "dismiss", "Back", id="ask-back", tooltip="Leave it as it is"),
        # With priority, or the line would take them to scroll, and the bar would not show them.
        Binding(
            "down", "suggestion(1)", "Next", id="ask-down", tooltip="The suggestion below", priority=True
        ),
        Binding(
            "up", "suggestion(-1)", "Previous", id="ask-up", tooltip="The suggestion above", priority=True
        ),
    ]

    def __init__(
        self,
        title: str,
        about: str,
        value: str,
        check: Callable[[str], None],
        suggestions: Sequence[str] = (),
        longest: int = 120,
        enter: str = "Save",
        replaces: bool = True,
    ) -> None:
        """Asks for a line; `enter` says in the bar what Enter does with it.

        The first key replaces the value, or with `replaces` off goes on with it.
        """
        super().__init__()
        self._enter = enter
        self._title = title
        self._about = about
        self._value = value
        self._check = check
        self._suggestions = suggestions
        self._longest = longest
        self._replaces = replaces

    def body(self) -> ComposeResult:
        """Yields the words, what is wrong with them, and suggestions."""
        field = Input(self._value, id="ask-words", max_length=self._longest, select_on_focus=self._replaces)
        field.cursor_blink = False
        with Card(title=self._title, classes="asking"), Vertical():
            yield Prose(id="ask-about")
            yield field
            yield Prose(id="ask-said")
            if self._suggestions:
                suggested = ItemList(id="ask-list")
                suggested.can_focus = False
                yield suggested

    def key_label(self, id: str) -> str:
        """Returns what Enter does."""
        return self._enter if id == SUBMIT else ""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Hides the keys of suggestions where there are none."""
        return action != "suggestion" or bool(self._suggestions)

    def is_idle(self, id: str) -> bool:
        """Returns whether a key does nothing now: there is no suggestion, or none beyond the one taken."""
        step = {"ask-down": "list-down", "ask-up": "list-up"}.get(id)
        if step is None or not self.query(Input):
            return False
        typed = self.query_one(Input).value
        return all(
            each.line is None or (each.line.id == typed and each.is_idle(step))
            for each in self.query(ItemList)
        )

    def on_mount(self) -> None:
        """Puts the focus on the line, so that one can type at once."""
        self.query_one("#ask-about", Prose).paragraphs = (plain(self._about, "muted"),)
        self.query_one(Input).focus()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Suggests what contains the words; what begins with them comes first."""
        for suggested in self.query(ItemList):
            typed = event.value.strip().casefold().replace(" ", "_")
            found = [each for each in self._suggestions if typed in each.casefold()]
            # Of a time zone the city counts, as in Europe/Zurich: that is what people type.
            found.sort(key=lambda each: (typed != each.casefold().rpartition("/")[2][: len(typed)], each))
            suggested.lines = [Line(each, id=each) for each in found[:SUGGESTED]]
        self.refresh_bindings()

    def action_suggestion(self, by: int) -> None:
        """Puts the suggestion below or above into the line."""
        for suggested in self.query(ItemList):
            if suggested.line is None:
                return
            field = self.query_one(Input)
            if field.value == suggested.line.id:
                suggested.action_move(by)
            with field.prevent(Input.Changed):
                field.value = suggested.line.id
                field.cursor_position = len(field.value)
        self.refresh_bindings()

    @on(ItemList.OptionSelected)
    @on(ItemList.OptionHighlighted)
    def _clicked(self, event: ItemList.OptionMessage) -> None:
        event.stop()
        line = self.query_one(ItemList).line
        if line and isinstance(event, ItemList.OptionSelected):
            self._take(line.id)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Closes with the words if they will do, else with the only suggestion."""
        self._take(event.value.strip())

    def _take(self, words: str) -> None:
        try:
            self._check(words)
        except Refused as refused:
            lines = [line for suggested in self.query(ItemList) for line in suggested.lines]
            if len(lines) == 1 and lines[0].id != words:
                self._take(lines[0].id)  # nothing else can be meant, and it is the one on the screen
                return
            self.tell(str(refused))
            return
        self.dismiss(words)

    def tell(self, text: str) -> None:
        """Says below the words what is wrong with them, or what was done with them."""
        self.query_one("#ask-said", Prose).paragraphs = (plain(text, "warning"),)


class Pick(Dialog[str | None]):
    """Closes with the id of the line that was taken, None on Esc.

    `look` is called with each line that the cursor comes to, to try it on.
    """

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS = [
        Binding("enter", "take", "Choose", id="pick-take", tooltip="Choose the one under the cursor"),
        Binding("escape", "dismiss", "Back", id="pick-back", tooltip="Leave it as it is"),
    ]

    def __init__(
        self,
        title: str,
        lines: Sequence[Line],
        value: str,
        look: Callable[[str], None] | None = None,
        about: str = "",
    ) -> None:
        super().__init__()
        self._about = about
        self._title = title
        self._lines = lines
        self._value = value
        self._look = look

    def body(self) -> ComposeResult:
        """Yields what is chosen, and the list."""
        with Card(title=self._title, classes="picking"):
            if self._about and self.app.size.height >= ABOUT_ROWS:
                yield Static(self._about, id="pick-about", classes="muted", markup=False)
            yield ItemList()
            yield PlainText(id="pick-says", classes="muted")

    def on_mount(self) -> None:
        """Puts the cursor on the present value."""
        self.set_class(self._look is not None, "-looks")
        listed = self.query_one(ItemList)
        with self.prevent(ItemList.OptionHighlighted):
            listed.lines = self._lines
            listed.go(self._value)
        listed.focus()

    @on(ItemList.OptionHighlighted)
    def _highlighted(self, event: ItemList.OptionHighlighted) -> None:
        event.stop()
        after_key(self, self._try_on)

    def _try_on(self) -> None:
        line = self.query_one(ItemList).line
        if self._look is not None and line is not None:
            self._look(line.id)
        self._say_whole()

    def on_resize(self) -> None:
        """Says the meaning of the line under the cursor below the list, if some meaning there is cut."""
        self.call_after_refresh(self._say_whole)

    def _say_whole(self) -> None:
        if not (self.query(ItemList) and self.query("#pick-says")):
            return  # closed before this layout was told
        listed, says = self.query_one(ItemList), self.query_one("#pick-says", PlainText)
        width, line = listed.scrollable_content_region.width, listed.line
        is_cut = not all(each.shows_tag(width) for each in self._lines)
        says.text = sentence(line.tag) if is_cut and line and line.tag else ""
        says.display = is_cut
        # The list can be scrolled, and so it is the list that gives way where there are few rows.
        longest = max(cell_len(each.tag) for each in self._lines) + 1
        above = sum(each.outer_size.height for each in self.query("#pick-about"))
        below = ceil(longest / max(1, width - 2)) if is_cut else 0  # it has a blank on either side
        taken = _AROUND + above + below
        listed.styles.max_height = max(1, min(MOST_LINES, self.app.size.height - taken))

    @on(ItemList.OptionSelected)
    def action_take(self) -> None:
        """Closes with the line under the cursor."""
        line = self.query_one(ItemList).line
        self.dismiss(line.id if line else None)
