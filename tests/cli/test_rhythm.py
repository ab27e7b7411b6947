"""A rhythm of some days a week in all commands, and against a plain recount of what they export."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time, timedelta, timezone
from io import StringIO
from pathlib import Path
from shutil import rmtree

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from coach.domain.habit.pauses import announce
from coach.domain.habit.rhythm_choice import choose_rhythm
from coach.domain.model import (
    Area,
    Book,
    Change,
    Check,
    Cover,
    PauseFor,
    Record,
    RhythmSet,
    Session,
    Settings,
    Skin,
)
from coach.store import Store
from tests.cli.conftest import Shell
from tests.recount import recount_weeks

MONDAY = date(2026, 1, 5)
ZONES = (0, 9, -8, 13)
"""Hours from UTC, as of someone who travels."""


def lain(day: date, hours: int = 0, minutes: float = 5, hour: int = 12) -> Session:
    """A session on a day, on the clock of a zone."""
    begun = datetime.combine(day, time(hour), timezone(timedelta(hours=hours)))
    if hour < 3:
        begun += timedelta(days=1)
    return Session(Area.BACK, begun, day, minutes, Cover.TOWEL, skin_after=Skin.CLEAR)


def goes_to(shell: Shell, day: date, hour: int = 20) -> None:
    shell.clock.set(datetime.combine(day, time(hour), UTC))


def put(shell: Shell, *records: Record) -> None:
    Store(shell.path, shell.clock).change(lambda _: Change("Put", put=records))


def choose(shell: Shell, days: int) -> Book:
    day, now = shell.clock.now().date(), shell.clock.now()
    return Store(shell.path, shell.clock).change(lambda book: choose_rhythm(book, days, day, now)).book


@pytest.fixture
def weekly(ready: Shell) -> Shell:
    """Every day for a week, and since then 3 days a week: one week kept, and two days of the next."""
    goes_to(ready, MONDAY)
    later = RhythmSet(at=ready.clock.now(), days=3, first=MONDAY + timedelta(7))
    put(
        ready,
        Settings(tz="UTC"),
        later,
        *(lain(MONDAY + timedelta(n)) for n in (*range(7), 7, 9, 11, 14, 16)),
    )
    goes_to(ready, MONDAY + timedelta(17))
    return ready


def test_the_streak_has_its_unit_everywhere(weekly: Shell) -> None:
    week = {"first": "2026-01-19", "last": "2026-01-25", "kept": 2, "asked": 3, "met": False}
    today = weekly.well("today", "--json").json
    assert (today["optional"], today["streak"]["unit"], today["streak"]["current"]) == (False, "weeks", 1)
    assert (today["streak"]["best_other"], today["streak"]["grace_left"]) == (7, None)
    assert today["streak"]["week"] == week
    assert weekly.well("insights", "--json").json["streak"]["week"] == week
    line = "Streak: 1 week, best 1 week and 7 days, 12 days in all; 2 of 3 this week, consistency 100%."
    assert line in weekly.well("today").out
    assert line in weekly.well("calendar").out
    assert "Streak of all areas: 1 week, best 1 week and 7 days, 12 days" in weekly.well("insights").out
    assert weekly.well("status").out.strip().endswith(" 1 week \u00b7 2 of 3 this week")
    fields = "{streak} {unit} {week}/{asked} [{grace}] [{optional}]"
    assert weekly.well("status", "--format", fields).out == "1 weeks 2/3 [] []\n"
    assert "3 days a week" in weekly.well("settings").out


def test_once_the_week_is_kept_a_session_is_optional(weekly: Shell) -> None:
    assert "ptional" not in weekly.well("remind").out + weekly.well("today").out
    put(weekly, lain(MONDAY + timedelta(17)))
    goes_to(weekly, MONDAY + timedelta(18))
    weekly.well("check", "clear")
    assert weekly.well("remind").out.endswith(". This week is kept, 3 of 3 days.\n")
    said = weekly.well("today").out
    assert "optional" in said.splitlines()[0]
    assert "Optional: this week is kept, 3 of 3 days." in said
    assert weekly.well("today", "--json").json["optional"] is True
    assert weekly.well("remind", "--json").json["optional"] is True
    assert weekly.well("status").out.startswith("optional: ")
    assert weekly("remind", "--streak").status == 1


def test_a_reminder_for_the_streak_comes_on_the_day_that_decides(weekly: Shell) -> None:
    for n, due in ((17, False), (19, False), (20, True)):
        goes_to(weekly, MONDAY + timedelta(n))
        weekly("check", "clear")
        assert (weekly("remind", "--streak").status == 0) is due, n
    assert "It keeps your streak of 1 week." in weekly.well("remind", "--streak").out


def test_an_open_day_has_no_mark_of_a_miss(weekly: Shell) -> None:
    assert "x" not in weekly.well("calendar", "--month", "2026-01", "--ascii").out.split("\n\n")[1]


def test_the_report_counts_weeks(weekly: Shell, tmp_path: Path) -> None:
    goes_to(weekly, MONDAY + timedelta(28))
    weekly.well("report", "-o", str(tmp_path / "report.md"))
    said = (tmp_path / "report.md").read_text(encoding="utf-8")
    assert "1 of 3 weeks: 3 days a week chosen." in said
    assert "12 days: those with 2 minutes or more" in said
    assert "no single day counts as missed" in said


def test_it_is_exported_taken_in_and_undone(weekly: Shell, tmp_path: Path) -> None:
    exported = tmp_path / "all.json"
    weekly.well("export", "-o", str(exported))
    documents = weekly.well("export").json["profile"].values()
    rhythms = [each for each in documents if each.get("kind") == "rhythm"]
    assert [(each["days"], each["first"]) for each in rhythms] == [(3, "2026-01-12")]
    rmtree(weekly.path.parent)
    weekly.well("import", str(exported))
    assert weekly.well("today", "--json").json["streak"]["unit"] == "weeks"
    book = choose(weekly, 5)
    assert [each.days for each in book.rhythms] == [3, 5]
    assert "5 a week from Mon 26 Jan" in weekly.well("settings").out
    assert "Set the rhythm to 5 days a week from Mon 26 Jan 2026" in weekly.well("undo").out
    assert "3 days a week" in weekly.well("settings").out


def test_it_is_set_as_it_is_on_the_screen(weekly: Shell) -> None:
    told = weekly.well("settings", "rhythm").out
    assert told.startswith("Rhythm (rhythm): 3 days a week.")
    assert weekly.well("settings", "--json").json["rhythm"] == "3"
    said = weekly.well("settings", "rhythm", "4").out
    assert said.startswith("Set the rhythm to 4 days a week from Mon 26 Jan 2026.")
    assert "The articles ask for every day" in said
    assert weekly.well("settings", "Rhythm", "4").out == "Rhythm is 4 days a week already.\n"
    back = weekly.well("settings", "rhythm", "every-day", "--json").json
    assert (back["changed"], back["value"]) == (True, "every-day")
    assert "Then your streak counts days again" in back["about"]
    before = weekly.bytes()
    wrong = weekly("settings", "rhythm", "2")
    assert (wrong.status, wrong.out) == (2, "")
    assert "use every-day, or 3, 4, 5 or 6" in wrong.err
    assert weekly.bytes() == before


Day = tuple[str, int]


@pytest.mark.parametrize("days", [3, 4, 5, 6])
@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    lived=st.lists(st.tuples(st.sampled_from("kkkkk.....rps"), st.integers(0, 3)), min_size=8, max_size=50),
    changes=st.dictionaries(st.integers(0, 48), st.integers(3, 7), max_size=3),
    start=st.integers(0, 6),
    rollover=st.integers(0, 6),
)
def test_what_is_exported_counted_again_is_the_same(
    ready: Shell, days: int, lived: list[Day], changes: dict[int, int], start: int, rollover: int
) -> None:
    """`k` kept, `s` too short, `r` a rest that the skin check ordered, `p` a pause; each day in some zone."""
    rmtree(ready.path.parent)
    goes_to(ready, MONDAY)
    ready.well("setup", "--screening", "none", "--tz", "UTC")
    book = Book()
    for n, wanted in sorted(({0: days} | changes).items()):
        if n >= len(lived):
            break
        goes_to(ready, MONDAY + timedelta(n))
        if n:
            # the start of the week and the hour of the day change between two choices
            put(ready, Settings(tz="UTC", week_start=(start + n) % 7, rollover=rollover))
        book = choose(ready, wanted)
    rhythms = plainly(book)
    off: set[date] = set()
    records: list[Record] = []
    for n, (mark, zone) in enumerate(lived):
        day = MONDAY + timedelta(n)
        if mark in "ks":
            records.append(lain(day, ZONES[zone], 5 if mark == "k" else 1.5))
        elif mark == "r" and n and lived[n - 1][0] in "ks":
            at = datetime.combine(day, time(13), UTC)
            records.append(Check(day=day, area=Area.BACK, skin=Skin.SORE, at=at))
            off.add(day)
        elif mark == "p":
            now = ready.clock.now()
            records += announce(Book(), now, day, day, PauseFor.HOLIDAY).put
            off.add(day)
    last = MONDAY + timedelta(len(lived) - 1)
    goes_to(ready, last, 23)
    put(ready, *records)
    rows = list(csv.DictReader(StringIO(ready.well("export", "--format", "csv").out)))
    plain = recount_weeks(rows, last, off, rhythms)
    streak = ready.well("today", "--json").json["streak"]
    assert streak["unit"] == plain["unit"]
    if any(mark == "k" for mark, _ in lived):
        assert (streak["current"], streak["best"]) == (plain["streak"], plain["best"][plain["unit"]])
        assert streak["consistency"] == pytest.approx(plain["consistency"], abs=0.001)
        assert (streak["week"] and (streak["week"]["kept"], streak["week"]["asked"])) == plain["week"]


def plainly(book: Book) -> tuple[tuple[date, int], ...]:
    """The rhythms by their first days: each takes the place of those that had not begun by then."""
    found: list[tuple[date, int]] = []
    for each in book.rhythms:
        found = [other for other in found if other[0] < each.first] + [(each.first, each.days)]
    plain: list[tuple[date, int]] = []
    for first, asks in found:
        before = plain[-1] if plain else (first, 7)
        if asks != before[1] or (asks < 7 and before[0].weekday() != first.weekday()):
            plain.append((first, asks))
    return tuple(plain)
