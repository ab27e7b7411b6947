"""One change of the file under its lock: staged first, then written through TinyDB in one replacement."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from tinydb import TinyDB
from tinydb.table import Table
from ulid import ULIDGenerator

from coach.domain.model import Live, Record, Refused
from coach.store.backup import backups
from coach.store.backup.backups import Backup
from coach.store.errors import NoBackup, Unfit, own_file
from coach.store.file.atomic import Stamp
from coach.store.file.json_text import Document, Tables
from coach.store.schema.record_codec import STAMPS
from coach.store.schema.record_conversion import checked_fields
from coach.store.schema.record_types import BY_CLASS, SCHEMA
from coach.store.schema.tables import DELETED, Key, lives, was_altered
from coach.store.schema.undo_format import says_nothing
from coach.store.schema.upgrade_record import upgrade_document
from coach.store.snapshot import KnownFile, Snapshot
from coach.store.tinydb_storage import AtomicStorage
from coach.store.undo_stacks import UndoStacks, copy_of
from coach.store.versions import stamped

MANY = 10
"""A change of at least so many documents needs a backup first."""


class Transaction(UndoStacks):
    """The file from taking its lock to releasing it, with the changes that are staged."""

    def __init__(
        self, path: Path, now: datetime, known: KnownFile | None = None, wait_s: float | None = None
    ) -> None:
        """`known` is the file as it was read before: if it still has those bytes, it is not parsed again.

        `wait_s` is how long to wait for the lock, by default as long as a command does.
        """
        self._path = path
        self._now = now
        # The database and its tables live no longer than the lock: a table object remembers the next free
        # number, and would overwrite what another process inserted meanwhile.
        self._database = TinyDB(path, storage=AtomicStorage, known=known, wait_s=wait_s)
        self._ids = ULIDGenerator(clock=lambda: max(0, int(now.timestamp() * 1000)))
        self._staged: dict[Key, Document | None] = {}
        self._from_copy = False
        self._may_run_several = False
        self.new_id: str | None = None
        """The id for a file that has to be made; None for a new one."""
        self.warning = ""
        """A warning for the user about a change that is saved."""

    def __enter__(self) -> Transaction:
        try:
            with own_file():
                self._storage.open(self._now)
                known = self._storage.known
                self.snapshot = (
                    known.snapshot
                    if known
                    else Snapshot(self._storage.read(), self._path, from_schema=self._storage.from_schema)
                )
        except BaseException:
            self._database.close()
            raise
        self._altered = was_altered(self.snapshot.tables)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._database.close()

    @property
    def wrote(self) -> bool:
        """Whether the change is on the disk."""
        return self._storage.written is not None

    @property
    def is_new_file(self) -> bool:
        """Whether there is no file yet."""
        return self._storage.found is None

    @property
    def _storage(self) -> AtomicStorage:
        storage = self._database.storage
        assert isinstance(storage, AtomicStorage)
        return storage

    def put(self, record: Record) -> Key:
        """Stages a record, new or in the place of the one with its id; raises `Refused` and `Unfit`."""
        type_ = BY_CLASS[type(record)]
        fields = checked_fields(record)
        id_ = record.id or str(self._ids.generate())
        old = self._current(type_.table, id_)
        if self.snapshot.lives(type_.table, id_) and self.snapshot.record(type_.table, id_) is None:
            raise Unfit(
                f"The document {id_} in the table {type_.table} does not fit the schema. "
                "It is kept as it is, and cannot be changed until it is fixed."
            )
        if isinstance(record, Live) and old is None:
            self._make_room_for_live()
        # Settings that are all as at first change nothing where there were none.
        if not lives(old) and says_nothing(fields):
            return type_.table, id_
        foreign = {name: value for name, value in (old or {}).items() if name not in type_.own | {DELETED}}
        self._stage(type_.table, id_, fields | foreign)
        return type_.table, id_

    def drop(self, record: Record) -> None:
        """Stages the deletion of a record, which leaves a tombstone; ignores a record that is not there."""
        table = BY_CLASS[type(record)].table
        old = self._current(table, record.id)
        if old is None or old.get(DELETED) is not None:
            return
        # The session has the id of the running one that it came from, so the running one needs no tombstone;
        # the table would fill with one a day.
        if isinstance(record, Live) and self._staged.get(("sessions", record.id)):
            self._staged[table, record.id] = None
        else:
            self._stage_tombstone(table, record.id, old)

    def stage_copy(self, table: str, document: Document) -> Key:
        """Stages a document of another copy of the file, exactly as it is."""
        key = table, str(document["id"])
        self._staged[key] = document
        self._from_copy = True
        return key

    def rewrite(self, documents: Mapping[Key, Document | None]) -> None:
        """Stages documents exactly as they are; None stands for one that is to go without a tombstone."""
        self._staged.update(documents)
        # Two copies may each bring a running session: both stay, and the one that began last is shown.
        self._from_copy = self._may_run_several = True

    def commit(self, label: str, *, step: bool = True, joins: str = "") -> Stamp | None:
        """Writes what is staged, with the step that undoes it; returns None if there is nothing to write.

        Without a `step`, both stacks stay as they are. A change that `joins` something becomes part of the
        last step, if that was a change of the same thing a short time ago.
        """
        if not self._staged:
            return None
        if not self._may_run_several:
            self._refuse_two_running()
        # TinyDB's update overwrites the documents of the snapshot in place.
        earlier = {key: copy_of(self.snapshot.document(*key)) for key in self._staged}
        self._write()
        if step:
            self._add_step(label, earlier, joins)
            if self.snapshot.tables.get("redo"):
                self._table("redo").truncate()
        return self._finish()

    def _replace(self, tables: Tables) -> Stamp:
        self.snapshot = Snapshot(tables, self._path)
        self._storage.write(tables)
        return self._storage.commit()

    def result(self, keys: list[Key]) -> tuple[Snapshot, tuple[Any, ...]]:
        """Returns the file as it is now, and the records that some of its documents are, if they live."""
        snapshot = Snapshot(self._storage.read(), self._path, self.snapshot, self._staged)
        records = (snapshot.record(*key) for key in keys)
        return snapshot, tuple(each for each in records if each is not None)

    def known(self, snapshot: Snapshot) -> KnownFile | None:
        """Returns what is known of the file for the next change; None if this one wrote nothing."""
        written = self._storage.written
        return KnownFile(written[0], snapshot, written[1]) if written else None

    def _current(self, table: str, id_: str) -> Document | None:
        key = table, id_
        return self._staged[key] if key in self._staged else self.snapshot.document(table, id_)

    def _stage(self, table: str, id_: str, content: Document) -> None:
        old = self._current(table, id_)
        new = {"id": id_} | content
        if old is None or {name: value for name, value in old.items() if name not in STAMPS} != new:
            self._staged[table, id_] = stamped(old, new, self._now)

    def _stage_tombstone(self, table: str, id_: str, old: Document) -> None:
        self._staged[table, id_] = stamped(old, old | {DELETED: self._now.isoformat()}, self._now)

    def _make_room_for_live(self) -> None:
        for document in self.snapshot.tables.get("live", {}).values():
            if document.get(DELETED) is not None:
                self._staged["live", str(document.get("id"))] = None

    def _refuse_two_running(self) -> None:
        begun = {id_ for (table, id_), new in self._staged.items() if table == "live" and lives(new)}
        running = self.snapshot.live()
        if (
            running
            and lives(self._current("live", running.id))
            and ("sessions", running.id) not in self._staged
        ):
            begun.add(running.id)
        if len(begun) > 1:
            raise Refused("A session is already running. End it first.")

    def _write(self) -> None:
        by_table: dict[str, dict[str, Document | None]] = {}
        for (name, id_), document in self._staged.items():
            by_table.setdefault(name, {})[id_] = document
        for name, documents in by_table.items():
            self._write_table(name, documents)

    def _write_table(self, name: str, documents: dict[str, Document | None]) -> None:
        known = {id_: number for id_ in documents if (number := self.snapshot.number(name, id_)) is not None}

        def overwrite(found: MutableMapping[str, object]) -> None:
            new = documents[str(found["id"])] or {}
            self._storage.will_overwrite(found)
            found.clear()
            found.update(new)

        table = self._table(name)
        if known:
            table.update(overwrite, doc_ids=[number for id_, number in known.items() if documents[id_]])
            table.remove(doc_ids=[number for id_, number in known.items() if not documents[id_]])
        if len(known) < len(documents):
            table.insert_multiple(new for id_, new in documents.items() if new and id_ not in known)

    def _table(self, name: str) -> Table:
        # TinyDB's query cache would not see what other processes write
        return self._database.table(name, cache_size=0)

    def _back_up(self, *, forced: bool) -> Backup | None:
        """Backs up the file as it still is, if a backup is `forced` or the first of the day.

        If the first backup of a day cannot be made, the change goes on without it, and the user is warned. A
        forced one is a condition of the change.
        """
        found = self._storage.found
        try:
            if found and (forced or not backups.made_on_day_of(self._path, self._now)):
                return backups.create(self._path, found, self._now)
        except NoBackup as error:
            if forced:
                raise
            self.warning = f"No backup could be made in {error.folder}: {error.why}. The change is saved."
        return None

    def _finish(self) -> Stamp:
        """Backs up the file, writes `meta` and commits."""
        from_schema = self._storage.from_schema
        self._back_up(
            # Forced where much could be lost at once, or where the coach did not write all that is in the
            # file.
            forced=self._from_copy or len(self._staged) >= MANY or self._altered or from_schema is not None
        )
        if from_schema is not None:
            # not part of the step: undoing the change leaves the file in the newer schema
            self._table("profile").insert(upgrade_document(from_schema, self._now))
        meta = self._table("meta")
        old = next(iter(meta), None)
        new_id = self.new_id if self._storage.found is None else None
        fields = {"id": new_id or str(self._ids.generate()), "schema": SCHEMA} | (old or {})
        meta.truncate()
        meta.insert(stamped(old, fields, self._now))
        return self._storage.commit()
