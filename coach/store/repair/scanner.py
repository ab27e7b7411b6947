"""Finds every document that can still be read in the text of a damaged file."""

from __future__ import annotations

import re
from dataclasses import dataclass

from coach.store.file.json_text import BOM, ORDER, Document, decoder
from coach.store.schema.record_codec import BadDocument
from coach.store.schema.record_types import RECORD_TABLES, type_of
from coach.store.schema.step_fields import ADDED, LEFT, REPLACED
from coach.store.schema.tables import DELETED, HISTORY

_OBJECT = re.compile(r'(?:"([^"\\\n]{0,99})"[ \t\r\n]*:[ \t\r\n]*)?\{')
"""The beginning of an object, maybe with the key that it belongs to."""
_NUMBERED = re.compile(r'[ \t\r\n]*"[0-9]+"[ \t\r\n]*:[ \t\r\n]*\{')
"""The beginning of what is inside a table."""
_ID = re.compile(r'[^\n]{0,200}?"id"[ \t]*:[ \t]*"([^"\\\n]{1,64})"')
"""The id near the beginning of a document."""
_NEST = re.compile(r'(?:[ \t\r\n]*(?:"[^"\\\n]{0,99}"[ \t\r\n]*:[ \t\r\n]*)?[\[{])+')
"""Objects and lists that open one inside the other."""
_TOO_DEEP = 5000
"""Only so many characters at the end of such a nest are looked at; what opens before them is too deep."""
_STEP = {"label", ADDED, REPLACED, LEFT}
_STACKS = ("undo", "redo")
_LOST_TABLE = "salvaged"
"""The table for documents that are in no table and do not show by their content where they belong."""


@dataclass(frozen=True, slots=True)
class Found:
    """A document, and where it is."""

    table: str
    number: str
    """The number in the file; empty if it is not legible."""
    document: Document
    line: int


@dataclass(frozen=True, slots=True)
class Broken:
    """The remains of a document that cannot be read."""

    table: str
    id: str
    """Its id; empty if it is not legible."""
    line: int


@dataclass(frozen=True, slots=True)
class Scan:
    """The documents in a text, in their order."""

    found: tuple[Found, ...]
    broken: tuple[Broken, ...]


def scan(data: bytes) -> Scan:
    """Reads documents one by one, and goes on after each that is damaged.

    A document is readable if it is an object of strict JSON in valid UTF-8. It belongs to the table in which
    it is, unless it fits only into another one: the name of the table may be what was damaged.
    """
    # Bytes that are no UTF-8 become lone surrogates, by which `_is_whole` knows the documents that they
    # damage.
    return _Scanner(data.removeprefix(BOM).decode("utf-8", "surrogateescape")).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._read = decoder().raw_decode
        self._at = 0
        self._line = 1
        self._counted = 0
        self._table = ""
        self._found: list[Found] = []
        self._broken: list[Broken] = []

    def scan(self) -> Scan:
        while match := _OBJECT.search(self._text, self._at):
            self._at = match.end()
            key = match[1]
            if (
                key is not None
                and not key.isdigit()
                and (key in _TABLES or _NUMBERED.match(self._text, self._at))
            ):
                self._table = key
            else:
                self._take(key, match.start(), match.end() - 1)
        return Scan(tuple(self._found), tuple(self._broken))

    def _take(self, key: str | None, start: int, begin: int) -> None:
        numbered = key is not None and key.isdigit()
        try:
            value, end = self._read(self._text, begin)
            legible = _is_whole(self._text[begin:end])
        except (ValueError, RecursionError):
            value, end, legible = None, begin, False
            # Trying each opening of a very deep nest would take forever: each try reads to the depth limit
            # again.
            nest = _NEST.match(self._text, begin)
            self._at = max(self._at, nest.end() - _TOO_DEEP if nest else 0)
        if legible and isinstance(value, dict):
            if not numbered and _holds_objects(value):
                return  # all tables, or one table: its documents come next
            if numbered or _is_document(value, self._table):
                home = _table_for(self._table, value)
                self._found.append(Found(home, key or "" if numbered else "", value, self._line_of(start)))
                self._at = end
        elif numbered or self._text.startswith('{"id"', begin):
            id_ = _ID.match(self._text, begin)
            self._broken.append(Broken(self._table, id_[1] if id_ else "", self._line_of(start)))

    def _line_of(self, at: int) -> int:
        # Counted on from the last place, so that the whole text is gone through only once.
        self._line += self._text.count("\n", self._counted, at)
        self._counted = at
        return self._line


_TABLES = {*ORDER, HISTORY}


def _is_whole(text: str) -> bool:
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def _holds_objects(value: Document) -> bool:
    return bool(value) and all(isinstance(each, dict) for each in value.values())


def _is_document(value: Document, table: str) -> bool:
    """Returns whether an object without a number is a document; steps of undo and redo contain others."""
    if table in _STACKS:
        return value.keys() >= _STEP
    return isinstance(value.get("id"), str) and "created" in value


def _table_for(table: str, document: Document) -> str:
    """Returns the table that a document belongs to, given the table in which it was found."""
    if document.keys() >= _STEP:
        return table if table in _STACKS else "undo"
    if document.keys() >= {"schema", "count"}:
        return "meta"
    if table in (HISTORY, *RECORD_TABLES) and _fits(table, document):
        return table
    others = [each for each in RECORD_TABLES if each != table and _fits(each, document)]
    return others[0] if others else table or _LOST_TABLE


def _fits(table: str, document: Document) -> bool:
    if table == HISTORY:
        return document.keys() == {"id", "table", "document"}
    try:
        type_ = type_of(table, document)
        type_.decode(document)
    except BadDocument:
        return False
    # decoding ignores unknown fields, and a tip has none that it needs: almost any document would pass as one
    return document.keys() <= type_.own | {DELETED}
