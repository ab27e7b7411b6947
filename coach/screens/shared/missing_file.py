"""The screen that is shown while the file is gone, or another one is in its place."""

from __future__ import annotations

from textual.binding import Binding

from coach.context import AppContext
from coach.faults import BACK
from coach.screens.dialogs.confirm import Answer, Confirm
from coach.screens.shared.fault_screen import FaultScreen
from coach.screens.shared.key_reference import key_of
from coach.store import AnotherFile, MissingFile, Store, StoreError
from coach.store.backup.backups import Backup, newest_good
from coach.store.errors import NoBackup
from coach.store.file.json_text import Tables
from coach.store.repair.checks import amount
from coach.store.schema.tables import DELETED, UNSHARED
from coach.text.format import count
from coach.widgets.chrome.top_bar import TopBar

_YES = "yes"


class MissingFileScreen(FaultScreen):
    """Waits for the file to come back; offers a backup of it, or to start over."""

    HEADING = "Your file is gone"
    BINDINGS = [
        Binding("r,enter", "retry", "Try again", id="missing-retry", tooltip="Look for the file again"),
        Binding(
            "b",
            "restore",
            "Backup",
            id="missing-backup",
            tooltip="Restore the newest backup; it asks first",
        ),
        Binding(
            "a",
            "start_over",
            "Start over",
            id="missing-anew",
            tooltip="Start with an empty file; it asks first",
        ),
        Binding(
            "o", "open", "Open it", id="missing-open", tooltip="Open the other file instead; it asks first"
        ),
    ]

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._good: tuple[Backup, Tables] | None = None
        self._examined: StoreError | None = None

    def renew(self) -> None:
        """Shows what has happened to the file; leaves once it is back."""
        error = self.context.error
        if not isinstance(error, (MissingFile, AnotherFile)):
            if error is None:
                self.post_message(self._after or self.Over(BACK))
            return
        if self._examined is not error:
            self._examined, self._good = error, self._newest(error)
        self.query_one(TopBar).title = "Another file" if isinstance(error, AnotherFile) else self.HEADING
        self.show(
            what=_what(error),
            held=self._held(error),
            readable=self._readable(error),
            ways=self._ways(error),
        )

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether a key does something here: for a backup, one must be good."""
        # Another file may be someone else's: it can be opened, but nothing is put in its place.
        another = isinstance(self.context.error, AnotherFile)
        if action == "restore":
            return self._good is not None and not another
        if action in ("start_over", "open"):
            return another is (action == "open")
        return super().check_action(action, parameters)

    def action_retry(self) -> None:
        """Looks for the file once more."""
        self.context.read()
        if isinstance(self.context.error, (MissingFile, AnotherFile)):
            self.say("It is still not there.")
        elif self.context.error is not None:
            self.post_message(self.Faulty())
        self.renew()

    def action_restore(self) -> None:
        """Asks whether to make the newest good backup the file."""
        if self._good is None:
            return
        backup, tables = self._good
        text = f"The backup of {self.made_at(backup)} has {_amount(tables)}. Anything newer is not in it."
        answers = (Answer("no", "n", "Wait for my file"), Answer(_YES, "y", "Restore this backup"))
        self.app.push_screen(Confirm("Restore the backup?", text, answers), self._restore)

    def action_start_over(self) -> None:
        """Asks whether to give the file up and start with an empty one."""
        waiting = count(len(self.context.queue.pending), "change")
        given_up = f" {waiting} that could not be saved will be lost." if self.context.queue.pending else ""
        text = f"The coach starts over with an empty file. Backups stay where they are.{given_up}"
        answers = (Answer("no", "n", "Wait for my file"), Answer(_YES, "y", "Start over"))
        self.app.push_screen(Confirm("Start over?", text, answers), self._take)

    def action_open(self) -> None:
        """Asks whether to use the other file from now on."""
        try:
            book = Store(self.context.store.path, self.context.clock).read()
        except StoreError as error:
            self.say(str(error))
            return
        text = (
            f"It has {count(len(book.sessions), 'session')}. If it is someone else's, you would write into "
            "their records. Changes to your own file that are waiting to be saved will be dropped."
        )
        answers = (Answer("no", "n", "Leave it alone"), Answer(_YES, "y", "It is mine: open it"))
        self.app.push_screen(Confirm("Open the other file?", text, answers), self._take)

    def _restore(self, answer: str | None) -> None:
        if answer == _YES and self._good is not None:
            self.restore(self._good[0])

    def _take(self, answer: str | None) -> None:
        if answer == _YES:
            self._after = self.Go("first")
            self.context.forget()
            self.renew()

    def _newest(self, error: MissingFile | AnotherFile) -> tuple[Backup, Tables] | None:
        if isinstance(error, AnotherFile):
            return None
        try:
            return newest_good(self.context.store.target, self.context.clock.now())
        except NoBackup:
            return None

    def _held(self, error: MissingFile | AnotherFile) -> str:
        if isinstance(error, MissingFile) and not error.was_read:
            return "Nothing was written in its place."
        waiting = len(self.context.queue.pending)
        then = f" {count(waiting, 'change')} will be saved then." if waiting else ""
        return f"Nothing is saved until your file is back.{then}"

    def _readable(self, error: MissingFile | AnotherFile) -> str:
        if isinstance(error, AnotherFile):
            return ""
        if self._good is None:
            return "No good backup can be read right now."
        backup, tables = self._good
        return f"Newest good backup: {self.made_at(backup)}, with {_amount(tables)}."

    def _ways(self, error: MissingFile | AnotherFile) -> str:
        retry, backup, anew, other = (
            key_of(self.context.book.settings.keymap, f"missing-{id}", key)
            for id, key in (("retry", "r"), ("backup", "b"), ("anew", "a"), ("open", "o"))
        )
        if isinstance(error, AnotherFile):
            return (
                f"Put your file back and the coach goes on by itself; {retry} looks again.\n"
                f"{other} opens the other file instead."
            )
        restores = f"{backup} restores the backup; " if self._good else ""
        return (
            f"Put it back, or connect its disk, and the coach goes on by itself; {retry} looks again.\n"
            f"{restores}{anew} starts over with an empty file."
        )


def _what(error: MissingFile | AnotherFile) -> str:
    if isinstance(error, AnotherFile):
        return (
            "A different file is in its place. It may be someone else's, so the coach only looks at it and "
            "leaves it as it is."
        )
    if error.was_read:
        return "It was removed or renamed, or its disk is no longer connected."
    return (
        "There is no such file, but there are backups of it. It may have been removed or renamed, or its "
        "disk is not connected."
    )


def _amount(tables: Tables) -> str:
    """Returns how much a backup has, without deleted records and the steps of undo and redo."""
    living = {
        name: sum(DELETED not in each for each in documents.values())
        for name, documents in tables.items()
        if name not in UNSHARED
    }
    return amount(living)
