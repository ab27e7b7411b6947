"""Copies of the file that grew apart, brought together again without losing what either has."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from coach.domain.current_answers import current
from coach.domain.instants import instant
from coach.domain.model import GoalSet, Refused, Screening, Session, StartSaid
from coach.store.file import atomic
from coach.store.file.json_text import Document, Tables, canonical, parse
from coach.store.schema.another_person import AnotherPersons, impersonal, is_own
from coach.store.schema.migrations import migrated, outdated
from coach.store.schema.record_codec import BadDocument
from coach.store.schema.record_types import RECORD_TABLES, type_of
from coach.store.schema.tables import DELETED, HISTORY, UNSHARED, Key, file_id, lost_version
from coach.store.snapshot import Snapshot
from coach.store.store import Store
from coach.store.versions import version, version_as, with_pictures

KEPT_VERSIONS = 1000
"""How many versions that lost the file keeps: those written last. A merge that lets go of more says so."""

Documents = dict[Key, Document]


@dataclass(frozen=True, slots=True)
class Union:
    """What several copies come to: for each id its latest version, and the versions that lost."""

    documents: Documents
    """By table and id, with the kept versions in the table `HISTORY`."""
    let_go: int = 0
    """How many lost versions were too many to keep."""


@dataclass(slots=True)
class MergeReport:
    """What a merge did, or would do."""

    added: int = 0
    updated: int = 0
    """Living records that are now in another version, or live again."""
    deleted: int = 0
    """Records that another copy had deleted later than they were written here."""
    kept: int = 0
    """Versions that lost, newly kept in the table `HISTORY`."""
    let_go: int = 0
    """How many lost versions were too many to keep."""
    nameless: int = 0
    """Documents without an id in the other copies: they cannot be told apart, and stay there."""
    twice: tuple[tuple[Session, Session], ...] = ()
    """Sessions of one instant and area under two ids: both copies logged it, and both are kept."""
    apart: tuple[str, ...] = ()
    """The questions that two machines answered apart: the careful reading of both holds."""
    older: tuple[date, ...] = ()
    """The days of the answers that came from an older coach, which asked them in other words."""
    files: tuple[Path, ...] = field(default=())
    """The files that were brought in."""
    strangers: tuple[Path, ...] = ()
    """Those of them that are no copies of the file: their answers and settings were left out."""
    made_visible: int = 0
    """Control characters that pictures stand for from here on."""

    @property
    def changes(self) -> bool:
        """Whether the file is another after it."""
        return bool(self.added or self.updated or self.deleted or self.kept)


def union(copies: Iterable[Tables]) -> Union:
    """Returns every document of every copy by its id, in the latest of its versions; the others go to the history.

    Of two versions one that fits the schema beats one that does not; then the order of `version` decides.
    Neither the order of the copies nor how they are grouped nor repeating one makes a difference: it is the
    union of all versions that were ever seen, of which the latest is shown. A running session that has become
    a session in any copy runs no more; of several that still run all stay, and the coach shows the one begun
    last first. The tables `meta` and `undo` are a file's own.
    """
    versions: dict[Key, list[Document]] = {}
    for table, document in _all_documents(copies):
        key, content = _unfolded(table, document)
        if key is not None:
            versions.setdefault(key, []).append(content)
    sessions = {id_ for table, id_ in versions if table == "sessions"}
    chosen: Documents = {}
    lost: list[tuple[str, Document]] = []
    for (table, id_), found in versions.items():
        if table == "live" and id_ in sessions:
            continue
        if len(found) > 1:
            found = _distinct(table, found)
            if table != "live":  # the latest press tells all that the earlier ones did
                lost.extend((table, each) for each in found[:-1])
        chosen[table, id_] = found[-1]
    lost.sort(key=lambda each: (version(each[1]), each[0]))
    kept = lost[-KEPT_VERSIONS:]
    for table, document in kept:
        folded = lost_version(table, document)
        chosen[HISTORY, str(folded["id"])] = folded
    return Union(chosen, len(lost) - len(kept))


def merge(
    store: Store, files: Sequence[Path], *, dry_run: bool = False, strangers: bool = False
) -> MergeReport:
    """Brings other copies into the store's file: one write, one step of undo; the others stay as they are.

    With `strangers`, files of other people as well, but never their answers and settings. Raises
    `AnotherPersons` for one of those without it; `Unreadable` or `NewerSchema`, naming the file, before
    anything is changed; `Refused` for one that is missing or is the store's own; and the errors of
    `Store.change`.
    """
    read: dict[Path, Tables] = {}
    outmoded: set[Path] = set()
    for each in files:
        read[each], from_schema = _read(store, each)
        if from_schema is not None:
            outmoded.add(each)
    report = MergeReport()

    def choose(snapshot: Snapshot) -> Mapping[Key, Document | None]:
        nonlocal report
        odd = tuple(file for file, tables in read.items() if not is_own(snapshot.tables, tables))
        if odd and not strangers:
            raise AnotherPersons(odd[0])
        others = [impersonal(tables) if file in odd else tables for file, tables in read.items()]
        others, pictures = _without_controls(snapshot, others)
        found = union([snapshot.tables, *others])
        nameless = sum(_unfolded(*each)[0] is None for each in _all_documents(others))
        report = MergeReport(let_go=found.let_go, nameless=nameless, files=tuple(files), strangers=odd)
        staged = _difference(snapshot, found.documents, report)
        old = [tables for file, tables in zip(read, others, strict=True) if file in outmoded]
        report.older = tuple(sorted(_older_days(old, staged)))
        report.made_visible = sum(pictures.get(id(each), 0) for each in staged.values())
        return staged

    if dry_run:
        choose(store.snapshot())
    else:
        new_id = next(filter(None, map(file_id, read.values())), None)
        store.rewrite(choose, lambda: _label(report), new_id=new_id)
    return report


def _without_controls(snapshot: Snapshot, others: list[Tables]) -> tuple[list[Tables], dict[int, int]]:
    """Returns the other copies with pictures for control characters, and how many those are by document.

    What is in the file just like that stays: a document must not differ from itself.
    """
    pictures: dict[int, int] = {}

    def taken(table: str, document: Document) -> Document:
        if table not in RECORD_TABLES or snapshot.document(table, str(document.get("id"))) == document:
            return document
        new, count = with_pictures(document)
        pictures[id(new)] = count
        return new

    return [
        {
            name: {number: taken(name, each) for number, each in documents.items()}
            for name, documents in tables.items()
        }
        for tables in others
    ], pictures


def _label(report: MergeReport) -> str:
    count = report.added + report.updated + report.deleted
    return f"Merged {count} {'record' if count == 1 else 'records'}"


def _read(store: Store, file: Path) -> tuple[Tables, int | None]:
    """Returns the documents of a copy in today's schema, and its own schema where that is an earlier one."""
    found = atomic.load(file, atomic.LARGEST)
    if found is None:
        raise Refused(f"There is no file {file}; name the copy to merge.")
    if os.path.realpath(file) == os.path.realpath(store.path):
        raise Refused(f"{file} is the file itself; name another copy of it.")
    raw = parse(found[0], file)
    tables = migrated(raw, file)
    Snapshot(tables, file)
    return tables, outdated(raw)


def _all_documents(copies: Iterable[Tables]) -> Iterator[tuple[str, Document]]:
    for tables in copies:
        for table, documents in tables.items():
            if table not in UNSHARED:
                for each in documents.values():
                    yield table, each


def _unfolded(table: str, document: Document) -> tuple[Key | None, Document]:
    """Returns the id of a document and the document; of one in the history, those of the version that it keeps."""
    if table == HISTORY:
        of, inner = document.get("table"), document.get("document")
        if isinstance(of, str) and of not in (*UNSHARED, HISTORY) and isinstance(inner, dict):
            table, document = of, inner
    id_ = document.get("id")
    return ((table, id_) if isinstance(id_, str) and id_ else None), document


def _distinct(table: str, documents: list[Document]) -> list[Document]:
    """Returns the versions of one document, each once, the latest at the end."""
    texts = {canonical(each): each for each in documents}
    if len(texts) == 1:
        return documents[:1]
    ordered = sorted(texts.items(), key=lambda each: (_fits(table, each[1]), version_as(each[1], each[0])))
    return [document for _, document in ordered]


def _fits(table: str, document: Document) -> bool:
    if table not in RECORD_TABLES:
        return True
    try:
        type_of(table, document).decode(document)
    except BadDocument:
        return False
    return True


def _difference(
    snapshot: Snapshot, documents: Documents, report: MergeReport
) -> Mapping[Key, Document | None]:
    """Returns what has to be written to make the snapshot hold these documents; counts it in the report."""
    staged: dict[Key, Document | None] = {}
    for key, document in documents.items():
        own = snapshot.document(*key)
        if own is not None and (own is document or canonical(own) == canonical(document)):
            continue
        staged[key] = document
        _count(report, key[0], own, document)
    for table in ("live", HISTORY):
        for id_ in snapshot.ids(table):
            if (table, id_) not in documents:
                staged[table, id_] = None
    report.twice = tuple(_twice(snapshot, staged))
    report.apart = tuple(_apart(documents))
    return staged


def _apart(documents: Documents) -> Iterator[str]:
    """Yields the questions of which several answers are current: two machines answered them apart."""
    said = [
        type_of(table, each).decode(each)
        for (table, _), each in documents.items()
        if table == "profile" and each.get(DELETED) is None and _fits(table, each)
    ]
    for kind, question in _QUESTIONS.items():
        if len(current([each for each in said if isinstance(each, kind)])) > 1:
            yield question


_QUESTIONS: dict[type[Any], str] = {
    Screening: "the safety questions",
    GoalSet: "what you are aiming for",
    StartSaid: "how much you have used a mat",
}


def _older_days(copies: Iterable[Tables], staged: Mapping[Key, Document | None]) -> Iterator[date]:
    """Yields the days of the answers on sharpness and safety that are staged as older copies have them."""
    old = {id(each) for _, each in _all_documents(copies)}
    for (table, _), document in staged.items():
        if document is None or id(document) not in old or document.get(DELETED) is not None:
            continue
        if table not in RECORD_TABLES or not _fits(table, document):
            continue
        record = type_of(table, document).decode(document)
        if isinstance(record, Session) and record.sharpness is not None:
            yield record.day
        elif isinstance(record, Screening):
            yield record.at.date()


def _count(report: MergeReport, table: str, own: Document | None, new: Document) -> None:
    lived = own is not None and own.get(DELETED) is None
    if table == HISTORY:
        report.kept += 1
    elif new.get(DELETED) is not None:
        report.deleted += lived
    elif own is None:
        report.added += 1
    else:
        report.updated += 1


def _twice(snapshot: Snapshot, staged: Mapping[Key, Document | None]) -> Iterator[tuple[Session, Session]]:
    """Pairs of which at least one came with the merge; those that were there already are known."""
    came = {id_ for (table, id_), new in staged.items() if table == "sessions" and new is not None}
    if not came:
        return
    here = {each.id: each for each in snapshot.book().sessions if each.id not in came}
    new: list[Session] = []
    for id_ in sorted(came):
        document = staged["sessions", id_]
        if document is not None and document.get(DELETED) is None and _fits("sessions", document):
            new.append(type_of("sessions", document).decode(document))
    seen = {(instant(each.started_at), each.area): each for each in here.values()}
    for each in new:
        other = seen.setdefault((instant(each.started_at), each.area), each)
        if other is not each:
            yield other, each
