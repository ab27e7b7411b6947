"""The schema of the file: every type of record, its table, and its fields."""

from __future__ import annotations

from collections.abc import Mapping

from coach.domain.model import (
    LONGEST_NOTE,
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
    RhythmSet,
    Screening,
    Session,
    Settings,
    Skin,
    Start,
    StartSaid,
    StepLowered,
    StopReason,
    TipState,
    Upgrade,
)
from coach.store.schema.fields import (
    DAY,
    FLAG,
    IDS,
    INSTANT,
    REPORTS,
    SPANS,
    choice,
    member,
    members,
    number,
    text,
    whole,
)
from coach.store.schema.record_codec import BadDocument, Elsewhere, Field, RecordType
from coach.store.schema.setting_fields import SETTING_FIELDS

SCHEMA = 5
"""The version of this schema."""

_AREA, _COVER, _SKIN = member(Area), member(Cover), member(Skin)
_SCORE = whole(0, 10)
_MINUTES = number(30)
_RECORDED = number(720)
_RUNG = whole(1, 30)
_NOTE = text(LONGEST_NOTE)
_LIVED = Field("at", INSTANT)
_OVER, _SEEN = Field("over", IDS, optional=True), Field("seen", IDS, optional=True)


TYPES = (
    RecordType(
        Settings,
        "profile",
        "settings",
        *SETTING_FIELDS,
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
        RhythmSet, "profile", "rhythm", _LIVED, Field("days", whole(3, 7)), Field("first", DAY), _OVER
    ),
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
        # an answer is in the check of that day alone, unless there is none
        elsewhere=Elsewhere("skin_next", "skin_next_on", "from_check"),
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
        Field("pauses", SPANS, optional=True),
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
    """Returns the type of record that a document is; raises `BadDocument` for an unknown kind."""
    kind = document.get("kind", "")
    found = BY_KIND.get((table, kind)) if isinstance(kind, str) else None
    if found is None:
        raise BadDocument("kind", "is not one that this coach knows")
    return found


def only_type(table: str) -> RecordType | None:
    """Returns the type of all records in a table; None if there are several, told apart by their kind."""
    return BY_KIND.get((table, ""))
