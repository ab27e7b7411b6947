"""Steps of undo and redo: what a change replaced, kept in the file by the change itself.

The tables `undo` and `redo` are two stacks of one form. A change puts a step on the first and empties the
second. Undoing the top step of one puts its reverse on the other, so a step keeps its id and the time of its
change wherever it lies. The undone steps have a table of their own: a coach that knows nothing of redo would
take one in the table `undo` for a change to undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from coach.domain.instants import instant
from coach.store.file.json_text import Document, Tables
from coach.store.schema.tables import Documents, Key, lives
from coach.store.schema.undo_format import digest, opening_marks, same_content, still_as_left

MOST_STEPS = 250
"""How many changes can be undone, one after the other."""

JOINED_WITHIN = timedelta(minutes=10)
"""How long after a change of a setting another change of the same one is part of its step."""

INSTEAD = "instead"
"""In the step of a restored backup: the name of the backup that takes the place of the file."""
NEEDS = "needs"
"""In such a step: the names of the backups that the steps of that file need; they are not thinned out."""
JOINS = "joins"
"""In a step that further changes of the same thing join: the name of that thing."""


class UndoStep(NamedTuple):
    """A change that can be undone or redone."""

    id: str
    label: str
    at: datetime | None
    """When the change was made; None where the file does not say."""
    asks: bool = False
    """Whether undoing it takes away what someone would miss: a session, an answer on skin or safety."""
    restores: bool = False
    """Whether it put a backup in the place of the file: the steps below it are that backup's own."""


def new_step(
    label: str, before: Documents, after: Documents, *, came: bool = False, joins: str = ""
) -> Document:
    """Returns what undoes a change, given all documents that it touched as they were and as they will be.

    What `came` from another copy of the file leaves without a tombstone, and in the version it was.
    """
    step: Document = {
        "label": label,
        "added": _by_table((key, key[1]) for key, old in before.items() if old is None),
        "replaced": _by_table((key, old) for key, old in before.items() if old is not None),
        "left": digest(after),
    }
    if any(table == "tips" for table, _ in after):
        step["marks"] = {id_: opening_marks(new) for (table, id_), new in after.items() if table == "tips"}
    if came:
        step["came"] = True
    if joins:
        step[JOINS] = joins
    return step


def step_of_restore(label: str, instead: str, replaced: Tables) -> Document:
    """Returns what undoes the restoring of a backup, given the documents of the file that it replaced."""
    steps = [step for name in ("undo", "redo") for step in replaced.get(name, {}).values()]
    needs = {str(step[INSTEAD]) for step in steps if INSTEAD in step}
    for step in steps:
        earlier = step.get(NEEDS)
        needs.update(map(str, earlier) if isinstance(earlier, list) else ())
    return new_step(label, {}, {}) | {INSTEAD: instead, NEEDS: sorted(needs)}


def reverse(step: Mapping[str, Any], now: Documents, then: Documents) -> Document:
    """Returns the step for the other stack, where undoing one makes `then` of what there is `now`."""
    label, came, joins = str(step.get("label", "")), bool(step.get("came")), str(step.get(JOINS, ""))
    return {"id": step.get("id")} | new_step(label, now, then, came=came, joins=joins)


def joined_by(last: Mapping[str, Any], joins: str, present: Documents, now: datetime) -> bool:
    """Tells whether a change is part of the last step, given that step's documents as it found them."""
    at = made_at(last, "updated")
    if last.get(JOINS) != joins or at is None:
        return False
    return abs(instant(now) - at) <= JOINED_WITHIN and still_as_left(last, present)


def undone_document(
    step: Mapping[str, Any], key: Key, old: Document | None, now: Document | None
) -> Document | None:
    """Returns a document as undoing a step leaves it: as it was, but for a tip read since.

    A session whose end is undone goes on: the press that asked for that end was not meant either. But where
    someone stopped because of what they felt, the question about it is open again, and is answered there.
    """
    if key[0] == "live" and old is not None and not lives(now) and not old.get("asked_stop"):
        return {name: value for name, value in old.items() if name not in ("asked_s", "asked_stop")}
    marks = step.get("marks", {}).get(key[1])
    if key[0] != "tips" or marks is None or not lives(now):
        return old
    assert now is not None
    since = {name: value for name, value in opening_marks(now).items() if value != marks.get(name)}
    if not since:
        return old
    kept = dict(old) if old is not None and lives(old) else {"id": key[1]}
    return kept | since


def changes_nothing(before: Documents, after: Documents) -> bool:
    """Tells whether documents have the content after a change that they had before it."""
    return all(same_content(after[key], old) for key, old in before.items())


def made_at(step: Mapping[str, Any], name: str = "created") -> datetime | None:
    """Returns when the change of a step was made, in UTC; None where the file does not say."""
    try:
        found = datetime.fromisoformat(str(step.get(name)))
        return instant(found) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def takes_away(old: Documents, now: Documents) -> bool:
    """Tells whether going back from `now` to `old` takes away what someone would miss."""
    return any(
        lives(present)
        and _is_missed(key[0], present)
        and not (lives(old[key]) and same_content(old[key], present))
        for key, present in now.items()
    )


def _is_missed(table: str, document: Document | None) -> bool:
    kind = (document or {}).get("kind")
    return table in ("sessions", "live") or kind in ("check", "screening", "start", "lowered")


def _by_table(pairs: Iterable[tuple[Key, object]]) -> dict[str, list[object]]:
    tables: dict[str, list[object]] = {}
    for (table, _), value in pairs:
        tables.setdefault(table, []).append(value)
    return tables
