"""The form of a step of undo or redo in the file, and the digests by which it knows what it left."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from coach.domain.model import Settings
from coach.store.errors import Unfit
from coach.store.file.json_text import Document, canonical
from coach.store.schema.record_codec import STAMPS
from coach.store.schema.record_types import BY_CLASS
from coach.store.schema.step_fields import ADDED, LEFT, MARKS, REPLACED
from coach.store.schema.tables import Documents, Key, lives

_OPENING_MARKS = ("read", "seen", "seen_before")
"""The fields of a tip that opening it sets; that makes no step."""

_UNSTABLE = ("updated", "rev")
"""The fields that differ when the same content is written again."""


def documents_before(step: Mapping[str, Any]) -> dict[Key, Document | None]:
    """Returns the documents that a change touched, as they were; raises `Unfit` if the step is malformed."""
    found: dict[Key, Document | None] = {}
    try:
        for table, ids in step[ADDED].items():
            found.update(((table, str(id_)), None) for id_ in ids)
        for table, documents in step[REPLACED].items():
            found.update(((table, str(each["id"])), dict(each)) for each in documents)
        if not isinstance(step.get(MARKS, {}), dict):
            raise TypeError
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unfit(
            "A step in the table undo or redo does not fit the schema, and cannot be undone."
        ) from None
    return found


def still_as_left(step: Mapping[str, Any], present: Documents) -> bool:
    """Returns whether documents still have the content that a change left."""
    # the digest in a step from before schema 2 counts every field
    return step.get(LEFT) in (digest(present), full_digest(present.items()))


def digest(documents: Documents) -> str:
    """Returns a digest of what a change left, to see later whether it is still so.

    It leaves out what changes without a step, which would bar the way to the step before: the opening of
    tips, and the pausing or lengthening of the running session. It also leaves out `updated` and `rev`, for
    undoing a later change brings the same content back under new ones.
    """
    return full_digest((key, _counted(key[0], each)) for key, each in documents.items())


def _counted(table: str, document: Document | None) -> Document | None:
    """Returns the part of a document that counts in the digest; None if nothing does."""
    if document is None or (table == "tips" and not lives(document)):
        return None
    if table == "live":
        # a session that is no longer running is simply gone: the time on its tombstone says nothing
        return {"id": document.get("id")} if lives(document) else None
    if table == "tips":
        passing = ("id", "created", *_OPENING_MARKS, *_UNSTABLE)
        return {name: value for name, value in document.items() if name not in passing} or None
    return document


def full_digest(documents: Iterable[tuple[Key, Document | None]]) -> str:
    """Returns a digest of documents with all their fields except the unstable ones, in any order."""
    lines = [
        [*key, each and {name: value for name, value in each.items() if name not in _UNSTABLE}]
        for key, each in sorted(documents, key=lambda item: item[0])
    ]
    return sha256(canonical(lines).encode()).hexdigest()[:32]


def same_content(one: Document | None, other: Document | None) -> bool:
    """Returns whether two documents are the same except for when and how often they were written."""
    return full_digest([(("", ""), one)]) == full_digest([(("", ""), other)])


def says_nothing(document: Document | None) -> bool:
    """Returns whether a document is of settings that are all as at first: it is the same as none."""
    if document is None or document.get("kind") != BY_CLASS[Settings].kind:
        return False
    return {"id", "kind", *STAMPS}.issuperset(document)


def opening_marks(document: Document | None) -> Document:
    """Returns the fields of a tip that opening it sets."""
    return {name: document[name] for name in _OPENING_MARKS if name in document} if document else {}
