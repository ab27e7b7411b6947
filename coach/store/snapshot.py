"""The documents of one state of the file by id, and the book of records that they contain."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from datetime import datetime
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from coach.domain.check_answers import FirstAnswers, answer_to, answered, first_answers
from coach.domain.instants import instant
from coach.domain.model import (
    AreaTurned,
    Book,
    Check,
    DayNote,
    Event,
    GoalSet,
    Live,
    Pause,
    RhythmSet,
    Screening,
    Session,
    Settings,
    StartSaid,
    StepLowered,
    Upgrade,
)
from coach.store.errors import Problem, Unreadable
from coach.store.file.json_text import Document, Lines, Tables
from coach.store.schema.record_codec import BadDocument
from coach.store.schema.record_types import RECORD_TABLES, only_type, type_of
from coach.store.schema.tables import DELETED, UNSHARED, check_meta

_SESSIONS_LAST = (*(each for each in RECORD_TABLES if each != "sessions"), "sessions")
"""The tables in the order in which they are read: the answers after sessions are in the records of days."""


class Snapshot:
    """All documents of one state of the file; those that do not fit the schema are listed as problems."""

    def __init__(
        self,
        tables: Tables,
        path: Path,
        before: Snapshot | None = None,
        touched: Collection[tuple[str, str]] = (),
        *,
        from_schema: int | None = None,
    ) -> None:
        """Reads the documents; takes over the records of the snapshot `before` a change that `touched` some.

        Raises `NewerSchema`, and `Unreadable` for what cannot be the coach's own undamaged file.
        """
        if tables:
            check_meta(tables, path)
        self.tables = tables
        self.from_schema = from_schema
        """The schema of the file on the disk, if that is an earlier one."""
        self.problems: list[Problem] = []
        self._book: Book | None = None
        self._numbers: dict[str, dict[str, str]] = {}
        self._records: dict[str, dict[str, Any]] = {}
        unfit = {each.table for each in before.problems} if before else set()
        self._first: FirstAnswers = {}
        for table in _SESSIONS_LAST:
            if table == "sessions":
                self._first = self._first_answers(before, unfit.union(name for name, _ in touched))
            # problems are found only by reading, so a table that has some is read again as a whole
            self._read(table, path, None if table in unfit else before, touched)
        if before is not None and self._first is not before._first:
            sessions = self._records["sessions"].items()
            self._records["sessions"] = {id_: answered(each, self._first) for id_, each in sessions}
        self.problems.sort(key=lambda each: RECORD_TABLES.index(each.table))
        for table in set(tables).difference(RECORD_TABLES, UNSHARED):
            named = ((number, each.get("id")) for number, each in tables[table].items())
            self._numbers[table] = {id_: number for number, id_ in named if isinstance(id_, str)}

    def _first_answers(self, before: Snapshot | None, changed: Collection[str]) -> FirstAnswers:
        """Returns the first answers of skin checks; those of `before` if no record of a day is `changed`."""
        if before is not None and "days" not in changed:
            return before._first
        return first_answers(each for each in self._records["days"].values() if isinstance(each, Check))

    def _read(
        self, table: str, path: Path, before: Snapshot | None, touched: Collection[tuple[str, str]]
    ) -> None:
        documents = self.tables.get(table, {})
        if before is None:
            self._numbers[table], self._records[table] = {}, {}
            self._take(table, documents.items(), path)
            return
        self._numbers[table] = numbers = dict(before._numbers[table])
        self._records[table] = records = dict(before._records[table])
        for id_ in [each for name, each in touched if name == table]:
            numbers.pop(id_, None)
            records.pop(id_, None)
        same = set(numbers.values())
        self._take(table, [each for each in documents.items() if each[0] not in same], path)

    def _take(self, table: str, documents: Iterable[tuple[str, Document]], path: Path) -> None:
        numbers, records = self._numbers[table], self._records[table]
        living: list[Document] = []
        places: list[str] = []
        for number, document in documents:
            id_ = document.get("id")
            if isinstance(id_, str) and numbers.setdefault(id_, number) != number:
                raise Unreadable(path, f"{table} {numbers[id_]} and {number} have one id, {id_}")
            if document.get(DELETED) is None:
                living.append(document)
                places.append(number)
        # All in one go is twice as fast; if one does not fit, each is tried, to find out which.
        if only := only_type(table):
            complete = self._complete if table == "sessions" else None
            found = only.decode_all(living, complete)
            if found is not None:
                records.update((record.id, record) for record in found)
                return
        for number, document in zip(places, living, strict=True):
            try:
                record = type_of(table, document).decode(document)
                if isinstance(record, Session):
                    record = answered(record, self._first)
            except BadDocument as error:
                name = document.get("id")
                self.problems.append(
                    Problem(table, name if isinstance(name, str) else number, error.field, error.why)
                )
            else:
                records[record.id] = record

    def _complete(self, columns: dict[str, list[Any]]) -> None:
        """Fills in the answers of skin checks, which is far quicker before the sessions are made of them."""
        names = ("from_check", "skin_next", "area", "day", "skin_next_on")
        columns["skin_next"] = [
            answer_to(self._first, area, day, on) if from_check else skin
            for from_check, skin, area, day, on in zip(*map(columns.__getitem__, names), strict=True)
        ]

    def number(self, table: str, id_: str) -> int | None:
        """Returns TinyDB's number of the document with an id, if only a tombstone; None if there is none."""
        found = self._numbers.get(table, {}).get(id_)
        return None if found is None else int(found)

    def document(self, table: str, id_: str) -> Document | None:
        """Returns the document with an id, if only a tombstone; None if there is none."""
        found = self._numbers.get(table, {}).get(id_)
        return None if found is None else self.tables[table][found]

    def ids(self, table: str) -> tuple[str, ...]:
        """Returns the ids of all documents in a table, tombstones included."""
        return tuple(self._numbers.get(table, {}))

    def lives(self, table: str, id_: str) -> bool:
        """Returns whether there is a document with an id that is no tombstone."""
        document = self.document(table, id_)
        return document is not None and document.get(DELETED) is None

    def record(self, table: str, id_: str) -> Any | None:
        """Returns the record with an id; None if there is none, or it was deleted or does not fit."""
        return self._records.get(table, {}).get(id_)

    def book(self) -> Book:
        """Returns all living records, in order."""
        if self._book is None:
            self._book = self._in_order()
        return self._book

    def _in_order(self) -> Book:
        profile = self._records["profile"].values()
        days = self._records["days"].values()
        sessions = self._records["sessions"]
        return Book(
            settings=next((each for each in profile if isinstance(each, Settings)), Settings()),
            events=tuple(sorted((each for each in profile if isinstance(each, _EVENTS)), key=_by_at)),
            sessions=tuple(sorted(sessions.values(), key=_by_start)),
            checks=tuple(sorted((each for each in days if isinstance(each, Check)), key=_by_at)),
            pauses=tuple(sorted((each for each in days if isinstance(each, Pause)), key=_by_at)),
            notes=tuple(sorted((each for each in days if isinstance(each, DayNote)), key=_BY_DAY)),
            tips=MappingProxyType(dict(sorted(self._records["tips"].items()))),
            live=self.live(),
            rhythms=tuple(sorted((each for each in profile if isinstance(each, RhythmSet)), key=_by_at)),
            upgrades=tuple(sorted((each for each in profile if isinstance(each, Upgrade)), key=_by_at)),
        )

    def live(self) -> Live | None:
        """Returns the running session; of several the one that began last."""
        # A copy of the file from before the end of a session brings its `live` document back when it is
        # merged.
        running = [each for each in self._records["live"].values() if not self.lives("sessions", each.id)]
        return max(running, key=_by_start, default=None)


class KnownFile(NamedTuple):
    """A file as it was read before: while it still has these bytes, it need not be parsed again."""

    data: bytes
    snapshot: Snapshot
    lines: Lines | None = None
    """The text of its documents; None until it was needed."""


_BY_DAY = attrgetter("day", "id")


def _by_start(record: Session | Live) -> tuple[datetime, str]:
    return instant(record.started_at), record.id


def _by_at(record: Event | Check | Pause | RhythmSet | Upgrade) -> tuple[datetime, str]:
    return instant(record.at), record.id


_EVENTS = (Screening, StartSaid, GoalSet, StepLowered, AreaTurned)
