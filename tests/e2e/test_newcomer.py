"""Someone who has never seen the coach: from the first key to the mat, with what the screen says alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.person import Person

MORNING = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)

STEPS = (
    "What this is",
    "Is the mat for you?",
    "How much have you used a mat?",
    "What are you aiming for?",
    "Your first session",
    "Enter starts your first session",
    "Enter starts the clock at once",
    "On the mat",
)
"""What the screens say on the way, where the machine knows its zone; Enter leads from each to the next."""

WHY = "A first session is short and soft, to learn how your skin reacts: 5 minutes on a towel."


@pytest.fixture
def newcomer(tmp_path: Path) -> Iterator[Person]:
    with Person(tmp_path, MORNING, tz="Europe/Zurich") as one:
        yield one


def flat(text: str) -> str:
    """The words on the screen, without frames and line ends."""
    return re.sub(r"[\s\u2500-\u257f]+", " ", text)


def test_enter_alone_leads_to_the_mat_and_the_screen_says_so(newcomer: Person) -> None:
    newcomer.opens(STEPS[0])
    for said in STEPS[1:]:
        assert "Enter" in newcomer.at.screen_text(), newcomer.at.picture()
        newcomer.presses("enter")
        newcomer.sees(said)
    [live] = newcomer.documents("live")
    assert (live["cover"], live["planned_min"]) == ("towel", 5)
    newcomer.lets_pass(minutes=2)
    newcomer.sees("The next cue")
    assert len(STEPS) - 1 <= 8


def test_why_it_is_five_minutes_on_a_towel_is_said_before_the_session(newcomer: Person) -> None:
    newcomer.opens(STEPS[0])
    for said in STEPS[1:5]:
        newcomer.presses("enter")
        newcomer.sees(said)
    newcomer.sees(lambda text: WHY in flat(text))
    newcomer.presses("enter")
    newcomer.sees(STEPS[5])
    newcomer.presses("s", "escape")
    newcomer.sees(lambda text: "towel" in text and "reacts" in text)
    newcomer.presses("enter")
    newcomer.sees("on a towel")


@pytest.mark.parametrize("place", range(len(STEPS) - 1), ids=lambda place: STEPS[place])
def test_leaving_on_the_way(newcomer: Person, place: int) -> None:
    newcomer.opens(STEPS[0])
    for said in STEPS[1 : place + 1]:
        newcomer.presses("enter")
        newcomer.sees(said)
    # beside the first session stands a field to type in
    newcomer.closes("ctrl+q" if STEPS[place] == "Your first session" else "q")
    answered = place > STEPS.index("Is the mat for you?")
    assert newcomer.file.exists() is answered, "each page is saved as it is answered"
    if answered:
        assert newcomer.documents("live") == newcomer.documents("sessions") == []
    if place >= STEPS.index("Your first session"):
        newcomer.opens("Today's session")
    else:
        newcomer.opens(STEPS[place] if answered else STEPS[0])


@pytest.mark.parametrize("key", ["ctrl+c", "ctrl+q"])
def test_the_two_other_keys_that_close_it(newcomer: Person, key: str) -> None:
    newcomer.opens(STEPS[0])
    newcomer.presses("enter")
    newcomer.sees(STEPS[1])
    newcomer.closes(key)
    assert not newcomer.file.exists()


def test_the_clock_is_not_left_without_a_question(newcomer: Person) -> None:
    newcomer.opens(STEPS[0])
    for said in STEPS[1:]:
        newcomer.presses("enter")
        newcomer.sees(said)
    newcomer.lets_pass(minutes=2)
    newcomer.presses("ctrl+c")
    newcomer.sees("A session is running")
    newcomer.presses("escape")
    newcomer.sees_no_more("A session is running")
    newcomer.presses("q")
    newcomer.sees("A session is running")
    newcomer.closes("l")
    [live] = newcomer.documents("live")
    newcomer.opens("3:00 left. Still on the mat?")
    assert newcomer.documents("live") == [live]


def test_someone_who_should_not_is_told_why_and_finds_no_timer(newcomer: Person) -> None:
    newcomer.opens(STEPS[0])
    newcomer.presses("enter")
    newcomer.sees(STEPS[1])
    newcomer.presses("3")
    newcomer.sees("[x] a blood-clot problem")
    newcomer.presses("enter")
    newcomer.sees(STEPS[2])
    newcomer.presses("enter")
    newcomer.sees(STEPS[3])
    newcomer.presses("enter")
    newcomer.sees("No session for now")
    newcomer.presses("enter")
    newcomer.sees("No session while this applies")
    newcomer.presses("1")
    newcomer.sees("[ Change safety answers ]")
    text = newcomer.at.screen_text()
    assert "[ Start ]" not in text
    assert "blood-clot" in flat(text)
    newcomer.presses("s")
    assert newcomer.asks("today")["state"] == "locked"
    assert newcomer.documents("live") == []


def test_each_easier_session_that_is_offered_can_be_had(newcomer: Person) -> None:
    """From 5 minutes in a T-shirt that is 5 on a towel; 7 and 10 there are lower steps, but no shorter."""
    newcomer.prepared(("setup", "--screening", "none", "--start", "some"))
    newcomer.opens("minutes in a T-shirt")
    newcomer.presses("e")
    text = newcomer.sees("Enter Just today")
    assert re.findall(r"\d+ minutes on a towel", text) == ["5 minutes on a towel"]
    newcomer.presses("enter")
    newcomer.sees("Settle down")
    newcomer.presses("enter")
    newcomer.sees("On the mat")
    [live] = newcomer.documents("live")
    assert (live["cover"], live["planned_min"]) == ("towel", 5)
