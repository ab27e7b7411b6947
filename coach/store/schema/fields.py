"""The kinds of field that a document can have, each checked both when it is read and when it is written."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from enum import StrEnum
from types import MappingProxyType
from typing import Any, NamedTuple

from coach.domain.model import Span
from coach.text.clean import visible

_LONGEST_ID = 64
_FIRST_YEAR, LAST_YEAR = 1970, 2199


class FieldKind(NamedTuple):
    """One kind of value: how it is read from JSON, and written as JSON."""

    decode: Callable[[object], object]
    """Raises ValueError, with what the value ought to be."""
    encode: Callable[[Any], object]


def text(limit: int) -> FieldKind:
    """Returns the kind of texts of at most `limit` characters.

    Control characters become visible on writing, and are accepted on reading.
    """

    def decode(value: object) -> str:
        if not isinstance(value, str):
            raise ValueError("is not text")
        if len(value) > limit:
            raise ValueError(f"is longer than {limit} characters")
        if not value.isascii():
            _whole_characters(value)
        return value

    return FieldKind(decode, visible)


def choice(*values: str) -> FieldKind:
    """Returns the kind of one of a few words."""

    def decode(value: object) -> str:
        if not isinstance(value, str) or value not in values:
            raise ValueError(f"is not one of {', '.join(values)}")
        return value

    return FieldKind(decode, str)


def member(members: type[StrEnum]) -> FieldKind:
    """Returns the kind of a member of an enumeration, written as its value."""
    known = {each.value: each for each in members}

    def decode(value: object) -> StrEnum:
        if not isinstance(value, str) or value not in known:
            raise ValueError(f"is not one of {', '.join(known)}")
        return known[value]

    return FieldKind(decode, str)


def members(of: type[StrEnum]) -> FieldKind:
    """Returns the kind of a set of members, written as a sorted list."""
    one = member(of).decode

    def decode(value: object) -> frozenset[object]:
        if not isinstance(value, list):
            raise ValueError("is not a list")
        return frozenset(map(one, value))

    def encode(value: Iterable[str]) -> list[str]:
        return sorted(map(str, value))

    return FieldKind(decode, encode)


def whole(low: int, high: int) -> FieldKind:
    """Returns the kind of whole numbers from `low` to `high`, both included."""

    def decode(value: object) -> int:
        if type(value) is not int or not low <= value <= high:
            raise ValueError(f"is not a whole number from {low} to {high}")
        return value

    return FieldKind(decode, _as_it_is)


def number(high: float, *, zero: bool = False) -> FieldKind:
    """Returns the kind of numbers above 0, or from 0 with `zero`, and at most `high`."""

    def decode(value: object) -> float:
        if type(value) is not float and type(value) is not int:
            raise ValueError("is not a number")
        if not (0 < value <= high or (zero and value == 0)):
            raise ValueError(f"is not {'from' if zero else 'above'} 0 and at most {high:g}")
        return float(value)

    return FieldKind(decode, _as_it_is)


def _decode_flag(value: object) -> bool:
    if value is not True and value is not False:
        raise ValueError("is neither true nor false")
    return value


def _decode_day(value: object) -> date:
    try:
        found = date.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError("is not a date like 2026-01-31") from None
    if not _FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"is not between the years {_FIRST_YEAR} and {LAST_YEAR}")
    return found


def _decode_instant(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(value)  # type: ignore[arg-type]
    except (TypeError, ValueError):
        raise ValueError("is not a time like 2026-01-31T07:30:00+01:00") from None
    if found.tzinfo is None:
        raise ValueError("lacks its offset from UTC, as in +01:00")
    if not _FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError(f"is not between the years {_FIRST_YEAR} and {LAST_YEAR}")
    return found


def _decode_words(value: object) -> Mapping[str, str]:
    if not isinstance(value, dict) or not all(isinstance(each, str) for each in value.values()):
        raise ValueError("does not give a text for each name")
    for each in (*value, *value.values()):
        _whole_characters(each)
    return MappingProxyType(value)


def _ids(longest: int) -> FieldKind:
    """Returns the kind of lists of ids."""

    def decode(value: object) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise ValueError("is not a list of ids")
        for each in value:
            if not isinstance(each, str) or not 0 < len(each) <= longest:
                raise ValueError("is not a list of ids")
            _whole_characters(each)
        return tuple(value)

    return FieldKind(decode, list)


def _whole_characters(value: str) -> None:
    try:
        value.encode()
    except UnicodeEncodeError:
        raise ValueError("holds half a character (a lone surrogate)") from None


def _as_it_is(value: object) -> object:
    return value


def _encode_date(value: date) -> str:
    return value.isoformat()


_SECONDS = number(1e9, zero=True)


def _decode_spans(value: object) -> tuple[Span, ...]:
    if not isinstance(value, list):
        raise ValueError("is not a list")
    spans = []
    for each in value:
        if not isinstance(each, dict) or "start" not in each:
            raise ValueError("is not a list of pauses with a start")
        start, end = _SECONDS.decode(each["start"]), each.get("end")
        spans.append(Span(start=start, end=None if end is None else _SECONDS.decode(end)))  # type: ignore[arg-type]
    return tuple(spans)


def _encode_spans(spans: tuple[Span, ...]) -> list[dict[str, float]]:
    return [{"start": each.start} | ({} if each.end is None else {"end": each.end}) for each in spans]


FLAG = FieldKind(_decode_flag, _as_it_is)
DAY = FieldKind(_decode_day, _encode_date)
INSTANT = FieldKind(_decode_instant, _encode_date)
"""An instant with its offset, as ISO 8601."""
IDS = _ids(_LONGEST_ID)
"""Ids of other documents."""
REPORTS = _ids(_LONGEST_ID + 16)
"""Ids of other documents, each after a word for what it reported."""
WORDS = FieldKind(_decode_words, dict)
"""Texts by name."""
SPANS = FieldKind(_decode_spans, _encode_spans)
"""The pauses within a running session, in seconds after its start."""
