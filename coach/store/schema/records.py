"""Which record is which document: the schema of the file, checked both ways."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from coach.domain.model import (
    Area,
    AreaTurned,
    Check,
    Contraindication,
    Cover,
    DayNote,
    Ended,
    GoalSet,
    Live,
    Pause,
    PauseFor,
    Posture,
    Record,
    Refused,
    Screening,
    Session,
    Settings,
    Skin,
    Span,
    Start,
    StartSaid,
    StepLowered,
    StopReason,
    TipState,
    Upgrade,
)
from coach.store.file.json_text import Document
from coach.store.schema.fields import (
    DAY,
    FLAG,
    IDS,
    INSTANT,
    REPORTS,
    WORDS,
    FieldKind,
    choice,
    member,
    members,
    number,
    text,
    whole,
)

SCHEMA = 3
"""The version of the schema below."""

_MOST_REVISIONS = 2**53
_ID = text(64)
_REV = whole(1, _MOST_REVISIONS)


class BadDocument(ValueError):
    """A document does not fit: which field, and why."""

    def __init__(self, field: str, why: str) -> None:
        self.field = field
        self.why = why
        super().__init__(f"{field} {why}")


class Field(NamedTuple):
    """One field of a document, named as in the record."""

    name: str
    kind: FieldKind
    optional: bool = False
    """Left out of the document where it has the record's own default."""


class RecordType:
    """How one type of record lies in the file."""

    def __init__(self, cls: type[Any], table: str, kind: str, *fields: Field) -> None:
        self.cls = cls
        self.table = table
        self.kind = kind
        """Tells apart the types of record in one table; empty where there is one only."""
        self.fields = fields
        self.own = frozenset(("id", "kind", *STAMPS, *(each.name for each in fields)))
        """The names of all fields that the coach itself writes; any others are a stranger's, and are kept."""
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
        record = self.cls(**values)
        if self.cls is Pause and _ends_too_early(record):
            raise BadDocument("last", "is before the first day")
        return record

    def decode_all(self, documents: Sequence[Mapping[str, object]]) -> list[Any] | None:
        """Returns the records in documents that all fit, in their order; None where one of them does not.

        Column by column, and each value that occurs often only once: half the time of `decode` for each.
        """
        try:
            for name, check in _STAMPED:
                _column(documents, name, check)
            columns = {"id": _column(documents, "id", _ID.decode)}
            for each in self.fields:
                default = (self._defaults[each.name],) if each.optional else ()
                columns[each.name] = _column(documents, each.name, each.kind.decode, *default)
        except ValueError:
            return None
        records = list(map(self.cls._make, zip(*map(columns.get, self.cls._fields), strict=True)))
        if not all(columns["id"]) or (self.cls is Pause and any(map(_ends_too_early, records))):
            return None
        return records

    def encode(self, record: Any) -> Document:
        """Returns the fields of a record as JSON has them, without id and stamps."""
        document: Document = {"kind": self.kind} if self.kind else {}
        for each in self.fields:
            value = getattr(record, each.name)
            if not each.optional or value != self._defaults[each.name]:
                document[each.name] = each.kind.encode(value)
        return document


def _ends_too_early(pause: Pause) -> bool:
    return pause.last is not None and pause.last < pause.first


def _column(
    documents: Iterable[Mapping[str, object]],
    name: str,
    decode: Callable[[object], object],
    *default: object,
) -> list[object]:
    """Returns the values of one field, with `default` where it is left out; raises as `decode` does."""
    values = [each.get(name) for each in documents]
    types = set(map(type, values))
    if type(None) in types and not default:
        raise ValueError("is missing")
    # true, 1 and 1.0 would be one member of a set; lists and objects can be none
    distinct = set(values) if types in _ALIKE else set()
    if not 0 < len(distinct) <= len(values) // 2:
        return [default[0] if each is None else decode(each) for each in values]
    known = {each: default[0] if each is None else decode(each) for each in distinct}
    return [known[each] for each in values]


_ALIKE = [{kind, *none} for kind in (str, bool, int, float) for none in ((), (type(None),))]


def _decode_spans(value: object) -> tuple[Span, ...]:
    if not isinstance(value, list):
        raise ValueError("is no list")
    spans = []
    for each in value:
        if not isinstance(each, dict) or "start" not in each:
            raise ValueError("is no list of pauses with a start")
        start, end = _SECONDS.decode(each["start"]), each.get("end")
        spans.append(Span(start=start, end=None if end is None else _SECONDS.decode(end)))  # type: ignore[arg-type]
    return tuple(spans)


def _encode_spans(spans: tuple[Span, ...]) -> list[dict[str, float]]:
    return [{"start": each.start} | ({} if each.end is None else {"end": each.end}) for each in spans]


STAMPS = ("created", "updated", "rev")
"""What the store itself keeps of each document: two instants, and a count of its versions."""
_STAMPED = (("created", INSTANT.decode), ("updated", INSTANT.decode), ("rev", _REV.decode))

_AREA, _COVER, _SKIN = member(Area), member(Cover), member(Skin)
_SCORE = whole(0, 10)
_MINUTES = number(30)
_RECORDED = number(720)
_RUNG = whole(1, 30)
_SECONDS = number(1e9, zero=True)
_NAME, _NOTE = text(64), text(4000)
_SPANS = FieldKind(_decode_spans, _encode_spans)
_LIVED = Field("at", INSTANT)
_OVER, _SEEN = Field("over", IDS, optional=True), Field("seen", IDS, optional=True)

TYPES = (
    RecordType(
        Settings,
        "profile",
        "settings",
        Field("tz", _NAME, optional=True),
        Field("rollover", whole(0, 12), optional=True),
        Field("week_start", whole(0, 6), optional=True),
        Field("grace", whole(0, 2), optional=True),
        Field("area", _AREA, optional=True),
        Field("ready_s", whole(0, 300), optional=True),
        Field("theme", _NAME, optional=True),
        Field("marks", choice("auto", "unicode", "ascii"), optional=True),
        Field("bell", FLAG, optional=True),
        Field("notify", choice("off", "osc9", "osc777"), optional=True),
        Field("cues", FLAG, optional=True),
        Field("breathing", FLAG, optional=True),
        Field("animation", FLAG, optional=True),
        Field("cue_sentence", text(400), optional=True),
        Field("keymap", WORDS, optional=True),
    ),
    RecordType(
        Screening,
        "profile",
        "screening",
        _LIVED,
        Field("ticked", members(Contraindication)),
        Field("agreed", members(Contraindication), optional=True),
        Field("asked", members(Contraindication)),
        Field("numb_areas", members(Area), optional=True),
        Field("asked_at", INSTANT, optional=True),
        Field("heard", REPORTS, optional=True),
        _OVER,
    ),
    RecordType(
        StartSaid,
        "profile",
        "start",
        _LIVED,
        Field("start", member(Start)),
        Field("sensitive", FLAG, optional=True),
        _OVER,
        _SEEN,
    ),
    RecordType(
        GoalSet,
        "profile",
        "goal",
        _LIVED,
        Field("cover", _COVER),
        Field("minutes", _RUNG),
        Field("bare_confirmed", FLAG, optional=True),
        _OVER,
        _SEEN,
    ),
    RecordType(
        StepLowered,
        "profile",
        "lowered",
        _LIVED,
        Field("area", _AREA),
        Field("cover", _COVER),
        Field("minutes", _RUNG),
        Field("posture", choice(*Posture), optional=True),
        _SEEN,
    ),
    RecordType(Upgrade, "profile", "upgrade", _LIVED, Field("from_schema", whole(1, SCHEMA - 1))),
    RecordType(AreaTurned, "profile", "area", _LIVED, Field("area", _AREA), Field("on", FLAG), _OVER),
    RecordType(
        Session,
        "sessions",
        "",
        Field("area", _AREA),
        Field("started_at", INSTANT),
        Field("day", DAY),
        Field("done_min", _RECORDED),
        Field("cover", _COVER, optional=True),
        Field("planned_min", _MINUTES, optional=True),
        Field("ended", member(Ended)),
        Field("sharpness", _SCORE, optional=True),
        Field("skin_after", _SKIN, optional=True),
        Field("skin_next", _SKIN, optional=True),
        Field("skin_next_on", DAY, optional=True),
        Field("before", _SCORE, optional=True),
        Field("after", _SCORE, optional=True),
        Field("note", _NOTE, optional=True),
        Field("backfilled", FLAG, optional=True),
        Field("ended_at", INSTANT, optional=True),
        Field("stopped_for", member(StopReason), optional=True),
        Field("unattended", FLAG, optional=True),
        Field("from_comfort", FLAG, optional=True),
        Field("while_locked", FLAG, optional=True),
        _SEEN,
    ),
    RecordType(
        Check,
        "days",
        "check",
        Field("day", DAY),
        Field("area", _AREA),
        Field("skin", _SKIN),
        _LIVED,
        Field("also", _SKIN, optional=True),
        _SEEN,
    ),
    RecordType(
        Pause,
        "days",
        "pause",
        Field("first", DAY),
        Field("last", DAY, optional=True),
        _LIVED,
        Field("why", member(PauseFor), optional=True),
    ),
    RecordType(DayNote, "days", "note", Field("day", DAY), Field("text", _NOTE)),
    RecordType(
        TipState,
        "tips",
        "",
        Field("read", FLAG, optional=True),
        Field("favourite", FLAG, optional=True),
        Field("got_it", FLAG, optional=True),
        Field("seen", DAY, optional=True),
        Field("seen_before", DAY, optional=True),
        Field("again", FLAG, optional=True),
    ),
    RecordType(
        Live,
        "live",
        "",
        Field("area", _AREA),
        Field("cover", _COVER),
        Field("planned_min", _MINUTES),
        Field("cap_min", _MINUTES),
        Field("extra_min", number(30, zero=True), optional=True),
        Field("started_at", INSTANT),
        Field("day", DAY),
        Field("boot", text(100)),
        Field("booted_s", number(1e12, zero=True)),
        Field("pauses", _SPANS, optional=True),
        Field("asked_s", number(1e9, zero=True), optional=True),
        Field("asked_stop", FLAG, optional=True),
        Field("before", _SCORE, optional=True),
        Field("free", FLAG, optional=True),
    ),
)
BY_CLASS = {each.cls: each for each in TYPES}
BY_KIND = {(each.table, each.kind): each for each in TYPES}
RECORD_TABLES = tuple(dict.fromkeys(each.table for each in TYPES))
"""The tables whose documents are records."""


def type_of(table: str, document: Mapping[str, object]) -> RecordType:
    """Returns the type of record that a document says it is; raises `BadDocument` for a kind that is not known."""
    kind = document.get("kind", "")
    found = BY_KIND.get((table, kind)) if isinstance(kind, str) else None
    if found is None:
        raise BadDocument("kind", "is not one that this coach knows")
    return found


def only_type(table: str) -> RecordType | None:
    """Returns the type of all records in a table; None where there are several, told apart by their kind."""
    return BY_KIND.get((table, ""))


def checked(record: Record) -> Document:
    """Returns the fields of a record on its way to the file; raises `Refused`, naming the field that does not fit."""
    type_ = BY_CLASS[type(record)]
    document = type_.encode(record)
    try:
        type_.decode(document | _ANY_STAMPS | {"id": record.id or "-"})
    except BadDocument as error:
        raise Refused(f"{error.field} {error.why}.") from error
    return document


_ANY_TIME = "1970-01-01T00:00:00+00:00"
_ANY_STAMPS: Document = {"created": _ANY_TIME, "updated": _ANY_TIME, "rev": 1}


def to_document(record: Any) -> Document:
    """Returns the record as a document outside the file, without stamps."""
    return {"id": record.id} | BY_CLASS[type(record)].encode(record)


def record_of(cls: type[Any], document: Mapping[str, object]) -> Any:
    """Returns the record in such a document; raises `BadDocument`."""
    return BY_CLASS[cls].decode(dict(document) | _ANY_STAMPS)
