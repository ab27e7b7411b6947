"""The record that says when a file was brought to a newer schema, whose rules differ."""

from __future__ import annotations

from datetime import datetime

from coach.domain.model import Upgrade
from coach.store.file.json_text import Document, Tables
from coach.store.schema.record_conversion import to_document
from coach.store.schema.record_types import BY_CLASS

_TYPE = BY_CLASS[Upgrade]


def upgrade_document(from_schema: int, now: datetime) -> Document:
    """Returns the record of an upgrade at this moment as a document, with id and stamps."""
    from ulid import ULID  # only a write needs it

    stamp = now.isoformat()
    upgrade = Upgrade(at=now, from_schema=from_schema, id=str(ULID.from_datetime(now)))
    return to_document(upgrade) | {"created": stamp, "updated": stamp, "rev": 1}


def mark_upgrade(tables: Tables, from_schema: int | None, now: datetime, present: Tables) -> None:
    """Adds the record of the upgrade to tables that were brought from an earlier schema.

    If the present file has such records already, they are copied: to restore an older backup changes no rule.
    Without `from_schema` the tables stay as they are.
    """
    if from_schema is None:
        return
    profile = tables.setdefault(_TYPE.table, {})
    known = [each for each in present.get(_TYPE.table, {}).values() if each.get("kind") == _TYPE.kind]
    there = {str(each.get("id")) for each in profile.values()}
    for each in known or [upgrade_document(from_schema, now)]:
        if str(each.get("id")) not in there:
            profile[str(max(map(int, profile), default=0) + 1)] = dict(each)
