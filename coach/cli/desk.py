"""What every command works at: the file, and what moment it is for the user."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

from coach.cli.out import complain
from coach.clock import Clock, present, zone_warning
from coach.domain.days import day_of
from coach.domain.model import Book, Change
from coach.paths import state_folder
from coach.store import Applied, Store


class Desk:
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
        """The book as it is, without a lock; says on standard error what in the file does not fit.

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
        """The present moment in the user's zone."""
        self.zone_warning = zone_warning(book.settings.tz)
        return present(self.clock, book.settings.tz)

    def day(self, book: Book) -> date:
        """The coach's day."""
        return day_of(self.now(book), book.settings.rollover)

    def change(self, decide: Callable[[Book, datetime], Change | None]) -> Applied:
        """Changes the file by a decision on the book at the present moment; on the disk on return."""
        applied = self.store.change(lambda book: decide(book, self.now(book)))
        self._tell_of_drafts()
        return applied

    def _tell_of_drafts(self) -> None:
        """Say once that answers wait which the app could not save; not of those open in another terminal."""
        root = state_folder()
        if self._told_of_drafts or not root.is_dir() or not any(each.is_dir() for each in root.iterdir()):
            return
        from coach.store.drafts import Drafts

        drafts = Drafts(root, self.path)
        drafts.file_id = self.store.file_id
        if not drafts.some():
            return
        waiting = drafts.claim()
        drafts.close()
        if waiting:
            self._told_of_drafts = True
            complain("Answers that could not be saved wait: open coach, and it offers them.")
