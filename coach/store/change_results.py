"""The results of a change of the file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from coach.domain.model import Book, Record
from coach.store.schema.record_types import RECORD_TABLES
from coach.store.schema.tables import DELETED
from coach.store.snapshot import Snapshot
from coach.store.versions import Placed


class Applied(NamedTuple):
    """The result of a change."""

    book: Book
    """The book as it is now on the disk."""
    put: tuple[Record, ...]
    """The records that were put, in the order of the change, with their ids."""
    label: str
    """The label of the change; empty if nothing was to be done."""


class TakenIn(NamedTuple):
    """The result of taking in another copy's documents."""

    put: tuple[Record, ...]
    """The living records that were added or replaced."""
    dropped: int
    """The number of tombstones among the added or replaced documents."""
    removed: int
    """The number of records that lived here until one of those tombstones came in."""
    same: int
    """The number of documents that brought nothing new."""
    made_visible: int
    """The number of control characters that were replaced by visible pictures of them."""


def removed_by(fresh: Sequence[Placed], before: Snapshot) -> int:
    """Returns how many of the records that live in `before` a tombstone in `fresh` removes."""
    return sum(before.lives(table, str(each["id"])) for table, each in _tombstones(fresh))


def _tombstones(fresh: Sequence[Placed]) -> list[Placed]:
    return [(table, each) for table, each in fresh if table in RECORD_TABLES and DELETED in each]


def take_in_result(
    records: tuple[Record, ...],
    removed: int,
    fresh: Sequence[Placed],
    documents: Sequence[Placed],
    made_visible: int,
) -> TakenIn:
    """Returns the result of taking in `documents`, of which those in `fresh` brought something new."""
    return TakenIn(records, len(_tombstones(fresh)), removed, len(documents) - len(fresh), made_visible)
