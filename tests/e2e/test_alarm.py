"""What reaches someone who is not looking: asked for and tried in the settings, silenced in a session."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.person import Person
from tests.e2e.term import Terminal

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with Person(tmp_path, MORNING) as one:
        yield one.prepared(("setup", "--screening", "none"))


def walks_to(person: Person, label: str) -> None:
    """In the settings, up from the last line until what is explained is the line of that name."""
    person.presses("6")
    person.sees("[6 Settings]")
    person.presses("G")
    for line in ("Undo", "Export", "Backups", "Data file", "Send a test", "Notifications"):
        person.sees(re.compile(rf"\u2502\u2502 {line} *\u2502"))
        if line == label:
            return
        person.presses("k")


def test_a_notification_is_asked_for_and_tried(person: Person) -> None:
    person.opens("[ Start ]")
    walks_to(person, "Notifications")
    person.presses("enter")
    person.sees("iTerm2")
    person.presses("j", "enter")
    person.sees("Saved.")
    assert [each["notify"] for each in person.documents("profile") if "notify" in each] == ["osc9"]
    walks_to(person, "Send a test")
    before = person.at.bells
    person.presses("enter")
    person.sees("Sent.")
    assert person.at.bells == before + 1
    assert b"\x1b]9;Mat: This is a test.\x07" in person.at.received


def test_a_muted_session_keeps_quiet(person: Person) -> None:
    person.opens("[ Start ]")
    person.presses("enter", "enter", "m")
    person.sees("muted")
    before = person.at.bells
    person.lets_pass(seconds=31)
    person.sees("It is sharpest at first")
    person.lets_pass(minutes=5)
    person.sees("Overtime")
    assert person.at.bells == before


def test_it_rings_on_after_closing_until_a_key_is_pressed(person: Person) -> None:
    """Someone fell asleep: over the time, then twice a minute; the screen says how to stop it."""
    person.opens("[ Start ]", cols=59, rows=40)
    person.presses("enter", "enter")
    person.sees("On the mat \u00b7 5:00 left")
    for left in ("4:10", "3:20", "2:30", "1:40", "0:50"):
        person.lets_pass(seconds=50)
        person.sees(f"On the mat \u00b7 {left} left")
    for over in ("0:00", "0:50", "1:40", "2:30", "3:20", "4:10"):
        person.lets_pass(seconds=50)
        person.sees(f"{over} over your")
        person.sees("Any key calms the alarm")
    person.lets_pass(seconds=50)
    person.sees("Get up slowly. Any key")
    terminal, rung = person.at, person.at.bells
    for wanted in (rung + 1, rung + 2):
        person.lets_pass(seconds=30)
        assert terminal.wait_until(partial(_has_rung, terminal, wanted))
    person.presses("tab")
    person.sees_no_more("Get up slowly.")
    before = terminal.bells
    person.lets_pass(minutes=5)
    person.presses("3")
    person.sees("3: ")
    person.closes("q")
    assert terminal.bells == before


def _has_rung(terminal: Terminal, times: int) -> bool:
    return terminal.bells >= times
