"""Copies of one file that grew apart, made at random."""

from __future__ import annotations

from random import Random
from typing import Any

from coach.store.file.json_text import Document, Tables
from coach.store.schema.tables import HISTORY
from coach.store.sync.union import LatestVersions, Union

_INSTANTS = (
    "2026-01-05T07:30:00+00:00",
    "2026-01-05T08:30:00+01:00",  # the same one
    "2026-01-05T07:30:00.000001+00:00",
    "2026-01-06T07:30:00+00:00",
    "not a time",
)


TABLES = ("sessions", "live", "days", "profile", "tips", "stranger")


def copy_of(random: Random, tables_: tuple[str, ...] = TABLES, ids: int = 3) -> Tables:
    """A copy with some of a few ids, so that copies differ in versions as often as in ids."""
    tables: Tables = {"meta": {"1": {"id": "m", "schema": 1}}, "undo": {"1": {"id": "u"}}, "live": {}}
    tables["sessions"] = {}
    for table in tables_:
        names = [f"{table}-{number}" for number in range(ids) if random.random() < 0.7]
        random.shuffle(names)
        chosen = [_document(random, table, name) for name in names]
        tables[table] = {str(number): each for number, each in enumerate(chosen, random.randint(1, 3))}
    return tables


def _document(random: Random, table: str, id_: str) -> Document:
    document: Document = {
        "id": id_,
        "created": _INSTANTS[0],
        "updated": random.choice(_INSTANTS[: 5 if random.random() < 0.1 else 4]),
        "rev": random.randint(1, 2),
    }
    document |= _content(random, table)
    if random.random() < 0.15:
        document["deleted"] = random.choice(_INSTANTS[:4])
    return document


def _content(random: Random, table: str) -> dict[str, Any]:
    at, day = "2026-01-05T07:00:00+00:00", f"2026-01-0{random.randint(1, 2)}"
    match table:
        case "profile":
            return {"kind": "goal", "at": at, "cover": "bare", "minutes": random.choice((10, 12))}
        case "sessions":
            minutes = random.choice((5, 5.0, 7, 99))  # 99 does not fit
            return {"area": "back", "started_at": at, "day": day, "done_min": minutes, "ended": "completed"}
        case "days":
            return {"kind": "note", "day": day, "text": random.choice("ab")}
        case "tips":
            return {"read": random.random() < 0.5}
        case "live":
            return {"area": "back", "cover": "towel", "planned_min": 5, "cap_min": 10, "started_at": at,
                    "day": day, "boot": "b", "booted_s": random.choice((1.0, 2.0))}  # fmt: skip
    return {"anything": random.choice((1, "1", None, [1]))}


def ended(random: Random, tables: Tables) -> Tables:
    """The same copy once some of its running sessions have become sessions."""
    for number, running in enumerate(list(tables["live"].values()), 50):
        if random.random() < 0.5:
            tables["sessions"][str(number)] = _document(random, "sessions", str(running["id"]))
            if random.random() < 0.5:
                tables["live"] = {key: each for key, each in tables["live"].items() if each is not running}
    return tables


def as_tables(found: Union | LatestVersions) -> Tables:
    """The file that holds a union."""
    documents = found.documents if isinstance(found, Union) else found
    tables: Tables = {"meta": {"1": {"id": "other", "schema": 1}}}
    for (table, _), document in documents.items():
        table_ = tables.setdefault(table, {})
        table_[str(len(table_) + 1)] = document
    return tables


def ids(*copies: Tables) -> set[tuple[str, str]]:
    """Tables and ids of all documents that a merge has to do with."""
    return {
        (table, str(each["id"]))
        for tables in copies
        for table, documents in tables.items()
        if table not in ("meta", "undo", HISTORY)
        for each in documents.values()
    }
