"""The answers that no older state of the file may take away: those that keep someone from being hurt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from coach.domain.check_answers import answered, first_answers
from coach.domain.model import WOUNDED, Check, Pause, PauseFor, Record, Screening, Session, StartSaid
from coach.store.errors import StoreError
from coach.store.file.json_text import Document, Tables, parse
from coach.store.repair.scanner import scan
from coach.store.schema.migrations import migrated, named_as_now
from coach.store.schema.record_codec import BadDocument
from coach.store.schema.record_types import type_of
from coach.store.schema.tables import DELETED, lives
from coach.store.versions import version


def keep_answers(older: Tables, present: Tables) -> int:
    """Takes newer safety answers of the present file into an older state of it; returns their number.

    These are the answers to the safety questions, that the skin is sensitive, skin checks, pauses for an
    illness, and sessions after which the skin was broken or that were stopped because of what was felt. Each
    is taken if the older state lacks it or has an earlier version. One that was undone stays undone.
    """
    count = 0
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
        count += 1
    return count


def readable_tables(data: bytes, path: Path) -> Tables:
    """Returns the tables of a file as far as they can be read, damaged or not."""
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
    records: list[tuple[str, Document, Record]] = []
    for table in ("profile", "days", "sessions"):
        for document in tables.get(table, {}).values():
            with suppress(BadDocument):
                records.append((table, document, type_of(table, document).decode(document)))
    first = first_answers(
        record for _, document, record in records if isinstance(record, Check) and lives(document)
    )
    for table, document, record in records:
        if _is_safety(answered(record, first) if isinstance(record, Session) else record):
            yield table, document


def _is_safety(record: Record) -> bool:
    if isinstance(record, Session):
        return bool({record.skin_after, record.skin_next} & set(WOUNDED)) or record.stopped_for is not None
    if isinstance(record, Pause):
        # after an illness the safety questions are asked again
        return record.why is PauseFor.ILLNESS
    return isinstance(record, (Screening, Check)) or (isinstance(record, StartSaid) and record.sensitive)
