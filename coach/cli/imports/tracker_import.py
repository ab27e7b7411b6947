"""The options of `coach import` for histories of other trackers, and the question before one is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError, near
from coach.cli.output import note
from coach.cli.prompt import answer, can_ask
from coach.domain.model import Cover, Refused, Settings
from coach.store.exchange.column_map import FIELDS, MapOptions, read_mapped, say_map
from coach.store.exchange.csv_dates import DateOrder
from coach.store.exchange.csv_format import is_own
from coach.store.exchange.csv_table import read_table
from coach.store.exchange.loop_habits import ZIP, Habit, choose, habit_list, read_habit, read_habits
from coach.store.exchange.spoken_words import NAMES, is_one, meant

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import tzinfo
    from pathlib import Path

    from coach.store.exchange.tracker_history import TrackerHistory

Read = Callable[[Settings], "TrackerHistory"]
"""Reads a history, given the settings of the file that it comes to."""

_OF_A_MAP = ("map", "only", "value", "minutes", "cover", "area")
_FORMS = {
    "map": "FIELD=COLUMN, as in date=Day",
    "only": "COLUMN=WORD",
    "value": "WORD=NAME, as in Beine=legs",
}
_SOURCES = ("csv", "loop")


def add_options(parser: ArgumentParser) -> None:
    """Declares what says how another tracker's file is to be read."""
    parser.add_argument(
        "--from", dest="source", metavar="WHAT", choices=_SOURCES, default="csv",
        help="csv, or loop for the export of Loop Habit Tracker",
    )  # fmt: skip
    parser.add_argument("--habit", metavar="NAME", help="which habit of Loop it is")
    parser.add_argument(
        "--map", metavar="FIELD=COLUMN", action="append",
        help="which column is date, time, minutes, area, cover or one of those below; once for each",
    )  # fmt: skip
    parser.add_argument(
        "--only", metavar="COLUMN=WORD", action="append",
        help="take only the rows with just that in that column, or in a list there",
    )  # fmt: skip
    parser.add_argument(
        "--value", metavar="WORD=NAME", action="append",
        help="what a word of the file means in an area or cover column, as in Beine=legs; once for each",
    )  # fmt: skip
    parser.add_argument("--minutes", metavar="N", help="how long each was, where the file does not say")
    arguments.add_area(parser)
    parser.add_argument(
        "--cover", metavar="C", choices=Cover, help="a guess of the cover, where the file says none"
    )
    parser.add_argument(
        "--dates", metavar="ORDER", choices=DateOrder,
        help="dmy if the day comes first in days like 3/7/2026, mdy if the month does",
    )  # fmt: skip


def reader(given: Namespace, data: bytes, path: Path, tz: tzinfo) -> Read | None:
    """Returns what reads another tracker's file; None for a file that is the coach's own.

    Raises `UsageError` for options that do not fit, and `Refused` for columns of which nobody said what they
    are.
    """
    area = arguments.area(given.area)
    minutes = arguments.optional(arguments.minutes, given.minutes)
    if arguments.one_of("from", _SOURCES, given.source) == "loop":
        if given.map or given.only or given.value or given.cover:
            raise UsageError(
                "--map, --only, --value and --cover are for CSV; a habit of Loop has days and checks."
            )
        habit = _habit(read_habits(data, path), given.habit, path)
        if minutes is None and habit.needs_guess and can_ask() and not given.yes:
            minutes = _usual_minutes()
        return lambda settings: read_habit(
            habit, path, minutes=minutes, area=area or settings.area, tz=tz, rollover=settings.rollover
        )
    if given.habit:
        raise UsageError("--habit is for Loop; add --from loop.")
    if data.startswith(ZIP):
        raise Refused(f"{path} is a ZIP file; if it is an export of Loop Habit Tracker, add --from loop.")
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        if option := next((each for each in _OF_A_MAP if getattr(given, each)), None):
            raise UsageError(f"--{option} is for CSV, not JSON.")
        return None
    table = read_table(data, path)
    columns = _pairs("map", given.map or ())
    if not columns and is_own(table.header):
        if not any(getattr(given, each) for each in _OF_A_MAP):
            return None
        columns = [(each, each) for each in table.header]
    if not columns:
        if not any(table.header):
            return None
        if table.header[0].casefold() == "date" and b"YES_MANUAL" in data:
            raise Refused(f"{path} looks like a file of Loop Habit Tracker; add --from loop --minutes 10.")
        raise Refused(f"{say_map(str(path), table)}.")
    options = MapOptions(
        _fields(columns), tuple(_pairs("only", given.only or ())), minutes,
        arguments.optional(partial(arguments.choice, "cover", Cover), given.cover), dates_of(given),
        _values(given.value or ()), given.skip_bad,
    )  # fmt: skip
    if "minutes" in options.columns and minutes is not None:
        raise UsageError("--minutes is for files without minutes; leave it or --map minutes=... out.")
    return lambda settings: read_mapped(
        data, path, options, area=area or settings.area, tz=tz, rollover=settings.rollover
    )


def dates_of(given: Namespace) -> DateOrder | None:
    """Returns the order of day and month that was typed."""
    return arguments.optional(partial(arguments.choice, "dates", DateOrder), given.dates)


def _habit(habits: tuple[Habit, ...], name: str | None, path: Path) -> Habit:
    if not habits:
        raise Refused(
            f"There is no habit of Loop in {path}; give the ZIP that Loop exports, or a Checkmarks.csv."
        )
    if found := choose(habits, name):
        return found
    if not can_ask():
        raise UsageError(
            f"The file has {len(habits)} habits, so add --habit with one of {habit_list(habits)}."
        )
    for number, each in enumerate(habits, 1):
        note(f"{number:3} {each.name}")
    question = f"Which habit is the mat? Type its number, 1 to {len(habits)}, or its name:"
    while typed := answer(question):
        if typed.isdecimal() and 1 <= int(typed) <= len(habits):
            return habits[int(typed) - 1]
        try:
            if found := choose(habits, typed):
                return found
        except Refused as wrong:
            note(str(wrong))
    raise Refused("Nothing was changed.")


def _usual_minutes() -> float:
    while typed := answer("How many minutes was it, usually? It is a guess for all of them:"):
        try:
            return arguments.minutes(typed)
        except UsageError as wrong:
            note(str(wrong))
    raise Refused("Nothing was changed.")


def _pairs(field: str, words: Iterable[str]) -> list[tuple[str, str]]:
    found = [each.partition("=") for each in words]
    for (left, equals, right), word in zip(found, words, strict=True):
        if not (left.strip() and equals and right.strip()):
            what = _FORMS[field]
            raise UsageError(f"{field}: {word or 'nothing'} is not {what}.")
    return [(left.strip(), right.strip()) for left, _, right in found]


def _values(words: Iterable[str]) -> dict[str, str]:
    """Returns the areas and covers by the words of the file; raises `UsageError` for what is neither."""
    found = {}
    for word, name in _pairs("value", words):
        if not any(is_one(field, name) for field in NAMES):
            known = [each for names in NAMES.values() for each in names]
            raise UsageError(f"value: {name} is none of {', '.join(known)}{near(name, known)}")
        found[word.casefold()] = meant(name)
    return found


def _fields(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Returns the columns by field; `done_min` and `minutes` are one."""
    found: dict[str, str] = {}
    for typed, column in pairs:
        word = typed.casefold().replace(" ", "_").replace("-", "_")
        if word not in FIELDS:
            known = ", ".join(each for each in FIELDS if each != "done_min")
            raise UsageError(f"map: {typed} is none of {known}{near(word, FIELDS)}")
        field = "minutes" if word == "done_min" else word
        if field in found:
            raise UsageError(f"map: {typed} is given twice; give it once.")
        if column in found.values():
            raise UsageError(f"map: the column {column} is given twice; give it to one field.")
        found[field] = column
    if {"started_at", "date"} <= found.keys():
        raise UsageError("map: date and started_at are both the day; leave one of them out.")
    return found
