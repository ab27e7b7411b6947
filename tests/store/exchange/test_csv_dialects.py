"""Files as spreadsheets write them: what stands between cells, decimals, days, encodings."""

from __future__ import annotations

from datetime import UTC, date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from coach.domain.model import Area, Refused, Session
from coach.domain.typed_times import time_of
from coach.store.errors import Unreadable
from coach.store.exchange.column_map import MapOptions, read_mapped
from coach.store.exchange.csv_dates import DateOrder
from coach.store.exchange.csv_format import CsvFile, read_csv
from coach.store.exchange.csv_numbers import minutes

FILE = Path("in.csv")


def read(text: str | bytes, dates: DateOrder | None = None) -> CsvFile:
    data = text.encode() if isinstance(text, str) else text
    return read_csv(data, FILE, tz=UTC, rollover=3, dates=dates)


def sessions(text: str | bytes, dates: DateOrder | None = None) -> list[Session]:
    found = read(text, dates)
    assert not found.bad, found.bad
    return [row.session for row in found.rows]


@pytest.mark.parametrize("text", [
    "started_at,area,done_min\n2026-03-07 07:30,back,7.5\n",
    "Started At;AREA;Done-Min;\r\n07.03.2026 07:30;Back;7,5;\r\n",  # LibreOffice and Excel in German
    "started_at\tarea\tdone_min\n7.3.26 7:30\tback\t7,5\n",
    'sep=;\nstarted_at;area;done_min\n2026-03-07T07:30;back;"7,5"\n',
    'started_at,area,done_min\n3/7/2026 7:30 AM,back,"7,5"\n2/28/2026 07:30,legs,5\n',
    "started_at,area,done_min\r2026-03-07 07:30:00,back,7.50\r",
    "started_at,area,done_min\n\"Mar 7, 2026, 7:30\u202fAM\",back,7.5\n",
    "\ufeffstarted_at,area,done_min,,\n2026-03-07 07:30,back,7.5,,\n",
])  # fmt: skip
def test_the_same_session_however_it_is_written(text: str) -> None:
    got = sessions(text)[0]
    assert (got.started_at, got.area, got.done_min) == (datetime(2026, 3, 7, 7, 30, tzinfo=UTC), "back", 7.5)


def test_unicode_text_of_excel_is_read() -> None:
    assert (
        len(sessions("started_at\tarea\tdone_min\r\n2026-03-07 07:30\tback\t7,5\r\n".encode("utf-16"))) == 1
    )


def test_a_day_alone_is_noon() -> None:
    assert sessions("started_at,area,done_min\n2026-03-07,back,5\n")[0].started_at.hour == 12


@pytest.mark.parametrize("cell", ["2026-01-31T20:00:00Z", "2026-01-31 20:00 UTC", "2026-01-31T20:00:00.000Z"])
def test_a_time_in_utc_is_on_the_day_that_the_user_lived(cell: str) -> None:
    tokyo = ZoneInfo("Asia/Tokyo")
    own = read_csv(f"started_at,area,done_min\n{cell},back,9\n".encode(), FILE, tz=tokyo, rollover=3)
    options = MapOptions({"started_at": "When", "minutes": "Min"})
    table = f"When,Min\n{cell},9\n".encode()
    other = read_mapped(table, FILE, options, area=Area.BACK, tz=tokyo, rollover=3)
    for session in (own.rows[0].session, other.rows[0].session):
        assert session.started_at.isoformat() == "2026-02-01T05:00:00+09:00"
        assert session.day == date(2026, 2, 1)


@pytest.mark.parametrize("zone", ["America/Los_Angeles", "Asia/Tokyo"])
def test_midnight_in_utc_is_a_day_alone(zone: str) -> None:
    """JavaScript writes a day so; west of Greenwich it would be the evening before."""
    data = b"started_at,area,done_min\n2026-01-31T00:00:00.000Z,back,9\n"
    (row,) = read_csv(data, FILE, tz=ZoneInfo(zone), rollover=3).rows
    assert (row.session.day, row.session.started_at.hour, row.timed) == (date(2026, 1, 31), 12, False)


def test_an_offset_is_of_the_place_where_it_was_written() -> None:
    data = b"started_at,area,done_min\n2026-01-31T20:00:00+00:00,back,9\n"
    (row,) = read_csv(data, FILE, tz=ZoneInfo("Asia/Tokyo"), rollover=3).rows
    assert (row.session.started_at.isoformat(), row.session.day) == (
        "2026-01-31T20:00:00+00:00",
        date(2026, 1, 31),
    )


@pytest.mark.parametrize(("cell", "year"), [
    ("31/01/2026", 2026),
    ("31.1.26", 2026),
    ("31-01-69", 2069),
    ("31-01-70", 1970),
    ("2026.1.31", 2026),
    ("31/01/202", None),
    ("31/01/6", None),
    ("1/1/999", None),
    ("202/1/31", None),
])  # fmt: skip
def test_a_year_has_four_digits_or_two(cell: str, year: int | None) -> None:
    found = read(f"started_at,area,done_min\n{cell},back,9\n", DateOrder.DAY_FIRST)
    assert [row.session.day.year for row in found.rows] == ([] if year is None else [year])
    assert len(found.bad) == (year is None)


@pytest.mark.parametrize(
    ("cell", "hour"),
    [("12:05 am", 0), ("12:05 PM", 12), ("1:05 p.m.", 13), ("13:05 am", None), ("0:05 pm", None)],
)
def test_halves_of_a_day_are_read_as_they_are_typed(cell: str, hour: int | None) -> None:
    found = read(f"started_at,area,done_min\n2026/03/07 {cell},back,9\n")
    assert [row.session.started_at.hour for row in found.rows] == ([] if hour is None else [hour])
    if hour is None:
        with pytest.raises(Refused):
            time_of(cell)
    else:
        assert time_of(cell) == time(hour, 5)


def test_how_it_was_read_is_told() -> None:
    assert read("started_at;area;done_min\n3/13/26 7:30;back;7,5\n").understood == (
        "semicolons between cells", "a comma before decimals", "the month before the day",
    )  # fmt: skip
    assert read("started_at,area,done_min\n2026-03-07T07:30,back,5\n").understood == ()


def test_days_that_can_be_two_are_asked_about() -> None:
    text = "started_at,area,done_min\n3/7/2026 7:30,back,5\n4/4/2026 7:30,back,5\n"
    with pytest.raises(Refused, match=r"3/7/2026 7:30 can be two days: add --dates dmy"):
        read(text)
    assert sessions(text, DateOrder.DAY_FIRST)[0].day.month == 7
    assert sessions(text, DateOrder.MONTH_FIRST)[0].day.month == 3
    with pytest.raises(Refused, match="in one order"):
        read(text + "13/1/2026 7:30,back,5\n1/13/2026 7:30,back,5\n")


@pytest.mark.parametrize(("cell", "why"), [
    ('"1,234"', "is not a number"),
    ("7;5", "is not a number"),
    ("12:30", "is not a number"),
])  # fmt: skip
def test_minutes_that_are_not_clear_are_refused(cell: str, why: str) -> None:
    found = read(f"started_at,area,done_min\n2026-03-07 07:30,back,{cell}\n")
    assert why in found.bad[0].why


@pytest.mark.parametrize(("data", "says"), [
    ("started_at,area,done_min\n2026-03-07,R\xfccken,5\n".encode("latin-1"), 'save it as "CSV UTF-8"'),
    ("started_at".encode("utf-16-le"), "maybe UTF-16"),
    (b"\xff\xfes", "not whole as UTF-16"),
])  # fmt: skip
def test_another_encoding_is_a_sentence(data: bytes, says: str) -> None:
    with pytest.raises(Unreadable, match=says):
        read(data)


@pytest.mark.parametrize(
    ("column", "found"),
    [
        ("Length", 5.0),
        ("Duration (min)", 5.0),
        ("Dauer (Std.)", 300.0),
        ("time_hrs", 300.0),
        ("Dauer in Sekunden", 0.08),
        ("Mat's minutes", 5.0),
        ("Session's length", 5.0),
    ],
)
def test_a_number_alone_is_in_the_unit_of_its_column(column: str, found: float) -> None:
    assert minutes("5", "minutes", column, ",") == found
