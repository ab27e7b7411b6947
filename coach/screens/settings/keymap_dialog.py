"""The keys as a list in which each can be changed: press the new one."""

from __future__ import annotations

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message

from coach.context import AppContext
from coach.domain.model import Change, Refused, Settings
from coach.paths import STYLES
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.dialogs.dialog import Dialog
from coach.screens.settings.keymap import (
    add_key,
    changeable,
    default_keys,
    replace_key,
    restore_all_keys,
    restore_keys,
)
from coach.screens.settings.setting_item import ApplyChange
from coach.text.format import count
from coach.widgets.chrome.card import Card
from coach.widgets.reading.item_list import ItemList, Line
from coach.widgets.reading.prose import Prose, plain


class KeymapDialog(Dialog[None]):
    """The list of every key with what it does; a change is saved, and works, at once."""

    CSS_PATH = STYLES / "settings.tcss"
    BINDINGS = [
        Binding("enter", "press('')", "Change", id="keymap-change", tooltip="Press another key for it"),
        Binding("plus", "press('more')", "Add", id="keymap-add", tooltip="Press one more key for it"),
        Binding("backspace,delete", "own", "Default", id="keymap-own", tooltip="Its default keys again"),
        Binding(
            "r", "own_all", "All default", id="keymap-own-all", tooltip="The default keys for everything"
        ),
        Binding("escape", "dismiss", "Back", id="keymap-back", tooltip="Back to the settings"),
    ]

    def __init__(self, context: AppContext, change: ApplyChange) -> None:
        super().__init__()
        self.context = context
        self._change = change

    def body(self) -> ComposeResult:
        """Yields the list, and what was refused."""
        with Card(title="Keys", classes="keys"):
            yield ItemList(id="keys-list")
            yield Prose(id="keys-said")

    def on_mount(self) -> None:
        """Shows the keys as they are."""
        self._renew()
        self.query_one(ItemList).focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Leaves out the way to default keys where the keys are those already."""
        keymap = self.context.book.settings.keymap
        match action:
            case "own":
                line = self.query_one(ItemList).line if self.is_mounted else None
                return line is not None and line.id in keymap
            case "own_all":
                return bool(keymap)
            case _:
                return True

    def on_option_list_option_highlighted(self) -> None:
        """Tells the bar whether this line has keys of the user's own."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: ItemList.OptionSelected) -> None:
        """Asks for another key after a click."""
        event.stop()
        self.action_press("")

    def action_press(self, more: str) -> None:
        """Asks for a key, in place of those that it has or besides them."""
        line = self.query_one(ItemList).line
        if line is None:
            return
        decide = add_key if more else replace_key

        def check(key: str) -> None:
            decide(self.context.book.settings, line.id, key)

        def pressed(key: str | None) -> None:
            if key is not None:
                self._apply(lambda settings: decide(settings, line.id, key))

        self.app.push_screen(PressKey(line.text, check), pressed)

    def action_own(self) -> None:
        """Restores the keys that it had before any change."""
        line = self.query_one(ItemList).line
        if line is not None:
            self._apply(lambda settings: restore_keys(settings, line.id))

    def action_own_all(self) -> None:
        """Restores all default keys, once that is confirmed."""
        changed = len(self.context.book.settings.keymap)

        def answered(value: str | None) -> None:
            if value == "yes":
                self._apply(restore_all_keys)

        answers = (Answer("no", "n", "Keep your keys"), Answer("yes", "y", "Default keys for everything"))
        text = f"You changed the keys of {count(changed, 'action')}. Undo brings them back."
        self.app.push_screen(Confirm("Default keys for everything?", text, answers), answered)

    def _apply(self, decide: Callable[[Settings], Change | None]) -> None:
        refusal = ""
        # Tried first: a refusal belongs beside the list, and a save would say it on the screen below.
        try:
            decide(self.context.book.settings)
        except Refused as refused:
            refusal = str(refused)
        else:
            self._change(lambda book: decide(book.settings))
        self._renew()
        self._say(refusal)

    def _say(self, text: str) -> None:
        self.query_one("#keys-said", Prose).paragraphs = (plain(text, "warning"),) if text else ()

    def _renew(self) -> None:
        keymap = self.context.book.settings.keymap
        lines: list[Line] = []
        for group in changeable(keymap):
            lines.append(Line(group.title, heading=True))
            for each in group.lines:
                own = each.id in keymap
                keys = f"{each.keys}  (was {default_keys(each.id)})" if own else each.keys
                lines.append(Line(each.does, keys, each.id, tag_pen="accent" if own else "muted"))
        self.query_one(ItemList).lines = lines
        self.refresh_bindings()


class PressKey(Dialog[str | None]):
    """Closes with the key that was pressed, once `check` takes it; None on Esc."""

    CSS_PATH = STYLES / "dialogs.tcss"
    BINDINGS = [
        Binding("escape", "dismiss", "Back", id="press-back", tooltip="Leave the keys as they are"),
    ]

    def __init__(self, does: str, check: Callable[[str], None]) -> None:
        super().__init__()
        self._does = does
        self._check = check

    def body(self) -> ComposeResult:
        """Yields what the key is for, and what is wrong with one that was pressed."""
        with Card(title="Press the key", classes="asking"), Vertical():
            yield KeyCatcher(can_focus=True, id="press-for")
            yield Prose(id="press-said")

    def on_mount(self) -> None:
        """Shows what the key is for, and waits for it."""
        catcher = self.query_one(KeyCatcher)
        catcher.paragraphs = (plain(self._does, "foreground"),)
        catcher.focus()

    def on_key_catcher_caught(self, event: KeyCatcher.Caught) -> None:
        """Takes the key, or says why not."""
        if event.key == "escape":
            self.dismiss(None)
            return
        try:
            self._check(event.key)
        except Refused as refused:
            self.query_one("#press-said", Prose).paragraphs = (plain(str(refused), "warning"),)
        else:
            self.dismiss(event.key)


class KeyCatcher(Prose):
    """Text that tells of each key that is pressed on it, whatever that key does elsewhere."""

    class Caught(Message):
        """A key was pressed."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def check_consume_key(self, key: str, character: str | None) -> bool:
        """Returns True for every key but Esc, so that none of them moves the focus or runs a command."""
        return key != "escape"  # `on_key` takes that too; the bar shows it

    def on_key(self, event: events.Key) -> None:
        """Tells of the key, and keeps it from everything else."""
        event.stop()
        event.prevent_default()
        self.post_message(self.Caught(event.key))
