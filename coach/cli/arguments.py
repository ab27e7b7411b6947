"""Reads the values of arguments; each refusal is wrong usage, and names the field."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection
from datetime import date, time
from enum import StrEnum
from typing import TYPE_CHECKING, TypeVar

from coach.cli.errors import UsageError, near
from coach.cli.output import note as note_on_stderr
from coach.domain.model import Area, Refused
from coach.text.clean import refusal

if TYPE_CHECKING:
    from argparse import ArgumentParser

    from coach.cli.parser import Alternatives

_WHOLE = r"[+-]?[0-9]{1,9}"

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


def add_area(parser: ArgumentParser) -> None:
    """Declares the option for an area, by default the one that Today opens with."""
    parser.add_argument("--area", metavar="A", choices=Area, help="the area; your usual one if left out")


def add_json(parser: ArgumentParser | Alternatives, what: str = "write JSON") -> None:
    """Declares the option with which a program reads the answer; `what` is the help on it."""
    parser.add_argument("--json", action="store_true", help=what)


def optional(read: Callable[[str], Value], text: str | None) -> Value | None:
    """Returns what `read` makes of a text; None if nothing was typed."""
    return None if text is None else read(text)


def one_of(field: str, known: Collection[str], text: str) -> str:
    """Returns one of a few words, in capitals or not."""
    word = text.strip().lower()
    if not word:
        raise UsageError(f"{field}: type one of {', '.join(known)}.")
    if word not in known:
        raise UsageError(f"{field}: {text} is not one of {', '.join(known)}{near(text, known)}")
    return word


def choice(field: str, kind: type[Choice], text: str) -> Choice:
    """Returns the member of an enumeration that a word names, in capitals or not."""
    return kind(one_of(field, [each.value for each in kind], text))


def area(text: str | None) -> Area | None:
    """Returns an area by its name; None if none was typed."""
    return None if text is None else choice("area", Area, text)


def minutes(text: str) -> float:
    """Returns minutes on the mat, more than 0 and at most 12 hours, rounded to hundredths."""
    from coach.domain.session.manual_entry import check_minutes
    from coach.domain.typed_times import minutes_of

    value = _checked(lambda: minutes_of(text))
    _checked(lambda: check_minutes(value))
    # Once more after rounding: 0.004 would be 0.
    _checked(lambda: check_minutes(round(value, 2)))
    return round(value, 2)


def scale(field: str, text: str) -> int:
    """Returns an answer from 0 to 10."""
    if not text.strip():
        raise UsageError(f"{field}: type a number from 0 to 10.")
    if not re.fullmatch(_WHOLE, text):
        raise UsageError(f"{field}: {text} is not on the scale from 0 to 10.")
    from coach.domain.session.manual_entry import check_scale

    value = int(text)
    _checked(lambda: check_scale(field, value))
    return value


def whole(field: str, text: str, least: int, most: int) -> int:
    """Returns a whole number within a range."""
    if not text.strip():
        raise UsageError(f"{field}: type a whole number from {least} to {most}.")
    if not re.fullmatch(_WHOLE, text) or not least <= int(text) <= most:
        raise UsageError(f"{field}: {text} is not a whole number from {least} to {most}.")
    return int(text)


def day(field: str, text: str, today: date, start: date | None = None) -> date:
    """Returns a day as people type it; without a year, the latest up to today, or the first from `start` on.

    If the words can mean another day too, standard error says which one was read.
    """
    from coach.domain.typed_dates import read_day
    from coach.text.date_order import month_first

    found = _checked(
        lambda: read_day(text, today, month_first=month_first(os.environ), start=start, field=field)
    )
    if found.doubt:
        note_on_stderr(found.doubt)
    return found.day


def month(text: str, today: date) -> date:
    """Returns the first day of a month, typed as in 2026-01 or jan; by name alone, the latest up to today."""
    from coach.domain.typed_dates import read_month

    return _checked(lambda: read_month(text, today))


def year(text: str) -> int:
    """Returns a year that the coach knows."""
    from coach.domain.typed_dates import EARLIEST, LATEST

    return whole("year", text, EARLIEST.year, LATEST.year)


def time_of_day(field: str, text: str) -> time:
    """Returns a time of day, typed as in 07:30 or 7pm."""
    from coach.domain.typed_times import time_of

    found = _checked(lambda: time_of(text, field))
    if found is None:
        raise UsageError(f"{field}: type a time of day like 07:30 or 7pm.")
    return found


def note(text: str, field: str = "note") -> str:
    """Returns a text as it was typed; raises `UsageError` if it holds control characters."""
    from coach.domain.day_notes import check_note

    _checked(lambda: check_note(text, field))
    try:
        text.encode()
    except UnicodeEncodeError:
        raise UsageError(f"{field}: it is not text that this terminal's encoding can read.") from None
    if why := refusal(text):
        raise UsageError(f"{field}: it {why}.")
    return text


def time_zone(text: str, field: str = "tz") -> str:
    """Returns the name of a time zone; an empty one is the machine's own."""
    from coach.clock import zone

    try:
        zone(text)
    except ValueError as error:
        raise UsageError(f"{field}: {error}.") from None
    return text


def _checked(check: Callable[[], Value]) -> Value:
    try:
        return check()
    except Refused as refused:
        raise UsageError(str(refused)) from None
