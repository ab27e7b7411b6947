"""What Loop says about its habits: the list in Habits.csv, and the header of the table of all habits."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from coach.store.errors import Unreadable
from coach.store.exchange.csv_table import Row, Table, decoded, read_table
from coach.store.file import atomic

LISTING = "Habits.csv"
_LARGEST = 1024 * 1024
_CUT = "the file seems to be cut, so export it again"


class Listed(NamedTuple):
    """A habit in Habits.csv."""

    position: str
    """Its place as Loop writes it, like 001; the name of its folder begins with it."""
    name: str
    unit: str
    """What it counts; empty for a habit of yes and no."""


def read_listing(data: bytes, path: Path) -> tuple[Listed, ...]:
    """Returns the habits in a Habits.csv; raises `Unreadable` for what is no table."""
    table = read_table(data, path)
    found = (dict(zip(table.header, row.cells, strict=False)) for row in table.rows)
    return tuple(
        Listed(each.get("Position", ""), each.get("Name", "").strip(), each.get("Unit", "").strip())
        for each in found
    )


def listing_beside(path: Path) -> tuple[Listed, ...]:
    """Returns the habits in the Habits.csv of the folder in which a file lies; none if there is none."""
    try:
        found = atomic.load(path.parent / LISTING, _LARGEST)
        return read_listing(found[0], path.parent / LISTING) if found else ()
    except Unreadable:
        return ()


def habit_names(data: bytes, table: Table, listed: Sequence[Listed], path: Path) -> tuple[str, ...]:
    """Returns the names over the columns of the table of all habits.

    Loop writes its header without quotes, so a comma in a name looks like one more column: then the list
    tells the names, or a blank that follows no comma of Loop's own. Raises `Unreadable` for rows that were
    cut, and where the names cannot be told apart.
    """
    header = table.header
    if not table.rows:
        return header[1:]
    count = _habits_in(table.rows[0])
    for row in table.rows:
        if _habits_in(row) != count:
            why = f"{len(row.cells)} cells where the first row has {len(table.rows[0].cells)}; {_CUT}"
            raise Unreadable(path, why, row.line, 1)
    names = [each.name for each in listed]
    if len(names) == count and _tight(",".join(names)) == _tight(",".join(header[1:])):
        return tuple(names)
    if count == len(header) - 1:
        return header[1:]
    line = decoded(data, path).splitlines()[table.line - 1]
    found = [each.strip() for each in re.split(r",(?! )", line.rstrip(", "))][1:]
    if len(found) == count:
        return tuple(found)
    raise Unreadable(
        path,
        f"its header has {len(header) - 1} names for {count} columns, since names with a comma stand there"
        " without quotes; give the ZIP file that Loop made",
        table.line,
        1,
    )


def _habits_in(row: Row) -> int:
    """Returns the number of values in a row; Loop ends each with a comma."""
    return len(row.cells) - 1 - (not row.cells[-1].strip())


def _tight(names: str) -> str:
    return re.sub(r"\s*,\s*", ",", names)
