"""Whether a file is a copy of one's own or another person's, and what may be taken from the latter."""

from __future__ import annotations

from pathlib import Path

from coach.domain.model import Refused, Settings
from coach.store.file.json_text import Tables
from coach.store.schema.record_types import RECORD_TABLES
from coach.store.schema.tables import HISTORY, file_id

_PERSONAL = ("profile", "live")
"""The tables about one person: all answers and settings, and the running session."""


class AnotherPersons(Refused):
    """A file is no copy of one's own, and nobody agreed yet to take it in all the same."""

    def __init__(self, file: Path) -> None:
        self.file = file
        super().__init__(
            f"{file} is not a copy of your file; it may be another person's. Its sessions, pauses, notes and"
            " skin checks can be brought in, but never its answers, goal or settings."
        )


def is_own(own: Tables, other: Tables) -> bool:
    """Returns whether another file is a copy of one's own, by its id.

    If one of them has no id, as exports of earlier versions have none, answers in both files prove it. An
    empty file takes any other: there is nothing to mix up.
    """
    if not any(own.get(table) for table in RECORD_TABLES):
        return True
    ids = file_id(own), file_id(other)
    if all(ids):
        return ids[0] == ids[1]
    # Answers are never taken from another person's file, so an answer in both can only come from one person.
    answers = _ids(own, "profile"), _ids(other, "profile")
    if all(answers):
        return bool(answers[0] & answers[1])
    return bool(_ids(own, "sessions", "days") & _ids(other, "sessions", "days"))


def impersonal(tables: Tables) -> Tables:
    """Returns the tables that may be taken from another person's file."""
    shared = {name: each for name, each in tables.items() if name not in _PERSONAL}
    earlier = shared.get(HISTORY, {})
    shared[HISTORY] = {
        number: each for number, each in earlier.items() if str(each.get("table")) not in _PERSONAL
    }
    return shared


def _ids(tables: Tables, *names: str) -> set[str]:
    found = {str(each.get("id", "")) for name in names for each in tables.get(name, {}).values()}
    # the settings have one id in every file
    return found - {"", Settings().id}
