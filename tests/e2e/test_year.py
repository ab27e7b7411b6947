"""A year with the coach in a real terminal, by keys alone; every figure counted again from its export.

The days are drawn by a seed: sessions, skin that is pink, sore or once broken, misses, gaps, pauses,
journeys over time zones, other areas, kills, backfilled days, late nights. What the person did is written
down by the test alone.
"""

from __future__ import annotations

import csv
import io
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

import pytest

from tests.e2e.person import Person
from tests.recount import recount

HOME = "Europe/Zurich"
FIRST = date(2026, 1, 5)
JOURNEYS = {
    date(2026, 2, 20): ("Asia/Tokyo", 9),
    date(2026, 6, 12): ("America/New_York", 14),
    date(2026, 9, 3): ("Pacific/Auckland", 12),
}
"""The first day away, where to, and how many days; on 28 March and 24 October clocks change at home."""
GAPS = {date(2026, 3, 14): 8, date(2026, 7, 20): 16, date(2026, 10, 2): 33}
"""Days on which the coach is not opened, from the first one on."""
HOLIDAYS = {date(2026, 4, 18): 7, date(2026, 12, 24): 5}
"""Pauses announced on their first day."""
BROKEN = date(2026, 8, 22)
"""From when on the next skin check finds a blister."""
AREAS = {"back": 0, "legs": 1, "glutes": 2, "feet": 3}
"""By the line of the list of areas."""
ASKED = {"clear": "1", "pink": "2", "sore": "3", "broken": "4"}


@dataclass
class Year:
    """The person, the dice, and what was done."""

    person: Person
    dice: Random = field(default_factory=lambda: Random(2026))
    off: set[date] = field(default_factory=set)
    """Days of rest, of a closed area, and of a pause."""
    done: list[tuple[date, str]] = field(default_factory=list)
    """The sessions, by day and area."""
    sore: bool = False
    closed_until: date = date.min
    broke: bool = False

    def zone(self, day: date) -> str:
        """Where the person is."""
        for begin, (name, days) in JOURNEYS.items():
            if begin <= day < begin + timedelta(days):
                return name
        return HOME

    def wakes(self, day: date, *, late: bool = False) -> None:
        """Half past seven there, or half past one of the night after, which is the same day still."""
        at = datetime.combine(day + timedelta(late), time(1 if late else 7, 30), ZoneInfo(self.zone(day)))
        self.person.tz = self.zone(day)
        self.person.hands.advance_to(at)

    def lives(self, day: date) -> None:
        """A day, or nothing of it."""
        for begin, days in (*GAPS.items(), *HOLIDAYS.items()):
            if begin <= day < begin + timedelta(days):
                if begin in HOLIDAYS:
                    self.goes_on_holiday(day, begin, days)
                return
        if day < self.closed_until:
            self.off.add(day)
            return
        if not self.sore and day != FIRST and day != self.closed_until and self.dice.random() < 0.1:
            return
        self.wakes(day, late=self.dice.random() < 0.05)
        self.person.opens("Streak")
        if self.lies_on("back", day):
            if self.dice.random() < 0.25:
                self.goes_to_another_area(day)
            if self.dice.random() < 0.05:
                self.adds_what_was_forgotten(day)
        self.person.closes()
        assert self.person.asks("today")["date"] == str(day)

    def goes_on_holiday(self, day: date, begin: date, days: int) -> None:
        """Announced on the first day from the shell; the rest of it passes."""
        if day == begin:
            self.wakes(day)
            last = begin + timedelta(days - 1)
            self.person.prepared(("pause", str(begin), str(last)))
        self.off.add(day)

    def lies_on(self, area: str, day: date) -> bool:
        """A skin check where one is asked for, and a session where it may be; whether there was one."""
        person = self.person
        text = person.sees("[ ")
        if "Answer the skin check" in text:
            found = self.looks_at(area, day)
            person.presses("enter")
            person.sees(f"How is the skin of your {area}")
            person.presses(ASKED[found])
            person.sees(f": {found}. Saved")
            self.sore = found in ("pink", "sore") and area == "back"
            if found == "broken":
                self.closed_until = day + timedelta(7)
            if found != "clear":
                if not any(each == day for each, _ in self.done):
                    self.off.add(day)
                return False
            text = person.sees("[ Start ]")
        if "[ Start ]" not in text:
            return False
        self.session(area, day)
        return True

    def looks_at(self, area: str, day: date) -> str:
        """How the skin is."""
        if area == "back" and day >= BROKEN and not self.broke:
            self.broke = True
            return "broken"
        return "clear" if self.dice.random() < 0.94 or area != "back" else self.dice.choice(("pink", "sore"))

    def session(self, area: str, day: date) -> None:
        """On the mat, and how it was."""
        person, dice = self.person, self.dice
        person.sees("[ Start ]")
        minutes = person.asks("today", "--area", area)["minutes"]
        person.presses("enter")
        person.sees("Settle down")
        person.presses("enter")
        person.sees("On the mat")
        sharpness = dice.choices(range(10), (1, 3, 6, 8, 6, 4, 2, 1, 0.4, 0.3))[0]
        how = dice.random()
        if how < 0.04:
            person.lets_pass(minutes=minutes / 2)
            person.is_killed()
            person.opens("left. Still on the mat?")
            self.stays(minutes / 2)
        elif how < 0.1:
            person.lets_pass(minutes=max(1.5, minutes * 0.6))
            person.presses("f")
            person.sees("Finish early?")
            person.presses("f")
        elif how < 0.13:
            sharpness = 8
            person.lets_pass(minutes=max(1.5, minutes * 0.5))
            person.presses("x")
            person.sees("Stop because of what you feel?")
            person.presses("x")
        else:
            self.stays(minutes)
        person.sees("How was it?")
        self.done.append((day, area))
        if dice.random() < 0.93:
            person.presses(str(sharpness))
            person.sees(f"[{sharpness}]")
            person.presses("tab", str(dice.randint(2, 8)), "tab", str(dice.randint(1, 6)), "tab", "1")
            person.sees("[1 clear]")
            person.presses("enter")
        else:
            person.presses("escape")
        person.sees("[ Done ]")
        person.presses("enter")
        person.sees("Streak")

    def stays(self, minutes: float) -> None:
        """To the end; at the cap it ends by itself, and asks, for the clock has leapt there."""
        ends = ("Overtime", "Did you stay to the end?", "How was it?")
        self.person.lets_pass(minutes=minutes)
        text = self.person.sees(lambda shown: any(each in shown for each in ends))
        if ends[0] in text:
            self.person.presses("f")
        elif ends[1] in text:
            self.person.presses("y")

    def goes_to_another_area(self, day: date) -> None:
        """One of the others, if it is open and the day has minutes left for it."""
        person = self.person
        area = self.dice.choice(("legs", "glutes", "feet"))
        if person.asks("today", "--area", area)["state"] != "due":
            return
        person.presses("a")
        person.sees("Details")
        person.presses(*("j" * AREAS[area]), "enter")
        person.sees(lambda shown: "[ Start ]" in shown or "Answer the skin check" in shown)
        self.lies_on(area, day)

    def adds_what_was_forgotten(self, day: date) -> None:
        """Yesterday's session, if there was none: by hand, in the calendar."""
        yesterday = day - timedelta(1)
        if yesterday < FIRST or yesterday in self.off or any(each == yesterday for each, _ in self.done):
            return
        person = self.person
        person.presses("2")
        person.sees("[2 Calendar]")
        person.presses("left", "b")
        person.sees("Record a session")
        person.presses("5", "enter")
        person.sees("Saved")
        self.done.append((yesterday, "back"))


@pytest.fixture
def year(tmp_path: Path) -> Iterator[Year]:
    begin = datetime.combine(FIRST, time(7, 30), ZoneInfo(HOME))
    with Person(tmp_path, begin, tz=HOME) as one:
        one.opens("What this is")
        for seen in (
            "Is the mat for you?",
            "How much have you used a mat",
            "What are you aiming for?",
            "Your first session",
        ):
            one.presses("enter")
            one.sees(seen)
        one.presses("enter")
        one.sees("Enter starts your first session")
        one.closes()
        yield Year(one)


@pytest.mark.parametrize("days", [2, pytest.param(365, marks=pytest.mark.long)])
def test_a_year(year: Year, days: int) -> None:
    for number in range(days):
        year.lives(FIRST + timedelta(number))
    last = FIRST + timedelta(days - 1)
    year.wakes(last, late=True)
    person = year.person
    exported = person.runs("export", "--format", "csv").stdout
    rows = list(csv.DictReader(io.StringIO(exported)))
    assert sorted(year.done) == sorted((local(row), row["area"]) for row in rows)
    counted = recount(rows, last, year.off)
    told = person.asks("today")["streak"]
    assert {name: told[name] for name in ("current", "best", "total_days", "consistency")} == {
        "current": counted["streak"],
        "best": counted["best"],
        "total_days": counted["total_days"],
        "consistency": counted["consistency"],
    }
    figures = person.asks("insights")
    assert (figures["sessions"], round(figures["minutes"])) == (counted["sessions"], counted["minutes"])
    weeks = {each["first"]: round(each["minutes"], 1) for each in figures["weeks"] if each["sessions"]}
    assert weeks
    assert weeks.items() <= counted["weeks"].items()
    assert figures["soreness"]["sessions"] == counted["answered_both"]
    if counted["answered_both"] >= 5:
        assert round(figures["soreness"]["lower_by"], 1) == counted["relief"]
    assert person.runs("doctor").returncode == 0
    sys.stdout.write(f"\n{days} days: {counted}\n")


def local(row: dict[str, str]) -> date:
    """The day of a session as it was lived, from 3 in the morning on."""
    return (datetime.fromisoformat(row["started_at"]) - timedelta(hours=3)).date()
