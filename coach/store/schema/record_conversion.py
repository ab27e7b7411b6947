"""Records as documents that are not in the file yet, or not at all, and back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.domain.model import Record, Refused
from coach.store.file.json_text import Document
from coach.store.schema.record_codec import BadDocument
from coach.store.schema.record_types import BY_CLASS

_ANY_TIME = "1970-01-01T00:00:00+00:00"
_ANY_STAMPS: Document = {"created": _ANY_TIME, "updated": _ANY_TIME, "rev": 1}
"""Stamps that pass the checks, for documents that have none of their own."""


class BadField(Refused):
    """A record has a field that does not fit the schema."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        self.why = why
        super().__init__(f"{field} {why}.")


def checked_fields(record: Record) -> Document:
    """Returns the fields of a record for the file; raises `BadField` if one does not fit."""
    type_ = BY_CLASS[type(record)]
    document = type_.encode(record)
    try:
        type_.decode(document | _ANY_STAMPS | {"id": record.id or "-"})
    except BadDocument as error:
        raise BadField(error.field, error.why) from error
    return document


def to_document(record: Any) -> Document:
    """Returns a record as a document without stamps."""
    return {"id": record.id} | BY_CLASS[type(record)].encode(record)


def from_document(cls: type[Any], document: Mapping[str, object]) -> Any:
    """Returns the record in a document without stamps; raises `BadDocument`."""
    return BY_CLASS[cls].decode(dict(document) | _ANY_STAMPS)
