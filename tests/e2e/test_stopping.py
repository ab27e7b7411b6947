"""Someone comes off because of what they feel: by the keys, at once, and where the line is lost."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.person import Person

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
ASKED = "Stop because of what you feel?"
SMALL = {"cols": 59, "rows": 40}
"""Wide enough for whole sentences, and narrow enough for the clock as text."""


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with Person(tmp_path, MORNING) as one:
        one.prepared(("setup", "--screening", "none"))
        one.opens("[ Start ]", **SMALL)
        one.presses("enter")
        one.sees("starts in 0:30")
        one.presses("enter")
        one.sees("On the mat \u00b7 5:00 left")
        yield one


def recorded(person: Person) -> tuple[Any, ...]:
    """The one session that was recorded; nothing runs any more."""
    assert person.documents("live") == []
    [session] = person.documents("sessions")
    return session["done_min"], session["ended"], session.get("stopped_for")


def test_x_and_d_stop_for_dizziness_at_the_first_of_them(person: Person) -> None:
    person.lets_pass(seconds=90)
    person.sees("On the mat \u00b7 3:30 left")
    person.presses("x")
    person.sees(ASKED)
    person.lets_pass(seconds=50)
    person.presses("d")
    person.sees("stay down until it passes")
    person.sees("You stopped in time; your streak is safe today.")
    assert recorded(person) == (1.5, "sensation", "dizzy")


def test_a_stop_in_the_first_minute_is_kept(person: Person) -> None:
    person.lets_pass(seconds=12)
    person.sees("On the mat \u00b7 4:48 left")
    person.presses("x", "x")
    person.sees("You stopped in time; your streak is safe today.")
    assert recorded(person) == (0.2, "sensation", None)
    person.presses("escape")
    person.sees("no second session")
    person.closes()
    assert person.asks("today")["streak"]["grace_left"] == 2
    assert "No second session there today." in person.runs("today").stdout


@pytest.mark.parametrize("loses", [Person.is_killed, Person.loses_the_line], ids=["SIGKILL", "SIGHUP"])
def test_a_line_lost_over_the_question_loses_no_stop(person: Person, loses: Callable[[Person], None]) -> None:
    person.lets_pass(seconds=12)
    person.sees("On the mat \u00b7 4:48 left")
    person.presses("x")
    person.sees(ASKED)
    loses(person)
    person.lets_pass(hours=2)
    person.opens("You stopped in time; your streak is safe today.", **SMALL)
    assert recorded(person) == (0.2, "sensation", None)


def test_back_soon_the_question_stands_there_still(person: Person) -> None:
    person.lets_pass(seconds=90)
    person.sees("On the mat \u00b7 3:30 left")
    person.presses("x")
    person.sees(ASKED)
    person.is_killed()
    person.lets_pass(seconds=60)
    person.opens(ASKED, **SMALL)
    person.presses("k")
    person.sees("On the mat \u00b7 2:30 left")
    person.presses("x", "n")
    person.sees("Move gently. If the feeling")
    assert recorded(person) == (2.5, "sensation", "numb")


def test_whoever_falls_asleep_over_the_question_is_rung_for(person: Person) -> None:
    person.lets_pass(seconds=90)
    person.sees("On the mat \u00b7 3:30 left")
    person.presses("x")
    person.sees(ASKED)
    person.lets_pass(minutes=2)
    person.sees("Get up slowly. Any key stops")
    assert recorded(person) == (1.5, "sensation", None)
    before = person.at.bells
    person.lets_pass(seconds=31)
    assert person.at.wait_until(lambda: person.at.bells > before)


def test_said_after_the_line_was_lost_it_is_kept_too(person: Person) -> None:
    person.lets_pass(seconds=20)
    person.sees("On the mat \u00b7 4:40 left")
    person.presses("space")
    person.sees(re.compile(r"Paused.* 4:40 left"))
    person.loses_the_line()
    person.lets_pass(hours=2)
    person.opens("press x", **SMALL)
    person.presses("x", "d")
    person.sees("stay down until it passes")
    assert recorded(person) == (0.33, "sensation", "dizzy")
