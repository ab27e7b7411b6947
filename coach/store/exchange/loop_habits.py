"""The CSV export of Loop Habit Tracker: its ZIP, the Checkmarks.csv of one habit, and that of all habits."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.domain.dates import day_of
from coach.domain.model import Area, Refused, Session
from coach.store.errors import Unreadable
from coach.store.exchange.csv_dates import Moment, instant_of
from coach.store.exchange.csv_numbers import unit_of
from coach.store.exchange.csv_table import Table, decoded, read_table
from coach.store.exchange.tracker_history import HistoryRow, TrackerHistory, outside_the_ramp, with_mark

if TYPE_CHECKING:
    from zipfile import ZipFile

ZIP = b"PK\x03\x04"
"""The first bytes of a ZIP file."""

LARGEST_MEMBER = 32 * 1024 * 1024
"""The most bytes that are unpacked of one file in a ZIP: half a century of a hundred habits has fewer."""

_DONE = "YES_MANUAL"
_WORDS = {
    "YES_AUTO": "that Loop filled in by itself",
    "NO": "without a check",
    "UNKNOWN": "without a check",
    "SKIP": "marked as skipped",
}
_NUMBERS = {"2": _DONE, "1": "YES_AUTO", "0": "NO", "-1": "UNKNOWN", "3": "SKIP", "-3": "SKIP"}
"""What an older Loop wrote."""
_WHOLE = re.compile(r"-?[0-9]{1,10}", re.ASCII)
_MARK = "Loop: minutes guessed"


class Habit(NamedTuple):
    """A habit with its days, the latest first."""

    name: str
    days: tuple[tuple[int, str, str, str], ...]
    """Line, day, value and note."""
    unit: str = ""
    """What it counts; empty for a habit of yes and no, and where the file does not say."""

    @property
    def counts(self) -> bool:
        """Whether it counts something: its values are thousandths."""
        return bool(self.unit) or any(_WHOLE.fullmatch(v) and v not in _NUMBERS for _, _, v, _ in self.days)


def read_habits(data: bytes, path: Path) -> tuple[Habit, ...]:
    """Returns the habits in a file of Loop; raises `Unreadable` for what is none of its files, or cut."""
    if data.startswith(ZIP):
        return tuple(_in_zip(data, path))
    return tuple(_in_table(read_table(data, path, ("date",)), path, _folder_name(path)))


def choose(habits: tuple[Habit, ...], name: str | None) -> Habit | None:
    """Returns the habit of a name, or the only one; None if there are several and none was named.

    Raises `Refused` for a name that none has.
    """
    if name is None:
        return habits[0] if len(habits) == 1 else None
    same = [each for each in habits if each.name.casefold() == name.strip().casefold()]
    if len(same) == 1:
        return same[0]
    names = ", ".join(each.name for each in habits)
    if same:
        raise Refused(f"{len(same)} habits are called {name}; give the Checkmarks.csv of its own folder.")
    raise Refused(f"There is no habit {name} in it; its habits are {names}.")


def read_habit(
    habit: Habit, path: Path, *, minutes: float | None, area: Area, tz: tzinfo, rollover: int
) -> TrackerHistory:
    """Returns each check as a session at noon; raises `Refused` where nothing says the minutes."""
    unit = unit_of(habit.unit) if habit.counts else None
    timed = unit is not None
    if minutes is None and not timed:
        counted = f" counts {habit.unit}, which" if habit.unit else ""
        name = habit.name or "This habit"
        raise Refused(f"{name}{counted} has no minutes: add --minutes N, a guess of how long each was.")
    if minutes is not None and timed:
        raise Refused(f"{habit.name} has its own minutes in {habit.unit}; leave --minutes out.")
    rows: list[HistoryRow] = []
    left_out: dict[str, list[int]] = {}
    for line, day, value, note in habit.days:
        try:
            # only as Loop writes it: a day that was cut may be another one, as 2026-01-1
            told = Moment(date.fromisoformat(day))
        except ValueError:
            raise _cut(path, line, f"{day or 'nothing'} is not a day") from None
        word = value if habit.counts and _WHOLE.fullmatch(value) else _NUMBERS.get(value, value)
        amount = int(word) / 1000 if _WHOLE.fullmatch(word) else 0.0
        if word in _WORDS or (_WHOLE.fullmatch(word) and amount <= 0):
            left_out.setdefault(_WORDS.get(word, _WORDS["NO"]), []).append(line)
            continue
        if word != _DONE and not _WHOLE.fullmatch(word):
            raise _cut(path, line, f"{word or 'nothing'} is not a value of Loop")
        done = minutes if minutes is not None else round(amount * (unit or 1.0), 2)
        if not 0 < done <= 720:
            left_out.setdefault("of more than 12 hours", []).append(line)
            continue
        rows.append(
            HistoryRow(line, _session(instant_of(told, tz), done, note, area, rollover, timed), False)
        )
    source = f"Loop Habit Tracker, habit {habit.name}" if habit.name else "Loop Habit Tracker"
    return TrackerHistory(source, tuple(rows), (), left_out, guessed=minutes is not None)


def _session(at: datetime, done: float, note: str, area: Area, rollover: int, timed: bool) -> Session:
    told = note.strip() if timed else with_mark(note.strip(), _MARK)
    return outside_the_ramp(Session(area, at, day_of(at, rollover), done, note=told))


def _folder_name(path: Path) -> str:
    """Returns the name of the habit by its folder, as Loop names it: "001 Mat"; empty for another folder."""
    found = re.fullmatch(r"\d{3} (.+)", path.parent.name)
    return found[1] if found else ""


def _in_table(table: Table, path: Path, name: str) -> Iterator[Habit]:
    header = table.header
    if not header or header[0].casefold() != "date":
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", header[0] if header else ""):  # an older Loop wrote no header
            first = [(table.line, *_padded(table.header))]
            yield Habit(name, (*first, *((row.line, *_padded(row.cells)) for row in table.rows)))
            return
        raise Unreadable(path, "no Checkmarks.csv of Loop, whose first column is Date", 1, 1)
    if [each.casefold() for each in header[1:]] in (["value"], ["value", "notes"]):
        yield Habit(name, tuple((row.line, *_padded(row.cells)) for row in table.rows))
        return
    for row in table.rows:
        if len(row.cells) < len(header):
            comma = " or a habit's name has a comma" if row is table.rows[0] else ""
            raise _cut(path, row.line, f"{len(row.cells)} cells where the header has {len(header)}{comma}")
    for place, habit in enumerate(header[1:], 1):
        yield Habit(
            habit, tuple((r.line, r.cells[0].strip(), r.cells[place].strip(), "") for r in table.rows)
        )


def _padded(cells: tuple[str, ...]) -> tuple[str, str, str]:
    day, value, note = (*(each.strip() for each in cells[:3]), "", "", "")[:3]
    return day, value, note


def _in_zip(data: bytes, path: Path) -> Iterator[Habit]:
    from zipfile import BadZipFile, ZipFile

    try:
        with ZipFile(io.BytesIO(data)) as archive:
            yield from _members(archive, path)
    except (BadZipFile, EOFError, NotImplementedError, RuntimeError) as error:
        raise Unreadable(path, f"not a whole ZIP file ({error}); export it again") from None


def _members(archive: ZipFile, path: Path) -> Iterator[Habit]:
    names = archive.namelist()
    listed: dict[str, tuple[str, str]] = {}
    if "Habits.csv" in names:
        table = read_table(_unpacked(archive, "Habits.csv", path), path)
        for row in table.rows:
            cells = dict(zip(table.header, row.cells, strict=False))
            listed[cells.get("Position", "")] = cells.get("Name", ""), cells.get("Unit", "").strip()
    folders = sorted(each for each in names if re.fullmatch(r"[^/]+/Checkmarks\.csv", each))
    # Loop's own list of all habits may miss checks that the files of the habits have (its issue 2336).
    for each in folders:
        folder = each.partition("/")[0]
        name, unit = listed.get(folder[:3], (folder[3:].strip() or folder, ""))
        table = read_table(_unpacked(archive, each, path), path / each, ("date",))
        yield from (habit._replace(unit=unit) for habit in _in_table(table, path / each, name))
    if not folders and "Checkmarks.csv" in names:
        units = dict(listed.values())
        table = read_table(_unpacked(archive, "Checkmarks.csv", path), path, ("date",))
        yield from (each._replace(unit=units.get(each.name, "")) for each in _in_table(table, path, ""))
    elif not folders:
        raise Unreadable(path, "no export of Loop: there is no Checkmarks.csv in it")


def _unpacked(archive: ZipFile, name: str, path: Path) -> bytes:
    """Returns a file in a ZIP; raises `Unreadable` for one that would be too large."""
    with archive.open(name) as member:
        found = member.read(LARGEST_MEMBER + 1)
    if len(found) > LARGEST_MEMBER:
        raise Unreadable(path, f"{name} in it is larger than any of Loop's files")
    decoded(found, path / name)
    return found


def _cut(path: Path, line: int, why: str) -> Unreadable:
    return Unreadable(path, f"{why}; the file seems to be cut, so export it again", line, 1)
