"""Sessions as comma-separated values (RFC 4180): writing and reading."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone, tzinfo
from pathlib import Path

from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Session
from coach.store.errors import RowProblem, Unreadable
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

_SPOKEN = {"t-shirt": "shirt", "bare skin": "bare", "glutes and hips": "glutes"}
"""The words of the screens for what the file calls by another one."""

_FORMULA = tuple("=+-@\t\r")
_KINDS = {each.name: each.kind for each in BY_CLASS[Session].fields}
_WHOLE = re.compile(r"[0-9]{1,9}", re.ASCII)
_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,20})?(e-[0-9]{1,3})?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """A session that was read from a file and is not stored yet."""

    line: int
    """The line in which it begins, from 1."""
    session: Session


@dataclass(frozen=True, slots=True)
class CsvFile:
    """The sessions in a file of comma-separated values, and the rows that are bad."""

    rows: tuple[Row, ...]
    """The good rows, those dated ahead of the clock included: what the coach exported comes back."""
    bad: tuple[RowProblem, ...]


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


def read_csv(data: bytes, path: Path, *, tz: tzinfo, rollover: int) -> CsvFile:
    """Returns the sessions in a file; a time without an offset is one in `tz`.

    In an hour that the clocks repeat, the first time is meant; in one that they skip, the time an hour later.
    A column `comfort` is one of sharpness, as an older coach called it. Raises `Unreadable` for text that is
    not UTF-8, for an unknown, missing or doubled column, and for broken quoting.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Unreadable(path, "not UTF-8 text", data.count(b"\n", 0, error.start) + 1, 1) from None
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows: list[Row] = []
    bad: list[RowProblem] = []
    try:
        header = _header(next(reader, []), path)
        line = reader.line_num + 1
        for cells in reader:
            if any(cells):
                try:
                    rows.append(Row(line, _session(_named(header, cells), tz, rollover)))
                except BadField as error:
                    bad.append(RowProblem(f"line {line}", error.field, error.why, line))
            line = reader.line_num + 1
    except csv.Error as error:
        raise Unreadable(path, f"not proper CSV ({error})", reader.line_num, 1) from None
    return CsvFile(tuple(rows), tuple(bad))


def _header(cells: list[str], path: Path) -> list[str]:
    names = [each.strip() for each in cells]
    if not any(names):
        raise Unreadable(
            path, f"it does not start with a header line; the columns are {', '.join(COLUMNS)}", 1, 1
        )
    if OLD_NAME in names and "sharpness" in names:
        why = f'the columns "{OLD_NAME}" and "sharpness" mean the same; leave one of them out'
        raise Unreadable(path, why, 1, 1)
    for name in names:
        # A misspelt column would otherwise be left out without a word.
        if name not in (*COLUMNS, OLD_NAME):
            raise Unreadable(path, f'unknown column "{name}"; the columns are {", ".join(COLUMNS)}', 1, 1)
        if names.count(name) > 1:
            raise Unreadable(path, f'the column "{name}" is there twice', 1, 1)
    for name in REQUIRED:
        if name not in names:
            raise Unreadable(path, f'the column "{name}" is missing', 1, 1)
    return names


def _named(header: list[str], cells: list[str]) -> dict[str, str]:
    if len(cells) != len(header):
        raise BadField("row", f"has {len(cells)} cells, the header {len(header)}")
    # a note keeps its blanks
    tidy = {name: cell if name == "note" else cell.strip() for name, cell in zip(header, cells, strict=True)}
    return {name: cell for name, cell in tidy.items() if cell}


def _session(cells: Mapping[str, str], tz: tzinfo, rollover: int) -> Session:
    for name in REQUIRED:
        if name not in cells:
            raise BadField(name, "is missing")
    started_at = _instant(cells["started_at"], tz)
    values = {
        name: _value(name, cell) for name, cell in cells.items() if name not in ("started_at", OLD_NAME)
    }
    session = Session(started_at=started_at, day=day_of(started_at, rollover), backfilled=True, **values)  # type: ignore[arg-type]
    if OLD_NAME in cells:
        sharpness = int(str(_value(OLD_NAME, cells[OLD_NAME])))
        session = session._replace(sharpness=sharpness, from_comfort=sharpness in DOUBTFUL)
    checked_fields(session)
    return session


def _value(name: str, cell: str) -> object:
    if name == "note":
        return cell[1:] if cell.startswith("'") and _is_formula(cell) else cell
    if name in ("done_min", "planned_min"):
        if not _DECIMAL.fullmatch(cell):
            raise BadField(name, "is not a number like 7 or 7.5")
        return float(cell)
    if name in ("sharpness", OLD_NAME, "before", "after"):
        if not _WHOLE.fullmatch(cell):
            raise BadField(name, "is not a whole number from 0 to 10")
        return int(cell)
    if (
        name != "started_at"
    ):  # all that is left is a word; people write it as the screens do, or with a capital
        cell = _SPOKEN.get(cell.casefold(), cell.casefold())
    try:
        return _KINDS[name].decode(cell)
    except ValueError as error:
        raise BadField(name, str(error)) from None


def _instant(cell: str, tz: tzinfo) -> datetime:
    try:
        date.fromisoformat(cell)
    except ValueError:
        pass
    else:
        raise BadField("started_at", f"lacks the time of day, as in {cell}T07:30")
    try:
        found = datetime.fromisoformat(cell)
    except ValueError:
        raise BadField(
            "started_at", "is not a time like 2026-01-31T07:30 or 2026-01-31T07:30+01:00"
        ) from None
    if not 1970 <= found.year <= 2199:
        raise BadField("started_at", "is before 1970" if found.year < 1970 else "is in the future")
    if found.tzinfo is None:
        # by way of UTC, where an hour skipped or repeated has one meaning
        found = found.replace(tzinfo=tz).astimezone(UTC).astimezone(tz)
        found = found.replace(tzinfo=timezone(found.utcoffset() or timedelta(0)), fold=0)
    return found


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
