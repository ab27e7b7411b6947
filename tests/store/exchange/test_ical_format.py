"""The calendar that is written event by event: the same bytes as a library's, and never a part of a file."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from coach.domain.model import Change, Check, Pause, PauseFor, Record, Skin
from coach.store import Store
from coach.store.exchange.ical_format import write_ics
from coach.store.exchange.output_file import write_output
from coach.store.file.json_text import Tables
from coach.store.schema.record_conversion import to_document
from coach.store.snapshot import Snapshot
from coach.store.versions import stamped
from tests.conftest import FixedClock
from tests.store.exchange.library_calendar import library_calendar
from tests.store.samples import MORNING, session, sessions

FILE = Path("coach.json")
_ODD = '\\\\^N n;,:\r\n\t"=\x00\x1b\x7f\x85\x9b\u2028\u00fc\u6f22\U0001f600'
NASTY = st.text(st.one_of(st.sampled_from(_ODD), st.characters(codec="utf-8")), max_size=300)
INSTANTS = st.integers(0, 60 * 365 * 86_400).map(lambda after: MORNING + timedelta(seconds=after))


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """A file of any sessions, answers that some of them wait for, and pauses, each changed at any time."""
    tables: Tables = {"meta": {"1": {"id": "file", "schema": 5}}, "sessions": {}, "days": {}}

    def put(table: str, record: Record, id_: str) -> None:
        made, changed = draw(INSTANTS), draw(INSTANTS)
        old = stamped(None, {"id": id_}, made)
        new = stamped(old, to_document(record._replace(id=id_)), changed) if draw(st.booleans()) else None
        tables[table][str(len(tables[table]) + 1)] = new or old | to_document(record._replace(id=id_))

    for number, each in enumerate(draw(st.lists(sessions, max_size=5))):
        id_ = draw(st.text("AZ09;,\\N\n\u00fc", max_size=50)) + str(number)
        if draw(st.booleans()):
            on = each.day + timedelta(days=1)
            each = each._replace(skin_next=None, skin_next_on=on, from_check=True)
            check = Check(day=on, area=each.area, skin=draw(st.sampled_from(Skin)), at=draw(INSTANTS))
            put("days", check, f"c{number}")
        put("sessions", each._replace(note=draw(NASTY)[:300]), id_)
    for number in range(draw(st.integers(0, 3))):
        first = draw(st.dates(date(1971, 1, 1), date(2198, 1, 1)))
        last = draw(st.sampled_from((None, first, first + timedelta(days=9))))
        why = draw(st.sampled_from((None, *PauseFor)))
        put("days", Pause(first=first, last=last, at=draw(INSTANTS), why=why), f"p{number}")
    return Snapshot(tables, FILE)


@given(snapshots())
@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
def test_it_is_byte_for_byte_what_the_library_writes(snapshot: Snapshot) -> None:
    assert not snapshot.problems
    assert "".join(write_ics(snapshot)).encode() == library_calendar(snapshot).encode()


@given(NASTY)
@example("\\" * 200)
@example("a\r\nb\rc")
@example("x" * 61 + "^" + "y" * 80)
@example("\u6f22" * 100)
@example("\U0001f600\\," * 40)
@settings(max_examples=500, deadline=None)
def test_any_note_is_folded_and_escaped_as_by_the_library(note: str) -> None:
    each = stamped(None, to_document(session(note=note, id_="s")), MORNING)
    tables: Tables = {"meta": {"1": {"id": "file", "schema": 5}}, "sessions": {"1": each}}
    snapshot = Snapshot(tables, FILE)
    assert snapshot.book().sessions
    text = "".join(write_ics(snapshot))
    assert text.encode() == library_calendar(snapshot).encode()
    assert max(len(line.encode()) for line in text.split("\r\n")) <= 75


def test_the_number_of_an_event_is_one_that_calendars_can_read() -> None:
    """It counts seconds, and a clock that was wrong may have written it first in 1970 (RFC 5545 §3.3.8)."""
    each = to_document(session(id_="s"))
    old = stamped(None, each, datetime(1970, 1, 1, tzinfo=UTC))
    new = stamped(old, each, datetime(2199, 1, 1, tzinfo=UTC))
    tables: Tables = {"meta": {"1": {"id": "file", "schema": 5}}, "sessions": {"1": new}}
    assert f"SEQUENCE:{2**31 - 1}\r\n" in "".join(write_ics(Snapshot(tables, FILE)))


def test_no_event_waits_for_the_next(store_path: Path, clock: FixedClock) -> None:
    store = Store(store_path, clock)
    many = tuple(session(at=MORNING - timedelta(days=n)) for n in range(3))
    store.change(lambda _: Change("Many", put=many))
    pieces = list(write_ics(store.read_once()))
    assert [each.count("BEGIN:VEVENT") for each in pieces] == [0, 1, 1, 1, 0]


@pytest.mark.parametrize("fault", [KeyboardInterrupt, MemoryError])
@pytest.mark.parametrize("pieces", [3, 700])
def test_one_that_is_cut_off_leaves_what_was_there(
    tmp_path: Path, fault: type[BaseException], pieces: int
) -> None:
    def cut_off() -> Iterator[str]:
        yield from ["piece\r\n"] * pieces
        raise fault

    target, own = tmp_path / "mat.ics", tmp_path / "coach.json"
    with pytest.raises(fault):
        write_output(cut_off(), target, own)
    assert not list(tmp_path.iterdir())
    target.write_text("earlier", encoding="utf-8")
    with pytest.raises(fault):
        write_output(cut_off(), target, own, force=True)
    assert [each.name for each in tmp_path.iterdir()] == ["mat.ics"]
    assert target.read_text(encoding="utf-8") == "earlier"


def test_pieces_are_written_in_their_order(tmp_path: Path) -> None:
    pieces = [f"{n}\r\n" for n in range(1_201)]
    write_output(iter(pieces), tmp_path / "mat.ics", tmp_path / "coach.json")
    assert (tmp_path / "mat.ics").read_bytes().decode() == "".join(pieces)
