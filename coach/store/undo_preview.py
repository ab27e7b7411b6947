"""A look ahead at undo: the steps to choose from, and the book as undoing them would leave it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from coach.store.backup import backups
from coach.store.errors import Unfit
from coach.store.file.json_text import Document, Tables
from coach.store.schema.step_fields import INSTEAD
from coach.store.schema.tables import Key
from coach.store.schema.undo_format import documents_before
from coach.store.snapshot import Snapshot
from coach.store.undo_step import UndoStep, made_at, takes_away, undone_document


def steps_of(snapshot: Snapshot) -> tuple[UndoStep, ...]:
    """Returns the changes that can be undone, the latest first.

    A step that restored a backup is the last one returned: undoing it brings back the earlier file, which has
    its own steps.
    """
    return tuple(step for step, _ in _walk(snapshot))


def without(snapshot: Snapshot, path: Path, seen: Sequence[str]) -> Snapshot:
    """Returns the documents as they would be with the steps of these ids undone, the latest first.

    Raises `Unreadable` if that needs a backup that cannot be read.
    """
    state: dict[Key, Document | None] = {}
    # `seen` comes first in the zip, so that the walk goes no further than the steps that are to be undone
    for id_, (step, raw) in zip(seen, _walk(snapshot, state), strict=False):
        if step.id != id_:
            break
        if step.restores:
            named = [each for each in backups.listing(path) if each.path.name == raw[INSTEAD]]
            return Snapshot(backups.tables_of(named[0]), path) if named else snapshot
    tables: Tables = {name: dict(documents) for name, documents in snapshot.tables.items()}
    for (name, id_), document in state.items():
        table = tables.setdefault(name, {})
        number = snapshot.number(name, id_)
        where = str(max(map(int, table), default=0) + 1) if number is None else str(number)
        if document is not None:
            table[where] = document
        else:
            table.pop(where, None)
    return Snapshot(tables, path)


def _walk(
    snapshot: Snapshot, state: dict[Key, Document | None] | None = None
) -> Iterator[tuple[UndoStep, Mapping[str, Any]]]:
    """Yields the steps, the latest first, and collects in `state` the documents as they were before each."""
    state = {} if state is None else state
    steps = snapshot.tables.get("undo", {})
    for number in sorted(steps, key=int, reverse=True):
        raw = steps[number]
        name, label, at = str(raw.get("id", "")), str(raw.get("label", "")), made_at(raw)
        if raw.get(INSTEAD) is not None:
            yield UndoStep(name, label, at, asks=True, restores=True), raw
            return
        try:
            old = documents_before(raw)
        except Unfit:
            yield UndoStep(name, label, at), raw
            return
        # What the steps above leave is what this one would find; only what they do not touch is as in the
        # file.
        now = {key: state[key] if key in state else snapshot.document(*key) for key in old}
        left = {key: undone_document(raw, key, document, now[key]) for key, document in old.items()}
        state.update(left)
        yield UndoStep(name, label, at, asks=takes_away(left, now)), raw
