"""A file with something hostile wherever text can be, generated from the schema."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

from coach.domain import model
from coach.domain.model import Area, Cover, Record, Skin
from coach.store.file.json_text import joined, render
from coach.store.schema.record_codec import RecordType
from coach.store.schema.record_conversion import checked_fields
from coach.store.schema.record_types import TYPES
from tests.store.samples import MORNING, live, session

HOSTILE = "x\x1b[2J\x1b]0;t\x07\x9b31m\x85\x7f\r\b\u202ey\u2066\u2069\u200f\ufeff\u2028\u2029\x00z"
"""At most 64 characters: the limit of a name."""

NAME = HOSTILE.replace("\x00", "")
"""What a file can be called."""

DAY = date(2026, 1, 4)
RECORDS: tuple[Record, ...] = (
    model.Settings(tz="UTC"),
    model.Screening(id="a1", at=MORNING, ticked=frozenset()),
    model.Upgrade(id="a0", at=MORNING, from_schema=2),
    model.StartSaid(id="a2", at=MORNING, start=model.Start.NEW),
    model.GoalSet(id="a3", at=MORNING, cover=Cover.BARE, minutes=20),
    model.StepLowered(id="a4", at=MORNING, area=Area.FEET, cover=Cover.SOCKS, minutes=2),
    model.AreaTurned(id="a5", at=MORNING, area=Area.FEET, on=True),
    model.RhythmSet(id="a6", at=MORNING, days=4, first=date(2026, 1, 5)),
    session(5, MORNING, id_="s1"),
    model.Check(id="d1", day=DAY, area=Area.BACK, skin=Skin.CLEAR, at=MORNING),
    model.Pause(id="d2", first=date(2026, 3, 1), last=date(2026, 3, 2), at=MORNING),
    model.DayNote(id="d3", day=DAY, text="note"),
    model.TipState(id="lie-down", read=True),
    live()._replace(id="l1"),
)
"""One of each type."""

STAMPS = {"created": MORNING.isoformat(), "updated": MORNING.isoformat(), "rev": 1}


def texts_of(type_: RecordType) -> dict[str, Any]:
    """The fields of a type that take a hostile text, each with one."""
    found: dict[str, Any] = {}
    for field in type_.fields:
        for value in (HOSTILE, {HOSTILE: HOSTILE}, [HOSTILE]):
            try:
                field.kind.decode(value)
            except ValueError:
                continue
            found[field.name] = value
    return found


def planted(*, running: bool) -> dict[str, dict[str, dict[str, Any]]]:
    """The documents of a file with something hostile wherever text can be."""
    tables: dict[str, dict[str, dict[str, Any]]] = {
        "meta": {"1": {"id": HOSTILE, "schema": 2}},
        **{
            stack: {"1": {"id": "u", "label": HOSTILE, "added": {}, "replaced": {}, "left": "", **STAMPS}}
            for stack in ("undo", "redo")
        },
        HOSTILE: {"1": {"id": HOSTILE, HOSTILE: HOSTILE}},
        "history": {"1": {"id": "h", "table": HOSTILE, "document": {"id": HOSTILE, "note": HOSTILE}}},
    }
    by_class = {type(each): each for each in RECORDS}
    for type_ in TYPES:
        record = by_class[type_.cls]
        if isinstance(record, model.Live) and not running:
            tables["live"] = {}
            continue
        table = tables.setdefault(type_.table, {})
        document = {"id": record.id} | checked_fields(record) | texts_of(type_) | STAMPS
        table[str(len(table) + 1)] = document
        # unfit in each of its fields in turn: its name, the field and the value are told
        for name in ("id", "kind", *(each.name for each in type_.fields)):
            if name in document:
                other = document | {"id": f"{HOSTILE}{len(table)}", name: [HOSTILE, {HOSTILE: 1}]}
                table[str(len(table) + 1)] = other
    return tables


def written(path: Path, tables: dict[str, dict[str, dict[str, Any]]]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(joined(render(tables)))
    return path
