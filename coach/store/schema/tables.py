"""The tables of a file as a whole: what `meta` says of them, and which records have to be there."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from coach.store.errors import NewerSchema, Unreadable
from coach.store.file.json_text import Document, Tables, canonical
from coach.store.schema.record_types import RECORD_TABLES, SCHEMA
from coach.store.schema.step_fields import ADDED, REPLACED

DELETED = "deleted"
"""The field with the time at which the record was deleted.

Such a tombstone keeps its content, so that copies of the file can be merged.
"""

HISTORY = "history"
"""The table of versions that lost in a merge; each document contains the table and the content of one."""

UNSHARED = ("meta", "undo", "redo")
"""The tables that are about one file alone, and are taken over from no other copy."""

Key = tuple[str, str]
"""The table and the id of a document."""

Documents = Mapping[Key, Document | None]
"""Documents by key; None stands for absent."""


def lives(document: Document | None) -> bool:
    """Returns whether there is a document that is no tombstone."""
    return document is not None and document.get(DELETED) is None


def check_meta(tables: Tables, path: Path) -> None:
    """Raises `Unreadable` if these are not the complete tables of a coach's file.

    Raises `NewerSchema` if a newer coach wrote them.
    """
    metas = list(tables.get("meta", {}).values())
    if len(metas) != 1 or type(schema := metas[0].get("schema")) is not int:
        raise Unreadable(path, "it is JSON, but not a file of the coach: it has no table meta with a schema")
    if schema > SCHEMA:
        raise NewerSchema(path, schema, SCHEMA)
    check_tables(tables, path)


def file_id(tables: Tables) -> str | None:
    """Returns the id of the file from its `meta`; None if it has none."""
    metas = list(tables.get("meta", {}).values())
    found = metas[0].get("id") if len(metas) == 1 else None
    return found if isinstance(found, str) else None


def counts_in_meta(tables: Tables) -> dict[str, object]:
    """Returns how many documents of each table were written, as `meta` counts them; empty without a count."""
    metas = list(tables.get("meta", {}).values())
    counts = metas[0].get("count") if len(metas) == 1 else None
    return counts if isinstance(counts, dict) else {}


def was_altered(tables: Tables) -> bool:
    """Returns whether another program added or removed documents since the coach wrote the file."""
    return any(len(tables.get(name, {})) != count for name, count in counts_in_meta(tables).items())


def check_tables(tables: Tables, path: Path) -> None:
    """Raises `Unreadable` if a table is gone that had documents when the file was written."""
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
    """Returns the ids of the documents that one step is about, by table; none if it cannot be read."""
    named: dict[str, set[str]] = {}
    # another program may have written anything in there
    with suppress(KeyError, TypeError, AttributeError):
        for table, ids in step[ADDED].items():
            named.setdefault(table, set()).update(map(str, ids))
        for table, documents in step[REPLACED].items():
            named.setdefault(table, set()).update(str(each["id"]) for each in documents)
    return named


_LASTING = ("profile", "sessions", "days", "tips")
"""The tables in which a record stays once it was there, if only as a tombstone."""


def missing_records(tables: Tables, named: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Returns the ids of records that are named but have no document, by table; deleted ones have one too."""
    lacking = {name: named.get(name, set()) - ids_in(tables, name) for name in _LASTING}
    return {name: ids for name, ids in lacking.items() if ids}


def ids_in(tables: Tables, name: str) -> set[str]:
    """Returns the ids of the documents in a table."""
    return {str(each.get("id")) for each in tables.get(name, {}).values()}


def lost_version(table: str, document: Document) -> Document:
    """Returns the document that keeps a version that lost in a merge."""
    from hashlib import sha256  # only a merge needs it

    # a copy, since what a transaction read is overwritten in place
    content: Document = {"table": table, "document": dict(document)}
    # By its content, so that two copies that keep the same version give it the same id.
    return {"id": sha256(canonical(content).encode()).hexdigest()[:32]} | content
