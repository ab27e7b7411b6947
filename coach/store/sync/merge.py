"""Merging copies of the file, such as those of two machines, without losing what either has."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from coach.domain.model import Refused
from coach.store.file import atomic
from coach.store.file.json_text import Document, Tables, canonical, parse
from coach.store.schema.another_person import AnotherPersons, impersonal, is_own
from coach.store.schema.migrations import migrated, outdated
from coach.store.schema.record_types import RECORD_TABLES
from coach.store.schema.tables import HISTORY, Key, file_id
from coach.store.snapshot import Snapshot
from coach.store.store import Store
from coach.store.sync.merge_report import (
    MergeReport,
    days_of_older_answers,
    duplicates,
    questions_answered_twice,
)
from coach.store.sync.union import LatestVersions, all_documents, unfolded, union
from coach.store.versions import with_pictures

_NONE: Mapping[Path, bytes] = {}

_ASKED_OTHERWISE = 3
"""Before this schema, the coach asked some questions in other words."""


def merge(
    store: Store,
    files: Sequence[Path],
    *,
    contents: Mapping[Path, bytes] = _NONE,
    dry_run: bool = False,
    strangers: bool = False,
) -> MergeReport:
    """Merges other copies into the store's file with one write and one step of undo.

    The copies stay as they are; those in `contents` have been read already. With `strangers`, files of other
    people are taken in too, but never their answers and settings; without it, they raise `AnotherPersons`.
    Raises `Unreadable` or `NewerSchema`, which name the file, before anything is changed; `Refused` for a
    file that is missing or is the store's own; and the errors of `Store.change`.
    """
    copies: dict[Path, Tables] = {}
    older: set[Path] = set()
    for each in files:
        copies[each], from_schema = _read(store, each, contents.get(each))
        if from_schema is not None and from_schema < _ASKED_OTHERWISE:
            older.add(each)
    report = MergeReport()

    def choose(snapshot: Snapshot) -> Mapping[Key, Document | None]:
        nonlocal report
        foreign = tuple(file for file, tables in copies.items() if not is_own(snapshot.tables, tables))
        if foreign and not strangers:
            raise AnotherPersons(foreign[0])
        others = [impersonal(tables) if file in foreign else tables for file, tables in copies.items()]
        others, made_visible = _with_visible_controls(snapshot, others)
        united = union([snapshot.tables, *others])
        report = MergeReport(versions_dropped=united.versions_dropped, other_people=foreign)
        report.without_id = sum(unfolded(*each)[0] is None for each in all_documents(others))
        staged = _difference(snapshot, united.documents, report)
        old = [tables for file, tables in zip(copies, others, strict=True) if file in older]
        report.duplicates = tuple(duplicates(snapshot, staged))
        report.answered_twice = tuple(questions_answered_twice(united.documents))
        report.older_answers = tuple(sorted(days_of_older_answers(old, staged)))
        # by document, for a copy may also hold such characters in versions that are not taken
        report.made_visible = sum(made_visible.get(id(each), 0) for each in staged.values())
        return staged

    if dry_run:
        choose(store.snapshot())
    else:
        # a file that is made by the merge is a copy of the others, and later merges have to know that
        new_id = next(filter(None, map(file_id, copies.values())), None)
        store.rewrite(choose, lambda: _label(report), new_id=new_id)
        report.label = _label(report) if report.changes else ""
    return report


def _read(store: Store, file: Path, text: bytes | None) -> tuple[Tables, int | None]:
    """Returns the documents of a copy in today's schema, and its own schema if that is an earlier one."""
    if text is None:
        found = atomic.load(file, atomic.LARGEST)
        if found is None:
            raise Refused(f"There is no file {file}; name the copy to merge.")
        if os.path.realpath(file) == os.path.realpath(store.path):
            raise Refused(f"{file} is the file itself; name another copy of it.")
        text = found[0]
    raw = parse(text, file)
    tables = migrated(raw, file)
    # not for the snapshot itself, but for the errors that it raises before anything is changed
    Snapshot(tables, file)
    return tables, outdated(raw)


def _with_visible_controls(snapshot: Snapshot, others: list[Tables]) -> tuple[list[Tables], dict[int, int]]:
    """Returns the other copies with visible control characters, and their number by identity of document.

    A document that is in the file just like that stays as it is, or it would differ from itself.
    """
    made_visible: dict[int, int] = {}

    def tidied(table: str, document: Document) -> Document:
        if table not in RECORD_TABLES or snapshot.document(table, str(document.get("id"))) == document:
            return document
        new, count = with_pictures(document)
        made_visible[id(new)] = count
        return new

    return [
        {
            name: {number: tidied(name, each) for number, each in documents.items()}
            for name, documents in tables.items()
        }
        for tables in others
    ], made_visible


def _difference(
    snapshot: Snapshot, documents: LatestVersions, report: MergeReport
) -> Mapping[Key, Document | None]:
    """Returns what has to be written so that the file holds these documents, and counts it in the report."""
    staged: dict[Key, Document | None] = {}
    for key, document in documents.items():
        own = snapshot.document(*key)
        if own is not None and (own is document or canonical(own) == canonical(document)):
            continue
        staged[key] = document
        report.count(key[0], own, document)
    # only these two can have lost documents in the union: sessions that ended, and versions beyond the limit
    for table in ("live", HISTORY):
        for id_ in snapshot.ids(table):
            if (table, id_) not in documents:
                staged[table, id_] = None
    return staged


def _label(report: MergeReport) -> str:
    count = report.added + report.updated + report.deleted
    return f"Merged {count} {'record' if count == 1 else 'records'}"
