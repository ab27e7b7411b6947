"""The stacks of undo and redo as a transaction works with them; the latest step is on top."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from tinydb.table import Document as Numbered
from tinydb.table import Table
from ulid import ULIDGenerator

from coach.domain.model import Refused
from coach.store.backup import backups
from coach.store.backup.backups import Backup
from coach.store.errors import Unfit
from coach.store.file.atomic import Stamp
from coach.store.file.json_text import Document, Tables
from coach.store.schema.step_fields import CAME, INSTEAD, UNDONE
from coach.store.schema.tables import UNSHARED, Key
from coach.store.schema.undo_format import documents_before, still_as_left
from coach.store.schema.upgrade_record import mark_upgrade
from coach.store.snapshot import Snapshot
from coach.store.undo_step import (
    MOST_STEPS,
    changes_nothing,
    joined_by,
    new_step,
    reverse,
    step_of_restore,
    undone_document,
)
from coach.store.versions import stamped

_OTHER = {"undo": "redo", "redo": "undo"}


def push(steps: Table, step: Document) -> None:
    """Puts a step on top; the oldest step goes if there are too many."""
    steps.insert(step)
    # by TinyDB's numbers, which go up with each step: the clock may have gone back meanwhile
    steps.remove(doc_ids=sorted(each.doc_id for each in steps)[:-MOST_STEPS])


def top(steps: Table) -> Numbered | None:
    """Returns the latest step; None if there is none."""
    return max(steps, key=lambda each: each.doc_id, default=None)


class ChangedMeanwhile(Refused):
    """The steps that were to be undone are not on top any more."""

    def __init__(self) -> None:
        super().__init__("The file has changed in the meantime, so nothing was undone. Look again.")


def steps_to_undo(steps: Table, seen: Sequence[str]) -> list[Numbered]:
    """Returns the steps to undo in one write: the top step, or those with the ids `seen` from the top on.

    It returns fewer if another step lies in between. The step of a restored backup replaces the whole file,
    so it is always a write of its own.
    """
    found: list[Numbered] = []
    for step in sorted(steps, key=lambda each: each.doc_id, reverse=True)[: len(seen) or 1]:
        restores = step.get(INSTEAD) is not None
        if (seen and step.get("id") != seen[len(found)]) or (found and restores):
            break
        found.append(step)
        if restores:
            break
    return found


class Undone(NamedTuple):
    """The result of undoing or redoing steps in one write."""

    label: str
    """The label of the earliest of the changes."""
    steps: int
    """The number of steps."""
    stamp: Stamp


class UndoStacks(ABC):
    """The part of a transaction that adds steps of undo and goes back along them."""

    snapshot: Snapshot
    _path: Path
    _now: datetime
    _ids: ULIDGenerator
    _staged: dict[Key, Document | None]
    _from_copy: bool

    @abstractmethod
    def _table(self, name: str) -> Table: ...

    @abstractmethod
    def _replace(self, tables: Tables) -> Stamp: ...

    @abstractmethod
    def _current(self, table: str, id_: str) -> Document | None: ...

    @abstractmethod
    def _stage_tombstone(self, table: str, id_: str, old: Document) -> None: ...

    @abstractmethod
    def _write(self) -> None: ...

    @abstractmethod
    def _back_up(self, *, forced: bool) -> Backup | None: ...

    @abstractmethod
    def _finish(self) -> Stamp: ...

    def undo(self, seen: Sequence[str] = ()) -> Undone | None:
        """Undoes the last change, or as many of the steps `seen` as one write can.

        Returns None if there is nothing to undo. Raises `Refused` and `Unfit`.
        """
        return self._go_back("undo", seen)

    def redo(self) -> Undone | None:
        """Redoes the change that was undone last; returns None if there is none.

        Raises `Refused` and `Unfit`.
        """
        return self._go_back("redo", ())

    def _add_step(self, label: str, earlier: dict[Key, Document | None], joins: str) -> None:
        """Pushes the step that undoes the staged change, or makes the change part of the last step."""
        steps = self._table("undo")
        last = top(steps) if joins else None
        first = documents_before(last) if last else {}
        found = {key: earlier[key] if key in earlier else self.snapshot.document(*key) for key in first}
        if last is None or not joined_by(last, joins, found, self._now):
            step = new_step(label, earlier, self._staged, from_copy=self._from_copy, joins=joins)
            push(steps, stamped(None, {"id": str(self._ids.generate())} | step, self._now))
            return
        steps.remove(doc_ids=[last.doc_id])
        after = found | self._staged
        # a setting that was changed back is as it was before the step: nothing is left to undo
        if not changes_nothing(earlier | first, after):
            step = new_step(label, earlier | first, after, joins=joins)
            push(steps, stamped(dict(last), {"id": last.get("id")} | step, self._now))

    def _go_back(self, name: str, seen: Sequence[str]) -> Undone | None:
        """Undoes the top steps of one stack, and pushes their reverses onto the other, in one write."""
        steps = steps_to_undo(self._table(name), seen)
        if not steps:
            if seen:
                raise ChangedMeanwhile
            return None
        label = str(steps[-1].get("label", ""))
        if steps[-1].get(INSTEAD) is not None:
            return Undone(label, 1, self._restore_other(name, steps[-1]))
        # All are staged before the first is written, so that of several steps either all go back or none.
        reverses = [(dict(step), self._reverse(name, step)) for step in steps]
        self._write()
        self._table(name).remove(doc_ids=[each.doc_id for each in steps])
        for step, new in reverses:
            push(self._table(_OTHER[name]), stamped(step, new, self._now))
        return Undone(label, len(steps), self._finish())

    def _reverse(self, name: str, step: Mapping[str, Any]) -> Document:
        """Stages the documents as they were before a step; returns the step that brings back those of now."""
        earlier = documents_before(step)
        if any(table in UNSHARED for table, _ in earlier):
            raise Unfit(f"A step in the table {name} does not fit the schema, and cannot be {UNDONE[name]}.")
        present = {key: copy_of(self._current(*key)) for key in earlier}
        # Going back would destroy what another program changed after this step.
        if not still_as_left(step, present):
            why = "something outside the coach has changed it since"
            raise Refused(f'"{step.get("label", "")}" cannot be {UNDONE[name]}: {why}.')
        for key, old in earlier.items():
            now = present[key]
            new = undone_document(step, key, old, now)
            if step.get(CAME) and new is old:
                # as if it had never come: a tombstone would delete it in the copy that it is from
                self._staged[key] = old
            elif new is not None:
                self._staged[key] = stamped(now or new, new, self._now)
            elif now is not None:
                self._stage_tombstone(*key, now)
        return reverse(step, present, {key: self._current(*key) for key in earlier})

    def _restore_other(self, name: str, step: Mapping[str, Any]) -> Stamp:
        """Puts a backup in the place of the file, to undo the restoring of another backup or to redo it.

        The present file is backed up first, and the step on the other stack names that backup. A safety
        answer that was given since the restore is not lost by this: its step lies on top of the restore, and
        was undone first.
        """
        label, backup = str(step.get("label", "")), str(step[INSTEAD])
        known = next((each for each in backups.listing(self._path) if each.path.name == backup), None)
        if known is None:
            raise Refused(f'"{label}" cannot be {UNDONE[name]}: the backup made before it is gone.')
        tables, from_schema = backups.open_backup(known)
        mark_upgrade(tables, from_schema, self._now, self.snapshot.tables)
        made = self._back_up(forced=True)
        if made is not None:
            new = {"id": step.get("id")} | step_of_restore(label, made.path.name, self.snapshot.tables)
            if name == "undo":
                # restoring the backup was a change of this file, after which nothing else was left to redo
                tables["redo"] = {}
            stack = tables[_OTHER[name]]
            # the file that redo brings back has this step on top already, with the name of an earlier backup
            stack[max(stack, key=int, default="1")] = stamped(dict(step), new, self._now)
        return self._replace(tables)


def copy_of(document: Document | None) -> Document | None:
    """Returns a copy of a document, which stays as it is when the file's own is overwritten in place."""
    return None if document is None else dict(document)
