"""Tables as spreadsheets and trackers write them: their encoding, what stands between cells, their header."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import NamedTuple

from coach.store.errors import Unreadable
from coach.store.schema.record_conversion import BadField

SEPARATORS = ",;\t"
SEPARATOR_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs"}

_EXCEL = re.compile(r"sep=(.)\r?\n?", re.IGNORECASE)
"""A first line by which Excel is told what stands between cells."""
_SAVE_AS = 'save it as "CSV UTF-8" in your spreadsheet'


class Row(NamedTuple):
    """A row of a table; an empty one is left out."""

    line: int
    """The line in which it begins, from 1."""
    cells: tuple[str, ...]


class Table(NamedTuple):
    """A file as a header and rows."""

    header: tuple[str, ...]
    rows: tuple[Row, ...]
    separator: str
    line: int
    """The line of the header."""

    def named(self, row: Row) -> dict[str, str]:
        """Returns the cells of a row that hold something, by the names in the header.

        Empty cells at the end may be too many. Raises `BadField` for too many others, and for too few.
        """
        cells, wide = row.cells, len(self.header)
        if len(cells) < wide or any(cells[wide:]):
            raise BadField("row", f"has {len(cells)} cells, the header {wide}")
        return {name: cell for name, cell in zip(self.header, cells, strict=False) if cell}


def plain_name(name: str) -> str:
    """Returns the name of a column without capitals, and with a line for each blank and hyphen."""
    return re.sub(r"[\s_-]+", "_", name.strip().casefold())


def decoded(data: bytes, path: Path) -> str:
    """Returns a file as text: UTF-8, or UTF-16 that says so first. Raises `Unreadable` for others."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return data.decode("utf-16")
        except UnicodeDecodeError:
            raise Unreadable(path, f"not whole as UTF-16 text; {_SAVE_AS}", 1, 1) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise Unreadable(path, f"not UTF-8 text; {_SAVE_AS}", line, 1) from None
    if "\0" in text:
        raise Unreadable(path, f"not UTF-8 text but maybe UTF-16; {_SAVE_AS}", 1, 1)
    return text


def read_table(data: bytes, path: Path, known: Collection[str] = ()) -> Table:
    """Returns a file as a table; what stands between cells is told by the header.

    `known` are plain names of columns that are expected. Raises `Unreadable` for text of another encoding
    and for broken quoting. The header may be empty.
    """
    text = decoded(data, path)
    asked = _EXCEL.match(text)
    body = text[asked.end() :] if asked else text
    first = re.split(r"\r\n|\r|\n", body, maxsplit=1)[0]
    separator = asked[1] if asked else _separator(first, known)
    rows = _rows(body, separator, path, 2 if asked else 1)
    head = next(rows, Row(1, ()))
    names = [each.strip() for each in head.cells]
    while names and not names[-1]:
        names.pop()
    return Table(
        tuple(names), tuple(row for row in rows if any(map(str.strip, row.cells))), separator, head.line
    )


def _rows(text: str, separator: str, path: Path, line: int) -> Iterator[Row]:
    before = line - 1
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    try:
        for cells in reader:
            yield Row(line, tuple(cells))
            line = before + reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(path, f"not proper CSV ({error})", before + reader.line_num, 1) from None


def _separator(header: str, known: Collection[str]) -> str:
    """Returns what stands between the cells of a header: what gives the most known names, or most cells."""

    def rank(separator: str) -> tuple[int, int]:
        cells = next(csv.reader([header], delimiter=separator), [])
        return sum(plain_name(each) in known for each in cells), len(cells)

    return max(SEPARATORS, key=rank)
