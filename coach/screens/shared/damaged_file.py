"""The screen that takes the place of all others while the file cannot be read."""

from __future__ import annotations

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from coach.context import AppContext
from coach.domain.model import Refused
from coach.paths import STYLES
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.shared.fault_screen import FaultScreen
from coach.store import NewerSchema, StoreError, Unreadable
from coach.store.repair.checks import Health, amount, examine
from coach.text.clean import clean_lines
from coach.widgets.chrome.card import Card

_RESTORE = "restore"
_SHOWN = 8
"""How many findings fit; `coach doctor` in a shell prints all of them."""


class DamagedFileScreen(FaultScreen):
    """Says where the damage is, what can still be read, and how to go on."""

    HEADING = "The file cannot be read"
    CSS_PATH = STYLES / "shared.tcss"
    BINDINGS = [
        Binding("r,enter", "retry", "Try again", id="unreadable-retry", tooltip="Read the file once more"),
        Binding(
            "b",
            "restore",
            "Backup",
            id="unreadable-backup",
            tooltip="Put the newest good backup in its place; it asks, and keeps the damaged file",
        ),
        Binding(
            "d", "doctor", "Doctor", id="unreadable-doctor", tooltip="What is the matter, and how to mend it"
        ),
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._health: Health | None = None
        self._examined: StoreError | None = None
        self._explains = False
        self._done = ""

    def body(self) -> ComposeResult:
        """Yields one card."""
        with (
            Card(title="Your file", subtitle="q quits", classes="-stop", id="damage"),
            VerticalScroll(),
        ):
            yield Static(id="path", classes="strong")
            yield Static(id="what")
            yield Static(
                "Nothing in it was changed, and nothing will be written while it is like this.", id="kept"
            )
            yield Static(id="readable")
            yield Static(id="do", classes="muted")

    def renew(self) -> None:
        """Shows what is the matter; leaves once the file can be read."""
        error = self.context.error
        if error is None:
            after = self.Go("first", self._done) if self._done else self.Over("The file can be read again.")
            self.post_message(after)
            return
        if self._health is None or self._examined is not error:
            self._health = examine(self.context.store.target, self.context.now())
            self._examined = error
        health = self._health
        self._show("#path", str(self.context.store.path))
        self._show("#what", _what(error, health))
        self._show("#readable", "\n".join(_readable(health, self._day_of_backup())))
        self._show("#do", "\n".join(_explained(health) if self._explains else _advice(error, health)))
        self.refresh_bindings()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key does something here; there may be no good backup to restore."""
        if action == "restore":
            return self._health is not None and self._health.backup is not None and not self._is_newer()
        return super().check_action(action, parameters)

    def action_retry(self) -> None:
        """Reads the file once more."""
        self.context.read()
        self.renew()
        if self.context.error is not None:
            self.say("It still cannot be read.")

    def action_doctor(self) -> None:
        """Shows all findings and how to repair them, or the short advice again."""
        self._explains = not self._explains
        self.renew()
        self.call_after_refresh(self.query_one("#do").scroll_visible)

    def action_restore(self) -> None:
        """Asks whether to put the newest good backup in the place of the file."""
        if self._health is None or self._health.backup is None:
            return
        text = (
            f"The backup of {self._day_of_backup()} has {amount(self._health.in_backup)}. "
            "The damaged file is kept under quarantine."
        )
        answers = (
            Answer("back", "n", "Leave it as it is"),
            Answer(_RESTORE, "y", "Put the backup in its place"),
        )
        self.app.push_screen(Confirm("Restore the backup?", text, answers), self._restore)

    def _restore(self, answer: str | None) -> None:
        if answer != _RESTORE or self._health is None or self._health.backup is None:
            return
        try:
            restored = self.context.store.restore(self._health.backup.path.name)
        except (Refused, StoreError) as error:
            self.say(str(error))
            return
        self._done = f"{restored.label}."
        self.context.read()
        self.renew()

    def _show(self, where: str, text: str) -> None:
        widget = self.query_one(where, Static)
        widget.update(Content("\n".join(clean_lines(line) for line in text.split("\n"))))
        widget.display = bool(text)

    def _day_of_backup(self) -> str:
        backup = self._health.backup if self._health else None
        return f"{backup.at.astimezone(self.context.now().tzinfo):%Y-%m-%d %H:%M}" if backup else ""

    def _is_newer(self) -> bool:
        return isinstance(self.context.error, NewerSchema)


def _what(error: StoreError, health: Health) -> str:
    if isinstance(error, NewerSchema):
        return f"A newer coach wrote it: schema {error.found}, and this one knows {error.known}."
    if isinstance(error, Unreadable) and error.line:
        return f"Line {error.line}, column {error.column}: {error.why}."
    found = health.findings[0] if health.findings else None
    place = f"Line {found.line}: " if found and found.line else ""
    return f"{place}{error.why if isinstance(error, Unreadable) else error}."


def _readable(health: Health, when: str) -> list[str]:
    lines = []
    if health.salvaged is not None:
        lines.append(f"Readable in it: {amount(health.salvaged.read)}.")
        lines.append(f"A repair would keep: {amount(health.salvaged.kept)}.")
    if health.backup is not None:
        lines.append(f"Newest good backup: {when}, with {amount(health.in_backup)}.")
    elif not isinstance(health.error, NewerSchema):
        lines.append("There is no good backup.")
    return lines


def _advice(error: StoreError, health: Health) -> list[str]:
    if isinstance(error, NewerSchema):
        return ["Update the coach, then press r."]
    ways = ["d says more"]
    if health.backup is not None:
        ways.insert(0, "b puts the backup in its place")
    if health.salvaged is not None:
        return [
            "In a shell, coach doctor --repair saves what can be read.",
            f"{'; '.join(ways)}.",
        ]
    return ["Mend it or put a good copy in its place, then press r.", f"{'; '.join(ways)}."]


def _explained(health: Health) -> list[str]:
    lines = [
        f"{each.path.name}{f':{each.line}' if each.line else ''}: {each.text}"
        for each in health.findings[:_SHOWN]
    ]
    if health.salvaged is not None:
        lines.append("coach doctor --repair would mend it:")
        if health.salvaged.added:
            lines.append(f"from the backup it adds {amount(health.salvaged.added)};")
        lost = len(health.salvaged.lost)
        lines.append(f"{lost} damaged documents are in neither." if lost else "no damaged document is lost.")
    return lines
