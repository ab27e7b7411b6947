"""Documents of schema 2 with the names of schema 3, wherever they are in the file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from coach.store.errors import Unfit
from coach.store.file.json_text import Document, Tables
from coach.store.schema.tables import HISTORY

ASKED_BEFORE = ("circulation", "clots", "pregnant", "skin", "unsure", "wound")
"""The safety questions that a coach of schema 2 or earlier asked."""

DOUBTFUL = range(8, 11)
"""Answers to the old question on comfort that some people gave for the good end of the scale."""

_Key = tuple[str, str]


def renamed(tables: Tables) -> Tables:
    """Returns tables of schema 2 with the names of schema 3.

    The comfort of a session is now called sharpness; answers of 8 to 10 are marked, to be asked about. A
    screening names the questions that it asked, and a doctor's yes belongs to the pregnancy that was ticked.
    This covers the versions in the history and the documents within steps of undo and redo too. What has the
    new names already, or belongs to another program, stays as it is.
    """
    found = {
        name: {number: document(name, each) for number, each in documents.items()}
        for name, documents in tables.items()
    }
    for name in ("undo", "redo"):
        if name in tables:
            found[name] = _steps(tables, tables[name])
    return found


def document(table: str, old: Document) -> Document:
    """Returns one document with the names of schema 3; the very same document if nothing in it is old."""
    if table == "sessions" and "comfort" in old:
        return _sharpness(old)
    if table == "profile" and old.get("kind") == "screening" and "asked" not in old:
        return _questions(old)
    if table == HISTORY:
        return _lost_version(old)
    return old


def _sharpness(old: Document) -> Document:
    # another program's field with the new name gets the old name: neither is lost, and the coach's own counts
    names = {"comfort": "sharpness", "sharpness": "comfort"}
    new = {names.get(name, name): value for name, value in old.items()}
    if type(new["sharpness"]) is int and new["sharpness"] in DOUBTFUL:
        new["from_comfort"] = True
    return new


def _questions(old: Document) -> Document:
    new = {name: value for name, value in old.items() if name != "doctor_agreed"}
    ticked = new.get("ticked")
    if old.get("doctor_agreed") is True and isinstance(ticked, list) and "pregnant" in ticked:
        new["agreed"] = ["pregnant"]
    return new | {"asked": list(ASKED_BEFORE)}


def _lost_version(old: Document) -> Document:
    table, inner = old.get("table"), old.get("document")
    if not isinstance(table, str) or table == HISTORY or not isinstance(inner, dict):
        return old
    new = document(table, inner)
    if new is inner:
        return old
    from coach.store.schema.tables import lost_version

    # its id is a digest of its content, by which two copies recognise the same version
    return old | lost_version(table, new)


def _steps(tables: Tables, steps: Mapping[str, Document]) -> dict[str, Document]:
    """Returns the steps of one stack with new names, each with a new digest of what it left.

    A step can be undone only while the documents are as it left them. The step has only a digest of that, so
    the documents themselves have to be found: from the present ones, back through the steps above.
    """
    present = {
        (table, str(each.get("id"))): each
        for table, documents in tables.items()
        if table not in ("meta", "undo", "redo")
        for each in documents.values()
    }
    undone: dict[_Key, Document | None] = {}
    found = {}
    for number in sorted(steps, key=int, reverse=True):
        try:
            found[number] = _step(steps[number], present, undone)
        except (Unfit, KeyError, TypeError, ValueError, AttributeError):
            # a step that another program wrote cannot be undone, before or after
            found[number] = steps[number]
    return {number: found[number] for number in steps}


def _step(step: Any, present: Mapping[_Key, Document], undone: dict[_Key, Document | None]) -> Document:
    from coach.store.schema.undo_format import digest, documents_before, still_as_left

    earlier = documents_before(step)
    left = {key: undone[key] if key in undone else present.get(key) for key in earlier}
    undone.update(earlier)
    ids = {key: _id(key, left[key] or earlier[key]) for key in earlier}
    now = {(key[0], ids[key]): None if each is None else document(key[0], each) for key, each in left.items()}
    new = dict(step)
    if now != left and still_as_left(step, left):
        new["left"] = digest(now)
    new["replaced"] = {
        table: [document(table, each) for each in documents] for table, documents in step["replaced"].items()
    }
    new["added"] = {
        table: [ids[table, str(id_)] for id_ in named] if table == HISTORY else named
        for table, named in step["added"].items()
    }
    return new


def _id(key: _Key, old: Document | None) -> str:
    """Returns the new id of a document; only those in the history get another one."""
    return key[1] if key[0] != HISTORY or old is None else str(document(HISTORY, old).get("id"))
