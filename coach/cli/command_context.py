"""What every command works with: the file, and the time that it is for the user."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.output import note
from coach.clock import Clock, present, zone_warning
from coach.domain.dates import day_of
from coach.domain.model import Book, Change
from coach.hooks.calls import HookCalls
from coach.paths import state_folder
from coach.store import Applied, Store

if TYPE_CHECKING:
    from coach.store.drafts import Drafts


class CommandContext:
    """The file and the clock of one command."""

    def __init__(self, path: Path, clock: Clock, words: Sequence[str] | None = None) -> None:
        self.words = words
        """The words after the program's name; None if they are not those of this process."""
        self.path = path
        self.clock = clock
        self.store = Store(path, clock)
        self.wrote = False
        """Whether the command wrote something without the store: a copy, a report."""
        self._told: list[str] = []
        self._drafts_announced = False
        self.zone_warning = ""
        """A sentence if the times of this command are not in the zone of the settings; else empty."""

    @property
    def saved(self) -> bool:
        """Whether this command has changed anything on the disk."""
        return self.wrote or self.store.saved

    @property
    def warnings(self) -> tuple[str, ...]:
        """The sentences that this command says on standard error, so far and at its end."""
        return (*self._told, *filter(None, (self.store.warning, self.zone_warning)))

    def read(self, *, quiet: bool = False, drafts: bool = True) -> Book:
        """Reads the book without a lock, and says on standard error what in the file does not fit.

        `drafts` is whether it also says that answers of an earlier run wait.

        Raises the errors of `Store.read`, one of them if the file is gone and only backups are left.
        """
        book = self.store.read()
        self.zone_warning = zone_warning(book.settings.tz)
        if self.store.problems and not quiet:
            count = len(self.store.problems)
            what = (
                "1 record in it cannot be read and is"
                if count == 1
                else f"{count} records in it cannot be read and are"
            )
            self._tell(f"{self.path}: {what} left out here. {self.store.problems[0]}.")
        if drafts and not quiet:
            self._announce_drafts()
        return book

    def now(self, book: Book) -> datetime:
        """Returns the present moment in the user's zone."""
        self.zone_warning = zone_warning(book.settings.tz)
        return present(self.clock, book.settings.tz)

    def day(self, book: Book) -> date:
        """Returns the coach's day, which begins at the hour of the settings rather than at midnight."""
        return day_of(self.now(book), book.settings.rollover)

    def today(self) -> date:
        """Returns the coach's day before a command reads its own records: typed days are counted from it."""
        return self.day(self.read(quiet=True))

    def change(self, decide: Callable[[Book, datetime], Change | None]) -> Applied:
        """Changes the file by a decision on the book and the present moment; it is on the disk afterwards."""
        self._save_warnings()
        hooks = HookCalls(self.path, os.environ)
        applied = self.store.change(hooks.watched(lambda book: decide(book, self.now(book))))
        hooks.changed(applied.put)
        self._announce_drafts()
        return applied

    def _save_warnings(self) -> None:
        """Saves what an interrupted check-in says of hurt skin and the like, since that counts at once."""
        if (drafts := self._drafts()) is None:
            return
        for _, applied in drafts.save_warnings(drafts.claim(), self.store.change):
            if applied.label:
                self._tell(f"{applied.label}: the coach had closed before it was saved.")
        drafts.close()

    def _announce_drafts(self) -> None:
        """Says once if the app left answers that it could not save; not of those open in another terminal."""
        if self._drafts_announced or (drafts := self._drafts()) is None:
            return
        waiting = drafts.claim()
        drafts.close()
        if waiting:
            self._drafts_announced = True
            self._tell(
                "Something you filled in is not saved yet. coach session offers to save it,"
                " and so does the app."
            )

    def _tell(self, sentence: str) -> None:
        self._told.append(sentence)
        note(sentence)

    def _file_id(self) -> str:
        self.store.read()
        return self.store.file_id

    def _drafts(self) -> Drafts | None:
        """Returns the drafts of the file, none of them claimed; None if there are none."""
        root = state_folder()
        # Most of the time there are none, and the module that reads them need not be imported.
        if not root.is_dir() or not any(each.is_dir() for each in root.iterdir()):
            return None
        from coach.store.drafts import Drafts

        drafts = Drafts(root, self.path)
        drafts.file_id = self.store.file_id or self._file_id()
        return drafts if drafts.may_exist() else None
