"""The versions of a document: how each change stamps a new one, and which of two is the later."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from typing import Any

from coach.domain.instants import instant
from coach.store.file.json_text import Document, canonical
from coach.store.schema.fields import LAST_YEAR
from coach.store.schema.record_codec import STAMPS
from coach.store.schema.record_types import RECORD_TABLES
from coach.store.snapshot import Snapshot
from coach.text.clean import controls_in, visible

Placed = tuple[str, Document]
"""A table and a document in it."""

_NEVER = datetime(1, 1, 1, tzinfo=UTC)
_TICK = timedelta(microseconds=1)
_LAST = datetime(LAST_YEAR, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
"""The last instant that a document may carry."""


def stamped(old: Document | None, content: Document, now: datetime) -> Document:
    """Returns the content with the stamps of the version after `old`, or of the first version.

    Its time is `now`, but always later than that of `old`.
    """
    created, revision = now.isoformat(), 1
    if old is not None:
        created = str(content.get("created", old.get("created", created)))
        # a clock that was set back must not make the newer version look like the older one
        now = max(instant(now), _after(updated_of(old, now)))
        revision = old["rev"] + 1 if isinstance(old.get("rev"), int) else 1  # type: ignore[operator]
    rest = {name: value for name, value in content.items() if name not in STAMPS}
    return rest | {"created": created, "updated": now.isoformat(), "rev": revision}


def _after(moment: datetime) -> datetime:
    """Returns the next instant; for the last one itself, and then the revision alone tells versions apart."""
    last = instant(moment)
    return last if last >= _LAST else last + _TICK


def newer(snapshot: Snapshot, documents: Iterable[Placed]) -> tuple[Placed, ...]:
    """Returns the documents that the snapshot lacks, or has in an earlier or unfit version."""
    found = []
    for table, document in documents:
        id_ = str(document["id"])
        own = snapshot.document(table, id_)
        unfit = snapshot.lives(table, id_) and snapshot.record(table, id_) is None
        if own is None or unfit or version(document) > version(own):
            found.append((table, document))
    return tuple(found)


def with_pictures(document: Document) -> tuple[Document, int]:
    """Returns a document with visible pictures for its control characters, and how many those are."""
    count = 0

    def tidy(value: Any) -> Any:
        nonlocal count
        if isinstance(value, str):
            count += controls_in(value)
            return visible(value)
        if isinstance(value, dict):
            return {tidy(name): tidy(each) for name, each in value.items()}
        return [tidy(each) for each in value] if isinstance(value, list) else value

    new = {name: each if name == "id" else tidy(each) for name, each in document.items()}
    return (new, count) if new != document else (document, 0)


def made_visible(snapshot: Snapshot, documents: Iterable[Placed]) -> tuple[list[Placed], int]:
    """Returns documents that come in with visible control characters, and how many characters those are."""
    fresh: list[Placed] = []
    pictures = 0
    for table, document in documents:
        new, count = with_pictures(document) if table in RECORD_TABLES else (document, 0)
        # Once its characters are visible, a document may be just what an earlier import brought.
        if new != snapshot.document(table, str(new["id"])):
            fresh.append((table, new))
            pictures += count
    return fresh, pictures


def version(document: Document) -> tuple[datetime, int, str]:
    """Returns a sort key for the versions of a document: time, number, content; the same on every machine."""
    return version_as(document, canonical(document))


def version_as(document: Document, text: str) -> tuple[datetime, int, str]:
    """Returns the same key, given the canonical text of the document."""
    revision = document.get("rev")
    return updated_of(document, _NEVER), revision if isinstance(revision, int) else 0, text


def updated_of(document: Document, otherwise: datetime) -> datetime:
    """Returns when a document was last written, in UTC; `otherwise` if it does not say."""
    try:
        found = datetime.fromisoformat(str(document.get("updated")))
        return instant(found) if found.tzinfo else otherwise
    except (ValueError, OverflowError):
        return otherwise
