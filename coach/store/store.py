"""The store: reads the file as a book, and changes it, each change with one step of undo."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from coach.clock import Clock
from coach.domain.model import Book, Change, Refused
from coach.store.change_results import Applied, TakenIn, removed_by, take_in_result
from coach.store.file.json_text import Document
from coach.store.reader import StoreReader
from coach.store.schema.record_types import RECORD_TABLES, type_of
from coach.store.schema.tables import DELETED
from coach.store.snapshot import Snapshot
from coach.store.versions import Placed, made_visible, newer

if TYPE_CHECKING:
    from coach.store.repair.repair import Restored
    from coach.store.transaction import Transaction
    from coach.store.undo_stacks import Undone


class Store(StoreReader):
    """One person's file. A store is for one thread; any number of stores and processes may share the file."""

    def __init__(self, path: Path, clock: Clock, wait_s: float | None = None) -> None:
        """`wait_s` is how long a change waits for the lock, by default as long as a command does."""
        super().__init__(path, clock)
        self.wait_s = wait_s
        self.warning = ""
        """A warning about the last change, which is saved nevertheless: a backup failed. It is given once."""
        self.saved = False
        """Whether a change was written through this store."""
        self._warned = ""

    def change(self, decide: Callable[[Book], Change | None]) -> Applied:
        """Reads the file again under its lock, asks `decide` what to change, and writes that to the disk.

        If `decide` returns None or raises an error such as `Refused`, nothing is written. A record that does
        not fit the schema is `Refused` too. Also raises `Busy`, `NotWritable`, `Unreadable`, `NewerSchema`,
        `MissingFile`, `AnotherFile` and `Unfit`.
        """
        with self._changing() as transaction:
            book = self._as_of_now(transaction.snapshot)
            change = decide(book)
            if change is None:
                return Applied(book, (), "")
            keys = [transaction.put(each) for each in change.put]
            for each in change.drop:
                transaction.drop(each)
            stamp = transaction.commit(change.label, step=change.step, joins=change.joins)
            snapshot, put = transaction.result(keys)
            self._known = transaction.known(snapshot)
            book = self._remember(snapshot, stamp) if stamp else self._as_of_now(snapshot)
            return Applied(book, put, change.label)

    def take_in(
        self,
        documents: Sequence[Placed],
        label: Callable[[int], str],
        *,
        dry: bool = False,
        new_id: str | None = None,
    ) -> TakenIn:
        """Takes in those documents of another copy that are new here or newer; one step of undo.

        `label` returns the label of the step, given how many documents were taken. With `dry`, nothing is
        written. The documents must fit the schema; their control characters become visible. A file that has
        to be made gets the id `new_id`. Raises the errors of `change`.
        """
        if dry:
            snapshot = self.snapshot()
            fresh, pictures = made_visible(snapshot, newer(snapshot, documents))
            living = [each for each in fresh if each[0] in RECORD_TABLES and DELETED not in each[1]]
            records = tuple(type_of(*each).decode(each[1]) for each in living)
            return take_in_result(records, removed_by(fresh, snapshot), fresh, documents, pictures)
        with self._changing() as transaction:
            transaction.new_id = new_id
            before = transaction.snapshot
            fresh, pictures = made_visible(before, newer(before, documents))
            removed = removed_by(fresh, before)
            keys = [transaction.stage_copy(*each) for each in fresh]
            stamp = transaction.commit(label(sum(table in RECORD_TABLES for table, _ in keys)))
            snapshot, put = transaction.result(keys)
            self._known = transaction.known(snapshot)
            if stamp:
                self._remember(snapshot, stamp)
            return take_in_result(put, removed, fresh, documents, pictures)

    def rewrite(
        self,
        choose: Callable[[Snapshot], Mapping[tuple[str, str], Document | None]],
        label: Callable[[], str],
        *,
        new_id: str | None = None,
    ) -> None:
        """Replaces documents by table and id, as `choose` decides after seeing them all; one step of undo.

        None stands for a document that is to go without a tombstone. If there is nothing to change, nothing
        is written. `label` returns the label of the step after `choose` was asked. A file that has to be made
        gets the id `new_id`. Raises the errors of `change`.
        """
        with self._changing() as transaction:
            transaction.new_id = new_id
            transaction.rewrite(choose(transaction.snapshot))
            stamp = transaction.commit(label())
            if stamp:
                snapshot, _ = transaction.result([])
                self._known = transaction.known(snapshot)
                self._remember(snapshot, stamp)

    def new_id(self) -> str:
        """Returns an id for a record that will be put later; with its own id it can never be put twice."""
        from ulid import ULID

        return str(ULID.from_datetime(self._clock.now()))

    def undo(self, seen: Sequence[str] = ()) -> str | None:
        """Undoes the last change, however long ago, and returns its label; None if there is none.

        `seen` are the ids of the steps to undo, the latest first, as they were shown to the user; the label
        is that of the earliest. Raises `Refused` if other steps are on top by now, or if another program
        changed what is to be undone, and the errors of `change`; it says how many were undone before that.
        """
        from coach.store.undo_stacks import ChangedMeanwhile  # reading a file does not need it

        rest = tuple(seen)
        while True:
            # A step that restored a backup is a write of its own, so many steps may take several writes.
            try:
                undone = self._go_back(lambda transaction, rest=rest: transaction.undo(rest))  # type: ignore[misc]
            except Refused as why:
                if done := len(seen) - len(rest):
                    reason = (
                        "The file has changed in the meantime. Look again."
                        if isinstance(why, ChangedMeanwhile)
                        else why
                    )
                    raise Refused(f"{done} of {len(seen)} changes were undone. {reason}") from None
                raise
            rest = rest[undone.steps :] if undone else ()
            if undone is None or not rest:
                return undone and undone.label

    def redo(self) -> str | None:
        """Redoes the change that was undone last, and returns its label; None if there is none.

        Raises the errors of `undo`.
        """
        redone = self._go_back(lambda transaction: transaction.redo())
        return redone and redone.label

    def _go_back(self, go: Callable[[Transaction], Undone | None]) -> Undone | None:
        if not os.path.lexists(self.target):
            self._identity.refuse_missing(self.target, self.path)
            return None
        with self._changing() as transaction:
            undone = go(transaction)
            if undone is not None:
                snapshot, _ = transaction.result([])
                self._known = transaction.known(snapshot)
                self._remember(snapshot, undone.stamp)
            return undone

    def restore(self, name: str) -> Restored:
        """Puts the backup of a name in the place of the file, whatever that contains; one step of undo.

        Raises `Unreadable` and `NewerSchema` for the backup; `Busy`, `NotWritable` and `AnotherFile`; and
        `NoBackup` if the present file cannot be backed up first.
        """
        from coach.store.repair.repair import restore

        path, last = self.target, self._known.snapshot.tables if self._known else None
        restored = restore(
            path,
            name,
            self._clock.now(),
            lambda found: self._identity.refuse_other_bytes(found, path),
            last,
            self.wait_s,
            self._known.snapshot.book().settings.tz if self._known else "",
        )
        self.saved = True
        self.forget()
        self.read()
        return restored

    @contextmanager
    def _changing(self) -> Iterator[Transaction]:
        from coach.store.transaction import Transaction

        path = self.target
        if not os.path.lexists(path):
            # before the lock is taken: taking it would make the folder
            self._identity.refuse_missing(path, self.path)
        self.warning = ""
        with Transaction(path, self._clock.now(), self._known, self.wait_s) as transaction:
            if transaction.is_new_file:
                self._identity.refuse_missing(path, self.path)
            else:
                self._identity.refuse_another(transaction.snapshot.tables, path)
            # A change overwrites the documents of the known file in place; if it fails, they are no longer
            # those of the file.
            self._known = None
            try:
                yield transaction
            finally:
                self.saved = self.saved or transaction.wrote
        if transaction.warning != self._warned:
            self.warning = self._warned = transaction.warning
