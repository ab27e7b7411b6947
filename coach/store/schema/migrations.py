"""The steps from each schema of the file to the next."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from coach.store.errors import Unreadable
from coach.store.file.json_text import Document, Tables
from coach.store.schema import schema_3, schema_4
from coach.store.schema.tables import check_tables


def _the_same(tables: Tables) -> Tables:
    """Returns the tables as they are: the next schema only has something more."""
    return tables


STEPS: dict[int, Callable[[Tables], Tables]] = {
    # Since schema 2 answers name those that they replace, and sessions can say when they ended. An answer
    # that names none is from before, and is read as such.
    1: _the_same,
    2: schema_3.renamed,
    3: schema_4.linked,
    # Since schema 5 a file can hold a rhythm. An older coach would count its weeks as missed days.
    4: _the_same,
}
"""For each earlier schema the function that returns its tables in the next one.

It is pure, and leaves alone what it does not know: other tables, fields of other programs, and documents that
do not fit. It does not change the number in `meta`.
"""


def outdated(tables: Tables) -> int | None:
    """Returns the schema of these tables if it is an earlier one; else None."""
    schema = _schema(tables)
    return schema if schema in STEPS else None


def named_as_now(tables: Tables) -> Tables:
    """Returns tables of an unknown schema in the newest."""
    # In a damaged file the line that gives the schema may be gone, and no answer in it may be overlooked.
    return schema_4.linked(schema_3.renamed(tables))


def migrated(tables: Tables, path: Path) -> Tables:
    """Returns the tables in the newest schema; the very same tables if they are in it already.

    The given tables are not changed. Raises `Unreadable` for a schema that no coach ever wrote.
    """
    schema = _schema(tables)
    if schema is not None and schema < 1:
        raise Unreadable(path, f"schema {schema} in the table meta is not one of the coach's")
    if schema in STEPS:
        check_tables(tables, path)
    while schema in STEPS:
        tables = STEPS[schema]({name: _copied(each) for name, each in tables.items()})
        schema += 1
        for meta in tables["meta"].values():
            meta["schema"] = schema
            # both were about the documents of the old schema
            meta.pop("count", None)
            meta.pop("sha256", None)
    return tables


def _schema(tables: Tables) -> int | None:
    """Returns the schema that `meta` gives; None if it gives none, which the snapshot then refuses."""
    metas = list(tables.get("meta", {}).values())
    schema = metas[0].get("schema") if len(metas) == 1 else None
    return schema if type(schema) is int else None


def _copied(documents: dict[str, Document]) -> dict[str, Document]:
    return {number: dict(each) for number, each in documents.items()}
