"""Any table as a history: which of its columns is which field."""

from __future__ import annotations

import re
import shlex
from collections.abc import Mapping
from datetime import tzinfo
from difflib import get_close_matches
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from coach.domain import labels
from coach.domain.dates import day_of
from coach.domain.model import Area, Cover, Refused, Session, Skin
from coach.store.errors import RowProblem
from coach.store.exchange.csv_dates import NOON, DateOrder, instant_of, moment, order_of, time_in
from coach.store.exchange.csv_format import COLUMNS, Row, session_of, tidy, understood
from coach.store.exchange.csv_numbers import minutes
from coach.store.exchange.csv_table import Table, plain_name, read_table
from coach.store.exchange.hurt_skin import hurt_in, still_hurt
from coach.store.exchange.spoken_words import NAMES, is_one
from coach.store.exchange.tracker_history import GUESSED, TrackerHistory, outside_the_ramp, with_mark
from coach.store.schema.record_conversion import BadField
from coach.text import format

FIELDS = (*COLUMNS, "date", "time", "minutes")
"""What a column can be: one of the coach's own, a day or a time alone, and minutes for `done_min`."""

_MOST_COLUMNS = 30
"""The most columns of a file that a sentence names."""

_GUESSES = {
    "date": ("date", "day", "full_date", "entry_date", "datum", "tag"),
    "started_at": ("started_at", "start", "start_time", "datetime", "timestamp", "begin", "entry_timestamp"),
    "time": ("time", "uhrzeit", "time_of_day"),
    "minutes": ("minutes", "min", "duration", "length", "done_min", "dauer", "minuten", "seconds", "mins"),
    "area": ("area", "body_part", "part", "bereich", "körperteil", "körperbereich", "stelle"),
    "cover": ("cover", "surface", "unterlage", "bedeckung"),
    "note": ("note", "notes", "comment", "notiz", "notizen", "bemerkung", "kommentar", "anmerkung"),
    "sharpness": ("sharpness",),
    "before": ("before",),
    "after": ("after",),
}
_NUMBERS = ("sharpness", "before", "after")


_FILTERED = "without what --only asks for"
_NAMED_WORDS = 3
"""The most words that a sentence asks about."""
_NAMED_VALUES = 10


class MapOptions(NamedTuple):
    """The columns of a table, and what stands for those that it lacks."""

    columns: Mapping[str, str]
    """The columns by their fields."""
    only: tuple[tuple[str, str], ...] = ()
    """Columns with a word that a row needs there to be a session."""
    minutes: float | None = None
    """The minutes of each session, where the file has none."""
    cover: Cover | None = None
    """The cover of each session of which the file says none. One word for all of them is a guess."""
    dates: DateOrder | None = None
    values: Mapping[str, str] = MappingProxyType({})
    """The areas and covers by the words of the file, without capitals."""
    skip_bad: bool = False
    """Whether rows with a word that nobody explained are skipped."""


def read_mapped(
    data: bytes, path: Path, options: MapOptions, *, area: Area, tz: tzinfo, rollover: int
) -> TrackerHistory:
    """Returns the sessions of a table; raises `Refused` for columns that do not fit, and `Unreadable`."""
    table = read_table(data, path)
    columns = {field: _found(table, column) for field, column in options.columns.items()}
    only = [(_found(table, column), word.strip().casefold()) for column, word in options.only]
    when = columns.get("started_at") or columns.get("date")
    if when is None:
        raise Refused("A map needs a day: add --map date=COLUMN, or --map started_at=COLUMN.")
    if "minutes" not in columns and options.minutes is None:
        raise Refused("A map needs minutes: add --map minutes=COLUMN, or --minutes N for the same each time.")
    place = table.header.index(when)
    order = order_of((row.cells[place] for row in table.rows if len(row.cells) > place), options.dates)
    rows: list[Row] = []
    bad: list[RowProblem] = []
    left_out: dict[str, list[int]] = {}
    dropped = 0
    guessed = "minutes" not in columns
    unknown: dict[str, list[str]] = {}
    hurt: dict[int, Skin] = {}
    # people know the columns of their table, not what the coach calls them
    names = columns | {"started_at": when, "done_min": columns.get("minutes", "minutes")}
    for row in table.rows:
        try:
            cells = table.named(row)
            if any(not _has(cells.get(column, ""), word) for column, word in only):
                left_out.setdefault(_FILTERED, []).append(row.line)
                continue
            found = {field: cells[column] for field, column in columns.items() if column in cells}
            if not guessed and _empty(found.get("minutes", "").strip()):
                left_out.setdefault("without minutes", []).append(row.line)
                continue
            for field in (each for each in NAMES if each in found):
                word = found[field].strip()
                found[field] = options.values.get(word.casefold(), word)
                if word and not is_one(field, found[field]) and word not in unknown.setdefault(field, []):
                    unknown[field].append(word)
            session, timed = _session(found, columns, options, area, tz, rollover, order, table.separator)
        except BadField as error:
            column = names.get(error.field, error.field)
            bad.append(RowProblem(f"line {row.line}", column, error.why, row.line))
            continue
        if guessed or session.cover is None:
            marks = [GUESSED] if guessed else []
            if session.cover is None and options.cover is not None:
                marks.append(f"{labels.on(options.cover)}, guessed")
            dropped += not session.only_minutes
            if (skin := hurt_in(session)) is not None:
                hurt[row.line] = skin
            plain = outside_the_ramp(session)
            session = plain._replace(note=with_mark(plain.note, "; ".join(marks)))
        rows.append(Row(row.line, session, timed, "area" in found))
    problems = still_hurt(rows, hurt)
    rows = [each for each in rows if each.line not in problems]
    bad += problems.values()
    if only and table.rows and len(left_out.get(_FILTERED, ())) == len(table.rows):
        raise Refused(_nothing_left(table, only))
    if unknown and not options.skip_bad:
        raise Refused(" ".join(_unknown(field, columns[field], words) for field, words in unknown.items()))
    return TrackerHistory(
        f"a table of {format.count(len(table.header), 'column')}", tuple(rows), tuple(bad), left_out,
        understood(table, columns.get("minutes"), order), guessed, dropped,
        cover=options.cover, when=when,
    )  # fmt: skip


def say_map(path: str, table: Table) -> str:
    """Returns the sentence on a table with columns of its own, with a command that says which is which.

    Where the first line is no header, it asks for one.
    """
    if re.match(r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}", table.header[0]):
        return (
            "Its first line holds a day where the names of the columns belong: write a line above it, such as"
            " Date;Minutes"
        )
    words = ["coach", "import", path]
    for field, names in _GUESSES.items():
        if field == "started_at" and any(word.startswith("date=") for word in words):
            continue
        column = next((each for each in table.header if plain_name(each.partition("(")[0]) in names), None)
        if column is None and field in NAMES:
            column = next((each for each in table.header if _holds(table, each, field)), None)
        if column is not None and (field not in _NUMBERS or _is_numeric(table, column)):
            words += ["--map", f"{field}={column}"]
    if not any(word.startswith("minutes=") for word in words):
        words += ["--minutes", "10"]
    if not any(word.startswith(("date=", "started_at=")) for word in words):
        words += ["--map", "date=COLUMN"]
    more = len(table.header) - _MOST_COLUMNS
    named = [*table.header[:_MOST_COLUMNS], *([f"{more:,} more"] if more > 0 else [])]
    return (
        f"Its columns are {', '.join(named)}, which are another tracker's; say which is which:"
        f" {shlex.join(words)} --dry-run"
    )


def _nothing_left(table: Table, only: list[tuple[str, str]]) -> str:
    """Returns the sentence on --only where no row has what it asks for, and what there is."""
    told = []
    for column, word in only:
        words = sorted({part for cell in _words(table, column) for part in _parts(cell)}, key=str.casefold)
        if word not in (each.casefold() for each in words):
            more = f" and {len(words) - _NAMED_VALUES} more" if len(words) > _NAMED_VALUES else ""
            told.append(
                f"No row has just {word} in {column}, which holds {', '.join(words[:_NAMED_VALUES])}{more}."
            )
    return " ".join(told) or "No row has all that --only asks for."


def _unknown(field: str, column: str, words: list[str]) -> str:
    """Returns the sentence on words of a column that are no area or cover, with how to say what they are."""
    some = words[:_NAMED_WORDS]
    more = f" (and {len(words) - len(some)} more)" if len(words) > len(some) else ""
    options = " ".join(f"--value {shlex.quote(f'{each}={field.upper()}')}" for each in some)
    are = f"is no {field}" if len(words) == 1 else f"are no {field}s"
    return (
        f"{format.listed(some)}{more} in the column {column} {are} that the coach knows: add {options},"
        f" where {field.upper()} is {format.listed(NAMES[field], last=' or ')}."
    )


def _holds(table: Table, column: str, field: str) -> bool:
    """Returns whether most words in a column are areas, or covers, as `field` says."""
    words = _words(table, column)
    return 2 * sum(is_one(field, each) for each in words) > len(words)


def _is_numeric(table: Table, column: str) -> bool:
    return all(each.isdecimal() for each in _words(table, column))


def _words(table: Table, column: str) -> set[str]:
    place = table.header.index(column)
    return {each.strip() for row in table.rows for each in row.cells[place : place + 1] if each.strip()}


def _session(
    found: dict[str, str], columns: Mapping[str, str], options: MapOptions, area: Area, tz: tzinfo,
    rollover: int, order: DateOrder | None, separator: str,
) -> tuple[Session, bool]:  # fmt: skip
    field = "started_at" if "started_at" in columns else "date"
    cells = tidy({name: cell for name, cell in found.items() if name not in ("date", "time", "minutes")})
    if not found.get(field, "").strip():
        raise BadField(field, "is missing")
    told = moment(found[field], order, field)
    if found.get("time", "").strip():
        told = told._replace(time=time_in(found["time"], "time"))
    cells["started_at"] = instant_of(told._replace(time=told.time or NOON), tz).isoformat()
    done = options.minutes
    if done is None:
        done = minutes(found["minutes"].strip(), "minutes", columns["minutes"], separator)
    cells["done_min"] = str(done)
    cells.setdefault("area", area)
    session = session_of(cells, tz, rollover, None, ",")
    return session._replace(day=day_of(session.started_at, rollover)), told.time is not None


def _found(table: Table, column: str) -> str:
    """Returns the name of a column as the header has it; raises `Refused` if it is missing or there twice."""
    same = [each for each in table.header if each == column.strip()]
    same = same or [each for each in table.header if plain_name(each) == plain_name(column)]
    if len(same) == 1:
        return same[0]
    if same:
        raise Refused(f"The file has {len(same)} columns called {column}; rename one of them first.")
    near = get_close_matches(column, table.header, n=1)
    hint = f"; did you mean {near[0]}?" if near else f"; it has {', '.join(table.header)}."
    raise Refused(f"The file has no column {column}{hint}")


def _has(cell: str, word: str) -> bool:
    """Returns whether a cell is a word, or a list with it."""
    return any(each.casefold() == word for each in (cell.strip(), *_parts(cell)))


def _parts(cell: str) -> list[str]:
    return [each for part in re.split(r"[|;,]", cell) if (each := part.strip())]


def _empty(cell: str) -> bool:
    return not cell.strip("0:., ")
