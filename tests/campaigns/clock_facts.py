"""What records and documents say, in plain values that the model can hold."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Any

from coach.domain.model import (
    AreaTurned,
    Check,
    DayNote,
    GoalSet,
    Record,
    Screening,
    Session,
    Settings,
    StartSaid,
    StepLowered,
)
from tests.campaigns.clock_records import Facts

_TABLES = ("profile", "sessions", "days")


_KINDS: dict[type[Any], str] = {
    Screening: "screening",
    StartSaid: "start",
    GoalSet: "goal",
    StepLowered: "lowered",
    AreaTurned: "area",
    Settings: "settings",
    Session: "session",
    Check: "check",
    DayNote: "note",
}


_SAID: dict[str, dict[str, Any]] = {
    "screening": {"ticked": (), "agreed": (), "numb_areas": None},
    "start": {"start": None, "sensitive": False},
    "goal": {"cover": None, "minutes": None},
    "lowered": {"area": None, "cover": None, "minutes": None},
    "area": {"area": None, "on": None},
    "settings": {"tz": "", "rollover": 3},
    "session": {
        "area": None,
        "started_at": None,
        "ended_at": None,
        "day": None,
        "done_min": None,
        "cover": None,
        "sharpness": None,
        "skin_after": None,
        "skin_next": None,
        "skin_next_on": None,
        "before": None,
        "after": None,
    },
    "check": {"day": None, "area": None, "skin": None, "at": None},
    "note": {"day": None, "text": None},
}

"""What the model is told of each kind, with what stands for what a document leaves out."""
_PLAIN = {"started_at": "start", "ended_at": "end", "done_min": "minutes"}


def id_of(record: Record) -> str:
    """The id of a record, which only a running session shares with another."""
    return record.id


def documents(tables: Mapping[str, Any]) -> dict[str, tuple[str, dict[str, Any]]]:
    """The documents of a file by id, with their tables."""
    return {each["id"]: (table, each) for table in _TABLES for each in tables.get(table, {}).values()}


def facts_of(record: Record) -> tuple[str, Facts]:
    """What a record says, in plain values."""
    kind = _KINDS[type(record)]
    values = {name: getattr(record, name) for name in _SAID[kind]}
    if isinstance(record, Session) and record.from_check:
        values["skin_next"] = None  # it is the check that says so
    return kind, {_PLAIN.get(name, name): _plain(value) for name, value in values.items()}


def facts_of_document(table: str, document: Mapping[str, Any]) -> tuple[str, Facts]:
    """The same of a document, as JSON has it."""
    kind = document.get("kind") or "session"
    facts: dict[str, Any] = {}
    for name, default in _SAID[kind].items():
        value = document.get(name, default)
        if name in ("ticked", "agreed", "numb_areas") and value is not None:
            value = frozenset(value)
        elif name in ("started_at", "ended_at", "at") and value is not None:
            value = datetime.fromisoformat(value).astimezone(UTC)
        elif name in ("day", "skin_next_on") and value is not None:
            value = date.fromisoformat(value)
        facts[_PLAIN.get(name, name)] = value
    return kind, facts


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    if isinstance(value, frozenset):
        return frozenset(map(str, value))
    return str(value) if isinstance(value, str) else value
