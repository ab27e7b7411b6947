"""The CSV export of Loop Habit Tracker: its ZIP, the Checkmarks.csv of one habit, and that of all habits."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.domain.dates import day_of
from coach.domain.model import Area, Refused, Session
from coach.store.errors import Unreadable
from coach.store.exchange.csv_dates import Moment, instant_of
from coach.store.exchange.csv_format import Row
from coach.store.exchange.csv_numbers import unit_of
from coach.store.exchange.csv_table import decoded, read_table
from coach.store.exchange.loop_listing import LISTING, Listed, habit_names, listing_beside, read_listing
from coach.store.exchange.tracker_history import GUESSED, TrackerHistory, outside_the_ramp, with_mark
from coach.text import format

if TYPE_CHECKING:
    from zipfile import ZipFile

ZIP = b"PK\x03\x04"
"""The first bytes of a ZIP file."""

LARGEST_MEMBER = 32 * 1024 * 1024
"""The most bytes that are unpacked of one file in a ZIP: half a century of a hundred habits has fewer."""

FILLED_IN = "that Loop filled in by itself"
"""Why a day is left out on which the days of its week were reached without it."""

_DONE = "YES_MANUAL"
_WORDS = {
    "YES_AUTO": FILLED_IN,
    "NO": "without a check",
    "UNKNOWN": "without a check",
    "SKIP": "marked as skipped",
}
_NUMBERS = {"2": _DONE, "1": "YES_AUTO", "0": "NO", "-1": "UNKNOWN", "3": "SKIP", "-3": "SKIP"}
"""What an older Loop wrote."""
_ALL_WORDS = (_DONE, *_WORDS)
_DAY_BEGUN = re.compile(r"[0-9-]{0,9}", re.ASCII)
_SCORE = re.compile(rb",[01]\.[0-9]{4}[,\r\n]")
_WHOLE = re.compile(r"-?[0-9]{1,10}", re.ASCII)
_MARK = f"Loop: {GUESSED}"


class Habit(NamedTuple):
    """A habit with its days, the latest first."""

    name: str
    days: tuple[tuple[int, str, str, str], ...]
    """Line, day, value and note."""
    unit: str = ""
    """What it counts; empty for a habit of yes and no, and where the file does not say."""

    packed: bool = False
    """Whether it lies in a ZIP file, in which nobody looks up a line."""

    @property
    def is_timed(self) -> bool:
        """Whether it counts minutes, hours or seconds."""
        return self.counts and unit_of(self.unit) is not None

    @property
    def needs_guess(self) -> bool:
        """Whether no other file of Loop could say its minutes either."""
        return not self.is_timed and (bool(self.unit) or not self.counts)

    @property
    def counts(self) -> bool:
        """Whether it counts something: its values are thousandths."""
        return bool(self.unit) or any(_WHOLE.fullmatch(v) and v not in _NUMBERS for _, _, v, _ in self.days)


def read_habits(data: bytes, path: Path) -> tuple[Habit, ...]:
    """Returns the habits in a file of Loop; raises `Unreadable` for what is none of its files, or cut."""
    if data.startswith(ZIP):
        return tuple(each._replace(packed=True) for each in _in_zip(data, path))
    listed = listing_beside(path)
    if place := re.fullmatch(r"(\d{3}) (.+)", path.parent.name):  # the folder of one habit
        beside = {each.position: each for each in listing_beside(path.parent)}
        one = beside.get(place[1], Listed(place[1], place[2], ""))
        return tuple(each._replace(unit=one.unit) for each in _in_table(data, path, one.name, ()))
    return tuple(_with_units(_in_table(data, path, "", listed), listed))


def choose(habits: tuple[Habit, ...], name: str | None) -> Habit | None:
    """Returns the habit of a name, or the only one; None if there are several and none was named.

    Raises `Refused` for a name that none has.
    """
    if name is None:
        return habits[0] if len(habits) == 1 else None
    same = [each for each in habits if each.name.casefold() == name.strip().casefold()]
    if len(same) == 1:
        return same[0]
    if same:
        raise Refused(f"{len(same)} habits are called {name}; give the Checkmarks.csv of its own folder.")
    raise Refused(f"There is no habit {name} in it; its habits are {habit_list(habits)}.")


def habit_list(habits: Iterable[Habit]) -> str:
    """Returns the names of habits in quotes, for one may have a comma."""
    return ", ".join(f'"{each.name}"' for each in habits)


def read_habit(
    habit: Habit, path: Path, *, minutes: float | None, area: Area, tz: tzinfo, rollover: int
) -> TrackerHistory:
    """Returns each check as a session at noon; raises `Refused` where nothing says the minutes."""
    unit = unit_of(habit.unit) if habit.counts else None
    timed = unit is not None
    if minutes is None and not timed:
        name = habit.name or "This habit"
        if not habit.needs_guess:
            raise Refused(
                f"{name} counts something, and only {LISTING} says whether that is minutes: give the ZIP file"
                " that Loop made, or add --minutes N, a guess of how long each was."
            )
        counted = f" counts {habit.unit}, which" if habit.unit else ""
        raise Refused(f"{name}{counted} has no minutes: add --minutes N, a guess of how long each was.")
    if minutes is not None and timed:
        raise Refused(f"{habit.name} has its own minutes in {habit.unit}; leave --minutes out.")
    rows: list[Row] = []
    left_out: dict[str, list[int]] = {}
    skipped: list[date] = []
    last = max((line for line, *_ in habit.days), default=0)
    for line, day, value, note in habit.days:
        try:
            # only as Loop writes it: a day that was cut may be another one, as 2026-01-1
            told = Moment(date.fromisoformat(day))
        except ValueError:
            # a cut is at the end; anywhere else somebody changed the file
            how = _cut if line == last and _DAY_BEGUN.fullmatch(day) else _changed
            raise how(path, line, f"{day or 'nothing'} is not a day") from None
        word = value if habit.counts and _WHOLE.fullmatch(value) else _NUMBERS.get(value, value)
        amount = int(word) / 1000 if _WHOLE.fullmatch(word) else 0.0
        if word in _WORDS or (_WHOLE.fullmatch(word) and amount <= 0):
            left_out.setdefault(_WORDS.get(word, _WORDS["NO"]), []).append(line)
            skipped += [told.day] if word == "SKIP" else []
            continue
        if word != _DONE and not _WHOLE.fullmatch(word):
            how = _cut if line == last and any(each.startswith(word) for each in _ALL_WORDS) else _changed
            raise how(path, line, f"{word or 'nothing'} is not a value of Loop")
        done = minutes if minutes is not None else round(amount * (unit or 1.0), 2)
        if not 0 < done <= 720:
            left_out.setdefault("of more than 12 hours", []).append(line)
            continue
        session = _session(instant_of(told, tz), done, note, area, rollover, timed)
        rows.append(Row(line, session, timed=False, placed=False))
    source = f"Loop Habit Tracker, habit {habit.name}" if habit.name else "Loop Habit Tracker"
    return TrackerHistory(
        source, tuple(rows), (), left_out, guessed=minutes is not None, lined=not habit.packed,
        skipped=tuple(skipped),
    )  # fmt: skip


def _session(at: datetime, done: float, note: str, area: Area, rollover: int, timed: bool) -> Session:
    told = note.strip() if timed else with_mark(note.strip(), _MARK)
    return outside_the_ramp(Session(area, at, day_of(at, rollover), done, note=told))


def _with_units(habits: Iterable[Habit], listed: Sequence[Listed]) -> Iterator[Habit]:
    units = {each.name: each.unit for each in listed}
    for each in habits:
        yield each._replace(unit=units.get(each.name, ""))


def _in_table(data: bytes, path: Path, name: str, listed: Sequence[Listed]) -> Iterator[Habit]:
    table = read_table(data, path, ("date",))
    header = table.header
    if not header or header[0].casefold() != "date":
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", header[0] if header else ""):  # an older Loop wrote no header
            first = [(table.line, *_padded(table.header))]
            yield Habit(name, (*first, *((row.line, *_padded(row.cells)) for row in table.rows)))
            return
        raise Refused(
            f"{path} is no Checkmarks.csv of Loop, whose first column is Date. Give that file or Loop's ZIP;"
            " for the table of another tracker, leave out --from loop."
        )
    if [each.casefold() for each in header[1:]] in (["value"], ["value", "notes"]):
        yield Habit(name, tuple((row.line, *_padded(row.cells)) for row in table.rows))
        return
    if _SCORE.search(data):
        raise Refused(f"{path} holds the scores of Loop; give the Checkmarks.csv that lies beside it.")
    for place, habit in enumerate(habit_names(data, table, listed, path), 1):
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
    listed = read_listing(_unpacked(archive, LISTING, path), path) if LISTING in names else ()
    by_position = {each.position: each for each in listed}
    folders = sorted(each for each in names if re.fullmatch(r"[^/]+/Checkmarks\.csv", each))
    # Loop's own list of all habits may miss checks that the files of the habits have (its issue 2336).
    for each in folders:
        folder = each.partition("/")[0]
        _, name, unit = by_position.get(folder[:3], Listed("", folder[3:].strip() or folder, ""))
        found = _in_table(_unpacked(archive, each, path), path / each, name, ())
        yield from (habit._replace(unit=unit) for habit in found)
    if not folders and "Checkmarks.csv" in names:
        every = _in_table(_unpacked(archive, "Checkmarks.csv", path), path, "", listed)
        yield from _with_units(every, listed)
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


def _changed(path: Path, line: int, why: str) -> Unreadable:
    known = f"Loop writes days like 2026-01-31, and {format.listed(_ALL_WORDS)}"
    return Unreadable(path, f"{why}; {known}", line, 1)
