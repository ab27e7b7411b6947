"""Lines that break, processes that are killed, second terminals and clocks that jump, within a session.

The terminals are small, so that the clock stands on the screen as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.person import Person

MORNING = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)
"""7:30 in Zurich."""
SMALL = {"cols": 50, "rows": 12}

Loss = Callable[[Person], None]

KILLED = pytest.param(Person.is_killed, id="SIGKILL")
HUNG_UP = pytest.param(Person.loses_the_line, id="SIGHUP")
KILLED_TOO = pytest.param(Person.is_killed, id="SIGKILL", marks=pytest.mark.long)
HUNG_UP_TOO = pytest.param(Person.loses_the_line, id="SIGHUP", marks=pytest.mark.long)


@pytest.fixture(scope="module")
def fresh_file(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    with Person(tmp_path_factory.mktemp("fresh"), MORNING) as one:
        return one.prepared(("setup", "--screening", "none")).file.read_bytes()


@pytest.fixture
def person(tmp_path: Path, fresh_file: bytes) -> Iterator[Person]:
    with Person(tmp_path, MORNING, tz="Europe/Zurich") as one:
        one.file.parent.mkdir()
        one.file.write_bytes(fresh_file)
        yield one


def settles(person: Person) -> None:
    """Up to the settling down, with 5 minutes on a towel to come."""
    person.opens("[ Start ]", **SMALL)
    person.presses("enter")
    person.sees("starts in 0:30")


def lies(person: Person) -> None:
    """On the mat since this moment."""
    settles(person)
    person.presses("enter")
    person.sees("On the mat \u00b7 5:00 left")


def gets_up(person: Person) -> None:
    """Off the mat, once the minutes are over."""
    person.sees("over")
    person.presses("f")
    person.sees("How was it?")


def recorded(person: Person) -> dict[str, Any]:
    """The one session that was recorded; nothing runs any more."""
    assert person.documents("live") == []
    [session] = person.documents("sessions")
    return session


def running(person: Person) -> dict[str, Any]:
    """The one session that runs; nothing was recorded yet."""
    assert person.documents("sessions") == []
    [live] = person.documents("live")
    return live


@pytest.mark.parametrize("loses", [KILLED_TOO, HUNG_UP])
def test_lost_while_settling_down(person: Person, loses: Loss) -> None:
    settles(person)
    person.lets_pass(seconds=10)
    person.sees("starts in 0:20")
    before = person.file.read_bytes()
    loses(person)
    person.lets_pass(minutes=5)
    person.opens("[ Start ]", **SMALL)
    assert person.file.read_bytes() == before
    assert person.documents("live") == person.documents("sessions") == []


@pytest.mark.parametrize("loses", [KILLED, HUNG_UP_TOO])
def test_lost_while_running(person: Person, loses: Loss) -> None:
    lies(person)
    before = person.file.read_bytes()
    person.lets_pass(minutes=2)
    person.sees("On the mat \u00b7 3:00 left")
    loses(person)
    person.lets_pass(seconds=70)
    person.opens("On the mat \u00b7 1:50 left", **SMALL)
    assert person.file.read_bytes() == before
    person.lets_pass(seconds=110)
    gets_up(person)
    session = recorded(person)
    assert (session["done_min"], session["ended"]) == (5.0, "completed")


@pytest.mark.parametrize("loses", [KILLED_TOO, HUNG_UP])
def test_lost_while_paused(person: Person, loses: Loss) -> None:
    lies(person)
    person.lets_pass(minutes=2)
    person.sees("On the mat \u00b7 3:00 left")
    person.presses("space")
    person.sees(re.compile(r"Paused.* 3:00 left"))
    before = person.file.read_bytes()
    person.lets_pass(minutes=1)
    loses(person)
    person.lets_pass(minutes=30)
    person.opens(re.compile(r"Paused.* 3:00 left"), **SMALL)
    assert person.file.read_bytes() == before
    person.presses("space")
    person.sees("On the mat \u00b7 3:00 left")
    loses(person)
    person.lets_pass(minutes=2)
    person.opens("On the mat \u00b7 1:00 left", **SMALL)
    person.lets_pass(minutes=1)
    gets_up(person)
    session = recorded(person)
    assert (session["done_min"], session["ended"]) == (5.0, "completed")
    assert session["started_at"] == "2026-01-05T07:30:00+01:00"


@pytest.mark.parametrize("loses", [KILLED, HUNG_UP])
@pytest.mark.parametrize(
    "typing",
    [
        pytest.param(False, id="at the check-in", marks=pytest.mark.long),
        pytest.param(True, id="while typing a note"),
    ],
)
def test_lost_after_the_session(person: Person, loses: Loss, typing: bool) -> None:
    lies(person)
    person.lets_pass(minutes=5)
    gets_up(person)
    person.presses("3")
    person.sees("[3]")
    if typing:
        person.presses("tab", "tab", "tab", "tab")
        person.at.type("lavender")
        person.sees("lavender")
    loses(person)
    person.opens("Done today", **SMALL)
    session = recorded(person)
    assert (session["done_min"], session["ended"]) == (5.0, "completed")
    # Nothing is written before Enter, but on the way out, where there is time for it.
    in_order = loses is Person.loses_the_line
    assert session.get("sharpness") == (3 if in_order else None)
    assert session.get("note", "") == ("lavender" if in_order and typing else "")
    assert person.asks("today")["streak"]["current"] == 1


@pytest.mark.parametrize("loses", [KILLED, HUNG_UP_TOO])
def test_over_before_anyone_came_back(person: Person, loses: Loss) -> None:
    lies(person)
    person.lets_pass(minutes=2)
    loses(person)
    person.lets_pass(hours=2)
    before = person.file.read_bytes()
    person.opens("Your 5 minutes ended at 07:35. Did you stay to", **SMALL)
    loses(person)
    person.opens("Your 5 minutes ended at 07:35. Did you stay to", **SMALL)
    assert person.file.read_bytes() == before
    person.presses("enter")
    person.sees("How was it?")
    session = recorded(person)
    assert (session["done_min"], session["ended"]) == (5.0, "recovered")
    loses(person)
    person.opens("Done today", **SMALL)
    assert recorded(person) == session
    assert person.asks("today")["streak"]["current"] == 1


def test_over_and_let_go_of(person: Person) -> None:
    lies(person)
    person.is_killed()
    person.lets_pass(hours=2)
    person.opens("Did you stay to", **SMALL)
    person.presses("d")
    person.sees("Discarded that session")
    assert person.documents("live") == person.documents("sessions") == []
    person.closes()
    person.opens("[ Start ]", **SMALL)


# Two terminals


def test_a_second_terminal_joins_and_neither_runs_without_the_other(person: Person) -> None:
    lies(person)
    person.lets_pass(minutes=1)
    person.sees("On the mat \u00b7 4:00 left")
    other = person.opens_another("On the mat \u00b7 4:00 left", **SMALL)
    live = running(person)
    other.send("space")
    other.wait_for(re.compile(r"Paused.* 4:00 left"))
    person.sees(re.compile(r"Paused.* 4:00 left"))
    person.lets_pass(minutes=2)
    person.presses("space")
    other.wait_for("On the mat \u00b7 4:00 left")
    person.sees("On the mat \u00b7 4:00 left")
    assert running(person)["id"] == live["id"]
    person.presses("f")
    person.sees("Finish early?")
    person.presses("f")
    person.sees("How was it?")
    text = other.wait_for("ended in another terminal")
    assert "How was it?" not in text
    session = recorded(person)
    assert (session["id"], session["done_min"], session["ended"]) == (live["id"], 1.0, "stopped")
    person.presses("3")
    person.sees("[3]")
    person.presses("enter")
    person.sees("Checked in")
    assert recorded(person)["sharpness"] == 3


def test_both_press_stop(person: Person) -> None:
    lies(person)
    other = person.opens_another("On the mat \u00b7 5:00 left", **SMALL)
    person.lets_pass(minutes=2)
    for terminal in (person.at, other):
        terminal.wait_for("On the mat \u00b7 3:00 left")
    other.send("x")
    for terminal in (person.at, other):
        terminal.wait_for("Stop because of what you feel?")
    for terminal in (person.at, other):
        terminal.send("x")
    asked = [terminal.wait_for(re.compile("How was it|ended in")) for terminal in (person.at, other)]
    assert sorted("How was it" in text for text in asked) == [False, True]
    session = recorded(person)
    assert (session["done_min"], session["ended"]) == (2.0, "sensation")


def test_two_settle_down_and_one_session_comes_of_it(person: Person) -> None:
    settles(person)
    other = person.opens_another("[ Start ]", **SMALL)
    other.send("enter")
    other.wait_for("starts in 0:30")
    person.presses("enter")
    person.sees("On the mat \u00b7 5:00 left")
    person.lets_pass(seconds=20)
    person.sees("On the mat \u00b7 4:40 left")
    other.send("enter")
    other.wait_for("On the mat \u00b7 4:40 left")
    running(person)


def test_today_in_a_second_terminal_leads_to_the_session(person: Person) -> None:
    settles(person)
    other = person.opens_another("[ Start ]", **SMALL)
    person.presses("enter")
    person.sees("On the mat \u00b7 5:00 left")
    other.wait_for("[ Back to the session ]")
    person.lets_pass(minutes=1)
    other.send("enter")
    other.wait_for("On the mat \u00b7 4:00 left")
    assert person.runs("status").stdout.count("\n") == 1
    assert person.asks("status")["state"] == "running"


# Clocks

JUMPS = [
    pytest.param(timedelta(days=-1), id="back a day"),
    pytest.param(timedelta(hours=-1), id="back an hour", marks=pytest.mark.long),
    pytest.param(timedelta(days=1), id="on a day", marks=pytest.mark.long),
]


@pytest.mark.parametrize("by", JUMPS)
def test_the_clock_is_set_within_a_session(person: Person, by: timedelta) -> None:
    lies(person)
    person.lets_pass(minutes=1)
    person.sees("On the mat \u00b7 4:00 left")
    person.hands.set(person.hands.now() + by)
    person.lets_pass(minutes=1)
    person.sees("On the mat \u00b7 3:00 left")
    person.is_killed()
    person.lets_pass(minutes=1)
    person.opens("On the mat \u00b7 2:00 left", **SMALL)
    person.lets_pass(minutes=2)
    gets_up(person)
    session = recorded(person)
    began = MORNING.astimezone(ZoneInfo("Europe/Zurich")) + by
    assert (session["done_min"], session["ended"]) == (5.0, "completed")
    assert (session["day"], session["started_at"]) == (began.date().isoformat(), began.isoformat())
    assert session["ended_at"] == (began + timedelta(minutes=5)).isoformat()


def test_the_machine_starts_anew_within_a_session(person: Person) -> None:
    lies(person)
    person.lets_pass(minutes=1)
    person.is_killed()
    person.hands.reboot("boot-2")
    person.lets_pass(minutes=2)
    person.opens("On the mat \u00b7 2:00 left", **SMALL)
    person.lets_pass(minutes=2)
    gets_up(person)
    assert recorded(person)["done_min"] == 5.0


def test_another_time_zone_of_the_machine_within_a_session(person: Person) -> None:
    lies(person)
    person.is_killed()
    person.tz = "Pacific/Auckland"
    person.lets_pass(minutes=2)
    person.opens("On the mat \u00b7 3:00 left", **SMALL)
    person.lets_pass(minutes=3)
    gets_up(person)
    session = recorded(person)
    assert (session["done_min"], session["day"]) == (5.0, "2026-01-05")


def test_another_time_zone_in_the_settings_within_a_session(person: Person) -> None:
    lies(person)
    person.prepared(("setup", "--tz", "America/New_York"))
    person.lets_pass(minutes=2)
    person.sees("On the mat \u00b7 3:00 left")
    person.lets_pass(minutes=3)
    gets_up(person)
    session = recorded(person)
    assert (session["done_min"], session["day"]) == (5.0, "2026-01-05")


@pytest.mark.parametrize(
    ("start", "local", "day"),
    [
        pytest.param(
            (2026, 3, 29, 0, 57), "2026-03-29T01:57:00+01:00", "2026-03-28", id="an hour is left out"
        ),
        pytest.param(
            (2026, 10, 25, 0, 57), "2026-10-25T02:57:00+02:00", "2026-10-24", id="an hour comes twice"
        ),
    ],
)
@pytest.mark.parametrize(
    "lost", [pytest.param(False, id="watched", marks=pytest.mark.long), pytest.param(True, id="lost")]
)
def test_summer_time_turns_within_a_session(
    person: Person, start: tuple[int, int, int, int, int], local: str, day: str, lost: bool
) -> None:
    person.hands.advance_to(datetime(*start, tzinfo=UTC))
    # so long after setup the safety questions come first
    assert person.runs("setup", "--unchanged").returncode == 0
    lies(person)
    person.lets_pass(minutes=2)
    person.sees("On the mat \u00b7 3:00 left")
    if lost:
        person.is_killed()
        person.hands.reboot("boot-2")
    person.lets_pass(minutes=2)
    if lost:
        person.opens("On the mat \u00b7 1:00 left", **SMALL)
    person.sees("On the mat \u00b7 1:00 left")
    person.lets_pass(minutes=1)
    gets_up(person)
    session = recorded(person)
    assert (session["done_min"], session["started_at"], session["day"]) == (5.0, local, day)
