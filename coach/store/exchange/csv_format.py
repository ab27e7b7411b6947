"""Sessions as comma-separated values (RFC 4180): writing and reading."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path

from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Session
from coach.store.errors import RowProblem, Unreadable
from coach.store.exchange.csv_dates import DateOrder, instant_of, moment, order_of
from coach.store.exchange.csv_numbers import decimal, whole
from coach.store.exchange.csv_table import SEPARATOR_NAMES, Table, plain_name, read_table
from coach.store.exchange.spoken_words import meant
from coach.store.schema.record_conversion import BadField, checked_fields
from coach.store.schema.record_types import BY_CLASS
from coach.store.schema.schema_3 import DOUBTFUL
from coach.text.clean import visible

COLUMNS = (
    "started_at",
    "area",
    "done_min",
    "cover",
    "planned_min",
    "ended",
    "sharpness",
    "skin_after",
    "skin_next",
    "before",
    "after",
    "note",
)
REQUIRED = COLUMNS[:3]

OLD_NAME = "comfort"
"""The name of the column `sharpness` in files of an older coach."""

_FORMULA = tuple("=+-@\t\r")
_KINDS = {each.name: each.kind for each in BY_CLASS[Session].fields}


@dataclass(frozen=True, slots=True)
class Row:
    """A session that was read from a file and is not stored yet."""

    line: int
    """The line in which it begins, from 1."""
    session: Session
    timed: bool = True
    """Whether the file says its time of day; else it is noon."""
    placed: bool = True
    """Whether the file says its area."""


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The sessions in a file of comma-separated values, and the rows that are bad."""

    rows: tuple[Row, ...]
    """The good rows, those dated ahead of the clock included: what the coach exported comes back."""
    bad: tuple[RowProblem, ...]
    understood: tuple[str, ...] = ()
    """How it was read, in words, where that is not as the coach itself writes it."""


def write_csv(sessions: Iterable[Session]) -> str:
    """Returns all sessions with a header, with lines that end in CR LF.

    A note that a spreadsheet would run as a formula gets an apostrophe before it; `read_csv` removes it.
    """
    text = io.StringIO(newline="")
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for each in sorted(sessions, key=key_of):
        rows.writerow([_cell(name, getattr(each, name)) for name in COLUMNS])
    return text.getvalue()


def read_csv(
    data: bytes, path: Path, *, tz: tzinfo, rollover: int, dates: DateOrder | None = None
) -> CsvFile:
    """Returns the sessions in a file; a time without an offset is one in `tz`, a day alone is noon.

    Commas, semicolons or tabs stand between cells, and decimals follow a point or a comma; columns are named
    in any case. A column `comfort` is one of sharpness, as an older coach called it. Raises `Unreadable` for
    text that is not UTF-8, for an unknown, missing or doubled column, and for broken quoting; `Refused` where
    nothing tells the order of day and month.
    """
    table = read_table(data, path, (*COLUMNS, OLD_NAME))
    header = _header(table.header, path)
    table = table._replace(header=tuple(header))
    place = header.index("started_at")
    order = order_of((row.cells[place] for row in table.rows if len(row.cells) > place), dates)
    rows: list[Row] = []
    bad: list[RowProblem] = []
    for row in table.rows:
        try:
            cells = tidy(table.named(row))
            session = session_of(cells, tz, rollover, order, table.separator)
            timed = moment(cells["started_at"], order, "started_at").time is not None
            rows.append(Row(row.line, session, timed))
        except BadField as error:
            bad.append(RowProblem(f"line {row.line}", error.field, error.why, row.line))
    return CsvFile(tuple(rows), tuple(bad), understood(table, "done_min", order))


def understood(table: Table, minutes: str | None, order: DateOrder | None) -> tuple[str, ...]:
    """Returns how a file was read, in words, where that is not as the coach itself writes it.

    `minutes` is the name of their column.
    """
    told = []
    if table.separator != ",":
        told.append(f"{SEPARATOR_NAMES.get(table.separator, table.separator)} between cells")
    place = table.header.index(minutes) if minutes else len(table.header)
    if any("," in each for row in table.rows for each in row.cells[place : place + 1]):
        told.append("a comma before decimals")
    if order is not None:
        told.append(
            "the day before the month" if order is DateOrder.DAY_FIRST else "the month before the day"
        )
    return tuple(told)


def tidy(cells: Mapping[str, str]) -> dict[str, str]:
    """Returns the cells that hold something, without blanks around them; a note keeps its own."""
    found = {name: cell if name == "note" else cell.strip() for name, cell in cells.items()}
    return {name: cell for name, cell in found.items() if cell}


def is_own(names: Iterable[str]) -> bool:
    """Returns whether the header of a file is meant as one of the coach's own."""
    return sum(plain_name(each) in REQUIRED for each in names) > 1


def _header(cells: tuple[str, ...], path: Path) -> list[str]:
    names = [plain_name(each) for each in cells]
    if not any(names):
        raise Unreadable(
            path, f"it does not start with a header line; the columns are {', '.join(COLUMNS)}", 1, 1
        )
    if OLD_NAME in names and "sharpness" in names:
        why = f'the columns "{OLD_NAME}" and "sharpness" mean the same; leave one of them out'
        raise Unreadable(path, why, 1, 1)
    for name, cell in zip(names, cells, strict=True):
        # A misspelt column would otherwise be left out without a word.
        if name not in (*COLUMNS, OLD_NAME):
            raise Unreadable(path, f'unknown column "{cell}"; the columns are {", ".join(COLUMNS)}', 1, 1)
        if names.count(name) > 1:
            raise Unreadable(path, f'the column "{name}" is there twice', 1, 1)
    for name in REQUIRED:
        if name not in names:
            raise Unreadable(path, f'the column "{name}" is missing', 1, 1)
    return names


def session_of(
    cells: Mapping[str, str], tz: tzinfo, rollover: int, order: DateOrder | None, separator: str
) -> Session:
    """Returns the session of a row, by the names of the columns; raises `BadField`."""
    for name in REQUIRED:
        if name not in cells:
            raise BadField(name, "is missing")
    started_at = instant_of(moment(cells["started_at"], order, "started_at"), tz)
    values = {
        name: _value(name, cell, separator)
        for name, cell in cells.items()
        if name not in ("started_at", OLD_NAME)
    }
    session = Session(started_at=started_at, day=day_of(started_at, rollover), backfilled=True, **values)  # type: ignore[arg-type]
    if OLD_NAME in cells:
        sharpness = int(str(_value(OLD_NAME, cells[OLD_NAME], separator)))
        session = session._replace(sharpness=sharpness, from_comfort=sharpness in DOUBTFUL)
    checked_fields(session)
    return session


def _value(name: str, cell: str, separator: str) -> object:
    if name == "note":
        return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell
    if name in ("done_min", "planned_min"):
        return decimal(cell, name, separator)
    if name in ("sharpness", OLD_NAME, "before", "after"):
        return whole(cell, name)
    # all that is left is a word; people write it as the screens do, or with a capital
    try:
        return _KINDS[name].decode(meant(cell))
    except ValueError as error:
        raise BadField(name, str(error)) from None


def _cell(name: str, value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    text = visible(str(value))
    return f"'{text}" if name == "note" and _is_formula(text) else text


def _is_formula(text: str) -> bool:
    return text.lstrip("'").startswith(_FORMULA)


def key_of(session: Session) -> tuple[datetime, Area]:
    """Returns the key by which an import knows that two sessions are the same."""
    return instant(session.started_at), session.area
