"""Import and export: what goes out comes in again, and nothing bad does."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Area, Cover, Ended, Session, Settings, Skin
from coach.domain.session.confirmations import Unconfirmed
from coach.store import Store, Unreadable
from coach.store.exchange.csv_format import key_of, read_csv, write_csv
from coach.store.exchange.import_export import COLUMNS, export_csv, export_json, import_file
from tests.conftest import FixedClock
from tests.store.exchange.taking_in import BERLIN, FILE, take
from tests.store.samples import (
    MORNING,
    putting,
    session,
    sessions,
)


def read_one(text: str, rollover: int = 3) -> Session:
    sheet = read_csv(text.encode(), FILE, tz=BERLIN, rollover=rollover)
    assert not sheet.bad
    return sheet.rows[0].session


def as_exported(each: Session) -> Session:
    """A session without what the columns do not carry."""
    return each._replace(id="", day=MORNING.date(), backfilled=True, skin_next_on=None)


@given(st.lists(sessions, max_size=6, unique_by=key_of))
def test_a_sheet_comes_back_as_it_went(given_: list[Session]) -> None:
    sheet = read_csv(write_csv(given_).encode(), FILE, tz=BERLIN, rollover=3)
    assert not sheet.bad
    ordered = sorted(given_, key=lambda each: (each.started_at, each.area))
    assert [as_exported(row.session) for row in sheet.rows] == [as_exported(each) for each in ordered]
    assert write_csv(row.session for row in sheet.rows) == write_csv(given_)


@given(st.text(st.sampled_from("'=+-@\t\n\"x,;"), max_size=8))
def test_no_note_is_a_formula_and_every_note_comes_back(note: str) -> None:
    text = write_csv([session(note=note)])
    (row,) = list(csv.DictReader(io.StringIO(text, newline="")))
    assert not row["note"].startswith(("=", "+", "-", "@", "\t"))
    assert read_one(text).note == note


def test_the_columns_are_those_of_the_design(store: Store) -> None:
    store.change(
        putting(
            Session(
                area=Area.FEET,
                started_at=MORNING,
                day=MORNING.date(),
                done_min=7.5,
                cover=Cover.SOCKS,
                planned_min=10,
                ended=Ended.SENSATION,
                sharpness=8,
                skin_after=Skin.SORE,
                skin_next=Skin.PINK,
                before=4,
                after=3,
                note='she said "ow",\nand =1+1',
            ),
            session(),
        )
    )
    assert export_csv(store) == (
        "started_at,area,done_min,cover,planned_min,ended,sharpness,skin_after,skin_next,before,after,note\r\n"
        "2026-01-05T07:00:00+00:00,back,5,towel,,completed,,,,,,\r\n"
        "2026-01-05T07:00:00+00:00,feet,7.5,socks,10,sensation,8,sore,pink,4,3,"
        '"she said ""ow"",\nand =1+1"\r\n'
    )


def test_only_three_columns_are_needed() -> None:
    found = read_one("done_min, area ,started_at\n 5 , back,2026-01-05T07:00:00+01:00\n")
    assert found == Session(
        area=Area.BACK,
        started_at=datetime(2026, 1, 5, 6, tzinfo=UTC),
        day=MORNING.date(),
        done_min=5,
        backfilled=True,
    )


@pytest.mark.parametrize(
    ("stamp", "instant", "day"),
    [
        ("2026-01-05T02:59", "2026-01-05T01:59+00:00", "2026-01-04"),
        ("2026-01-05 03:00", "2026-01-05T02:00+00:00", "2026-01-05"),
        ("2026-01-05T02:59:59-08:00", "2026-01-05T10:59:59+00:00", "2026-01-04"),
        ("2026-07-01T12:00Z", "2026-07-01T12:00+00:00", "2026-07-01"),
        ("2026-03-29T02:30", "2026-03-29T01:30+00:00", "2026-03-29"),  # skipped: an hour later, 03:30
        ("2026-10-25T02:30", "2026-10-25T00:30+00:00", "2026-10-24"),  # repeated: the first
    ],
)
def test_instants_and_their_days(stamp: str, instant: str, day: str) -> None:
    found = read_one(f"started_at,area,done_min\n{stamp},back,5\n")
    assert found.started_at == datetime.fromisoformat(instant)
    assert found.day.isoformat() == day


@pytest.mark.parametrize(
    ("area", "cover", "found"),
    [
        ("Back", "T-shirt", (Area.BACK, Cover.SHIRT)),
        ("glutes and hips", "Bare skin", (Area.GLUTES, Cover.BARE)),
        ("FEET", "Socks", (Area.FEET, Cover.SOCKS)),
    ],
)
def test_the_words_of_the_screens_are_read_too(area: str, cover: str, found: tuple[Area, Cover]) -> None:
    session = read_one(f"started_at,area,done_min,cover\n2026-01-05T07:00,{area},5,{cover}\n")
    assert (session.area, session.cover) == found


@pytest.mark.parametrize(
    ("row", "trouble"),
    [
        ("2026-01-05T07:00,back,721", "line 3: done_min is not above 0 and at most 720"),
        ("2026-01-05T07:00,back,0", "line 3: done_min is not above 0 and at most 720"),
        ("2026-01-05T07:00,back,-3", "line 3: done_min is not above 0 and at most 720"),
        ("2026-01-05T07:00,back,abc", "line 3: done_min is not a number like 7 or 7.5"),
        ("2026-01-05T07:00,back,nan", "line 3: done_min is not a number like 7 or 7.5"),
        ("2026-01-05T07:00,back,1_0", "line 3: done_min is not a number like 7 or 7.5"),
        ("2026-01-05T07:00,back,", "line 3: done_min is missing"),
        ("2026-01-05T07:00,knee,5", "line 3: area is not one of back, legs, glutes, feet, stomach, face"),
        (
            "5,back,5",
            "line 3: started_at is not a time like 2026-01-31T07:30 or 2026-01-31T07:30+01:00,"
            " nor a day like 2026-01-31",
        ),
        ("yesterday,back,5", "line 3: started_at is not a time like 2026-01-31T07:30"),
        ("1969-12-31T23:00,back,5", "line 3: started_at is before 1970"),
        ("2026-06-01T02:01,back,5", "line 3: started_at is in the future"),
        ("9999-12-31T23:00,back,5", "line 3: started_at is in the future"),
        ("2026-01-05T07:00,back", "line 3: row has 2 cells, the header 5"),
        ("2026-01-05T07:00,back,5,11,", "line 3: sharpness is not a whole number from 0 to 10"),
        ("2026-01-05T07:00,back,5,3.5,", "line 3: sharpness is not a whole number from 0 to 10"),
        ("2026-01-05T07:00,back,5,,red", "line 3: skin_after is not one of clear, pink, sore, broken"),
    ],
)
def test_a_bad_row_is_told_by_line_and_nothing_is_imported(store: Store, row: str, trouble: str) -> None:
    wide = row if row.count(",") in (1, 4) else f"{row},,"
    text = f"started_at,area,done_min,sharpness,skin_after\n2026-01-04T07:00,back,5,,\n{wide}\n"
    report = take(store, text)
    assert [str(each)[: len(trouble)] for each in report.bad] == [trouble]
    assert report.imported == ()
    assert not store.path.exists()
    report = take(store, text, skip_bad=True)
    assert len(report.imported) == len(store.read().sessions) == 1


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "does not start with a header"),
        (b"\n\n", "does not start with a header"),
        (b"started_at,area,done_min,mood\n", 'unknown column "mood"'),
        (b"started_at|area|done_min\n", 'unknown column "started_at|area|done_min"'),
        (b"started_at,area\n", 'column "done_min" is missing'),
        (b"started_at,area,done_min,area\n", 'column "area" is there twice'),
        (b"started_at,area,done_min,comfort,sharpness\n", "mean the same; leave one of them out"),
        (b"started_at,area,done_min,comfort,comfort\n", 'column "comfort" is there twice'),
        (b'started_at,area,done_min\n"2026', "not proper CSV"),
        (b"started_at,area,done_min\n\xff", "not UTF-8"),
        (b"s\0t\0", "not UTF-8"),
        (b'{"a": ', "not JSON"),
        (b'{"a": {}}', "not a file of the coach"),
    ],
)
def test_what_is_no_sheet_is_told(store: Store, data: bytes, why: str) -> None:
    with pytest.raises(Unreadable, match=why):
        take(store, data, skip_bad=True)
    assert not store.path.exists()


def test_lines_are_counted_over_notes_of_several_lines(store: Store) -> None:
    rows = '2026-01-04T07:00,back,5,"a\r\nb\nc"\r\n\r\n2026-01-05T07:00,back,990,\r\n'
    text = f"started_at,area,done_min,note\r\n{rows}"
    assert [each.place for each in take(store, text).bad] == ["line 6"]
    report = take(store, text, skip_bad=True)
    assert [each.note for each in store.read().sessions] == ["a\nb\nc"]
    assert len(report.imported) == 1


def test_a_sheet_of_an_older_coach_is_taken_in_with_its_own_word_for_sharpness(store: Store) -> None:
    rows = "\n".join(f"2026-01-0{n}T07:00,back,5,{said}" for n, said in enumerate((7, 8, 10, ""), 1))
    report = take(store, f"started_at,area,done_min,comfort\n{rows}\n")
    found = [(each.sharpness, each.from_comfort) for each in store.read().sessions]
    assert found == [(7, False), (8, True), (10, True), (None, False)]
    assert report.doubtful == 2
    bad = take(store, "started_at,area,done_min,comfort\n2026-02-01T07:00,back,5,11\n").bad
    assert [each.place for each in bad] == ["line 2"]


def test_numb_skin_and_a_long_session_come_in(store: Store) -> None:
    rows = "started_at,area,done_min,skin_after,skin_next\n2026-01-05T07:00,back,720,numb,numb\n"
    with pytest.raises(Unconfirmed, match="1 session is over 30 minutes"):
        take(store, rows)
    assert store.read().sessions == ()
    take(store, rows, long=True)
    (only,) = store.read().sessions
    assert (only.done_min, only.skin_after, only.skin_next) == (720, Skin.NUMB, Skin.NUMB)


def test_a_byte_order_mark_and_windows_line_ends_are_no_trouble(store: Store) -> None:
    report = take(store, b"\xef\xbb\xbfstarted_at,area,done_min\r\n2026-01-05T07:00,back,5\r\n")
    assert len(report.imported) == 1


def test_importing_twice_changes_nothing(store: Store) -> None:
    text = "started_at,area,done_min\n2026-01-05T07:00,back,5\n2026-01-05T07:00,legs,5\n"
    assert len(take(store, text).imported) == 2
    before = store.path.read_bytes()
    report = take(store, text)
    assert report.imported == ()
    assert [str(each) for each in report.already_there] == [
        "line 2: session already exists (in the file of the coach)",
        "line 3: session already exists (in the file of the coach)",
    ]
    assert store.path.read_bytes() == before


def test_a_doubled_row_is_told_and_taken_once(store: Store) -> None:
    text = "started_at,area,done_min\n2026-01-05T07:00,back,5\n2026-01-05T06:00Z,back,6\n"
    report = take(store, text)
    assert [str(each) for each in report.already_there] == ["line 3: session already exists (line 2)"]
    assert [each.done_min for each in store.read().sessions] == [5]


def test_an_import_is_one_step_of_undo(store: Store) -> None:
    store.change(putting(session()))
    rows = "".join(f"2026-01-{day:02}T09:00,back,5\n" for day in range(1, 32))
    take(store, f"started_at,area,done_min\n{rows}")
    assert store.undo() == "Imported 31 sessions"
    assert len(store.read().sessions) == 1


def test_a_dry_run_tells_the_same_and_writes_nothing(store: Store) -> None:
    text = "started_at,area,done_min\n2026-01-05T07:00,back,5\n2026-01-05T07:00,back,5\nx,back,5\n"
    dry = take(store, text, skip_bad=True, dry_run=True)
    assert not store.path.exists()
    wet = take(store, text, skip_bad=True)
    assert (
        (len(dry.imported), dry.already_there, dry.bad)
        == (len(wet.imported), wet.already_there, wet.bad)
        == (1, wet.already_there, wet.bad)
    )


def test_the_rollover_of_the_settings_decides_on_the_day(store: Store) -> None:
    store.change(putting(Settings(rollover=0)))
    take(store, "started_at,area,done_min\n2026-01-05T01:00,back,5\n")
    assert store.read().sessions[0].day == MORNING.date()


def test_the_columns_have_their_order() -> None:
    assert COLUMNS[:3] == ("started_at", "area", "done_min")


def test_what_is_dated_ahead_goes_out_and_comes_back_as_known(store: Store, clock: FixedClock) -> None:
    ahead = clock.now() + timedelta(days=9)
    store.change(putting(session(5), session(6, ahead)))
    text = export_csv(store)
    assert text.count("back") == 2
    report = import_file(store, text.encode(), FILE, tz=UTC, now=clock.now())
    assert (len(report.already_there), report.bad, report.imported) == (2, (), ())


def test_the_report_says_what_undo_calls_the_import(store: Store, empty: Store) -> None:
    line = "started_at,area,done_min\n2026-01-04T07:00Z,back,5\n"
    assert take(store, line, dry_run=True).label == ""
    assert take(store, line).label == store.steps()[0].label == "Imported 1 session"
    assert take(store, line).label == ""
    bundle = export_json(store)
    assert take(empty, bundle, dry_run=True).label == ""
    assert take(empty, bundle).label == empty.steps()[0].label
    assert take(empty, bundle).label == ""
