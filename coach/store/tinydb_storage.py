"""TinyDB's storage: any number of table operations with one lock, one read and one write."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import datetime
from pathlib import Path

from tinydb.storages import Storage

from coach.store.errors import NotWritable, refused_by_disk
from coach.store.file import atomic
from coach.store.file.json_text import ORDER, Lines, Tables, fingerprint, joined, lines_of, parse, render
from coach.store.file.lock import locked
from coach.store.schema.migrations import migrated, outdated
from coach.store.snapshot import KnownFile


class NotLocked(RuntimeError):
    """A read or write was tried without the lock, which is a mistake in the program."""


class AtomicStorage(Storage):
    """The file as TinyDB sees it while the lock is held: read once, and written as a whole by `commit`.

    TinyDB reads and writes the whole file for each table operation. Here those go to memory, so that a change
    of many tables replaces the file once, all or nothing.
    """

    def __init__(self, path: Path, known: KnownFile | None = None, wait_s: float | None = None) -> None:
        self._path = path
        self._wait_s = wait_s
        self._stamp: atomic.Stamp | None = None
        self.known = known
        """The file as it was read before; None once it turned out to have other bytes now."""
        self._lock_held = ExitStack()
        self._locked = False
        self._tables: Tables | None = None
        self.found: bytes | None = None
        """The bytes of the file when the lock was taken; None if there was no file."""
        self.from_schema: int | None = None
        """The schema of the file when the lock was taken, if that was an earlier one."""
        self.written: tuple[bytes, Lines] | None = None
        """The bytes that `commit` wrote, and the text of each document in them."""
        self._parsed: Tables = {}
        self._overwritten: list[object] = []

    def open(self, now: datetime) -> None:
        """Takes the lock and parses the file; raises `Busy`, `NotWritable` and `Unreadable`."""
        self.lock(now)
        try:
            if self.known and self.known.data == self.found:
                self._tables = self.known.snapshot.tables
            else:
                self.known = None
                tables = {} if self.found is None else parse(self.found, self._path)
                self.from_schema = outdated(tables)
                self._tables = migrated(tables, self._path)
            # TinyDB replaces the tables as it goes; which documents were in the text, and in which order,
            # must stay known.
            self._parsed = {name: dict(each) for name, each in self._tables.items()}
        except BaseException:
            self.close()
            raise

    def lock(self, now: datetime) -> None:
        """Takes the lock and loads the bytes of the file, whatever they are.

        Raises `Busy`, `NotWritable` and `Unreadable`.
        """
        try:
            atomic.make_folder(self._path.parent)
            self._lock_held.enter_context(locked(self._path, now, self._wait_s))
            self._locked = True
            atomic.remove_temporary_files(self._path.parent, self._path)
            found = atomic.load(self._path)
            self.found, self._stamp = found or (None, None)
        except OSError as error:
            self.close()
            raise refused_by_disk(self._path, error) from error
        except BaseException:
            self.close()
            raise

    def read(self) -> Tables:
        """Returns the tables that TinyDB works on; raises `NotLocked` without the lock."""
        if self._tables is None:
            raise NotLocked
        return self._tables

    def write(self, data: Tables) -> None:
        """Takes the tables that TinyDB changed; they are on the disk only after `commit`.

        Raises `NotLocked`.
        """
        if not self._locked:
            raise NotLocked
        self._tables = data

    def will_overwrite(self, document: object) -> None:
        """Notes that a document is about to change in place, so that its text is encoded again."""
        self._overwritten.append(document)

    def commit(self) -> atomic.Stamp:
        """Writes the tables to the disk, with the count of each table and the fingerprint of all in `meta`.

        What is new is parsed again before it replaces anything. What was there keeps its text: those bytes
        were just read under this lock.
        """
        tables = self.read()
        for name in ORDER:
            tables.setdefault(name, {})
        lines = self._lines()
        new = {
            name: {number: each for number, each in documents.items() if id(each) not in lines}
            for name, documents in tables.items()
        }
        rendered = render(tables, lines)
        for meta in tables["meta"].values():
            meta["count"] = {name: len(each) for name, each in tables.items() if name != "meta"}
            meta["sha256"] = fingerprint(rendered)
            lines.pop(id(meta), None)
        new["meta"] = tables["meta"]
        rendered |= render({"meta": tables["meta"]}, lines)
        if parse(joined(render(new, lines)), self._path) != new:
            raise ValueError("the text of the file does not read back as what was to be written")
        data = joined(rendered)
        self._refuse_replaced()
        stamp = atomic.replace(self._path, data)
        present = (id(each) for documents in tables.values() for each in documents.values())
        self.written = data, {key: lines[key] for key in present}
        return stamp

    def _refuse_replaced(self) -> None:
        # other programs do not know the lock: a sync tool may have replaced the file or removed it meanwhile
        if atomic.stamp_of(self._path) != self._stamp:
            raise NotWritable(self._path, "something else has replaced or removed it; try again")

    def _lines(self) -> Lines:
        """Returns the text of the documents that are as they were read."""
        lines = self.known.lines if self.known else None
        if lines is None:
            lines = {} if self.found is None or self.from_schema else lines_of(self.found, self._parsed)
        for each in self._overwritten:
            lines.pop(id(each), None)
        return lines

    def close(self) -> None:
        """Releases the lock; what was not committed is forgotten."""
        self._tables = self.found = self.known = None
        self._parsed, self._overwritten = {}, []
        self._locked = False
        self._lock_held.close()
