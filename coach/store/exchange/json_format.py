"""All documents as one JSON text: writing and reading, without any loss."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path

from coach.store.errors import RowProblem
from coach.store.file.json_text import ORDER, Document, Tables, canonical, fingerprint, joined, parse, render
from coach.store.schema.another_person import impersonal
from coach.store.schema.migrations import migrated
from coach.store.schema.record_codec import BadDocument
from coach.store.schema.record_types import RECORD_TABLES, SCHEMA, type_of
from coach.store.schema.tables import UNSHARED, file_id
from coach.store.snapshot import Snapshot
from coach.store.versions import Placed
from coach.text.clean import clean

_OWN_TO_A_FILE = ("meta", "live", "undo", "redo")
"""The tables that concern one file alone, and are not exported."""


@dataclass(frozen=True, slots=True)
class JsonExport:
    """The documents of another copy that fit the schema, and the problems of the others."""

    documents: tuple[Placed, ...]
    bad: tuple[RowProblem, ...]
    tables: Tables
    """The tables of the file that they come from."""

    def without_answers(self) -> JsonExport:
        """Returns what may be taken from it if it is another person's."""
        allowed = {id(each) for documents in impersonal(self.tables).values() for each in documents.values()}
        return replace(self, documents=tuple(each for each in self.documents if id(each[1]) in allowed))


def write_json(tables: Tables) -> str:
    """Returns every document except those that concern one file alone.

    Documents are numbered by id, so that the same ones give the same text. The text is a file of the coach
    itself, with the id of the file that it was made from, by which an import knows whose it is.
    """
    exported = {
        name: _numbered(tables.get(name, {}).values())
        for name in (*ORDER, *sorted(set(tables) - set(ORDER)))
        if name not in _OWN_TO_A_FILE
    }
    own = file_id(tables)
    meta: Document = ({"id": own} if own else {}) | {
        "schema": SCHEMA,
        "count": {name: len(each) for name, each in exported.items()},
        "sha256": fingerprint(render(exported)),
    }
    return _escaped(joined(render({"meta": {"1": meta}} | exported)).decode())


def read_json(data: bytes, path: Path) -> JsonExport:
    """Returns the documents in a file; raises `Unreadable` and `NewerSchema` for a file of another kind.

    Documents of tables without a schema come along by their ids, such as the versions that lost in a merge.
    """
    tables = migrated(parse(data, path), path)
    Snapshot(tables, path)
    documents: list[Placed] = []
    bad: list[RowProblem] = []
    for table in RECORD_TABLES:
        if table in _OWN_TO_A_FILE:
            continue
        for number, document in tables.get(table, {}).items():
            try:
                type_of(table, document).decode(document)
            except BadDocument as error:
                bad.append(RowProblem(f"{table} {document.get('id', number)}", error.field, error.why))
            else:
                documents.append((table, document))
    for table in sorted(set(tables).difference(RECORD_TABLES, UNSHARED)):
        documents += [(table, each) for each in tables[table].values() if isinstance(each.get("id"), str)]
    return JsonExport(tuple(documents), tuple(bad), tables)


def _escaped(text: str) -> str:
    """Returns the same JSON with an escape for each character that a terminal might obey."""
    # replacing is safe: outside of strings JSON has no such characters
    unsafe = [char for char in set(text) if clean(char, keep="\n") != char]
    return text.translate({ord(char): "".join(f"\\u{unit:04x}" for unit in _units(char)) for char in unsafe})


def _units(char: str) -> tuple[int, ...]:
    """Returns the code units by which JSON writes a character; one beyond U+FFFF has two."""
    code = ord(char)
    return (code,) if code < 0x10000 else (0xD800 + (code - 0x10000 >> 10), 0xDC00 + (code & 0x3FF))


def _numbered(documents: Iterable[Document]) -> dict[str, Document]:
    ordered = sorted(documents, key=lambda each: (str(each.get("id")), canonical(each)))
    return {str(number): each for number, each in enumerate(ordered, 1)}
