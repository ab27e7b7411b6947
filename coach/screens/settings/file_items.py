"""The lines of the settings about the data file: where it is, its backups, exports, and undo."""

from __future__ import annotations

from collections.abc import Iterable

from coach.domain.model import Refused
from coach.domain.setting_values import SettingLine
from coach.paths import is_locked_down
from coach.screens.settings.setting_item import ItemMaker, SettingItem
from coach.screens.shared.export import export_beside
from coach.screens.shared.key_reference import key_of
from coach.store import StoreError

OTHER_LINES = (
    ("test", "Send a test", "Ring the bell and notify, as a session does"),
    ("file", "Data file", "Everything you record is in this one file"),
    ("backups", "Backups", "Copies of the file: restore one, make one, or merge a conflicting copy"),
    ("export", "Export", "A copy of everything, in a file beside the data"),
    ("undo", "Undo", "The last changes, to go back to before one of them"),
)
"""The lines that are no settings, with their labels and what they are for in a few words."""

WRITING_FILES = ("backups", "export")
"""Those among them that write other files, which an account that is locked down may not."""


class FileItems(ItemMaker):
    """Makes the lines of the group "File"."""

    def all(self) -> Iterable[SettingItem]:
        """Yields every line; where the account is locked down, only those that write no other file."""
        yield self.file()
        if not is_locked_down():
            yield self.backups()
            yield self.export()
        yield self.undo()

    def file(self) -> SettingItem:
        """Returns the line that says where the data is."""
        path = str(self.context.store.path)
        about = f"Everything you record is in {path}, as JSON. To use another file, start coach --data FILE."
        line = SettingLine("file", "Data file", self.context.store.path.name, about)
        return SettingItem(line, lambda _: self.screen.say(path))

    def backups(self) -> SettingItem:
        """Returns the line that opens the backups, and the copies in conflict."""

        def turn(_: int) -> None:
            from coach.screens.settings.backups_dialog import BackupsDialog

            self.screen.app.push_screen(BackupsDialog(self.context), self.show_result)

        about = (
            "The coach copies your file each day. Restore a copy here, make one, or merge a conflicting one."
        )
        return SettingItem(SettingLine("backups", "Backups", "", about), turn)

    def export(self) -> SettingItem:
        """Returns the line that exports everything."""

        def turn(_: int) -> None:
            try:
                self.screen.say(f"Exported to {export_beside(self.context)}")
            except (Refused, StoreError, OSError) as error:
                self.screen.say(str(error))

        about = (
            "A copy of everything, as JSON, beside your data file. In a shell, coach export writes CSV too."
        )
        return SettingItem(SettingLine("export", "Export", "", about), turn)

    def undo(self) -> SettingItem:
        """Returns the line that shows the last changes, to undo them."""
        last, keymap = self.context.store.undoable(), self.context.book.settings.keymap
        about = (
            "The last changes, so that you can go back to before one of them. On every screen"
            f" {key_of(keymap, 'undo', 'u')} undoes the last one, and {key_of(keymap, 'redo', 'ctrl+r')}"
            " brings it back."
        )
        line = SettingLine("undo", "Undo", last or "nothing to undo", about)
        return SettingItem(line, lambda _: self.screen.action_undo_list())
