"""How the records of one type are written as documents of the file, and read from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from coach.domain.model import Pause
from coach.store.file.json_text import Document
from coach.store.schema.fields import INSTANT, FieldKind, text, whole

_ID = text(64)
_REV = whole(1, 2**53)

STAMPS = ("created", "updated", "rev")
"""The fields that the store itself adds to each document: two instants, and the number of its version."""
_STAMPED = (("created", INSTANT.decode), ("updated", INSTANT.decode), ("rev", _REV.decode))
"""The checks of these fields."""


class BadDocument(ValueError):
    """A document does not fit the schema; says which field, and why."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        self.why = why
        super().__init__(f"{field} {why}")


class Field(NamedTuple):
    """One field of a document, named as in the record."""

    name: str
    kind: FieldKind
    optional: bool = False
    """Whether the document leaves the field out if it has the default of the record."""


class Elsewhere(NamedTuple):
    """A field whose value another record has; a document then leaves it out, and says where that is."""

    field: str
    place: str
    """The field that leads to the other record."""
    flag: str
    """The field of the record, not of the document, that says whether it is so."""


Complete = Callable[[dict[str, list[Any]]], None]
"""Fills in values that are elsewhere, given the values of each field."""


class RecordType:
    """The form of one type of record in the file."""

    def __init__(
        self, cls: type[Any], table: str, kind: str, *fields: Field, elsewhere: Elsewhere | None = None
    ) -> None:
        self.cls = cls
        self.table = table
        self.kind = kind
        """The `kind` that tells apart the types of record in one table; empty if there is only one."""
        self.fields = fields
        self.elsewhere = elsewhere
        self.own = frozenset(("id", "kind", *STAMPS, *(each.name for each in fields)))
        """The names of all fields that the coach itself writes; those of other programs are kept."""
        self._plan = tuple((each.name, each.kind.decode, each.optional) for each in fields)
        self._defaults = {each.name: cls._field_defaults[each.name] for each in fields if each.optional}

    def decode(self, document: Mapping[str, object]) -> Any:
        """Returns the record in a document; raises `BadDocument`."""
        values: dict[str, object] = {}
        name = "id"
        try:
            values["id"] = _ID.decode(document.get("id"))
            if not values["id"]:
                raise ValueError("is empty")
            for name, check in _STAMPED:
                check(document.get(name))
            for name, decode, optional in self._plan:
                value = document.get(name)
                if value is not None:
                    values[name] = decode(value)
                elif not optional:
                    raise ValueError("is missing")
        except ValueError as error:
            raise BadDocument(name, str(error)) from None
        if self.elsewhere is not None:
            own, place = values.get(self.elsewhere.field), values.get(self.elsewhere.place)
            values[self.elsewhere.flag] = _is_elsewhere(own, place)
        record = self.cls(**values)
        if self.cls is Pause and _ends_too_early(record):
            raise BadDocument("last", "is before the first day")
        return record

    def decode_all(
        self, documents: Sequence[Mapping[str, object]], complete: Complete | None = None
    ) -> list[Any] | None:
        """Returns the records in documents that all fit, in their order; None if one of them does not.

        It goes field by field, and decodes a value that occurs often only once. That takes half the time of
        `decode`. `complete` fills in the values that are elsewhere, in the columns of all fields.
        """
        try:
            for name, check in _STAMPED:
                _column(documents, name, check)
            columns: dict[str, list[Any]] = {"id": _column(documents, "id", _ID.decode)}
            for each in self.fields:
                default = (self._defaults[each.name],) if each.optional else ()
                columns[each.name] = _column(documents, each.name, each.kind.decode, *default)
        except ValueError:
            return None
        if self.elsewhere is not None:
            own, places = columns[self.elsewhere.field], columns[self.elsewhere.place]
            columns[self.elsewhere.flag] = list(map(_is_elsewhere, own, places))
        if complete is not None:
            complete(columns)
        records = list(map(self.cls._make, zip(*map(columns.get, self.cls._fields), strict=True)))
        if not all(columns["id"]) or (self.cls is Pause and any(map(_ends_too_early, records))):
            return None
        return records

    def encode(self, record: Any) -> Document:
        """Returns the fields of a record as JSON values, without id and stamps."""
        document: Document = {"kind": self.kind} if self.kind else {}
        absent = self.elsewhere.field if self.elsewhere and getattr(record, self.elsewhere.flag) else ""
        for each in self.fields:
            value = getattr(record, each.name)
            if each.name != absent and (not each.optional or value != self._defaults[each.name]):
                document[each.name] = each.kind.encode(value)
        return document


def _is_elsewhere(own: object, place: object) -> bool:
    return own is None and place is not None


def _ends_too_early(pause: Pause) -> bool:
    return pause.last is not None and pause.last < pause.first


def _column(
    documents: Iterable[Mapping[str, object]],
    name: str,
    decode: Callable[[object], object],
    *default: object,
) -> list[object]:
    """Returns the values of one field, with `default` for those left out; raises as `decode` does."""
    values = [each.get(name) for each in documents]
    types = set(map(type, values))
    if type(None) in types and not default:
        raise ValueError("is missing")
    # a set takes true, 1 and 1.0 for one member, so all values have to be of one type; lists are in no set
    distinct = set(values) if types in _ALIKE else set()
    # With mostly different values, the dictionary would cost more than it saves.
    if not 0 < len(distinct) <= len(values) // 2:
        return [default[0] if each is None else decode(each) for each in values]
    known = {each: default[0] if each is None else decode(each) for each in distinct}
    return [known[each] for each in values]


_ALIKE = [{kind, *none} for kind in (str, bool, int, float) for none in ((), (type(None),))]
