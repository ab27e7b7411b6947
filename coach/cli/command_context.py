"""What every command works at: the file, and what moment it is for the user."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.output import complain
from coach.clock import Clock, present, zone_warning
from coach.domain.dates import day_of
from coach.domain.model import Book, Change, Refused
from coach.paths import state_folder
from coach.store import Applied, Store, StoreError

if TYPE_CHECKING:
    from coach.store.drafts import Drafts


class CommandContext:
    """One file and one clock, for one command."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.store = Store(path, clock)
        self.wrote = False
        """Whether the command wrote something past the store: a copy, a report."""
        self._told_of_drafts = False
        self.zone_warning = ""
        """A sentence where the times of this command are not in the zone that was asked for."""

    @property
    def saved(self) -> bool:
        """Returns whether this command has changed anything on the disk."""
        return self.wrote or self.store.saved

    def read(self, *, quiet: bool = False) -> Book:
        """Returns the book as it is, without a lock; says on standard error what in the file does not fit.

        Raises the errors of `Store.read`: also where there is no file, but backups of it.
        """
        book = self.store.read()
        self.zone_warning = zone_warning(book.settings.tz)
        if self.store.problems and not quiet:
            count = len(self.store.problems)
            what = "1 document does" if count == 1 else f"{count} documents do"
            complain(f"{what} not fit in {self.path}, left out here: {self.store.problems[0]}.")
        if not quiet:
            self._tell_of_drafts()
        return book

    def now(self, book: Book) -> datetime:
        """Returns the present moment in the user's zone."""
        self.zone_warning = zone_warning(book.settings.tz)
        return present(self.clock, book.settings.tz)

    def day(self, book: Book) -> date:
        """Returns the coach's day."""
        return day_of(self.now(book), book.settings.rollover)

    def change(self, decide: Callable[[Book, datetime], Change | None]) -> Applied:
        """Changes the file by a decision on the book at the present moment; on the disk on return."""
        self._save_warnings()
        applied = self.store.change(lambda book: decide(book, self.now(book)))
        self._tell_of_drafts()
        return applied

    def _save_warnings(self) -> None:
        """Saves what a check-in that was cut off says of hurt skin and the like: it counts at once."""
        if (drafts := self._drafts()) is None:
            return
        from coach.domain.drafts import CheckInDraft, is_warning, to_save

        for draft in drafts.claim():
            if isinstance(draft, CheckInDraft) and is_warning(draft):
                with suppress(Refused, StoreError):
                    applied = self.store.change(lambda book, draft=draft: to_save(book, draft))  # type: ignore[misc]
                    drafts.forget(draft.key)
                    if applied.label:
                        complain(f"{applied.label}: the coach had closed before it was saved.")
        drafts.close()

    def _tell_of_drafts(self) -> None:
        """Says once that answers wait which the app could not save; not of those open in another terminal."""
        if self._told_of_drafts or (drafts := self._drafts()) is None:
            return
        waiting = drafts.claim()
        drafts.close()
        if waiting:
            self._told_of_drafts = True
            complain("Something that you filled in is not saved yet: open coach, and it offers it.")

    def _id(self) -> str:
        self.store.read()
        return self.store.file_id

    def _drafts(self) -> Drafts | None:
        """Returns the drafts of the file, none of them claimed; None where there are none."""
        root = state_folder()
        if not root.is_dir() or not any(each.is_dir() for each in root.iterdir()):
            return None
        from coach.store.drafts import Drafts

        drafts = Drafts(root, self.path)
        drafts.file_id = self.store.file_id or self._id()
        return drafts if drafts.some() else None
