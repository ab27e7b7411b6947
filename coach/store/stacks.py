"""The tables of steps as stacks, the latest step on top."""

from __future__ import annotations

from collections.abc import Sequence

from tinydb.table import Document as Numbered
from tinydb.table import Table

from coach.store.text import Document
from coach.store.undo import INSTEAD, KEPT


def push(steps: Table, step: Document) -> None:
    """Puts a step on top; the oldest goes where there are too many."""
    steps.insert(step)
    steps.remove(doc_ids=sorted(each.doc_id for each in steps)[:-KEPT])


def top(steps: Table) -> Numbered | None:
    """Returns the latest step."""
    return max(steps, key=lambda each: each.doc_id, default=None)


def taken(steps: Table, seen: Sequence[str]) -> list[Numbered]:
    """Returns the steps to undo in one write: those that were `seen`, from the top on; without, the top one.

    The step of a restored backup replaces the whole file, so it is a write of its own.
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
