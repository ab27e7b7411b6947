"""What no older state of the file may take away: answers that keep someone from a mat that would hurt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from coach.domain.model import WOUNDED, Check, Pause, PauseFor, Record, Screening, Session, StartSaid
from coach.store.errors import StoreError
from coach.store.file.json_text import Document, Tables, parse
from coach.store.repair.scanner import scan
from coach.store.schema.migrations import migrated, named_as_now
from coach.store.schema.record_codec import BadDocument
from coach.store.schema.record_types import type_of
from coach.store.schema.tables import DELETED
from coach.store.versions import version


def keep_answers(older: Tables, present: Tables) -> int:
    """Takes newer safety answers of the present file into an older state of it; returns how many.

    That is each answer to the safety questions, that the skin is sensitive, each skin check, each pause for
    an illness, and each session after which the skin was broken or that was stopped for what was felt, where
    the older state lacks it or has an earlier version of it; one that was undone stays undone.
    """
    taken = 0
    for table, document in _answers(present):
        documents = older.setdefault(table, {})
        number = next((n for n, each in documents.items() if each.get("id") == document["id"]), None)
        if number is not None and version(documents[number]) >= version(document):
            continue
        if number is None:
            if document.get(DELETED) is not None:
                continue
            number = str(max(map(int, documents), default=0) + 1)
        documents[number] = dict(document)
        taken += 1
    return taken


def readable_tables(data: bytes, path: Path) -> Tables:
    """Returns the documents of a file as far as they can be read, damaged or not."""
    try:
        return migrated(parse(data, path), path)
    except StoreError:
        pass
    found: Tables = {}
    for each in scan(data).found:
        documents = found.setdefault(each.table, {})
        documents[str(len(documents) + 1)] = each.document
    return named_as_now(found)


def _answers(tables: Tables) -> Iterator[tuple[str, Document]]:
    for table in ("profile", "days", "sessions"):
        for document in tables.get(table, {}).values():
            try:
                record = type_of(table, document).decode(document)
            except BadDocument:
                continue
            if _is_safety(record):
                yield table, document


def _is_safety(record: Record) -> bool:
    if isinstance(record, Session):
        return bool({record.skin_after, record.skin_next} & set(WOUNDED)) or record.stopped_for is not None
    if isinstance(record, Pause):
        # once it is over the safety questions are open
        return record.why is PauseFor.ILLNESS
    return isinstance(record, (Screening, Check)) or (isinstance(record, StartSaid) and record.sensitive)
