"""The store: reads the file as a book, and changes it one step of undo at a time."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.clock import Clock, present
from coach.domain.dated_ahead import as_of
from coach.domain.model import Book, Change, Record, Upgrade
from coach.store.backup.file_identity import FileIdentity
from coach.store.errors import Problem, own_file
from coach.store.file import atomic
from coach.store.file.json_text import Document, Tables, parse
from coach.store.schema.migrations import migrated, outdated
from coach.store.schema.record_types import RECORD_TABLES, type_of
from coach.store.schema.tables import DELETED
from coach.store.snapshot import KnownFile, Snapshot
from coach.store.versions import Placed, made_visible, newer

if TYPE_CHECKING:
    from coach.store.repair.repair import Restored
    from coach.store.transaction import Transaction
    from coach.store.undo_stacks import Undone
    from coach.store.undo_step import UndoStep


class Applied(NamedTuple):
    """What a change came to."""

    book: Book
    """As it is now on the disk."""
    put: tuple[Record, ...]
    """The records that were put, in the order of the change, with their ids."""
    label: str
    """The label of the change; empty where nothing was to be done."""


class TakenIn(NamedTuple):
    """What came of taking in another copy's documents."""

    put: tuple[Record, ...]
    """The living records that were added or replaced."""
    dropped: int
    """How many tombstones were."""
    same: int
    """How many documents brought nothing new."""
    made_visible: int
    """How many control characters pictures stand for from here on."""


def _taken(
    records: tuple[Record, ...], fresh: Sequence[Placed], documents: Sequence[Placed], pictures: int
) -> TakenIn:
    dropped = sum(table in RECORD_TABLES and DELETED in each for table, each in fresh)
    return TakenIn(records, dropped, len(documents) - len(fresh), pictures)


def _last_label(steps: Mapping[str, Document]) -> str | None:
    return str(steps[max(steps, key=int)].get("label", "")) if steps else None


class Store:
    """One person's file. For one thread; any number of stores and processes may share the file.

    TinyDB, the lock and the ids are imported when something is to be written: reading does without them.
    """

    def __init__(self, path: Path, clock: Clock, wait_s: float | None = None) -> None:
        """`wait_s` is how long a change waits for the lock, by default as long as a command does."""
        self.path = path
        self.wait_s = wait_s
        self.problems: tuple[Problem, ...] = ()
        """The documents of the last read that do not fit the schema."""
        self.warning = ""
        """What there is to tell of the last change though it is saved: a backup that failed, told once."""
        self.saved = False
        """Whether a change was written through this store."""
        self.file_id = ""
        """The id of the file that was read or written last; empty before there was one."""
        self._clock = clock
        self._stamp: atomic.Stamp | None = None
        self._label: str | None = None
        self._redo_label: str | None = None
        self._was_read = False
        self._identity = FileIdentity()
        self._warned = ""
        self._known: KnownFile | None = None
        """The file as it was read or written last; a change takes it, and leaves the new one."""

    def read(self) -> Book:
        """Returns the book as the file has it now, without a lock; an empty one where there never was a file.

        Raises `Unreadable`, `NewerSchema`, `Gone` and `AnotherFile`.
        """
        found, stamp = self._snapshot()
        self._known = found
        return self._keep(found.snapshot, stamp)

    def tables(self) -> Tables:
        """Returns all documents as they lie in the file, without a lock; raises as `read` does."""
        return self._snapshot()[0].snapshot.tables

    def snapshot(self) -> Snapshot:
        """Returns all documents by id, without a lock; raises as `read` does."""
        return self._snapshot()[0].snapshot

    def stale(self) -> bool:
        """Returns whether the file on disk is another than the one read last."""
        return not self._was_read or atomic.stamp_of(self.target) != self._stamp

    def change(self, decide: Callable[[Book], Change | None]) -> Applied:
        """Reads the file afresh under its lock, ask what to change, and writes that, to be on disk on return.

        `decide` may return None, or raises (`Refused`, say): nothing is written then. A record that does not
        fit the schema is `Refused` too. Raises also `Busy`, `NotWritable`, `Unreadable`, `NewerSchema`,
        `Gone`, `AnotherFile`, and `Unfit`.
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
            snapshot, put = transaction.settled(keys)
            self._known = transaction.known(snapshot)
            book = self._keep(snapshot, stamp) if stamp else self._as_of_now(snapshot)
            return Applied(book, put, change.label)

    def take_in(
        self,
        documents: Sequence[Placed],
        label: Callable[[int], str],
        *,
        dry: bool = False,
        new_id: str | None = None,
    ) -> TakenIn:
        """Takes in documents of another copy: the union by id, of which the newer one stays; one step of undo.

        `label` words the step, given how many documents were taken. With `dry`, nothing is written. The
        documents must fit the schema. Their control characters become visible. A file that has to be made
        gets the id `new_id`. Raises the errors of `change`.
        """
        if dry:
            snapshot = self.snapshot()
            fresh, pictures = made_visible(snapshot, newer(snapshot, documents))
            living = [each for each in fresh if each[0] in RECORD_TABLES and DELETED not in each[1]]
            records = tuple(type_of(*each).decode(each[1]) for each in living)
            return _taken(records, fresh, documents, pictures)
        with self._changing() as transaction:
            transaction.new_id = new_id
            fresh, pictures = made_visible(transaction.snapshot, newer(transaction.snapshot, documents))
            keys = [transaction.take(*each) for each in fresh]
            stamp = transaction.commit(label(sum(table in RECORD_TABLES for table, _ in keys)))
            snapshot, put = transaction.settled(keys)
            self._known = transaction.known(snapshot)
            if stamp:
                self._keep(snapshot, stamp)
            return _taken(tuple(each for each in put if each is not None), fresh, documents, pictures)

    def rewrite(
        self,
        choose: Callable[[Snapshot], Mapping[tuple[str, str], Document | None]],
        label: Callable[[], str],
        *,
        new_id: str | None = None,
    ) -> None:
        """Replaces documents by table and id, as `choose` says once it has seen them all; one step of undo.

        None stands for a document that is to go without a tombstone. `label` words the step, once that is
        known. Where there is nothing to change nothing is written. A file that has to be made gets the id
        `new_id`. Raises the errors of `change`.
        """
        with self._changing() as transaction:
            transaction.new_id = new_id
            transaction.rewrite(choose(transaction.snapshot))
            stamp = transaction.commit(label())
            if stamp:
                snapshot, _ = transaction.settled([])
                self._known = transaction.known(snapshot)
                self._keep(snapshot, stamp)

    def new_id(self) -> str:
        """Returns an id for a record that is to be put later, so that it is never put twice."""
        from ulid import ULID

        return str(ULID.from_datetime(self._clock.now()))

    def undoable(self) -> str | None:
        """Returns the label of the change that `undo` would undo, as of the last read."""
        if not self._was_read:
            self.read()
        return self._label

    def redoable(self) -> str | None:
        """Returns the label of the change that `redo` would bring back, as of the last read."""
        if not self._was_read:
            self.read()
        return self._redo_label

    def steps(self) -> tuple[UndoStep, ...]:
        """Returns the changes that can be undone, the latest first, without a lock; raises as `read` does."""
        from coach.store.undo_preview import steps_of

        return steps_of(self.snapshot())

    def without(self, seen: Sequence[str]) -> Book:
        """Returns the book as it would be with the steps of these ids undone; raises as `read` does."""
        from coach.store.undo_preview import without

        return self._as_of_now(without(self.snapshot(), self.target, seen))

    def undo(self, seen: Sequence[str] = ()) -> str | None:
        """Undoes the last change, however long ago, and tells its label; None where there is none.

        `seen` are the ids of the steps to undo, the latest first, as they were shown; the label is that of
        the earliest. Raises `Refused` where others are on top by now, or where something else changed what
        is to be undone, and the errors of `change`.
        """
        rest = tuple(seen)
        while True:
            undone = self._go_back(lambda transaction, rest=rest: transaction.undo(rest))  # type: ignore[misc]
            rest = rest[undone.steps :] if undone else ()
            if undone is None or not rest:
                return undone and undone.label

    def redo(self) -> str | None:
        """Takes back the last undo, and tells the label of the change; None where there is none.

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
                snapshot, _ = transaction.settled([])
                self._known = transaction.known(snapshot)
                self._keep(snapshot, undone.stamp)
            return undone

    def restore(self, name: str) -> Restored:
        """Puts the backup of a name in the place of the file, whatever that holds; one step of undo.

        Raises `Unreadable` and `NewerSchema` for the backup, `Busy`, `NotWritable`, `AnotherFile`, and
        `NoBackup` where the present file cannot be copied first.
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

    def forget(self) -> None:
        """Forgets which file was read: the next read takes any, and the next change may make a new one."""
        self._identity.forget()
        self._known = self._stamp = self._label = self._redo_label = None
        self._was_read = False
        # drafts of what is answered from now on belong to the file to come
        self.file_id = ""

    def knows(self, table: str, id_: str) -> bool:
        """Returns whether the file has, or ever had, a document with an id; raises as `read` does."""
        return self.snapshot().document(table, id_) is not None

    @contextmanager
    def _changing(self) -> Iterator[Transaction]:
        from coach.store.transaction import Transaction

        path = self.target
        if not os.path.lexists(path):
            # before the lock, for which the folder would be made
            self._identity.refuse_missing(path, self.path)
        self.warning = ""
        with Transaction(path, self._clock.now(), self._known, self.wait_s) as transaction:
            if transaction.finds_none:
                self._identity.refuse_missing(path, self.path)
            else:
                self._identity.refuse_another(transaction.snapshot.tables, path)
            self._known = None
            try:
                yield transaction
            finally:
                self.saved = self.saved or transaction.wrote
        if transaction.warning != self._warned:
            self.warning = self._warned = transaction.warning

    def _snapshot(self) -> tuple[KnownFile, atomic.Stamp | None]:
        path = self.target
        with own_file():
            found = atomic.load(path)
            if found is None:
                self._identity.refuse_missing(path, self.path)
                return KnownFile(b"", Snapshot({}, path)), None
            tables = parse(found[0], path)
            self._identity.refuse_another(tables, path)
            from_schema = outdated(tables)
            snapshot = Snapshot(migrated(tables, path), path, from_schema=from_schema)
            # of an earlier schema, a change has to see the file itself: it is backed up first
            return KnownFile(b"" if from_schema else found[0], snapshot), found[1]

    @property
    def target(self) -> Path:
        """The file itself, where `path` is a symbolic link to it."""
        # replacing a symbolic link would leave the file behind it as it was
        return Path(os.path.realpath(self.path))

    def _keep(self, snapshot: Snapshot, stamp: atomic.Stamp | None) -> Book:
        self.problems = tuple(snapshot.problems)
        self.file_id = next(
            (str(each.get("id", "")) for each in snapshot.tables.get("meta", {}).values()), self.file_id
        )
        self._label, self._redo_label = (
            _last_label(snapshot.tables.get(name, {})) for name in ("undo", "redo")
        )
        self._stamp = stamp
        self._was_read = True
        if stamp is not None:
            self._identity.take(snapshot.tables)
        return self._as_of_now(snapshot)

    def _as_of_now(self, snapshot: Snapshot) -> Book:
        """Returns everything that lives, with what is dated ahead of the clock apart."""
        book = snapshot.book()
        now = present(self._clock, book.settings.tz)
        if snapshot.from_schema is not None:
            # the first change will write that down: to the user, the rules are others from now on
            book = book._replace(upgrades=(*book.upgrades, Upgrade(at=now, from_schema=snapshot.from_schema)))
        return as_of(book, now)
