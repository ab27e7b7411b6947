"""The app itself, killed or hung up on at any moment: what a person saw is in the file."""

from __future__ import annotations

import re
import select
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from random import Random

import pytest

from coach.store import Store
from tests.conftest import FixedClock
from tests.e2e.person import Person

MORNING = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)
SMALL = {"cols": 50, "rows": 12}
LEFT = re.compile(r"(\d+):00 left")

Loss = Callable[[Person], None]


def begin(folder: Path) -> tuple[bytes, bytes]:
    """A file with a running session of 5 minutes, and the clock file that goes with it."""
    folder.mkdir()
    with Person(folder, MORNING) as one:
        one.prepared(("setup", "--screening", "none"), ("log", "3", "--on", "2026-01-04", "--note", "old"))
        one.prepared(("check", "clear"))
        one.opens("[ Start ]", **SMALL)
        one.presses("enter")
        one.sees("starts in 0:30")
        one.presses("enter")
        one.sees(LEFT)
        one.is_killed()
        return one.file.read_bytes(), one.hands.file.read_bytes()


def lose_it_somewhere(person: Person, loses: Loss, random: Random) -> int:
    """Ask for one more minute several times and lose the app meanwhile; how many the file has."""
    person.opens(LEFT, **SMALL)
    presses = random.randrange(3, 13)
    for _ in range(presses):
        person.presses("+")
        select.select([], [], [], random.random() * 0.04)
    select.select([], [], [], random.random() * 0.4)
    left = LEFT.search(person.at.screen_text())
    loses(person)
    shown = int(left[1]) - 5 if left else 0
    store = Store(person.file, FixedClock(MORNING))
    book = store.read()
    assert store.problems == ()
    assert [each.note for each in book.sessions] == ["old"]
    assert book.live is not None
    assert shown <= book.live.extra_min <= presses
    return int(book.live.extra_min)


def campaign(tmp_path: Path, loses: Loss, times: int) -> str:
    file, clock = begin(tmp_path / "first")
    random, changes = Random(times), 0
    for time in range(times):
        folder = tmp_path / f"{time}"
        folder.mkdir()
        with Person(folder, MORNING) as person:
            person.file.parent.mkdir()
            person.file.write_bytes(file)
            person.hands.file.write_bytes(clock)
            more = lose_it_somewhere(person, loses, random)
            changes += more
            if time % 10 == 0:
                person.opens(f"On the mat \u00b7 {5 + more}:00 left", **SMALL)
    return f"{times} times {loses.__name__}: {changes} changes in the files, none lost that was on the screen"


@pytest.mark.parametrize("loses", [Person.is_killed, Person.loses_the_line])
def test_the_app_is_lost_at_a_random_moment(tmp_path: Path, loses: Loss) -> None:
    campaign(tmp_path, loses, 1)


@pytest.mark.long
@pytest.mark.parametrize("loses", [Person.is_killed, Person.loses_the_line])
def test_the_app_is_lost_at_a_hundred_random_moments(tmp_path: Path, loses: Loss) -> None:
    sys.stdout.write(f"\n{campaign(tmp_path, loses, 100)}\n")
