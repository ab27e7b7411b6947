"""Keys that arrive all at once, as over a slow line, do what they do one by one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.person import Person

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
SMALL = {"cols": 50, "rows": 12}


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with Person(tmp_path, MORNING) as one:
        yield one.prepared(("setup", "--screening", "none"))


def test_into_a_session_and_through_its_questions(person: Person) -> None:
    person.opens("[ Start ]", **SMALL)
    person.presses("enter", "enter")
    person.sees("On the mat \u00b7 5:00 left")
    person.presses("x", "k", "space")
    person.sees(re.compile(r"Paused.* 5:00 left"))
    person.presses("space")
    person.sees("On the mat \u00b7 5:00 left")
    person.lets_pass(minutes=3)
    person.sees("On the mat \u00b7 2:00 left")
    person.presses("x", "x", "6", "tab", "1", "0", "tab", "2", "enter")
    person.sees("Checked in")
    [session] = person.documents("sessions")
    assert (session["done_min"], session["ended"]) == (3.0, "sensation")
    assert (session["sharpness"], session["before"], session["after"]) == (6, 10, 2)


def test_a_slip_is_taken_back_where_it_was_made(person: Person) -> None:
    person.opens("[ Start ]")
    person.presses(":", *"exporr", "backspace", *"tt", "backspace", "left", "home", *"an ")
    person.sees("an export")


def test_keys_pressed_before_there_is_anything_to_see(person: Person) -> None:
    person.terminal = person._started(80, 24)
    person.presses("3", "2")
    person.sees("[2 Calendar]")
    person.closes()


def test_close_the_coach_and_leave_the_session_running(person: Person) -> None:
    person.opens("[ Start ]", **SMALL)
    person.presses("enter", "enter", "q", "l")
    assert person.at.wait_exit() == 0
    assert len(person.documents("live")) == 1
