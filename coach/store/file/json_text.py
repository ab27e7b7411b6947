"""The text of the file: strict JSON, written with one document to a line."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from json.decoder import JSONObject  # type: ignore[attr-defined]
from json.scanner import py_make_scanner  # type: ignore[attr-defined]
from math import isfinite
from pathlib import Path

from coach.store.errors import Unreadable

Document = dict[str, object]
"""A document as an object of JSON."""
Tables = dict[str, dict[str, Document]]
"""The documents by table and number, as TinyDB keeps them."""

ORDER = ("meta", "profile", "sessions", "days", "tips", "live", "undo", "redo")
"""The tables of the coach in their order in the file; any others come after them."""

BOM = "\ufeff".encode()
"""The byte order mark with which some editors begin a text."""

_BLANKS = b"\0 \t\r\n"
_BEGINNING = 4096
_SHORT = 12
"""The length of words and days; longer texts are seldom the same."""

_encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode


class _Refused(ValueError):
    """JSON that the standard library accepts, but that would lose something here."""


_encode_sorted = json.JSONEncoder(
    ensure_ascii=True, allow_nan=False, sort_keys=True, separators=(",", ":")
).encode


def canonical(value: object) -> str:
    """Returns a text that is the same for equal values, whatever the order of their keys."""
    return _encode_sorted(value)


Lines = dict[int, tuple[Document, str]]
"""The text of documents by identity.

Each document is held here too, since that keeps its `id()` from being used for another one.
"""


def render(tables: Mapping[str, Mapping[str, Document]], lines: Lines | None = None) -> dict[str, str]:
    """Returns each table as JSON in the order of the file, with one document to a line.

    Documents in `lines` are not encoded again; the others are added to it.
    """
    # Lines keep the file fit for diffs and editors, as `indent=1` would, but three times as fast: any indent
    # leaves the encoder written in C (40 against 120 ms for 10,000 sessions).
    names = [name for name in ORDER if name in tables] + sorted(set(tables) - set(ORDER))
    return {
        name: f"{_encode(name)}: {_table(tables[name], {} if lines is None else lines)}" for name in names
    }


def lines_of(data: bytes, tables: Tables) -> Lines:
    """Returns the text of each document in a file that was parsed to these tables.

    Returns none if another program wrote the file, which shows by the fingerprint in it.
    """
    head, _, rest = data.partition(b"\n},\n")
    recorded = next(iter(tables.get("meta", {}).values()), {}).get("sha256")
    if not head.startswith(b'{\n"meta": {\n') or recorded != _hashed(b"{\n" + rest):
        return {}
    lines: Lines = {}
    each = iter(rest.decode().split("\n"))
    for documents in tables.values():
        if documents is tables["meta"] or not documents:
            continue
        for line in each:
            if line.endswith("{"):
                break
        for (number, document), line in zip(documents.items(), each, strict=False):
            begin = len(number) + 4  # quotes, colon, blank
            lines[id(document)] = document, line[begin : -1 if line[-1] == "," else None]
    return lines


def joined(rendered: Mapping[str, str]) -> bytes:
    """Returns the bytes of a file with these tables."""
    # A lone surrogate, which a foreign document may hold, becomes the JSON escape that it came from.
    return ("{\n" + ",\n".join(rendered.values()) + "\n}\n").encode("utf-8", "backslashreplace")


def fingerprint(rendered: Mapping[str, str]) -> str:
    """Returns the SHA-256 of the text of all tables except `meta`, which is where it is kept."""
    return _hashed(joined({name: each for name, each in rendered.items() if name != "meta"}))


def _hashed(data: bytes) -> str:
    from hashlib import sha256  # only a write needs it

    return sha256(data).hexdigest()


def _table(documents: Mapping[str, Document], lines: Lines) -> str:
    if not documents:
        return "{}"
    for each in documents.values():
        if id(each) not in lines:
            lines[id(each)] = each, _encode(each)
    text = ",\n".join([f'"{number}": {lines[id(each)][1]}' for number, each in documents.items()])
    return "{\n" + text + "\n}"


def parse(data: bytes, path: Path) -> Tables:
    """Returns the tables in the text of a file; raises `Unreadable` for what could silently lose a record.

    Besides syntax errors that is an empty file, a key given twice, NaN and infinities, numbers that are too
    long or too large, nesting that is too deep, and anything other than tables of numbered objects. A byte
    order mark and the line ends of another editor lose nothing, so they are accepted.
    """
    return parse_text(decoded(data, path), path)


def decoded(data: bytes, path: Path) -> str:
    """Returns the text of a file; raises `Unreadable` if it is empty or not UTF-8."""
    data = data.removeprefix(BOM)
    # of a large file the beginning is enough: a copy of it would cost as much memory again
    if not (data[:_BEGINNING].strip(_BLANKS) or data.strip(_BLANKS)):
        raise Unreadable(
            path, "there is nothing but blanks in it" if data else "it is empty, so something damaged it"
        )
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise Unreadable(path, "not UTF-8 text", *_place(data[: error.start].decode("utf-8"))) from None


def parse_text(text: str, path: Path, *, sparing: bool = False) -> Tables:
    """Returns the tables in a text; raises as `parse` does. With `sparing` they take less memory."""
    try:
        value = decoder(_sharing() if sparing else None).decode(text)
    except json.JSONDecodeError as error:
        why = "git conflict markers" if _conflicted(text) else f"not JSON ({error.msg})"
        raise Unreadable(path, why, error.lineno, error.colno) from None
    except RecursionError:
        raise Unreadable(path, "nested too deeply") from None
    except ValueError as error:
        raise Unreadable(path, str(error), *_place(text[: _begin_of_refused(text)])) from None
    return _tables(value, path)


def decoder(made: Callable[[list[tuple[str, object]]], Document] | None = None) -> json.JSONDecoder:
    """Returns a JSON decoder that raises ValueError for anything that would lose something."""
    return json.JSONDecoder(
        object_pairs_hook=made or _unique, parse_constant=_no_constant, parse_float=_finite
    )


def _unique(pairs: list[tuple[str, object]]) -> Document:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        twice = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise _Refused(f"the key {json.dumps(twice)} is given twice in the object that begins here")
    return found


def _sharing() -> Callable[[list[tuple[str, object]]], Document]:
    """Returns what makes the objects of a text, which have short words like `back` in common."""
    share: dict[object, object] = {}

    def made(pairs: list[tuple[str, object]]) -> Document:
        return _unique(
            [
                (key, share.setdefault(value, value) if type(value) is str and len(value) < _SHORT else value)
                for key, value in pairs
            ]
        )

    return made


def _no_constant(name: str) -> object:
    raise _Refused(f"{name} is not a JSON number")


def _finite(digits: str) -> float:
    number = float(digits)
    if not isfinite(number):
        raise _Refused(f"the number {digits[:20]} is too large")
    return number


def _begin_of_refused(text: str) -> int:
    """Returns where the innermost object begins that was refused, found by a second and slower pass."""
    # the fast decoder does not say where; this one is written in Python, so its parts can be replaced
    begin = 0

    def parse_object(at: tuple[str, int], *args: object) -> object:
        nonlocal begin
        try:
            return JSONObject(at, *args)
        except ValueError:
            begin = begin or at[1] - 1
            raise

    slow = decoder()
    slow.parse_object = parse_object  # type: ignore[attr-defined]
    slow.scan_once = py_make_scanner(slow)  # type: ignore[attr-defined]
    with suppress(ValueError, RecursionError):
        slow.decode(text)
    return begin


def _place(before: str) -> tuple[int, int]:
    return before.count("\n") + 1, len(before) - before.rfind("\n")


def _conflicted(text: str) -> bool:
    return any(f"\n{mark}" in f"\n{text}" for mark in ("<<<<<<< ", "=======\n", ">>>>>>> "))


def _tables(value: object, path: Path) -> Tables:
    if not isinstance(value, dict) or not value:
        raise Unreadable(path, "it holds no tables")
    for name, table in value.items():
        if not isinstance(table, dict):
            raise Unreadable(path, f"{name} is not a table")
        for number, document in table.items():
            # "01" and "1" are one number to TinyDB, which would drop one of the two documents
            if not _canonical_number(number):
                raise Unreadable(path, f"the table {name} has a document numbered {json.dumps(number)}")
            if not isinstance(document, dict):
                raise Unreadable(path, f"{name} {number} is not a document")
    return value


def _canonical_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 16 and (text[0] != "0" or text == "0")
