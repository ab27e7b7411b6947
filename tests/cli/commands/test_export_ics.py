"""The calendar that `coach export --format ics` writes, read by a library that did not write it."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import vobject

from coach.domain.model import Book, Change, Skin
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.skin_answers import correct_check
from coach.store import Store
from coach.store.exchange.import_export import export_ics
from tests.cli.conftest import Shell

NOTE = (
    "Shoulders, neck; \\ and\nBEGIN:VEVENT\r\na bell \a \x1b[31m\x9b \u2028 " + "\u00fc\u6f22\U0001f600" * 40
)


def events(text: str) -> list[Any]:
    return list(vobject.readOne(text).contents.get("vevent", []))


@pytest.fixture
def lived(ready: Shell) -> Shell:
    """Two sessions, a note with all that has to be escaped, a pause, and one whose end is open."""
    ready.well("log", "7.5", "--on", "2026-01-03", "--at", "23:50", "--cover", "towel", "--note", "NOTE")
    by_hand = ready.path.read_text(encoding="utf-8").replace("NOTE", json.dumps(NOTE)[1:-1])
    ready.path.write_text(by_hand, encoding="utf-8")  # the commands would make it plain first
    said = ("--sharpness", "4", "--skin", "pink", "--before", "6", "--after", "2")
    ready.well("log", "3", "--area", "feet", "--cover", "socks", "--on", "2026-01-04", *said)
    ready.well("pause", "2026-02-02", "2026-02-08", "--for", "holiday")
    ready.well("pause", "2026-03-01")
    return ready


def test_every_session_is_an_event_of_its_length(lived: Shell) -> None:
    late, feet, *_ = events(lived.well("export", "--format", "ics").out)
    assert late.dtstart.value == datetime(2026, 1, 3, 23, 50, tzinfo=UTC)
    assert late.dtend.value - late.dtstart.value == timedelta(minutes=7.5)
    assert late.summary.value == "Mat: back, 7:30 minutes on a towel"
    assert feet.dtstart.value == datetime(2026, 1, 4, 12, tzinfo=UTC)
    assert feet.summary.value == "Mat: feet, 3 minutes in socks"
    for said in ("Sharpness in the last minute: 4", "pink", "Soreness before: 6", "Soreness after: 2"):
        assert said in feet.description.value


def test_a_note_comes_out_as_it_was_but_for_what_a_calendar_must_not_hold(lived: Shell) -> None:
    late = events(lived.well("export", "--format", "ics").out)[0]
    expected = "Shoulders, neck; \\ and\nBEGIN:VEVENT\na bell  [31m \n " + "\u00fc\u6f22\U0001f600" * 40
    assert late.description.value == expected


def test_a_pause_is_whole_days_and_ends_before_the_first_day_after_it(lived: Shell) -> None:
    *_, week, open_end = events(lived.well("export", "--format", "ics").out)
    assert (week.dtstart.value, week.dtend.value) == (date(2026, 2, 2), date(2026, 2, 9))
    assert open_end.dtstart.value == date(2026, 3, 1)
    assert (week.summary.value, open_end.summary.value) == ("Mat: pause for a holiday", "Mat: pause")
    assert "dtend" not in open_end.contents
    assert open_end.description.value == "Its end is open."


def test_what_importers_ask_for_is_there(lived: Shell) -> None:
    """Apple's, Google's and Thunderbird's refuse or double events without these (RFC 5545 §3.6, §3.6.1)."""
    text = lived.well("export", "--format", "ics").out
    calendar = vobject.readOne(text)
    assert (calendar.version.value, calendar.prodid.value) == ("2.0", "-//coach//mat coach//EN")
    found = events(text)
    assert len({each.uid.value for each in found}) == len(found) == 4
    for each in found:
        assert each.dtstamp.value == datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
        assert each.sequence.value == "0"
        assert (each.transp.value, each.contents["class"][0].value) == ("TRANSPARENT", "PRIVATE")


def test_lines_are_folded_and_end_as_the_standard_says(lived: Shell) -> None:
    data = "".join(export_ics(Store(lived.path, lived.clock))).encode()
    lines = data.split(b"\r\n")
    assert lines.pop() == b""
    assert max(map(len, lines)) <= 75
    for line in lines:
        line.decode()  # no character is torn apart
        assert not [byte for byte in line if byte < 32 and byte != 9]


def test_the_same_file_gives_the_same_bytes_on_another_day(lived: Shell, tmp_path: Path) -> None:
    first = lived.well("export", "--format", "ics").out
    lived.clock.advance(timedelta(days=400))
    lived.well("export", "-o", str(tmp_path / "mat.ics"))
    assert (tmp_path / "mat.ics").read_bytes().decode() == first


def test_an_event_that_was_edited_keeps_its_name_and_says_so(lived: Shell) -> None:
    before = events(lived.well("export", "--format", "ics").out)[0]
    lived.clock.advance(timedelta(hours=1))
    store = Store(lived.path, lived.clock)
    store.change(lambda book: Change("Edited", put=(book.sessions[0]._replace(done_min=8.0),)))
    after = events(lived.well("export", "--format", "ics").out)[0]
    assert after.uid.value == before.uid.value
    assert after.dtend.value - after.dtstart.value == timedelta(minutes=8)
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstamp.value - before.dtstamp.value == timedelta(hours=1)


def test_the_number_of_an_event_never_falls_whatever_becomes_of_its_answer(ready: Shell) -> None:
    ready.well("log", "5")
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "sore")
    store = Store(ready.path, ready.clock)
    numbers = []
    for skin in (Skin.PINK, Skin.SORE, Skin.PINK, Skin.CLEAR, None):
        ready.clock.advance(timedelta(minutes=1))
        now = ready.clock.now()
        store.change(partial(_corrected, skin, now))
        event = events(ready.well("export", "--format", "ics").out)[0]
        numbers.append(int(event.sequence.value))
        assert (f"at the next check: {skin}." in str(event.contents)) is (skin is not None)
    assert numbers == sorted(set(numbers))


def _corrected(skin: Skin | None, now: datetime, book: Book) -> Change:
    return correct_check(book, book.checks[0], skin, now, agreed=(Confirmation.SLIP,)).change


def test_nothing_recorded_is_an_empty_calendar(coach: Shell) -> None:
    assert events(coach.well("export", "--format", "ics").out) == []
    assert coach.bytes() is None


def test_a_session_taken_back_is_no_event(lived: Shell) -> None:
    for _ in ("the pause", "the other pause", "the session"):
        lived.well("undo", "--yes")
    assert len(events(lived.well("export", "--format", "ics").out)) == 1


def test_what_does_not_fit_is_told_and_left_out(lived: Shell) -> None:
    data = lived.path.read_text(encoding="utf-8")
    lived.path.write_text(data.replace('"done_min": 3.0', '"done_min": 3000'), encoding="utf-8")
    said = lived("export", "--format", "ics")
    assert said.status == 0
    assert "done_min" in said.err
    assert "left out" in said.err
    assert len(events(said.out)) == 3
    assert "kept as it is" in lived("export", "--format", "json").err
