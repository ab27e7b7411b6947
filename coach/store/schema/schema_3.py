"""Documents of schema 2 with the names of schema 3, wherever they are in the file."""

from __future__ import annotations

from coach.store.file.json_text import Document, Tables
from coach.store.schema.tables import HISTORY

ASKED_BEFORE = ("circulation", "clots", "pregnant", "skin", "unsure", "wound")
"""The safety questions that a coach of schema 2 or earlier asked."""

DOUBTFUL = range(8, 11)
"""Answers to the old question on comfort that some people gave for the good end of the scale."""


def renamed(tables: Tables) -> Tables:
    """Returns tables of schema 2 with the names of schema 3.

    The comfort of a session is now called sharpness; answers of 8 to 10 are marked, to be asked about. A
    screening names the questions that it asked, and a doctor's yes belongs to the pregnancy that was ticked.
    This covers the versions in the history and the documents within steps of undo and redo too. What has the
    new names already, or belongs to another program, stays as it is.
    """
    from coach.store.schema.undo_migration import migrated_steps

    found = {
        name: {number: document(name, each) for number, each in documents.items()}
        for name, documents in tables.items()
    }
    return found | migrated_steps(tables, found, lambda table, old, _: document(table, old))


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
