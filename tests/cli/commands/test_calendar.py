from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import Change, DayNote
from coach.store import Store
from tests.cli.conftest import Shell


def week(coach: Shell) -> None:
    """Done, done, kept, missed, rest, pause, and today."""
    for log in ("5", "5", "3"):
        coach.well("log", log, "--sharpness", "2", "--skin", "clear")
        coach.clock.advance(timedelta(days=1))
        coach.well("check", "clear")
    coach.clock.advance(timedelta(days=1))
    coach.well("check", "pink")
    coach.clock.advance(timedelta(days=1))
    coach.well("pause", "2026-01-10", "2026-01-10", "--for", "holiday")
    coach.clock.advance(timedelta(days=1))


def test_a_month_by_shape(ready: Shell) -> None:
    week(ready)
    day = ready.clock.now().date()
    Store(ready.path, ready.clock).change(
        lambda book: Change("Note", put=(DayNote(day=day - timedelta(days=1), text="[red]train\x1b"),))
    )
    assert ready.well("calendar").out.splitlines() == [
        "January 2026",
        "",
        "  Mo    Tu    We    Th    Fr    Sa    Su",
        "                    1\u00b7    2\u00b7    3\u00b7    4\u00b7",
        "  5\u25a0    6\u25a0    7\u2584    8\u00d7    9\u25cb   10\u2500' [11\u00b7]",
        " 12    13    14    15    16    17    18",
        " 19    20    21    22    23    24    25",
        " 26    27    28    29    30    31",
        "",
        "A ' after a mark means that the day has a note.",
        "",
        "\u25a0 done   \u2584 kept   \u00d7 missed   \u25cb rest day   \u2500 pause   \u00b7 no session"
        "   [ ] today",
        "Streak: 3 days, best 3, 3 days in all; 1 day of grace left.",
    ]


def test_a_year_in_rows_of_weekdays(ready: Shell) -> None:
    week(ready)
    lines = ready.well("calendar", "--year", "2026", "--ascii").out.splitlines()
    assert lines[0] == "2026"
    assert " ".join(lines[2].split()) == "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"
    rows = {line[1:3]: line[4:] for line in lines[3:10]}
    assert [rows[name][:2].rstrip() for name in ("Mo", "Tu", "We", "Th", "Fr", "Sa", "Su")] == [
        " #", " #", " +", ".x", ".o", ".-", ".@",
    ]  # fmt: skip
    assert "@ today" in lines[-2]


def test_other_months_and_years(ready: Shell) -> None:
    assert ready.well("calendar", "--month", "2024-02").out.startswith("February 2024\n")
    assert "29" in ready.well("calendar", "--month", "2024-02").out
    assert ready.well("calendar", "--year", "1970").status == 0
    assert ready.well("calendar", "--year", "2199").status == 0
    assert ready.well("calendar", "--month", "1970-01").status == 0


def test_one_day_without_a_reason_is_a_rest_day_wherever_it_is_told(ready: Shell) -> None:
    said = ready.well("pause", "2026-01-05", "2026-01-05").out
    assert said.startswith("Took a rest day on Mon 5 Jan 2026.\n")
    assert ready("pause", "2026-01-05").err == (
        "There is already a rest day on Mon 5 Jan 2026: cancel it first.\n"
    )
    assert "your back \u00b7 rest day" in ready.well("today").out
    assert "rest day" in ready.well("plan", "--days", "2").out
    told = ready.well("calendar").out + ready.well("export", "--format", "ics").out
    assert "5\u25cb" in told
    assert "SUMMARY:Mat: rest day" in told
    assert ready.well("pause", "--off").out.startswith("Cancelled the rest day on Mon 5 Jan 2026.\n")


def test_pauses_are_announced_and_ended(ready: Shell) -> None:
    assert ready.well("pause").out.startswith("Set a pause from Mon 5 Jan 2026.\n")
    assert ready("pause", "2026-02-01").status == 1  # the open one covers it
    ready.clock.advance(timedelta(days=2))
    assert ready.well("pause", "--off").out.startswith("Ended the pause from Mon 5 Jan 2026.\n")
    assert ready.well("today", "--json").json["state"] == "due"
    said = ready.well("pause", "2026-02-01", "2026-02-03").out
    assert said.startswith("Set a pause from Sun 1 Feb 2026 to Tue 3 Feb 2026.\n")
    assert ready.well("pause", "--off").out.startswith("Cancelled the pause from Sun 1 Feb 2026.\n")


@pytest.mark.parametrize(
    ("typed", "heading"),
    [
        ("last month", "December 2025"),
        ("This  month", "January 2026"),
        ("dec", "December 2025"),
        ("2026-2", "February 2026"),
    ],
)
def test_a_month_is_read_as_people_type_it(ready: Shell, typed: str, heading: str) -> None:
    assert ready.well("calendar", "--month", typed).out.startswith(heading)


def test_the_days_in_words_one_line_for_those_that_are_alike(ready: Shell) -> None:
    for missed in (False, False, True, False):
        if not missed:
            ready("check", "clear")
            ready.well("log", "5", "--sharpness", "3", "--skin", "clear")
        ready.clock.advance(timedelta(days=1))
    ready.well("note", "calm")
    ready.well("pause", "2026-01-09", "2026-01-09")
    said = ready.well("calendar", "--list").out.splitlines()
    assert said[:7] == [
        "January 2026.",
        "Mon 5 Jan to Tue 6 Jan: done.",
        "Wed 7 Jan: no session.",
        "Thu 8 Jan: kept.",
        "Fri 9 Jan: rest day.",
        "A note on Fri 9 Jan.",
        "",
    ]
    assert said[-1].startswith("Streak: 3 days")
    assert not any(each.startswith("#") or "■" in each for each in said)


def test_a_month_without_days_says_so_and_a_year_in_words_has_its_number(ready: Shell) -> None:
    ready.well("log", "5")
    assert ready.well("calendar", "--month", "2025-11", "--list").out.splitlines()[0] == (
        "November 2025: nothing yet."
    )
    assert ready.well("calendar", "--year", "2026", "--list").out.splitlines()[:2] == [
        "2026.",
        "Mon 5 Jan: done.",
    ]
