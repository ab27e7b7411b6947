"""Documents of schema 3 as they are in schema 4: an answer of the skin check is in its check alone.

Schema 3 repeated it in each session that it is about, as `skin_next` beside the day `skin_next_on`. Now a
session with a `skin_next_on` alone has the answer of the first check of its area on that day.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from coach.domain.instants import instant
from coach.domain.model import GENTLEST_FIRST, Check, Skin
from coach.store.file.json_text import Document, Tables
from coach.store.schema.record_codec import BadDocument
from coach.store.schema.record_types import BY_CLASS
from coach.store.schema.step_fields import REPLACED, UNDONE
from coach.store.schema.tables import HISTORY, Documents, Key, lives, lost_version

_Place = tuple[str, date]
"""The area and the day of an answer."""


class _Repeated(NamedTuple):
    """An answer in a session."""

    place: _Place
    skin: Skin
    day: date
    """The day of the session."""


def linked(tables: Tables) -> Tables:
    """Returns tables of schema 3 with each answer of the skin check in one place.

    A session no longer repeats the answer of its check. If the two disagree, the graver answer counts from
    now on, and the check keeps the other as `also`. An answer without a check stays in its session. So does
    one that was given once other sessions had followed, or in a later check of the day, if the first check of
    that day, which is about other sessions, says something else. This covers the versions in the history and
    the documents in steps of undo and redo too.
    """
    from coach.store.schema.undo_migration import migrated_steps

    links = _Links(tables)
    found = {
        name: {number: links.present(name, number, each) for number, each in documents.items()}
        for name, documents in tables.items()
    }
    return found | migrated_steps(tables, found, links.convert)


class _Links:
    """The checks of a file, and the sessions that repeat them."""

    def __init__(self, tables: Tables) -> None:
        self._sessions = tables.get("sessions", {})
        self._days = tables.get("days", {})
        self._present: dict[Key, Document | None] = {
            ("days", str(each.get("id"))): each for each in self._days.values()
        }
        self._checks = _checks(self._present)
        """The present checks; None for other documents of days."""
        self._at: dict[_Place, set[Key]] = {}
        """The checks of each place, with those that only a step of undo or redo still has."""
        for check in (*self._checks.values(), *_checks_in_steps(tables)):
            if check:
                self._at.setdefault((str(check.area), check.day), set()).add(("days", check.id))
        self._settled: dict[tuple[str, str], Document] = {}
        """The sessions that repeat a present check, and the checks that change, by table and number."""
        self._settle()

    def present(self, table: str, number: str, document: Document) -> Document:
        """Returns a document of the file as it is from now on."""
        return self._settled.get((table, number)) or self.convert(table, document, self._present)

    def convert(self, table: str, document: Document, moment: Documents) -> Document:
        """Returns a document without the answer that it repeats, given all documents of that moment."""
        inner = document.get("document")
        if table == HISTORY and document.get("table") == "sessions" and isinstance(inner, dict):
            new = self.convert("sessions", inner, moment)
            # its id is a digest of its content, by which two copies recognise the same version
            return document if new is inner else document | lost_version("sessions", new)
        repeated = _repeated(document) if table == "sessions" else None
        if repeated is None:
            return document
        checks = self._checks_at(repeated.place, moment)
        return _without_answer(document) if checks and checks[0].skin is repeated.skin else document

    def _checks_at(self, place: _Place, moment: Documents) -> list[Check]:
        """Returns the checks of a place at a moment; the first counts for the sessions before it."""
        found = []
        for key in self._at.get(place, ()):
            document = moment.get(key)
            check = self._checks.get(key) if document is self._present.get(key) else _check(document)
            if check is not None and (str(check.area), check.day) == place:
                found.append(check)
        return sorted(found, key=lambda check: (instant(check.at), check.id)) if found[1:] else found

    def _settle(self) -> None:
        """Settles which sessions name a check from now on, and which checks disagree with them."""
        others: dict[str, list[Skin]] = {}
        for number, session in self._sessions.items():
            repeated = _repeated(session) if lives(session) else None
            checks = self._checks_at(repeated.place, self._present) if repeated else []
            if repeated is None or not checks:
                continue
            agrees = checks[0].skin is repeated.skin
            # the first check is then about the sessions that were there before it
            of_a_later_one = any(each.skin is repeated.skin for each in checks[1:])
            if not agrees and (of_a_later_one or self._others_followed(repeated, checks[0])):
                continue
            self._settled["sessions", number] = link = _without_answer(session)
            if agrees:
                continue
            # what another check until then says counts by itself
            if said_on := self._said_on(repeated):
                link["skin_next_on"] = said_on.isoformat()
            else:
                others.setdefault(checks[0].id, []).append(repeated.skin)
        for number, document in self._days.items():
            if skins := others.get(str(document.get("id"))):
                self._settled["days", number] = _with_graver(document, skins)

    def _said_on(self, repeated: _Repeated) -> date | None:
        """Returns on which day another check says what a session repeats; None if none does."""
        area, on = repeated.place
        same = [
            check
            for check in self._checks.values()
            if check and check.skin is repeated.skin and check.area == area and repeated.day < check.day <= on
        ]
        days = [each.day for each in same if self._checks_at((area, each.day), self._present)[0] is each]
        return min(days, default=on if same else None)

    def _others_followed(self, repeated: _Repeated, check: Check) -> bool:
        """Returns whether the area has a session between the one that repeats an answer and the check."""
        return any(
            lives(each)
            and each.get("area") == check.area
            and repeated.day < day
            and start < instant(check.at)
            for each in self._sessions.values()
            if (day := _day(each, "day")) and (start := _instant(each, "started_at"))
        )


def _checks(documents: Documents) -> dict[Key, Check | None]:
    """Returns the checks among documents; all at once if they fit, for there may be thousands."""
    living = [each for each in documents.values() if each and each.get("kind") == "check" and lives(each)]
    found: list[Check] | None = BY_CLASS[Check].decode_all(living)
    if found is None:
        return {key: _check(each) for key, each in documents.items()}
    checks = {("days", each.id): each for each in found}
    return {key: checks.get(key) for key in documents}


def _checks_in_steps(tables: Tables) -> Iterator[Check | None]:
    for name in UNDONE:
        for step in tables.get(name, {}).values():
            # another program may have written anything in there
            replaced = step.get(REPLACED)
            documents = replaced.get("days") if isinstance(replaced, dict) else None
            for each in documents if isinstance(documents, list) else ():
                yield _check(each) if isinstance(each, dict) else None


def _check(document: Document | None) -> Check | None:
    """Returns the living check in a document of days; None if it has none that fits."""
    if document is None or document.get("kind") != "check" or not lives(document):
        return None
    try:
        found: Check = BY_CLASS[Check].decode(document)
    except BadDocument:
        return None
    return found


def _repeated(session: Document) -> _Repeated | None:
    """Returns the dated answer in a session; None if it has none, or was moved behind it."""
    day, on = _day(session, "day"), _day(session, "skin_next_on")
    try:
        skin = Skin(str(session.get("skin_next")))
    except ValueError:
        return None
    if day is None or on is None or day >= on:
        return None
    return _Repeated((str(session.get("area")), on), skin, day)


def _day(document: Document, name: str) -> date | None:
    try:
        return date.fromisoformat(str(document.get(name)))
    except ValueError:
        return None


def _instant(document: Document, name: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(str(document.get(name)))
        return instant(found) if found.tzinfo else None
    except (ValueError, OverflowError):
        return None


def _without_answer(session: Document) -> Document:
    return {name: value for name, value in session.items() if name != "skin_next"}


def _with_graver(check: Document, others: list[Skin]) -> Document:
    """Returns a check with the gravest of its own answer and those that its sessions repeat otherwise."""
    other = max(others, key=GENTLEST_FIRST.index)
    own = Skin(str(check["skin"]))
    if GENTLEST_FIRST.index(other) > GENTLEST_FIRST.index(own):
        return check | {"skin": str(other), "also": str(own)}
    return {"also": str(other)} | check
