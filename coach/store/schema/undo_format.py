"""The steps of undo and redo as they lie in the file: what each holds, and what it left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from coach.store.errors import Unfit
from coach.store.file.json_text import Document, canonical
from coach.store.schema.tables import Documents, Key, lives

_MARKS = ("read", "seen", "seen_before")
"""The fields of a tip that opening it sets, which makes no step."""


_UNSTABLE = ("updated", "rev")


def documents_before(step: Mapping[str, Any]) -> dict[Key, Document | None]:
    """Returns the documents that a change touched, as they were; raises `Unfit` for a tampered step."""
    found: dict[Key, Document | None] = {}
    try:
        for table, ids in step["added"].items():
            found.update(((table, str(id_)), None) for id_ in ids)
        for table, documents in step["replaced"].items():
            found.update(((table, str(each["id"])), dict(each)) for each in documents)
        if not isinstance(step.get("marks", {}), dict):
            raise TypeError
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unfit(
            "A step in the table undo or redo does not fit the schema, and cannot be undone."
        ) from None
    return found


def still_as_left(step: Mapping[str, Any], present: Documents) -> bool:
    """Tells whether documents still hold what a change left."""
    # a step from before schema 2 counts every field
    return step.get("left") in (digest(present), fingerprint(present.items()))


def digest(documents: Documents) -> str:
    """Returns a fingerprint of what a change left.

    `updated` and `rev` do not count: undoing a later change brings the same content back under new ones. What
    changes without a step does not count either, or it would bar the way to the step before: which tips were
    read, and how the running session was paused or lengthened.
    """
    return fingerprint((key, _counted(key[0], each)) for key, each in documents.items())


def _counted(table: str, document: Document | None) -> Document | None:
    if document is None or (table == "tips" and not lives(document)):
        return None
    if table == "live":
        # gone is gone, whenever that was
        return {"id": document.get("id")} if lives(document) else None
    if table == "tips":
        passing = ("id", "created", *_MARKS, *_UNSTABLE)
        return {name: value for name, value in document.items() if name not in passing} or None
    return document


def fingerprint(documents: Iterable[tuple[Key, Document | None]]) -> str:
    """Returns a fingerprint of documents with all their fields, whatever the order they are given in."""
    lines = [
        [*key, each and {name: value for name, value in each.items() if name not in _UNSTABLE}]
        for key, each in sorted(documents, key=lambda item: item[0])
    ]
    return sha256(canonical(lines).encode()).hexdigest()[:32]


def same_content(one: Document | None, other: Document | None) -> bool:
    """Returns whether two documents hold the same but for when, and how often, they were written."""
    return fingerprint([(("", ""), one)]) == fingerprint([(("", ""), other)])


def opening_marks(document: Document | None) -> Document:
    """Returns the fields of a tip that opening it sets."""
    return {name: document[name] for name in _MARKS if name in document} if document else {}
