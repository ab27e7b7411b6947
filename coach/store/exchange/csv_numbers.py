"""Numbers and minutes as spreadsheets and trackers write them."""

from __future__ import annotations

import re

from coach.store.schema.record_conversion import BadField

_DECIMAL = re.compile(r"-?[0-9]{1,9}(\.[0-9]{1,20})?(e-[0-9]{1,3})?", re.ASCII)
_COMMA = re.compile(r"-?[0-9]{1,9},[0-9]{1,20}", re.ASCII)
_THOUSANDS = re.compile(
    r"[0-9]{1,3}(?:(,)[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:(\.)[0-9]{3})+,[0-9]+", re.ASCII
)
_WHOLE = re.compile(r"([0-9]{1,9})(?:[.,]0+)?", re.ASCII)
_CLOCK = re.compile(r"(\d{1,2}):(\d{1,2}):(\d{1,2})(?:[.,]\d+)?", re.ASCII)
_UNITS = re.compile(
    r"(?:(\d+(?:[.,]\d+)?)\s*h(?:ours?|rs?)?\s*)?(?:(\d+(?:[.,]\d+)?)\s*m(?:in(?:ute)?s?)?\.?\s*)?"
    r"(?:(\d+(?:[.,]\d+)?)\s*s(?:ec(?:ond)?s?)?)?",
    re.IGNORECASE,
)
_UNIT_WORDS = {
    1 / 60: ("s", "sec", "secs", "second", "seconds", "sek", "sekunde", "sekunden"),
    1.0: ("min", "mins", "minute", "minutes", "minuten"),
    60.0: ("h", "hr", "hrs", "hour", "hours", "std", "stunde", "stunden"),
}
_MINUTES_IN = {word: minutes for minutes, words in _UNIT_WORDS.items() for word in words}
_WORD = re.compile(r"[^\W\d_]+(?:['\u2019]s\b)?")
"""A word with its possessive, as the s of "Mat's time" are no seconds."""
_NOT_CLEAR = re.compile(r"\d{1,3}:\d{2}", re.ASCII)


def decimal(cell: str, field: str, separator: str) -> float:
    """Returns a number with a point or a comma before its decimals; raises `BadField` for others.

    Between commas a lone `1,234` may mean thousands, and is refused.
    """
    if _DECIMAL.fullmatch(cell):
        return float(cell)
    if _COMMA.fullmatch(cell) and not (separator == "," and re.fullmatch(r"[1-9]\d{0,2},\d{3}", cell)):
        return float(cell.replace(",", "."))
    if "." in cell and (found := _THOUSANDS.fullmatch(cell)):
        tidy = cell.replace(",", "") if found[1] else cell.replace(".", "").replace(",", ".")
        return float(tidy)
    raise BadField(field, "is not a number like 7 or 7.5")


def whole(cell: str, field: str) -> int:
    """Returns an answer from 0 to 10; raises `BadField` for others."""
    found = _WHOLE.fullmatch(cell)
    if found is None:
        raise BadField(field, "is not a whole number from 0 to 10")
    return int(found[1])


def minutes(cell: str, field: str, column: str, separator: str) -> float:
    """Returns the minutes in a cell: a number, or 0:12:00, 12 min, 720 s, 1 h 5 min.

    A number alone is in the unit that the name of its column says, else in minutes. Raises `BadField` for
    others, and for 12:30, which may be hours or minutes.
    """
    if found := _CLOCK.fullmatch(cell):
        hours, mins, seconds = map(int, found.groups())
        return round(hours * 60 + mins + seconds / 60, 2)
    if _NOT_CLEAR.fullmatch(cell):
        raise BadField(field, f"may be hours or minutes; write it like 0:{cell} or 12 min")
    found = _UNITS.fullmatch(cell)
    if found and any(found.groups()):
        hours_, mins_, seconds_ = (float((each or "0").replace(",", ".")) for each in found.groups())
        return round(hours_ * 60 + mins_ + seconds_ / 60, 2)
    return round(decimal(cell, field, separator) * _unit_in(column), 2)


def unit_of(word: str) -> float | None:
    """Returns the minutes in a unit of time; None if the word names none."""
    return _MINUTES_IN.get(word.casefold().strip(" .()"))


def _unit_in(column: str) -> float:
    """Returns the minutes in the last unit that the name of a column has; 1 if it has none."""
    units = (unit_of(word) for word in reversed(_WORD.findall(column)))
    return next((each for each in units if each is not None), 1.0)
