"""Time that goes by while nobody looks: a terminal that stalls, a machine asleep, a clock that is set."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from coach.domain.model import Live
from coach.store import Store
from tests.conftest import FixedClock
from tests.e2e.clock import ShiftedClock
from tests.e2e.person import Person
from tests.screens.days import lived, set_up_on

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
SMALL = {"cols": 50, "rows": 12}
"""So small that the clock stands on the screen as text."""


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    """Somebody with sessions of twenty minutes, two minutes into one of them."""
    with Person(tmp_path, MORNING) as one:
        clock = FixedClock(MORNING)
        lived(set_up_on(one.file, clock), clock, 40)
        one.opens("[ Start ]", **SMALL)
        one.presses("enter")
        one.sees("starts in")
        one.presses("enter")
        one.sees("On the mat \u00b7 20:00 left")
        one.lets_pass(minutes=2)
        one.sees("On the mat \u00b7 18:00 left")
        yield one


def test_a_stall_of_twenty_seconds(person: Person) -> None:
    """The terminal takes nothing for as long; then the right time stands there, and no bell was missed."""
    person.at.stall()
    person.lets_pass(seconds=20)
    person.sees("On the mat \u00b7 17:40 left")
    person.lets_pass(seconds=1)
    person.sees("On the mat \u00b7 17:39 left")
    person.presses("space")
    person.sees(re.compile(r"Paused.* 17:39 left"))


def test_a_stall_over_a_cue_rings_once(person: Person) -> None:
    before = person.at.bells
    person.at.stall()
    person.lets_pass(minutes=9)
    person.sees("On the mat \u00b7 9:00 left")
    assert person.at.wait_until(lambda: person.at.bells > before)
    person.lets_pass(seconds=1)
    person.sees("On the mat \u00b7 8:59 left")
    assert person.at.bells == before + 1


def test_a_key_pressed_in_a_stall_is_done_after_it(person: Person) -> None:
    person.at.stall()
    person.presses("space")
    person.sees(re.compile(r"Paused.* 18:00 left"))


def test_a_sleep_of_ten_minutes(person: Person) -> None:
    """The machine sleeps: the clock that counts from boot goes on meanwhile, the process does not."""
    before = person.file.read_bytes()
    person.lets_pass(minutes=10)
    person.sees("On the mat \u00b7 8:00 left")
    assert person.file.read_bytes() == before


@pytest.mark.parametrize("by", [timedelta(hours=-1), timedelta(hours=1)], ids=["back", "on"])
def test_a_clock_that_is_set_by_an_hour(person: Person, by: timedelta) -> None:
    person.hands.set(person.hands.now() + by)
    person.lets_pass(seconds=30)
    person.sees("On the mat \u00b7 17:30 left")
    person.loses_the_line()
    person.lets_pass(seconds=30)
    person.opens("On the mat \u00b7 17:00 left", **SMALL)
    assert isinstance(Store(person.file, ShiftedClock(person.hands.file)).read().live, Live)


def test_a_sleep_past_the_end_asks_how_long_it_was(person: Person) -> None:
    person.lets_pass(minutes=40)
    person.sees(re.compile("Your 20 minutes ended at 07:50"))
    assert person.documents("live") != []
    person.presses("enter")
    person.sees("How was it?")
    session = max(person.documents("sessions"), key=lambda each: str(each["started_at"]))
    assert (session["done_min"], session["ended"]) == (20.0, "recovered")
