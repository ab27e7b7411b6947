"""What passes the border of the file, either way."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Area, Check, Record, Refused, Session, Skin
from coach.store.schema.record_codec import BadDocument, RecordType
from coach.store.schema.record_conversion import checked_fields
from coach.store.schema.record_types import BY_CLASS, TYPES, type_of
from tests.store.samples import MORNING, records, session

STAMPS = {"created": "2026-01-05T07:30:00+00:00", "updated": "2026-01-05T07:30:00+00:00", "rev": 1}


def stored(record: Record) -> dict[str, Any]:
    return {"id": record.id or "01KE6F98B8E2YHG3JGM6G4YPEF"} | checked_fields(record) | STAMPS


@given(records)
def test_a_record_comes_back_as_it_went(record: Record) -> None:
    document = stored(record)
    found = type_of(BY_CLASS[type(record)].table, document).decode(document)
    assert found._replace(id=record.id) == record


@pytest.mark.parametrize("type_", TYPES, ids=lambda type_: type_.cls.__name__)
def test_every_field_of_every_record_is_in_the_schema(type_: RecordType) -> None:
    said_by_others = {type_.elsewhere.flag} if type_.elsewhere else set()
    assert {*type_.cls._fields} == {"id", *(each.name for each in type_.fields)} | said_by_others


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("done_min", 0),
        ("done_min", -3),
        ("done_min", 720.01),
        ("done_min", float("nan")),
        ("done_min", float("inf")),
        ("sharpness", 11),
        ("sharpness", -1),
        ("sharpness", True),
        ("before", 10**30),
        ("note", "x" * 4001),
        ("note", "half \ud83d"),
        ("started_at", datetime(1969, 12, 31, tzinfo=MORNING.tzinfo)),
        ("started_at", datetime(2026, 1, 5, 7)),  # noqa: DTZ001
    ],
)
def test_what_does_not_fit_is_refused_by_the_name_of_its_field(field: str, value: Any) -> None:
    with pytest.raises(Refused, match=f"^{field} "):
        checked_fields(session()._replace(**{field: value}))


UNFIT = pytest.mark.parametrize(
    ("field", "value"),
    [
        ("id", ""),
        ("id", None),
        ("id", 7),
        ("created", "yesterday"),
        ("updated", "2026-01-05T07:30:00"),
        ("rev", 0),
        ("rev", "1"),
        ("area", "knee"),
        ("area", ["back"]),
        ("started_at", None),
        ("started_at", "2026-01-05T07:30:00"),
        ("day", "2026-02-30"),
        ("day", 20260105),
        ("done_min", "5"),
        ("done_min", True),
        ("done_min", 10**400),
        ("sharpness", 3.0),
        ("backfilled", 1),
        ("note", {"text": "hello"}),
        ("note", "half \ud83d"),
    ],
)


@UNFIT
def test_a_document_that_does_not_fit_tells_which_field(field: str, value: object) -> None:
    document = stored(session()._replace(sharpness=3)) | {field: value}
    with pytest.raises(BadDocument) as caught:
        type_of("sessions", document).decode(document)
    assert caught.value.field == field


@given(st.lists(records, max_size=8))
def test_all_at_once_are_the_same_as_one_by_one(several: list[Record]) -> None:
    for type_ in TYPES:
        found = [stored(each) for each in several if type(each) is type_.cls]
        assert type_.decode_all(found) == [type_.decode(each) for each in found]


@UNFIT
def test_one_that_does_not_fit_is_found_among_many(field: str, value: object) -> None:
    type_ = BY_CLASS[Session]
    fitting = [stored(session(1)._replace(sharpness=1)) for _ in range(9)]
    assert type_.decode_all(fitting) == [type_.decode(each) for each in fitting]
    assert type_.decode_all([*fitting, fitting[0] | {field: value}]) is None


@pytest.mark.parametrize("value", [True, 3.0])
def test_what_equals_a_whole_number_is_none_to_many_either(value: float) -> None:
    fitting = [stored(session()._replace(sharpness=int(value))) for _ in range(9)]
    assert BY_CLASS[Session].decode_all([*fitting, fitting[0] | {"sharpness": value}]) is None


def test_a_kind_from_a_later_coach_is_a_problem_and_no_crash() -> None:
    for kind in ("weight", 5, ["check"], None):
        with pytest.raises(BadDocument, match=r"^kind "):
            type_of("days", {"kind": kind})


def test_a_pause_that_ends_before_it_begins_does_not_fit() -> None:
    document = {
        "id": "p",
        "kind": "pause",
        "first": "2026-01-05",
        "last": "2026-01-04",
        "at": STAMPS["created"],
    }
    with pytest.raises(BadDocument, match=r"^last "):
        type_of("days", document).decode(document | STAMPS)


def test_control_characters_are_written_as_their_pictures() -> None:
    noted = checked_fields(session(note="\x1b[31mred\x07\r\nnext\ttab\x7f\x9b"))["note"]
    assert noted == "␛[31mred␇\nnext\ttab␡\ufffd"


def test_control_characters_in_the_file_are_read_as_they_are() -> None:
    document = stored(session()) | {"note": "\x1b[31m"}
    assert type_of("sessions", document).decode(document).note == "\x1b[31m"


def test_markup_emoji_and_right_to_left_text_stay_as_they_are() -> None:
    note = "[bold]no[/bold] \U0001f9d8\U0001f3fd \u202e\u05e9\u05dc\u202c \\n"
    document = stored(session(note=note))
    assert type_of("sessions", document).decode(document).note == note


def test_what_is_at_its_default_is_left_out() -> None:
    assert checked_fields(session()).keys() == {"area", "started_at", "day", "done_min", "cover", "ended"}


def test_an_instant_keeps_its_offset() -> None:
    check = Check(day=MORNING.date(), area=Area.FEET, skin=Skin.PINK, at=MORNING)
    away = check._replace(at=datetime.fromisoformat("2026-03-29T03:30:00.000123-09:30"))
    document = stored(away)
    found = type_of("days", document).decode(document).at
    assert (found, found.utcoffset()) == (away.at, timedelta(hours=-9.5))
    assert isinstance(session(), Session)
