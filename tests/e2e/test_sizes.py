"""Terminals of every size, and a window that is dragged about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.person import Person

MORNING = datetime(2026, 1, 5, 7, 30, tzinfo=UTC)
PLAIN = "5:00 on the mat \u00b7 space pause \u00b7 x stop"


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with Person(tmp_path, MORNING) as one:
        yield one.prepared(("setup", "--screening", "none"))


SIZES = [
    pytest.param(
        200, 60, ("Today's session", "[ Start ]", "Last 12 months"), id="200x60", marks=pytest.mark.long
    ),
    pytest.param(120, 40, ("Today's session", "[ Start ]", "Ramp", "Last 12 months"), id="120x40"),
    pytest.param(
        80, 24, ("Today's session", "[ Start ]", "Tip of the day"), id="80x24", marks=pytest.mark.long
    ),
    pytest.param(60, 20, ("Today's session", "[ Start ]", "q Quit"), id="60x20", marks=pytest.mark.long),
    pytest.param(40, 12, ("minutes on a towel", "[ Start ]", "q Quit"), id="40x12"),
    pytest.param(39, 11, ("5 minutes on a towel", "[ Start ]", "q Quit"), id="39x11", marks=pytest.mark.long),
    pytest.param(20, 6, ("5 minutes on a", "q Quit"), id="20x6"),
    pytest.param(5, 2, (), id="5x2", marks=pytest.mark.long),
    pytest.param(1, 1, (), id="1x1"),
    pytest.param(0, 0, (), id="a size of nothing"),
]


@pytest.mark.parametrize(("cols", "rows", "said"), SIZES)
def test_it_opens_and_closes_at_any_size(person: Person, cols: int, rows: int, said: tuple[str, ...]) -> None:
    if cols <= 1:
        person.opens(lambda _: person.at.modes.on.get(1016), cols=cols, rows=rows)
    else:
        person.opens(lambda text: bool(text) and all(each in text for each in said), cols=cols, rows=rows)
    person.closes()


@pytest.mark.parametrize(
    ("cols", "rows", "lines"),
    [
        pytest.param(59, 24, ("On the mat \u00b7 5:00 left of 5 minutes", "Space Pause", "x Stop")),
        pytest.param(
            40,
            12,
            ("On the mat \u00b7 5:00 left of 5 minutes", "Space Pause", "x Stop"),
            marks=pytest.mark.long,
        ),
        pytest.param(28, 8, ("5:00 left of 5 minutes", "space pause \u00b7 x stop", "dizzy, faint or numb.")),
        pytest.param(len(PLAIN), 2, PLAIN.split(" \u00b7 ", 1)),
        pytest.param(22, 6, PLAIN.split(" \u00b7 ", 1), marks=pytest.mark.long),
    ],
)
def test_a_session_in_a_small_terminal_has_its_time_and_its_keys(
    person: Person, cols: int, rows: int, lines: Sequence[str]
) -> None:
    person.opens("[ Start ]")
    person.presses("enter")
    person.sees("Settle down")
    person.presses("enter")
    person.sees("On the mat")
    person.at.resize(cols, rows)
    # below 40 columns the keys have a line of their own, so that none is cut by minutes of two digits
    for line in lines:
        person.sees(line)
    person.at.resize(60, 16)
    person.sees("The next cue comes at 4:30")


STORMS = [
    pytest.param("today", 80, 24),
    pytest.param("today", 47, 13, marks=pytest.mark.long),
    pytest.param("calendar", 120, 40, marks=pytest.mark.long),
    pytest.param("session", 50, 12),
    pytest.param("session", 100, 30, marks=pytest.mark.long),
]


@pytest.mark.parametrize(("screen", "cols", "rows"), STORMS)
def test_after_a_hundred_sizes_the_screen_is_that_of_a_fresh_start(
    person: Person, screen: str, cols: int, rows: int
) -> None:
    if screen == "session":
        person.opens("[ Start ]")
        person.presses("enter")
        person.sees("Settle down")
        person.presses("enter")
        person.sees("On the mat")
        person.closes("ctrl+q", "l")

    def fresh(size: tuple[int, int]) -> None:
        person.opens("left" if screen == "session" else "Quit", cols=size[0], rows=size[1])
        if screen == "calendar":
            person.presses("2")
            person.sees("[2 Calendar")

    fresh((cols, rows))
    wanted = settled(person)
    person.closes("ctrl+q", *("l" if screen == "session" else ""))
    fresh((80, 24))
    for turn in range(100):
        person.at.resize(1 + turn * 37 % 190, 1 + turn * 17 % 60)
    person.at.resize(cols, rows)
    person.sees(lambda text: text == wanted)
    person.closes("ctrl+q", *("l" if screen == "session" else ""))


def settled(person: Person) -> str:
    """The screen, once it has been the same for a moment."""
    text = ""
    while text != person.at.screen_text():
        text = person.at.screen_text()
        person.at.wait_until(lambda: False, 0.5)
    return text
