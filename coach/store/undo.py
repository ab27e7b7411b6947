"""Steps back: what a change replaced, kept in the file by the change itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from hashlib import sha256
from typing import Any

from coach.store.errors import Unfit
from coach.store.text import Document, canonical

KEPT = 250
"""How many changes can be undone, one after the other."""

Key = tuple[str, str]
"""Table and id of a document."""
Documents = Mapping[Key, Document | None]
"""Documents by key; None stands for absent."""

INSTEAD = "instead"
"""In the step of a restored backup: the name of the backup made before it, which undo puts in its place."""

_UNSTABLE = ("updated", "rev")


def step_back(label: str, before: Documents, after: Documents, *, came: bool = False) -> Document:
    """What undoes a change, given all documents that it touched as they were and as they will be.

    What `came` from another copy of the file leaves without a tombstone, and in the version it was.
    """
    step: Document = {
        "label": label,
        "added": _by_table((key, key[1]) for key, old in before.items() if old is None),
        "replaced": _by_table((key, old) for key, old in before.items() if old is not None),
        "left": digest(after),
    }
    return step | {"came": True} if came else step


def restored(label: str, instead: str) -> Document:
    """What undoes the restoring of a backup; to a coach that does not know of it, a step without effect."""
    return step_back(label, {}, {}) | {INSTEAD: instead}


def before(step: Mapping[str, Any]) -> dict[Key, Document | None]:
    """The documents that a change touched, as they were; raises `Unfit` for a step that was tampered with."""
    found: dict[Key, Document | None] = {}
    try:
        for table, ids in step["added"].items():
            found.update(((table, str(id_)), None) for id_ in ids)
        for table, documents in step["replaced"].items():
            found.update(((table, str(each["id"])), dict(each)) for each in documents)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Unfit(
            "The last step in the table undo does not fit the schema, and cannot be undone."
        ) from None
    return found


def digest(documents: Documents) -> str:
    """Tells whether documents still hold what a change left.

    `updated` and `rev` do not count: undoing a later change brings the same content back under new ones.
    """
    lines = [
        [*key, each and {name: value for name, value in each.items() if name not in _UNSTABLE}]
        for key, each in sorted(documents.items())
    ]
    return sha256(canonical(lines).encode()).hexdigest()[:32]


def _by_table(pairs: Iterable[tuple[Key, object]]) -> dict[str, list[object]]:
    tables: dict[str, list[object]] = {}
    for (table, _), value in pairs:
        tables.setdefault(table, []).append(value)
    return tables
