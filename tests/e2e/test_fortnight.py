"""Fourteen days with the coach in a real terminal, by keys alone, against values worked out by hand."""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from tinydb import TinyDB

from tests.e2e.fortnight_days import FORTNIGHT, Day
from tests.e2e.person import Person
from tests.tools import require

MORNING = datetime(2026, 1, 5, 6, 30, tzinfo=UTC)
"""Monday, 7:30 where the person lives; the server keeps UTC."""
NOTE = "[b]lavender[/b] \u05e9\u05dc\u05d5\u05dd \U0001f33f :)"
"""What the person notes on the 6th; none of it means anything to the program."""

AWAY_NOTE = "visiting"
"""What the person notes on the 19th."""

CHECKS = {"clear": "1", "pink": "2", "sore": "3", "broken": "4"}


BACK = MORNING + timedelta(days=17)
"""Thursday the 22nd: after a rest day on the 19th and a holiday on the 20th and 21st."""

THREE_DAYS_OFF = {
    "date": "2026-01-22",
    "state": "due",
    "needs_check": True,
    # the same step once more, though an advance was due
    "step": 2,
    "cover": "towel",
    "minutes": 7,
    "code": "return-repeat",
    "streak": (12, 12, 2),
}
"""What `coach today --json` has to say then: a pause bridges the streak, and takes no day of grace."""

STATES = {
    **dict.fromkeys((5, 6, 7, 8, 11, 12, 13, 16, 17, 18), "done"),
    10: "kept",
    15: "kept",
    9: "missed",
    14: "rest",
    19: "rest",
    20: "pause",
    21: "pause",
    22: "today",
}
"""The days of January up to then as `coach calendar --json` has them."""


@pytest.fixture
def person(tmp_path: Path) -> Iterator[Person]:
    with Person(tmp_path, MORNING) as one:
        yield one


def sets_up(person: Person) -> None:
    """Nothing ticked, new to it, the goal that is offered, and a zone, as the server keeps UTC."""
    person.opens("What this is")
    person.presses("enter")
    person.sees("Is the mat for you?")
    assert not person.file.exists()
    person.presses("enter")
    person.sees("Which time zone are you in?")
    person.at.type("zurich")
    person.sees("Europe/Zurich: it is Mon 07:30 there")
    person.presses("enter")
    person.sees("How much have you used a mat?")
    person.presses("enter")
    person.sees("What are you aiming for?")
    person.presses("enter")
    person.sees("Your first session")
    person.presses("enter")
    person.sees("Enter starts your first session")


def lives(person: Person, day: Day) -> None:
    """A day from the opening of the coach to its closing."""
    if person.terminal is None:
        person.opens("Today's session")
    if day.check:
        person.sees("Answer the skin check")
        person.presses("enter")
        person.sees("How is the skin of your back")
        person.presses(CHECKS[day.check])
        person.sees(f"Answered the skin check for the back: {day.check}")
    if day.how == "rested":
        text = person.sees("The skin check comes first")
        assert "Start" not in text
    else:
        person.sees(f"step {day.step} of 15")
        lies_down(person, day)
        checks_in(person, day)
    person.closes()


def lies_down(person: Person, day: Day) -> None:
    """The session, up to the check-in."""
    person.presses("enter")
    person.sees("Settle down")
    person.presses("enter")
    person.sees("On the mat")
    match day.how:
        case "killed":
            person.lets_pass(minutes=day.after)
            person.is_killed()
            person.opens(f"{day.minutes - day.after:g}:00 left. Still on the mat?")
            person.lets_pass(minutes=day.minutes - day.after)
            person.sees("Overtime")
            person.presses("f")
        case "finished":
            person.lets_pass(minutes=day.after)
            person.presses("f")
            person.sees("Finish early?")
            person.presses("f")
        case "stopped":
            person.lets_pass(minutes=day.after)
            person.presses("x")
            person.sees("Stop because of what you feel?")
            person.presses("x")
        case _:
            person.lets_pass(minutes=day.minutes)
            person.sees("Overtime")
            person.presses("f")
    person.sees("How was it?")


def checks_in(person: Person, day: Day) -> None:
    """Sharpness, soreness 5 before and 3 after, skin, and on one day a note."""
    person.presses(str(day.sharpness))
    person.sees(f"[{day.sharpness}]")
    person.presses("tab", "5", "tab", "3", "tab", CHECKS[day.skin])
    text = person.sees(f"{CHECKS[day.skin]} {day.skin}]")
    assert re.search(r"Soreness before.*\[5\]", text)
    assert re.search(r"Soreness after.*\[3\]", text)
    if day.january == 6:
        person.presses("tab")
        person.at.type(NOTE)
        person.sees("[b]lavender[/b]")
    person.presses("enter")
    person.sees("Checked in on the back")


def evening(day: Day) -> dict[str, object]:
    """What `coach today --json` has to say once the day's session is over."""
    rested = day.how == "rested"
    return {
        "date": f"2026-01-{day.january:02}",
        "state": "rest" if rested else "done",
        "area": "back",
        "cover": None if rested else day.cover,
        "minutes": None if rested else day.minutes,
        "step": day.step,
        "steps": 15,
        "code": day.code,
        "needs_check": False,
        "streak": (day.streak, day.streak, day.grace),
    }


def told(person: Person) -> dict[str, object]:
    """What it says."""
    found: dict[str, Any] = person.asks("today")
    wanted = ("date", "state", "area", "cover", "minutes", "step", "steps", "needs_check")
    streak = found["streak"]
    return {name: found[name] for name in wanted} | {
        "code": found["reason"]["code"],
        "streak": (streak["current"], streak["best"], streak["grace_left"]),
    }


def test_a_fortnight(person: Person) -> None:
    sets_up(person)
    for day in FORTNIGHT:
        person.hands.advance_to(MORNING + timedelta(days=day.january - 5))
        if day.minutes or day.check:
            lives(person, day)
            assert told(person) == evening(day)

    person.hands.advance_to(MORNING + timedelta(days=14))
    the_morning_after(person)
    the_screens_say_it(person)
    the_file_says_it(person)
    is_away(person)
    comes_back(person.asks)


def is_away(person: Person) -> None:
    """On the 19th a note, a slip with an answer of the day before, and days off ahead."""
    person.opens("Today's session")
    person.presses("2")
    person.sees("January 2026")
    person.presses("n")
    person.sees("Note")
    person.at.type(AWAY_NOTE)
    person.presses("enter")
    person.sees("Wrote a note on Mon 19 Jan 2026")
    person.presses("left", "e")
    person.sees("Sore before")
    person.presses(*["tab"] * 4, "8")
    person.sees("[8]")
    person.presses("enter")
    person.sees("Edited 7 minutes on the back, Sun 18 Jan 2026. Saved.")
    assert told(person)["code"] == "too-much"
    person.presses("u")
    person.sees("Undo: Edited 7 minutes on the back, Sun 18 Jan 2026, today 07:30?")
    person.presses("enter")
    person.sees("Undone: Edited 7 minutes on the back, Sun 18 Jan 2026")
    assert told(person)["code"] == "advance"
    person.presses("1")
    person.sees("Today's session")
    person.presses("r")
    person.sees("Took a rest day on Mon 19 Jan 2026")
    person.presses("4")
    person.sees("[4 Plan]")
    person.presses("p")
    person.sees("Add another pause")
    person.presses("n")
    person.sees("a day, or +6")
    person.presses("tab")
    person.at.type("+1")
    person.presses("tab", "1", "enter")
    person.sees("Set a pause for a holiday from Tue 20 Jan 2026 to Wed 21 Jan 2026")
    person.closes()
    person.hands.advance_to(BACK)


def comes_back(asks: Callable[[str], Any]) -> None:
    """Days, ramp and streak after the days off, whatever they were set by."""
    found = asks("today")
    streak = found["streak"]
    wanted = [name for name in THREE_DAYS_OFF if name not in ("code", "streak")]
    assert {name: found[name] for name in wanted} | {
        "code": found["reason"]["code"],
        "streak": (streak["current"], streak["best"], streak["grace_left"]),
    } == THREE_DAYS_OFF
    days = asks("calendar")["days"]
    states = {int(each["date"][-2:]): each["state"] for each in days}
    assert {n: state for n, state in states.items() if state not in ("before", "future")} == STATES
    assert [each["date"] for each in days if each["note"]] == ["2026-01-06", "2026-01-19"]


def the_morning_after(person: Person) -> None:
    """Monday the 19th: towel 7 was clean, so towel 10 is due, once the skin is found clear."""
    found = person.asks("today")
    assert (found["date"], found["state"], found["needs_check"]) == ("2026-01-19", "due", True)
    assert (found["step"], found["cover"], found["minutes"]) == (3, "towel", 10)
    assert found["reason"]["code"] == "advance"
    assert (found["next"]["cover"], found["next"]["minutes"]) == ("shirt", 5)
    # 4 kept, 1 missed, 4 kept, 1 rest (skipped), 4 kept, with m = 0.5^(1/13):
    # (1 - m^4) m^9 + 1 - m^8 = 1 - m^8 + m^9 - m^13 = 0.466 of the 1 - m^13 = 0.5 that 13 days can reach
    assert found["streak"] == {
        "unit": "days",
        "best_other": 0,
        "week": None,
        "current": 12,
        "best": 12,
        "grace_left": 2,
        "total_days": 12,
        "consistency": 0.932,
    }
    assert found["caps"] == {"session_min": 30, "day_left_min": 20}


def the_screens_say_it(person: Person) -> None:
    """The calendar, the streak and the ramp, on Today, Calendar and Plan."""
    person.opens("12-day streak", cols=120, rows=40)
    text = person.sees("step 3 of 15")
    assert {day.january: day.mark for day in FORTNIGHT} == marks(text)
    person.presses("2")
    person.sees("January 2026")
    assert {day.january: day.mark for day in FORTNIGHT} == marks(person.at.screen_text())
    # One clean session leads back to step 4; then two a step: 11 steps and 22 days later the goal.
    person.presses("4")
    person.sees("Wed 11 Feb")
    # each is waited for: what is painted comes in pieces
    person.sees(re.compile(r"2 +7 minutes +reached"))
    person.sees(re.compile(r"3 +10 minutes +here, 0 of 1 clean"))
    person.sees(re.compile(r"5 +7 minutes +Thu 22 Jan"))
    person.closes()


def marks(text: str) -> dict[int, str]:
    """The days of a month on the screen that have a mark of the past."""
    return {int(day): mark for day, mark in re.findall(r"(?<!\d)(\d{1,2})([■▄\u00d7○─])", text)}


def the_file_says_it(person: Person) -> None:
    """The documents, as stock TinyDB reads them, and what is in them."""
    raw = json.loads(person.file.read_text(encoding="utf-8"))
    with TinyDB(person.file, access_mode="r") as database:
        assert database.tables() == set(raw)
        for name, table in raw.items():
            assert {str(each.doc_id): dict(each) for each in database.table(name)} == table

    lain = [day for day in FORTNIGHT if day.minutes]
    answers = [day.check for day in FORTNIGHT if day.check]
    sessions = sorted(person.documents("sessions"), key=lambda each: str(each["day"]))
    assert [each["day"] for each in sessions] == [f"2026-01-{day.january:02}" for day in lain]
    assert [(each["cover"], each["planned_min"], each["done_min"], each["ended"]) for each in sessions] == [
        (day.cover, day.minutes, day.done, day.ended) for day in lain
    ]
    assert [(each["sharpness"], each["before"], each["after"], each["skin_after"]) for each in sessions] == [
        (day.sharpness, 5, 3, day.skin) for day in lain
    ]
    # The first answer stays with the session: sore on the 14th, though clear on the 15th; the last is open.
    expected = [*["clear"] * 7, "sore", *["clear"] * 3, None]
    first = {
        str(each["day"]): each["skin"]
        for each in sorted(every(person, "check"), key=lambda each: str(each["at"]), reverse=True)
    }
    assert [first.get(str(each.get("skin_next_on"))) for each in sessions] == expected
    assert not [each for each in sessions if "skin_next" in each], "it is in the check alone"
    assert [each.get("note", "") for each in sessions] == ["", NOTE, *[""] * 10]
    assert all(each["started_at"].endswith("T07:30:00+01:00") for each in sessions)
    assert len({each["id"] for each in sessions}) == 12
    checks = sorted((str(each["day"]), each["skin"]) for each in every(person, "check"))
    assert [skin for _, skin in checks] == answers
    assert person.documents("live") == []
    [goal] = every(person, "goal")
    assert (goal["cover"], goal["minutes"]) == ("bare", 20)


def every(person: Person, kind: str) -> list[dict[str, Any]]:
    """The documents of a kind, in whatever table they are."""
    tables = json.loads(person.file.read_text(encoding="utf-8"))
    return [each for name in tables for each in person.documents(name) if each.get("kind") == kind]


def test_jq_reads_the_file(person: Person) -> None:
    require("jq")
    person.prepared(("setup", "--screening", "none"), ("log", "5", "--note", NOTE))
    done = subprocess.run(
        ["jq", "-r", ".sessions[].note", person.file], capture_output=True, text=True, check=True
    )
    assert done.stdout == f"{NOTE}\n"
    whole = subprocess.run(["jq", ".", person.file], capture_output=True, text=True, check=True)
    assert json.loads(whole.stdout) == json.loads(person.file.read_text(encoding="utf-8"))
