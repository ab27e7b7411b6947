"""What every command works at: the file, and what moment it is for the user."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path

from coach.cli.out import complain
from coach.clock import Clock, present, zone_warning
from coach.domain.days import day_of
from coach.domain.model import Book, Change
from coach.store import Applied, Store
from coach.store.file_names import backup_of, backups_of


class Desk:
    """One file and one clock, for one command."""

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.clock = clock
        self.store = Store(path, clock)
        self.wrote = False
        """Whether the command wrote something past the store: a copy, a report."""
        self.zone_warning = ""
        """A sentence where the times of this command are not in the zone that was asked for."""

    @property
    def saved(self) -> bool:
        """Returns whether this command has changed anything on the disk."""
        return self.wrote or self.store.saved

    def read(self, *, quiet: bool = False) -> Book:
        """The book as it is, without a lock; says on standard error what in the file does not fit."""
        book = self.store.read()
        self.zone_warning = zone_warning(book.settings.tz)
        if not quiet and self._is_gone():
            complain(f"There is no file {self.path}, but there are backups of it: see coach backup list.")
        if self.store.problems and not quiet:
            count = len(self.store.problems)
            what = "1 document does" if count == 1 else f"{count} documents do"
            complain(f"{what} not fit in {self.path}, left out here: {self.store.problems[0]}.")
        return book

    def _is_gone(self) -> bool:
        target = self.store.target
        with suppress(OSError):
            found = map(backup_of, os.listdir(backups_of(target)))  # noqa: PTH208 - names are enough
            return not target.exists() and any(each is not None and each.of == target.name for each in found)
        return False

    def now(self, book: Book) -> datetime:
        """The present moment in the user's zone."""
        self.zone_warning = zone_warning(book.settings.tz)
        return present(self.clock, book.settings.tz)

    def day(self, book: Book) -> date:
        """The coach's day."""
        return day_of(self.now(book), book.settings.rollover)

    def change(self, decide: Callable[[Book, datetime], Change | None]) -> Applied:
        """Changes the file by a decision on the book at the present moment; on the disk on return."""
        return self.store.change(lambda book: decide(book, self.now(book)))
