"""One step of undo or redo: what it keeps of a change, and the documents as undoing it leaves them.

The tables `undo` and `redo` in the file are two stacks of such steps. A change pushes a step onto `undo` and
empties `redo`. Undoing the top step of one stack pushes its reverse onto the other, where it keeps its id and
the time of its change. The undone steps have a table of their own because an older coach, which knows no
redo, would take a step in the table `undo` for a change to undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from coach.domain.instants import instant
from coach.store.file.json_text import Document, Tables
from coach.store.schema.step_fields import ADDED, CAME, INSTEAD, JOINS, LEFT, MARKS, NEEDS, REPLACED
from coach.store.schema.tables import Documents, Key, lives
from coach.store.schema.undo_format import digest, opening_marks, same_content, says_nothing, still_as_left

MOST_STEPS = 250
"""The number of changes that can be undone, one after the other."""

JOINED_WITHIN = timedelta(minutes=10)
"""Two changes of the same setting within this time are one step."""


class UndoStep(NamedTuple):
    """A change that can be undone or redone."""

    id: str
    label: str
    at: datetime | None
    """When the change was made; None if the file does not say."""
    asks: bool = False
    """Whether undoing it takes away what someone would miss: a session, an answer on skin or safety."""
    restores: bool = False
    """Whether the change restored a backup: the steps below this one are then those of the backup."""


def new_step(
    label: str, before: Documents, after: Documents, *, from_copy: bool = False, joins: str = ""
) -> Document:
    """Returns the step that undoes a change, given all documents that it touched, before and after it.

    `from_copy` says that the change took in another copy of the file; `joins` names the setting that it
    changed.
    """
    step: Document = {
        "label": label,
        ADDED: _by_table((key, key[1]) for key, old in before.items() if old is None),
        REPLACED: _by_table((key, old) for key, old in before.items() if old is not None),
        LEFT: digest(after),
    }
    if any(table == "tips" for table, _ in after):
        # Opening a tip makes no step of its own, so undoing this one has to see which marks came after it.
        step[MARKS] = {id_: opening_marks(new) for (table, id_), new in after.items() if table == "tips"}
    # Going back then removes such documents without tombstones: those would delete them in the other copy.
    if from_copy:
        step[CAME] = True
    if joins:
        step[JOINS] = joins
    return step


def step_of_restore(label: str, instead: str, replaced: Tables) -> Document:
    """Returns the step that undoes the restoring of a backup, given the tables that it `replaced`."""
    steps = [step for name in ("undo", "redo") for step in replaced.get(name, {}).values()]
    # That file comes back with all its steps, and these must find their own backups: no backup that the file
    # names is thinned out.
    needs = {str(step[INSTEAD]) for step in steps if INSTEAD in step}
    for step in steps:
        earlier = step.get(NEEDS)
        needs.update(map(str, earlier) if isinstance(earlier, list) else ())
    return new_step(label, {}, {}) | {INSTEAD: instead, NEEDS: sorted(needs)}


def reverse(step: Mapping[str, Any], now: Documents, then: Documents) -> Document:
    """Returns the step that brings back the documents `now`, once undoing `step` has left them as `then`."""
    label, from_copy, joins = str(step.get("label", "")), bool(step.get(CAME)), str(step.get(JOINS, ""))
    return {"id": step.get("id")} | new_step(label, now, then, from_copy=from_copy, joins=joins)


def joined_by(last: Mapping[str, Any], joins: str, present: Documents, now: datetime) -> bool:
    """Returns whether a change joins the last step, whose documents it found as in `present`."""
    at = made_at(last, "updated")
    if last.get(JOINS) != joins or at is None:
        return False
    return abs(instant(now) - at) <= JOINED_WITHIN and still_as_left(last, present)


def undone_document(
    step: Mapping[str, Any], key: Key, old: Document | None, now: Document | None
) -> Document | None:
    """Returns one document as undoing a step leaves it, given it before the change and now.

    A running session whose end is undone goes on. But if someone stopped it because of what they felt, the
    question about that is open again and has to be answered. A tip keeps the marks of having been opened
    since.
    """
    # The press that asked for the end was not meant either; with it, the session would end again at once.
    if key[0] == "live" and old is not None and not lives(now) and not old.get("asked_stop"):
        return {name: value for name, value in old.items() if name not in ("asked_s", "asked_stop")}
    marks = step.get(MARKS, {}).get(key[1])
    if key[0] != "tips" or marks is None or not lives(now):
        return old
    assert now is not None
    since = {name: value for name, value in opening_marks(now).items() if value != marks.get(name)}
    if not since:
        return old
    kept = dict(old) if old is not None and lives(old) else {"id": key[1]}
    return kept | since


def changes_nothing(before: Documents, after: Documents) -> bool:
    """Returns whether documents have the same content before and after a change.

    Settings that are all as at first are the same as no settings.
    """
    return all(
        same_content(after[key], old) or (not lives(old) and says_nothing(after[key]))
        for key, old in before.items()
    )


def made_at(step: Mapping[str, Any], name: str = "created") -> datetime | None:
    """Returns when the change of a step was made, in UTC; None if the file does not say."""
    try:
        found = datetime.fromisoformat(str(step.get(name)))
        return instant(found) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def takes_away(old: Documents, now: Documents) -> bool:
    """Returns whether going back from `now` to `old` takes away what someone would miss."""
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
