"""Salvages a damaged file: its readable documents, together with those of a backup."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from coach.store.errors import Damaged, NewerSchema
from coach.store.file.json_text import ORDER, Document, Tables, canonical
from coach.store.repair.scanner import Broken, Found, Scan, scan
from coach.store.schema.migrations import migrated, named_as_now, outdated
from coach.store.schema.record_types import RECORD_TABLES, SCHEMA
from coach.store.schema.tables import ids_in_step, missing_records
from coach.store.versions import version

_NEW_META: Document = {"id": "new", "schema": SCHEMA}


@dataclass(frozen=True, slots=True)
class Salvaged:
    """The tables that a repair would write, and what of the damaged file would be missing from them."""

    tables: Tables
    read: Counter[str]
    """The number of documents that could be read in the file, by table."""
    added: Counter[str]
    """The number of documents that only the backup has, by table."""
    mended: Counter[str]
    """The number of documents taken from the backup, which has a later version, or the same one undamaged."""
    lost: tuple[Broken, ...]
    """The broken documents that are in neither."""
    missing: Counter[str]
    """How many documents fewer than `meta` counts there would be, by table."""
    duplicates: int
    """The number of older or equal versions of documents that were in the file more than once."""
    from_schema: int | None = None
    """The schema of the file, if it is an earlier one."""

    @property
    def kept(self) -> Counter[str]:
        """The number of documents that a repair would write, by table."""
        return Counter({name: len(each) for name, each in self.tables.items() if name != "meta"})


def without_broken_steps(saved: Salvaged) -> Salvaged:
    """Returns the same without the steps of undo whose records are lost, which would block the others."""
    steps = saved.tables.get("undo", {})
    intact = {
        number: step for number, step in steps.items() if not missing_records(saved.tables, ids_in_step(step))
    }
    return replace(saved, tables=saved.tables | {"undo": intact})


def salvage(data: bytes, path: Path, backup: Tables) -> Salvaged:
    """Unites what is readable with the newest good backup, by id: of each document the latest version stays.

    Raises `NewerSchema`, and `Damaged` if nothing of the coach's is readable in the file and there is no
    backup.
    """
    scanned = scan(data)
    metas = [each.document for each in scanned.found if each.table == "meta"]
    meta = max(metas, key=version, default=next(iter(backup.get("meta", {}).values()), _NEW_META))
    schema = meta.get("schema")
    if type(schema) is not int or schema < 1:
        meta, schema = meta | {"schema": SCHEMA}, SCHEMA
    if schema > SCHEMA:
        raise NewerSchema(path, schema, SCHEMA)
    united, twice = _united(scanned)
    if not metas:
        united = named_as_now(united)
    own_meta = dict(meta)
    if outdated({"meta": {"1": meta}}):
        # the migration refuses a file that lacks documents which `meta` counts, and this one may lack some
        own_meta.pop("count", None)
    own = migrated({"meta": {"1": own_meta}} | united, path)
    read = Counter({name: len(each) for name, each in own.items() if name != "meta"})
    if not backup and not any(read[name] for name in RECORD_TABLES):
        raise Damaged(path, "nothing in it can be read, and there is no good backup of it")
    added, mended = _filled(own, backup, whole=not read)
    counts = meta.get("count") if metas else None
    missing = _missing(own, counts if isinstance(counts, dict) else {})
    ids = {str(each.get("id")) for documents in own.values() for each in documents.values()}
    return Salvaged(
        {name: own.get(name, {}) for name in (*ORDER, *sorted(set(own) - set(ORDER)))},
        read,
        added,
        mended,
        tuple(
            each
            for each in scanned.broken
            # without a legible id, only the count can tell whether the backup has the document
            if each.table != "meta" and each.id not in ids and (each.id or missing[each.table] or not counts)
        ),
        missing,
        twice,
        outdated({"meta": {"1": meta}}),
    )


def _missing(own: Tables, counts: Mapping[str, object]) -> Counter[str]:
    fewer = {name: count - len(own.get(name, {})) for name, count in counts.items() if isinstance(count, int)}
    return Counter({name: number for name, number in fewer.items() if number > 0})


def _united(scanned: Scan) -> tuple[Tables, int]:
    """Returns the documents by table and number, each id once, and the number of duplicates."""
    chosen: dict[tuple[str, str], Found] = {}
    twice = 0
    for each in scanned.found:
        if each.table == "meta":
            continue
        key = _key(each.table, each.document)
        other = chosen.get(key)
        twice += other is not None
        if other is None or version(each.document) > version(other.document):
            chosen[key] = each
    tables: Tables = {}
    for each in _numbered_first(chosen.values()):
        table = tables.setdefault(each.table, {})
        table[_free(table, each.number)] = each.document
    return {name: dict(sorted(table.items(), key=_by_number)) for name, table in tables.items()}, twice


def _filled(own: Tables, backup: Tables, *, whole: bool) -> tuple[Counter[str], Counter[str]]:
    """Adds what only the backup has, or has in a later version, or in the same version and undamaged."""
    added: Counter[str] = Counter()
    mended: Counter[str] = Counter()
    for name, documents in backup.items():
        # A running session and steps of undo of the backup are over by now. Only if the file has nothing at
        # all does the backup stand for it as it is.
        if name == "meta" or (name in ("undo", "redo", "live") and not whole):
            continue
        table = own.setdefault(name, {})
        numbers = {_key(name, each): number for number, each in table.items()}
        for document in documents.values():
            number = numbers.get(_key(name, document))
            if number is None:
                table[_free(table, "")] = document
                added[name] += 1
            elif table[number] != document and version(document)[:2] >= version(table[number])[:2]:
                table[number] = document
                mended[name] += 1
    return added, mended


def _key(table: str, document: Document) -> tuple[str, str]:
    id_ = document.get("id")
    return table, id_ if isinstance(id_, str) else canonical(document)


def _numbered_first(found: Iterable[Found]) -> Iterator[Found]:
    return iter(sorted(found, key=lambda each: not each.number))


def _free(table: dict[str, Document], wanted: str) -> str:
    """Returns the number of a document as TinyDB writes it; another one if it is taken or unknown."""
    number = str(int(wanted)) if wanted and len(wanted) < 16 else ""
    return number if number and number not in table else str(max(map(int, table), default=0) + 1)


def _by_number(item: tuple[str, Document]) -> int:
    return int(item[0])
