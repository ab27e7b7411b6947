"""From a locked Today to the safety questions, a doctor's yes, and back to an open Today."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.person import Person

MORNING = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)
_MORE = "More below."


def flat(text: str) -> str:
    """The words on the screen, without frames and line ends."""
    return re.sub(r"[\s─-╿]+", " ", text)


@pytest.mark.parametrize(("cols", "rows"), [(80, 24), (45, 20)])
def test_a_doctors_yes_opens_a_locked_today(tmp_path: Path, cols: int, rows: int) -> None:
    """By keys alone: Enter, down to the line of the doctor, Space, Enter; and the session can begin."""
    with Person(tmp_path, MORNING) as person:
        person.prepared(("setup", "--screening", "pregnant", "--tz", "Europe/Zurich"))
        assert person.asks("today")["state"] == "locked"
        person.opens("[ Change safety answers ]", cols=cols, rows=rows)
        assert "[ Start ]" not in person.at.screen_text()
        person.presses("enter")
        person.sees(lambda text: "[x]" in text and "a doctor agreed to the mat" in text)
        person.presses("enter")
        if rows < 24:
            # Enter goes on only from the end of the questions
            person.sees("more questions")
            person.sees("unsure whether it is for me")
            person.presses("enter")
        person.sees(lambda text: "No session while this applies; the tips are open." in flat(text))
        person.presses("1")
        person.sees("[ Change safety answers ]")
        person.presses("enter")
        person.sees("a doctor agreed to the mat")
        person.presses(*["down"] * 5, "space")
        # with the yes the words below are fewer, and every question is in sight
        person.sees(lambda text: text.count("[x]") == 2 and "unsure whether" in text and _MORE not in text)
        person.presses("enter")
        person.sees(lambda text: "[ Start ]" in text and "minutes on a towel" in flat(text))
        assert person.asks("today")["state"] == "due"
        person.presses("enter")
        person.sees(lambda text: "feel dizzy, faint" in flat(text))
        person.closes("ctrl+c", "y")
