"""The report of a merge: what came in, and what the user may want to look at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from coach.domain.current_answers import current
from coach.domain.instants import instant
from coach.domain.model import GoalSet, RhythmSet, Screening, Session, StartSaid
from coach.store.file.json_text import Document, Tables
from coach.store.schema.record_types import RECORD_TABLES, type_of
from coach.store.schema.tables import DELETED, HISTORY, Key, lives
from coach.store.snapshot import Snapshot
from coach.store.sync.union import LatestVersions, all_documents, fits

_QUESTIONS: dict[type[Any], str] = {
    Screening: "the safety questions",
    GoalSet: "what you are aiming for",
    RhythmSet: "on how many days a week you want to lie on the mat",
    StartSaid: "how much you have used a mat",
}


@dataclass(slots=True)
class MergeReport:
    """The result of a merge, or of a merge that was only tried."""

    added: int = 0
    updated: int = 0
    """Living records that are now in another version, or live again."""
    deleted: int = 0
    """Records that another copy deleted after they were last written here."""
    versions_kept: int = 0
    """Superseded versions that are new in the table `HISTORY`."""
    versions_dropped: int = 0
    """Superseded versions that were too many to keep."""
    without_id: int = 0
    """Documents without an id in the other copies: they cannot be told apart, and stay there."""
    duplicates: tuple[tuple[Session, Session], ...] = ()
    """Pairs of sessions of one instant and area under two ids: both copies logged it, and both are kept."""
    answered_twice: tuple[str, ...] = ()
    """The questions that were answered on two machines; the more careful answer of both holds."""
    older_answers: tuple[date, ...] = ()
    """The days of the answers that came from an older coach, which asked them in other words."""
    other_people: tuple[Path, ...] = ()
    """The files that are no copies of this one: their answers and settings were left out."""
    made_visible: int = 0
    """The number of control characters that were replaced by visible pictures of them."""
    label: str = ""
    """What undo calls the merge; empty if nothing was written."""

    @property
    def changes(self) -> bool:
        """Whether the merge changes the file."""
        return bool(self.added or self.updated or self.deleted or self.versions_kept)

    def count(self, table: str, own: Document | None, new: Document) -> None:
        """Counts a document that the merge writes, where `own` is the file's version of it so far."""
        if table == HISTORY:
            self.versions_kept += 1
        elif new.get(DELETED) is not None:
            # one that was never here, or was deleted here too, is no news to the user
            self.deleted += lives(own)
        elif own is None:
            self.added += 1
        else:
            self.updated += 1


def duplicates(
    snapshot: Snapshot, staged: Mapping[Key, Document | None]
) -> Iterator[tuple[Session, Session]]:
    """Yields the pairs of sessions of one instant and area, of which at least one comes with the merge."""
    came = {id_ for (table, id_), new in staged.items() if table == "sessions" and new is not None}
    if not came:
        return
    here = [each for each in snapshot.book().sessions if each.id not in came]
    new: list[Session] = []
    for id_ in sorted(came):
        document = staged["sessions", id_]
        if document is not None and lives(document) and fits("sessions", document):
            new.append(type_of("sessions", document).decode(document))
    seen = {(instant(each.started_at), each.area): each for each in here}
    for each in new:
        other = seen.setdefault((instant(each.started_at), each.area), each)
        if other is not each:
            yield other, each


def questions_answered_twice(documents: LatestVersions) -> Iterator[str]:
    """Yields the questions that have several current answers, because two machines answered them."""
    answers = [
        type_of(table, each).decode(each)
        for (table, _), each in documents.items()
        if table == "profile" and lives(each) and fits(table, each)
    ]
    for kind, question in _QUESTIONS.items():
        if len(current([each for each in answers if isinstance(each, kind)])) > 1:
            yield question


def days_of_older_answers(copies: Iterable[Tables], staged: Mapping[Key, Document | None]) -> Iterator[date]:
    """Yields the days of the answers on sharpness and safety that come from the copies of an older coach."""
    # by identity: the same content may stand in a copy of today's coach too, and then it is not an old answer
    old = {id(each) for _, each in all_documents(copies)}
    for (table, _), document in staged.items():
        if document is None or id(document) not in old or not lives(document):
            continue
        if table not in RECORD_TABLES or not fits(table, document):
            continue
        record = type_of(table, document).decode(document)
        if isinstance(record, Session) and record.sharpness is not None:
            yield record.day
        elif isinstance(record, Screening):
            yield record.at.date()
