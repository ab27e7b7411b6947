"""The settings: one list; Enter opens the values of a line, which is explained beside it."""

from __future__ import annotations

from collections.abc import Callable

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Horizontal, Vertical

from coach.context import AppContext
from coach.domain.model import Book, Change
from coach.paths import STYLES
from coach.screens.settings.setting_groups import setting_groups
from coach.screens.settings.setting_item import Choice, SettingItem
from coach.screens.shared.base import CoachScreen
from coach.terminal.held_keys import after_key
from coach.text.format import capital
from coach.widgets.base.breakpoints import SINGLE_CLASS
from coach.widgets.chrome.card import Card
from coach.widgets.reading.item_list import ItemList, Line
from coach.widgets.reading.prose import BLANK, Paragraph, Prose, plain

VALUES_AT = 20
"""The column of the list in which the values begin."""


DOES = {
    "goal": "Open",
    "screening": "Answer again",
    "keymap": "Open",
    "test": "Send",
    "file": "Show path",
    "backups": "Open",
    "export": "Export",
    "undo": "Open",
}
"""What Enter does on the lines on which it changes no value."""


class SettingsScreen(CoachScreen):
    """Everything that can be set, applied and saved at once."""

    CSS_PATH = STYLES / "settings.tcss"
    BINDINGS = [
        Binding(
            "enter,space", "turn(0)", "Change", id="setting-change",
            tooltip="Choose a value, or do what the line says",
        ),
        Binding(
            "right,l", "turn(1)", "Next value", id="setting-change-on",
            tooltip="The next value, if there are no more than three", show=False,
        ),
        Binding(
            "left,h", "turn(-1)", "Last value", id="setting-change-back",
            tooltip="The value before, if there are no more than three", show=False,
        ),
        Binding("u", "undo", "Undo", id="undo", tooltip="Undo the last change"),
        Binding("escape", "go('today')", "Today", id="settings-back", tooltip="Back to Today", show=False),
    ]  # fmt: skip

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._items: dict[str, SettingItem] = {}

    def body(self) -> ComposeResult:
        """Yields the list and the explanation."""
        with Horizontal(id="settings"):
            with Card(title="Settings", id="listed"):
                yield ItemList(id="list")
            with Card(id="about"), Vertical():
                yield Prose(id="explained")

    def on_mount(self) -> None:
        """Puts the focus on the list, with the cursor at the top."""
        super().on_mount()
        self.query_one(ItemList).focus()

    def renew(self) -> None:
        """Shows the settings as they are."""
        lines: list[Line] = []
        self._items = {}
        for heading, items in setting_groups(self, self._set):
            lines.append(Line(heading, heading=True))
            for item in items:
                self._items[item.line.id] = item
                pen = "warning" if item.warns else "secondary"
                found = item.line
                lines.append(Line(found.label, found.value, found.id, tag_pen=pen, column=VALUES_AT))
        self.query_one(ItemList).lines = lines
        self._explain()

    @on(ItemList.OptionHighlighted)
    def _highlighted(self) -> None:
        after_key(self, self._explain)

    def _explain(self) -> None:
        item = self._item()
        if item is not None:
            line = item.line
            heading = (plain(line.label, "block bold"), plain(capital(line.value)), BLANK)
            values = tuple(_value(each, line.value) for each in item.choices)
            beside = not self.has_class(SINGLE_CLASS)
            self.query_one("#explained", Prose).paragraphs = (
                *(heading if beside else ()),
                plain(line.help),
                *((BLANK, *values) if beside and values else ()),
            )
            self.refresh_bindings()

    @on(ItemList.OptionSelected)
    def _opened(self) -> None:
        self.action_turn(0)

    def show_setting(self, id: str) -> None:
        """Puts the cursor on a setting."""
        listed = self.query_one(ItemList)
        listed.go(id)
        listed.focus()

    def action_turn(self, by: int) -> None:
        """Opens the line under the cursor; by 1 or -1, turns to its next or last value if it has few."""
        item = self._item()
        if item is not None:
            item.turn(by)

    def key_label(self, id: str) -> str:
        """Returns what Enter does on the line under the cursor."""
        item = self._item() if self.is_mounted else None
        if id != "setting-change" or item is None:
            return ""
        return DOES.get(item.line.id, "")

    def after_undo(self, said: str) -> None:
        """Applies the settings that undo or redo brought back, and says what it did."""
        self._adopt()
        super().after_undo(said)

    def _item(self) -> SettingItem | None:
        line = self.query_one(ItemList).line
        return self._items.get(line.id) if line else None

    def _adopt(self) -> None:
        # By name, for the app lies in a layer above the screens.
        adopt = getattr(self.app, "adopt_settings", None)
        if adopt is not None:
            adopt()

    def _set(self, decide: Callable[[Book], Change | None]) -> None:
        self.save(decide, then=lambda _: self._adopt())


def _value(choice: Choice, present: str) -> Paragraph:
    """Returns a value with its meaning; the present one is marked."""
    here = choice.name == present
    text = f"{choice.name}: {choice.meaning}" if choice.meaning else choice.name
    return plain(f"{'*' if here else ' '} {text}", "block bold" if here else "muted", indent=2)
