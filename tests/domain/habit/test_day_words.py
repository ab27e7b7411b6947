"""A day in a line."""

from __future__ import annotations

import pytest

from coach.domain.habit.day_history import days
from coach.domain.habit.day_words import day_line
from coach.domain.model import Area, Cover, DayNote, Pause, PauseFor
from coach.domain.ramp.replay import Ramps
from tests.domain.histories import Life, at, on

TODAY = 9


def told(life: Life, n: int) -> str:
    """The line of a day, without its date."""
    line = day_line(life.book, days(Ramps(life.book), on(TODAY)), on(n))
    _, _, rest = line.partition(" \u00b7 ")
    return rest


@pytest.fixture
def life() -> Life:
    life = Life()
    life.good_days(0, 2)
    life.does(4, 1.5, Cover.TOWEL)
    life.does(5, 4.8, Cover.TOWEL, area=Area.LEGS)
    life.does(6)
    life.does(6, 3, Cover.TOWEL, area=Area.LEGS, hour=20)
    life.put(Pause(first=on(7), last=on(7), at=at(7)))
    life.put(Pause(first=on(8), last=on(8), at=at(8), why=PauseFor.ILLNESS))
    return life


@pytest.mark.parametrize(
    ("n", "line"),
    [
        (-1, "before your first session"),
        (0, "done, 5 minutes"),
        (3, "no session"),
        (4, "1:30 minutes"),  # too short to keep the day, and told all the same
        (5, "done, 4:48 minutes (legs)"),
        (7, "rest day"),
        (8, "pause"),
        (9, "nothing yet"),
        (10, "still to come"),
    ],
)
def test_a_day_is_told_by_its_state_and_what_was_done(life: Life, n: int, line: str) -> None:
    assert told(life, n) == line


def test_several_sessions_are_added_up_with_their_areas(life: Life) -> None:
    assert told(life, 6).endswith("in 2 sessions (back and legs)")


def test_a_note_on_the_day_or_on_a_session_of_it_is_named(life: Life) -> None:
    life.book = life.book._replace(notes=(DayNote(id="1", day=on(3), text="slept badly"),))
    assert told(life, 3) == "no session \u00b7 a note"
    life.put(life.last._replace(note="stiff"))
    assert told(life, life.last.day.toordinal() - on(0).toordinal()).endswith(" \u00b7 a note")
    assert not told(life, 0).endswith("note")
