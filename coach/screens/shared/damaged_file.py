"""The screen that takes the place of all others while the file cannot be read."""

from __future__ import annotations

from collections.abc import Mapping

from textual.binding import Binding

from coach.context import AppContext
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.shared.fault_screen import FaultScreen
from coach.screens.shared.key_reference import key_of
from coach.store import NewerSchema, StoreError, Unreadable
from coach.store.repair.checks import Health, amount, examine

_RESTORE = "restore"
_SHOWN = 8
"""How many findings fit; `coach doctor` in a shell prints all of them."""


class DamagedFileScreen(FaultScreen):
    """Says where the damage is, what can still be read, and how to go on."""

    HEADING = "The file cannot be read"
    BINDINGS = [
        Binding("r,enter", "retry", "Try again", id="unreadable-retry", tooltip="Read the file again"),
        Binding(
            "b",
            "restore",
            "Backup",
            id="unreadable-backup",
            tooltip="Restore the newest good backup; it asks first, and keeps the damaged file",
        ),
        Binding("d", "doctor", "Doctor", id="unreadable-doctor", tooltip="What is wrong, and how to fix it"),
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._health: Health | None = None
        self._examined: StoreError | None = None
        self._explains = False

    def renew(self) -> None:
        """Shows what is wrong with it; leaves once the file can be read."""
        error = self.context.error
        if error is None:
            self.post_message(self._after or self.Over("The file can be read again."))
            return
        if self._health is None or self._examined is not error:
            self._health = examine(self.context.store.target, self.context.now())
            self._examined = error
        health, keymap = self._health, self.context.book.settings.keymap
        self.show(
            what=_what(error, health),
            held="Nothing in it was changed, and nothing will be written until it can be read again.",
            readable="\n".join(_readable(health, self._day_of_backup())),
            ways="\n".join(_explained(health) if self._explains else _advice(error, health, keymap)),
        )

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
            Answer(_RESTORE, "y", "Restore the backup"),
        )
        self.app.push_screen(Confirm("Restore the backup?", text, answers), self._restore)

    def _restore(self, answer: str | None) -> None:
        if answer == _RESTORE and self._health is not None and self._health.backup is not None:
            self.restore(self._health.backup)

    def _day_of_backup(self) -> str:
        backup = self._health.backup if self._health else None
        return self.made_at(backup) if backup else ""

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


def _advice(error: StoreError, health: Health, keymap: Mapping[str, str]) -> list[str]:
    retry = key_of(keymap, "unreadable-retry", "r")
    if isinstance(error, NewerSchema):
        return [f"Update the coach, then press {retry}."]
    ways = [f"{key_of(keymap, 'unreadable-doctor', 'd')} says more"]
    if health.backup is not None:
        ways.insert(0, f"{key_of(keymap, 'unreadable-backup', 'b')} restores the backup")
    if health.salvaged is not None:
        return [
            "In a shell, coach doctor --repair saves what can be read.",
            f"{'; '.join(ways)}.",
        ]
    return [f"Fix it or replace it with a good copy, then press {retry}.", f"{'; '.join(ways)}."]


def _explained(health: Health) -> list[str]:
    lines = [
        f"{each.path.name}{f':{each.line}' if each.line else ''}: {each.text}"
        for each in health.findings[:_SHOWN]
    ]
    if health.salvaged is not None:
        lines.append("coach doctor --repair would fix it:")
        if health.salvaged.added:
            lines.append(f"from the backup it adds {amount(health.salvaged.added)};")
        lost = len(health.salvaged.lost)
        lines.append(f"{lost} damaged documents are in neither." if lost else "no damaged document is lost.")
    return lines
