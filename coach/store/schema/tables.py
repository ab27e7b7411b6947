"""The tables of a file as a whole: what `meta` says of them, and which records must be there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from coach.store.errors import NewerSchema, Unreadable
from coach.store.file.json_text import Document, Tables, canonical
from coach.store.schema.record_types import RECORD_TABLES, SCHEMA

DELETED = "deleted"
"""When the record was dropped. Such a tombstone keeps its content, so that copies of the file can merge."""


HISTORY = "history"
"""The table of versions that lost in a merge, each with its table and its id in the document."""


UNSHARED = ("meta", "undo", "redo")
"""The tables that are about one file, and none of another copy's business."""


Key = tuple[str, str]
"""Table and id of a document."""


Documents = Mapping[Key, Document | None]
"""Documents by key; None stands for absent."""


def lives(document: Document | None) -> bool:
    """Tells whether there is a document that is no tombstone."""
    return document is not None and document.get(DELETED) is None


def check_meta(tables: Tables, path: Path) -> None:
    """Raises `Unreadable` where these are not the tables of a coach's file, or lack one; `NewerSchema` for a
    schema that a newer coach wrote.
    """
    metas = list(tables.get("meta", {}).values())
    if len(metas) != 1 or type(schema := metas[0].get("schema")) is not int:
        raise Unreadable(path, "it is JSON, but no file of the coach: no table meta gives its schema")
    if schema > SCHEMA:
        raise NewerSchema(path, schema, SCHEMA)
    check_tables(tables, path)


def file_id(tables: Tables) -> str | None:
    """Returns the id of the file, by its `meta`; None where it has none."""
    metas = list(tables.get("meta", {}).values())
    found = metas[0].get("id") if len(metas) == 1 else None
    return found if isinstance(found, str) else None


def counts_in_meta(tables: Tables) -> dict[str, object]:
    """Returns how many documents of each table were written, by the count in `meta`; empty where it has none."""
    metas = list(tables.get("meta", {}).values())
    counts = metas[0].get("count") if len(metas) == 1 else None
    return counts if isinstance(counts, dict) else {}


def was_altered(tables: Tables) -> bool:
    """Returns whether there are more or fewer documents than were written: something else was at the file."""
    return any(len(tables.get(name, {})) != count for name, count in counts_in_meta(tables).items())


def check_tables(tables: Tables, path: Path) -> None:
    """Sees that no table is gone that had documents when the file was written; raises `Unreadable`."""
    counts = counts_in_meta(tables)
    for name, count in counts.items():
        if count and name not in tables:
            raise Unreadable(path, f"the table {name} is missing; meta counts {count} documents in it")
    for name in RECORD_TABLES:
        if name not in tables and (named := len(ids_in_undo(tables).get(name, ()))):
            raise Unreadable(path, f"the table {name} is missing; undo names {named} documents of it")


def ids_in_undo(tables: Tables) -> dict[str, set[str]]:
    """Returns the ids of the documents that the steps of undo are about, by table."""
    named: dict[str, set[str]] = {}
    for step in tables.get("undo", {}).values():
        for table, ids in ids_in_step(step).items():
            named.setdefault(table, set()).update(ids)
    return named


def ids_in_step(step: Mapping[str, Any]) -> dict[str, set[str]]:
    """Returns the ids of the documents that one step is about, by table; none where it cannot be read."""
    named: dict[str, set[str]] = {}
    # another program may have written anything in there
    with suppress(KeyError, TypeError, AttributeError):
        for table, ids in step["added"].items():
            named.setdefault(table, set()).update(map(str, ids))
        for table, documents in step["replaced"].items():
            named.setdefault(table, set()).update(str(each["id"]) for each in documents)
    return named


_LASTING = ("profile", "sessions", "days", "tips")
"""The tables of which a record that was there once stays, as deleted maybe."""


def missing_records(tables: Tables, named: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Returns which of these records there is no document of, by table: where one was deleted, one stays."""
    lacking = {name: named.get(name, set()) - ids_in(tables, name) for name in _LASTING}
    return {name: ids for name, ids in lacking.items() if ids}


def ids_in(tables: Tables, name: str) -> set[str]:
    """Returns the ids of the documents of a table."""
    return {str(each.get("id")) for each in tables.get(name, {}).values()}


def lost_version(table: str, document: Document) -> Document:
    """Returns what the table of versions that lost holds of one: two copies give it one id."""
    from hashlib import sha256  # only a merge needs it

    # a copy, since what a transaction read is overwritten in place
    content: Document = {"table": table, "document": dict(document)}
    return {"id": sha256(canonical(content).encode()).hexdigest()[:32]} | content
