"""The backups of the file, to restore; and the copies that a sync tool left beside it, to merge."""

from __future__ import annotations

from pathlib import Path

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from coach.context import AppContext
from coach.domain.model import Refused
from coach.paths import STYLES
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.dialogs.dialog import Dialog
from coach.store import StoreError
from coach.store.backup import backups
from coach.store.backup.backups import Backup
from coach.store.file.conflict_files import conflict_copies
from coach.store.repair.repair import back_up
from coach.store.schema.another_person import AnotherPersons
from coach.store.schema.tables import DELETED
from coach.store.sync.merge import merge
from coach.store.sync.merge_summary import summary_lines, warning_lines
from coach.text.clean import clean_lines
from coach.text.format import capital, count, day_name
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.plain_text import PlainText
from coach.widgets.forms.options import Options

_YES = "yes"


class BackupsDialog(Dialog[str | None]):
    """Closes with a sentence on what was done; None if nothing was."""

    CSS_PATH = STYLES / "settings.tcss"
    BINDINGS = [
        Binding("c", "create", "Back up now", id="backups-create", tooltip="Back the file up now"),
        Binding("escape", "dismiss", "Back", id="backups-back", tooltip="Change nothing"),
        Binding("j", "walk(1)", "Down", id="backups-down", tooltip="The one below", show=False),
        Binding("k", "walk(-1)", "Up", id="backups-up", tooltip="The one above", show=False),
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.context = context
        self._copies = conflict_copies(context.store.path)
        self._backups: tuple[Backup, ...] = ()
        self._message = ""
        try:
            self._backups = backups.listing(context.store.target)
        except StoreError as error:
            self._message = str(error)

    def body(self) -> ComposeResult:
        """Yields the copies, then the backups, the newest first."""
        with Card(title="Backups", id="backups-card"), Vertical():
            if self._copies:
                yield Static("There is a conflicting copy next to your file:", classes="strong")
            else:
                yield Static("Enter restores the chosen one; your file is backed up first.")
            yield Options(*self._options(), markup=False)
            yield PlainText(id="backups-said", classes="muted")

    def on_mount(self) -> None:
        """Puts the cursor on the first copy, else on the newest backup."""
        options = self.query_one(OptionList)
        options.highlighted = 0 if options.option_count else None
        if not options.option_count:
            self._message = self._message or "None yet: the first change of each day makes one."
        self.query_one("#backups-said", PlainText).text = self._message

    def key_label(self, id: str) -> str:
        """Returns what Enter does with the line under the cursor."""
        if id != "option-choose":
            return ""
        return "Merge" if (self.query_one(OptionList).highlighted or 0) < len(self._copies) else "Restore"

    def on_option_list_option_highlighted(self) -> None:
        """Lets the bar say what Enter does with this line."""
        self.refresh_bindings()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Asks before it merges or restores, for that changes the whole file."""
        at = event.option_index
        if at < len(self._copies):
            self._ask_merge(self._copies[at])
        else:
            self._ask_restore(self._backups[at - len(self._copies)])

    def action_create(self) -> None:
        """Backs the file up as it is."""
        try:
            made = back_up(self.context.store.target, self.context.clock.now())
        except (Refused, StoreError) as error:
            self._say(str(error))
            return
        if made is None:
            self._say("There is no file yet; there is nothing to back up.")
        else:
            self.dismiss(f"Backed up: {made.path.name}.")

    def action_walk(self, by: int) -> None:
        """Moves the cursor up or down."""
        options = self.query_one(OptionList)
        if by > 0:
            options.action_cursor_down()
        else:
            options.action_cursor_up()

    def _options(self) -> list[Option]:
        found = [Option(f"merge    {clean_lines(each.name)}") for each in self._copies]
        return [*found, *(Option(f"restore  {self._when(each)}") for each in self._backups)]

    def _ask_merge(self, copy: Path) -> None:
        try:
            report = merge(self.context.store, [copy], dry_run=True, strangers=True)
        except (Refused, StoreError) as error:
            self._say(str(error))
            return
        if not report.changes:
            self._say("Nothing new in it: everything is here already. You can remove that copy.")
            return
        # Two people's sessions in one file would feed one ramp: that needs a question of its own.
        strange = bool(report.other_people)
        what = f"{AnotherPersons(Path(copy.name))} " if strange else ""
        came = " ".join(summary_lines(report, dry_run=True))
        text = f"{what}{came} The latest version of each record is used."
        answers = (Answer("no", "n", "Leave it"), Answer(_YES, "y", "Bring it in; undo takes it back"))
        title = "Merge another person's file?" if strange else "Merge this copy?"
        self.app.push_screen(
            Confirm(title, text, answers),
            lambda answer: self._merge(copy, strangers=strange) if answer == _YES else None,
        )

    def _merge(self, copy: Path, *, strangers: bool) -> None:
        try:
            report = merge(self.context.store, [copy], strangers=strangers)
        except (Refused, StoreError) as error:
            self._say(str(error))
            return
        self.context.read()
        self.dismiss(" ".join([*summary_lines(report), *warning_lines(report)]))

    def _ask_restore(self, backup: Backup) -> None:
        try:
            tables = backups.tables_of(backup)
        except StoreError as error:
            self._say(str(error))
            return
        # Another terminal may have saved since: the question compares with the file as it is now.
        self.context.follow()
        living = [each for each in tables.get("sessions", {}).values() if each.get(DELETED) is None]
        in_backup = count(len(living), "session")
        in_file = count(len(self.context.book.sessions), "session")
        answers = (
            Answer("no", "n", "Leave the file as it is"),
            Answer(_YES, "y", "Restore the backup; undo takes it back"),
        )
        self.app.push_screen(
            Confirm(
                "Restore this backup?",
                f"{self._when(backup)}: it has {in_backup}; your file has {in_file}.",
                answers,
            ),
            lambda answer: self._restore(backup) if answer == _YES else None,
        )

    def _restore(self, backup: Backup) -> None:
        try:
            restored = self.context.store.restore(backup.path.name)
        except (Refused, StoreError) as error:
            self._say(str(error))
            return
        self.context.read()
        self.dismiss(f"{restored.label}. What was there before is backed up.")

    def _when(self, backup: Backup) -> str:
        at = backup.at.astimezone(self.context.now().tzinfo)
        name = day_name(at.date(), self.context.now().date())
        return f"{capital(name)}, {at:%H:%M}"

    def _say(self, text: str) -> None:
        self.query_one("#backups-said", PlainText).text = text
