"""The way from each schema of the file to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coach.store.errors import Unreadable
from coach.store.file.json_text import Document, Tables
from coach.store.schema import schema_3
from coach.store.schema.tables import check_tables


def _from_1(tables: Tables) -> Tables:
    """Schema 2: answers name those that they replace, and sessions may tell when they ended.

    What is there already says neither: an answer that names none is from before, and is read as such.
    """
    return tables


STEPS: dict[int, Callable[[Tables], Tables]] = {1: _from_1, 2: schema_3.renamed}
"""By the schema that it starts from: a pure function that makes of its documents those of the next schema.

It leaves alone what it does not know: other tables, fields of strangers, documents that do not fit. The
number in `meta` is not its business.
"""


def outdated(tables: Tables) -> int | None:
    """Returns the schema of these documents where there is a step from it; None where it is the newest."""
    schema = _schema(tables)
    return schema if schema in STEPS else None


def named_as_now(tables: Tables) -> Tables:
    """Returns documents of which nobody knows the schema, with the names of the newest.

    Of a damaged file the line that gives the schema may be gone, and no answer in it is to be overlooked.
    """
    return schema_3.renamed(tables)


def migrated(tables: Tables, path: Path) -> Tables:
    """Returns the documents in the newest schema that the steps lead to; those that are there already, as they are.

    What it is given stays as it was. Raises `Unreadable` for a schema that no coach ever wrote.
    """
    schema = _schema(tables)
    if schema is not None and schema < 1:
        raise Unreadable(path, f"schema {schema} in the table meta is none of the coach's")
    if schema in STEPS:
        check_tables(tables, path)
    while schema in STEPS:
        tables = STEPS[schema]({name: _copied(each) for name, each in tables.items()})
        schema += 1
        for seal in tables["meta"].values():
            seal["schema"] = schema
            # what it counted were the documents of the old schema
            seal.pop("count", None)
            seal.pop("sha256", None)
    return tables


def _schema(tables: Tables) -> int | None:
    """Returns the schema that meta gives; None where it gives none, of which the snapshot complains."""
    metas = list(tables.get("meta", {}).values())
    schema = metas[0].get("schema") if len(metas) == 1 else None
    return schema if type(schema) is int else None


def _copied(documents: dict[str, Document]) -> dict[str, Document]:
    return {number: dict(each) for number, each in documents.items()}
