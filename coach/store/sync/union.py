"""The union of all versions of all documents that several copies of a file hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from coach.store.file.json_text import Document, Tables, canonical
from coach.store.schema.record_codec import BadDocument
from coach.store.schema.record_types import RECORD_TABLES, type_of
from coach.store.schema.tables import HISTORY, UNSHARED, Key, lost_version
from coach.store.versions import version, version_as

KEPT_VERSIONS = 1000
"""The number of superseded versions that the file keeps: those written last."""

LatestVersions = dict[Key, Document]
"""The latest version of each document, by table and id."""


@dataclass(frozen=True, slots=True)
class Union:
    """The union of several copies: the latest version of each document, and the versions before it."""

    documents: LatestVersions
    """These contain the superseded versions too, in the table `HISTORY`."""
    versions_dropped: int = 0
    """The number of superseded versions that were too many to keep."""


def union(copies: Iterable[Tables]) -> Union:
    """Returns the latest version of every document in any of the copies; earlier versions go to the history.

    A version that fits the schema beats one that does not; otherwise the order of `version` decides. The
    result is the same whatever the order of the copies, however they are grouped, and if one is repeated. A
    running session that has become a session in any copy is left out. All others stay, and the coach shows
    the one that began last. The tables `meta`, `undo` and `redo` belong to one file and are left out.
    """
    versions: dict[Key, list[Document]] = {}
    for table, document in all_documents(copies):
        # what an earlier merge put into the history competes again, so that grouping makes no difference
        key, content = unfolded(table, document)
        if key is not None:
            versions.setdefault(key, []).append(content)
    sessions = {id_ for table, id_ in versions if table == "sessions"}
    latest: LatestVersions = {}
    superseded: list[tuple[str, Document]] = []
    for (table, id_), found in versions.items():
        if table == "live" and id_ in sessions:
            continue
        if len(found) > 1:
            found = _distinct(table, found)
            if table != "live":  # the latest version contains all that the earlier ones did
                superseded.extend((table, each) for each in found[:-1])
        latest[table, id_] = found[-1]
    # sorted by content as well, or two machines could drop different versions at the limit
    superseded.sort(key=lambda each: (version(each[1]), each[0]))
    kept = superseded[-KEPT_VERSIONS:]
    for table, document in kept:
        folded = lost_version(table, document)
        latest[HISTORY, str(folded["id"])] = folded
    return Union(latest, len(superseded) - len(kept))


def all_documents(copies: Iterable[Tables]) -> Iterator[tuple[str, Document]]:
    """Yields every document with its table, apart from those about one file alone."""
    for tables in copies:
        for table, documents in tables.items():
            if table not in UNSHARED:
                for each in documents.values():
                    yield table, each


def unfolded(table: str, document: Document) -> tuple[Key | None, Document]:
    """Returns the key of a document, None if it has no id, and the document itself.

    For one in the history, these are the key and the content of the version that it keeps.
    """
    if table == HISTORY:
        of, inner = document.get("table"), document.get("document")
        if isinstance(of, str) and of not in (*UNSHARED, HISTORY) and isinstance(inner, dict):
            table, document = of, inner
    id_ = document.get("id")
    return ((table, id_) if isinstance(id_, str) and id_ else None), document


def fits(table: str, document: Document) -> bool:
    """Returns whether a document fits the schema; a table without a schema takes anything."""
    if table not in RECORD_TABLES:
        return True
    try:
        type_of(table, document).decode(document)
    except BadDocument:
        return False
    return True


def _distinct(table: str, documents: list[Document]) -> list[Document]:
    """Returns the versions of one document, each once, the latest at the end."""
    texts = {canonical(each): each for each in documents}
    if len(texts) == 1:
        return documents[:1]
    ordered = sorted(texts.items(), key=lambda each: (fits(table, each[1]), version_as(each[1], each[0])))
    return [document for _, document in ordered]
