"""Reads the file without its lock, and without anything that only writing needs."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from coach.clock import Clock, present
from coach.domain.dated_ahead import as_of
from coach.domain.model import Book, Upgrade
from coach.store.backup.file_identity import FileIdentity
from coach.store.errors import Problem, own_file
from coach.store.file import atomic
from coach.store.file.json_text import Document, Tables, decoded, parse_text
from coach.store.schema.migrations import migrated, outdated
from coach.store.snapshot import KnownFile, Snapshot

if TYPE_CHECKING:
    from coach.store.undo_step import UndoStep


class StoreReader:
    """One person's file as it is read; remembers what was read last.

    TinyDB, the lock and the ids are imported only when something is to be written, which keeps the start
    fast.
    """

    def __init__(self, path: Path, clock: Clock) -> None:
        self.path = path
        self.problems: tuple[Problem, ...] = ()
        """The documents of the last read that do not fit the schema."""
        self.file_id = ""
        """The id of the file that was read or written last; empty if there was none."""
        self._clock = clock
        self._stamp: atomic.Stamp | None = None
        self._undo_label: str | None = None
        self._redo_label: str | None = None
        self._was_read = False
        self._identity = FileIdentity()
        self._known: KnownFile | None = None
        """The file as it was read or written last; a change takes this, and leaves the new one."""

    @property
    def target(self) -> Path:
        """The file itself, where `path` is a symbolic link to it."""
        # replacing a symbolic link would leave the file behind it as it was
        return Path(os.path.realpath(self.path))

    def read(self) -> Book:
        """Returns the book as it is in the file now; an empty one if there never was a file.

        It needs no lock. Raises `Unreadable`, `NewerSchema`, `MissingFile` and `AnotherFile`.
        """
        found, stamp = self._load()
        self._known = found
        return self._remember(found.snapshot, stamp)

    def read_once(self) -> Snapshot:
        """Reads as `read` does, and returns all documents by id; what a later change could use is not kept.

        Of a large file that is a good part of the memory: its bytes go before its documents are made.
        """
        found, stamp = self._load(keep=False)
        self._remember(found.snapshot, stamp)
        return found.snapshot

    def tables(self) -> Tables:
        """Returns all documents as they are in the file, without the lock; raises as `read` does."""
        return self._load()[0].snapshot.tables

    def snapshot(self) -> Snapshot:
        """Returns all documents by id, without the lock; raises as `read` does."""
        return self._load()[0].snapshot

    def stale(self) -> bool:
        """Returns whether the file on the disk is another than the one read last."""
        return not self._was_read or atomic.stamp_of(self.target) != self._stamp

    def undoable(self) -> str | None:
        """Returns the label of the change that `undo` would undo, as of the last read; None without any."""
        if not self._was_read:
            self.read()
        return self._undo_label

    def redoable(self) -> str | None:
        """Returns the label of the change that `redo` would redo, as of the last read; None without any."""
        if not self._was_read:
            self.read()
        return self._redo_label

    def steps(self) -> tuple[UndoStep, ...]:
        """Returns the changes that can be undone, the latest first; needs no lock, raises as `read` does."""
        from coach.store.undo_preview import steps_of

        return steps_of(self.snapshot())

    def without(self, seen: Sequence[str]) -> Book:
        """Returns the book as it would be with the steps of these ids undone; raises as `read` does."""
        from coach.store.undo_preview import without

        return self._as_of_now(without(self.snapshot(), self.target, seen))

    def forget(self) -> None:
        """Forgets which file was read: the next read takes any file, and the next change may make one."""
        self._identity.forget()
        self._known = self._stamp = self._undo_label = self._redo_label = None
        self._was_read = False
        # drafts of what is answered from now on belong to the file to come
        self.file_id = ""

    def knows(self, table: str, id_: str) -> bool:
        """Returns whether the file has a document with an id, or ever had one; raises as `read` does."""
        return self.snapshot().document(table, id_) is not None

    def _load(self, *, keep: bool = True) -> tuple[KnownFile, atomic.Stamp | None]:
        """Returns the file and its stamp; its bytes, which only a change needs, if they are to `keep`."""
        path = self.target
        with own_file():
            found = atomic.load(path)
            if found is None:
                self._identity.refuse_missing(path, self.path)
                return KnownFile(b"", Snapshot({}, path)), None
            data, stamp = found
            del found
            known = self._known
            if known is not None and known.data and known.data == data:
                # what was read before is not parsed and checked again
                return known, stamp
            text = decoded(data, path)
            data = data if keep else b""
            tables = parse_text(text, path, sparing=not keep)
            del text
            self._identity.refuse_another(tables, path)
            from_schema = outdated(tables)
            snapshot = Snapshot(migrated(tables, path), path, from_schema=from_schema)
            # without the bytes a change has to parse the file again, and learns that it needs a backup first
            return KnownFile(b"" if from_schema else data, snapshot), stamp

    def _remember(self, snapshot: Snapshot, stamp: atomic.Stamp | None) -> Book:
        self.problems = tuple(snapshot.problems)
        self.file_id = next(
            (str(each.get("id", "")) for each in snapshot.tables.get("meta", {}).values()), self.file_id
        )
        self._undo_label, self._redo_label = (
            _last_label(snapshot.tables.get(name, {})) for name in ("undo", "redo")
        )
        self._stamp = stamp
        self._was_read = True
        if stamp is not None:
            self._identity.remember(snapshot.tables)
        return self._as_of_now(snapshot)

    def _as_of_now(self, snapshot: Snapshot) -> Book:
        """Returns the book, with what is dated ahead of the clock set apart."""
        book = snapshot.book()
        now = present(self._clock, book.settings.tz)
        if snapshot.from_schema is not None:
            # only the first change records the upgrade, but today's rules hold for the user from now on
            book = book._replace(upgrades=(*book.upgrades, Upgrade(at=now, from_schema=snapshot.from_schema)))
        return as_of(book, now)


def _last_label(steps: Mapping[str, Document]) -> str | None:
    return str(steps[max(steps, key=int)].get("label", "")) if steps else None
