"""The steps of undo and redo as a migration of the documents leaves them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from coach.store.errors import Unfit
from coach.store.file.json_text import Document, Tables
from coach.store.schema.step_fields import ADDED, LEFT, REPLACED, UNDONE
from coach.store.schema.tables import HISTORY, UNSHARED, Documents, Key
from coach.store.schema.undo_format import digest, documents_before, still_as_left

Convert = Callable[[str, Document, Documents], Document]
"""Returns one document in the new schema, given its table and all documents of that moment in the old one."""


def migrated_steps(old: Tables, new: Tables, convert: Convert) -> Tables:
    """Returns the tables `undo` and `redo` of `old`, so far as it has them, for the documents of `new`.

    `new` has a document for each of `old`, at the same number.
    """
    present, changed = _present(old, old), _present(old, new)
    return {
        name: _Stack(dict(present), dict(changed), convert).steps(old[name]) for name in UNDONE if name in old
    }


def _present(named: Tables, tables: Tables) -> dict[Key, Document | None]:
    """Returns the documents of tables, by table and by their ids in `named`."""
    return {
        (table, str(each.get("id"))): tables[table][number]
        for table, documents in named.items()
        if table not in UNSHARED
        for number, each in documents.items()
    }


class _Stack:
    """One walk back through a stack of steps, with the documents as they were at each.

    A step can be undone only while the documents are as it left them. The step has only a digest of that, so
    the documents themselves have to be found: from the present ones, back through the steps above.
    """

    def __init__(
        self, old: dict[Key, Document | None], new: dict[Key, Document | None], convert: Convert
    ) -> None:
        self.old = old
        self.new = new
        """The same documents in the new schema, by their old ids."""
        self.convert = convert

    def steps(self, steps: Mapping[str, Document]) -> dict[str, Document]:
        """Returns the steps for the new schema, each with a new digest of what it left."""
        found = {}
        for number in sorted(steps, key=int, reverse=True):
            try:
                found[number] = self._step(steps[number])
            except (Unfit, KeyError, TypeError, ValueError, AttributeError):
                # a step that another program wrote cannot be undone, before or after
                found[number] = steps[number]
        return {number: found[number] for number in steps}

    def _step(self, step: Any) -> Document:
        earlier = documents_before(step)
        left, now = ({key: each.get(key) for key in earlier} for each in (self.old, self.new))
        self.old.update(earlier)
        before = {
            key: None if each is None else self.convert(key[0], each, self.old)
            for key, each in earlier.items()
        }
        self.new.update(before)
        # only documents in the history get another id
        ids = {key: str((now[key] or before[key] or {"id": key[1]}).get("id")) for key in earlier}
        renamed = {(key[0], ids[key]): each for key, each in now.items()}
        new = dict(step)
        if renamed != left and still_as_left(step, left):
            new[LEFT] = digest(renamed)
        new[REPLACED] = {
            table: [before[table, str(each["id"])] for each in documents]
            for table, documents in step[REPLACED].items()
        }
        new[ADDED] = {
            table: [ids[table, str(id_)] for id_ in named] if table == HISTORY else named
            for table, named in step[ADDED].items()
        }
        return new
