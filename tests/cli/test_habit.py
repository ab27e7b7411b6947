"""`coach fortnight`, and what `today`, `status` and `calendar` tell of the habit."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coach.domain.model import Change, Settings
from coach.store import Store
from tests.cli.conftest import Said, Shell

FIRST = date(2026, 1, 5)


def noon(coach: Shell, n: int) -> None:
    """Noon of the day with that number after the first."""
    day = FIRST + timedelta(days=n)
    coach.clock.set(datetime(day.year, day.month, day.day, 12, tzinfo=UTC))


def lives(coach: Shell, *numbers: int, before: str = "6", after: str = "4") -> None:
    """The skin check, then what is asked for, on each of the days."""
    for n in numbers:
        noon(coach, n)
        coach("check", "clear")
        minutes = str(coach.well("today", "--json").json["minutes"])
        answers = ("--sharpness", "3", "--skin", "clear", "--before", before, "--after", after)
        coach.well("log", minutes, *answers)


def today(coach: Shell, n: int) -> Said:
    noon(coach, n)
    return coach.well("today")


def test_before_the_first_session_the_fortnight_is_ahead(coach: Shell) -> None:
    assert "begin with your first session after setup" in coach.well("fortnight").out
    assert coach.well("fortnight", "--json").json == {"schema": 1, "state": "ahead", "days": 14}
    assert not coach.path.exists()


def test_while_it_runs_it_says_how_many_answers_there_are(ready: Shell) -> None:
    lives(ready, 0, 1)
    noon(ready, 3)
    said = ready.well("fortnight").out
    assert said.startswith("Day 4 of your first 14.\n")
    assert "Kept      2 of 4 days\n" in said
    assert "Soreness  2 of 5 answers so far\n" in said
    found = ready.well("fortnight", "--json").json
    assert (found["state"], found["day"], found["sessions"], found["kept_days"]) == ("running", 4, 2, 2)
    assert found["soreness"] == {"before": 6.0, "after": 4.0, "sessions": 2}
    assert found["sharpness"] == {"first_week": {"mean": 3.0, "sessions": 2}, "second_week": None}


def test_at_its_end_the_figures_are_the_users_own_and_name_no_cause(ready: Shell) -> None:
    lives(ready, *(n for n in range(14) if n != 6))
    noon(ready, 14)
    said = ready.well("fortnight").out
    for line in (
        "Your first 14 days.",
        "Days      Mon 5 Jan to Sun 18 Jan 2026",
        "Kept      13 of 14 days",
        "Soreness  6.0 before, 4.0 after; the mean of 13 sessions",
        "Sharpness 3.0 in the first week, 3.0 in the second (10 is unbearable)",
    ):
        assert f"{line}\n" in said
    assert "They show what happened, not why." in said
    assert not any(word in said for word in ("because", "thanks to", "helped", "!"))
    found = ready.well("fortnight", "--json").json
    assert (found["state"], found["day"]) == ("over", 14)
    assert found["began"] == {"area": "back", "step": 1, "cover": "towel", "minutes": 5}
    assert found["reached"]["cover"] == "shirt"
    assert "Your first 14 days are over: coach fortnight shows" in ready.well("today").out
    lives(ready, 14)
    assert "first 14 days" not in today(ready, 15).out
    assert ready.well("status", "--json").json["fortnight_day"] is None


def test_today_counts_the_first_fourteen_days(ready: Shell) -> None:
    assert "first 14" not in ready.well("today").out
    assert ready.well("today", "--json").json["fortnight"] is None
    lives(ready, 0)
    assert "\nDay 1 of your first 14.\n" in ready.well("today").out
    noon(ready, 4)
    assert ready.well("today", "--json").json["fortnight"] == {"day": 5, "days": 14, "over": False}
    assert ready.well("status", "--json").json["fortnight_day"] == 5


def test_today_says_the_plan_while_a_session_is_due(ready: Shell) -> None:
    plan = "After the morning coffee, I roll out the mat."
    settings = Settings(cue_sentence="the morning coffee")
    Store(ready.path, ready.clock).change(lambda _: Change("Plan", put=(settings,)))
    assert f"\n{plan}\n" in ready.well("today").out
    lives(ready, 0)
    assert plan not in ready.well("today").out
    assert ready.well("today", "--json").json["cue"] == plan


def test_today_has_a_calm_word_after_one_miss_and_a_welcome_after_a_week(ready: Shell) -> None:
    lives(ready, 0, 1, 2)
    assert ready.well("today", "--json").json["greeting"] is None
    said = today(ready, 4)
    assert "\nOne missed day changes little. Today is the one that counts.\n" in said.out
    assert ready.well("today", "--json").json["greeting"]["occasion"] == "missed"
    assert "missed day" not in today(ready, 5).out
    said = today(ready, 12)
    assert "\nWelcome back after 9 days away: one step down, 5 minutes on a towel.\n" in said.out
    found = ready.well("today", "--json").json
    assert found["greeting"]["occasion"] == "return"
    assert found["reason"]["text"].startswith("You had 9 days off: ")


def test_a_milestone_is_told_on_its_day_and_kept_in_status_and_calendar(ready: Shell) -> None:
    lives(ready, *range(7))
    assert "\nThe 7th kept day.\n" in ready.well("today").out
    assert ready.well("today", "--json").json["milestones"] == [{"id": "kept-7", "text": "The 7th kept day"}]
    assert "kept day." not in today(ready, 7).out
    reached = ready.well("status", "--json").json["milestones"]
    assert reached == [
        {"day": "2026-01-09", "id": "first-shirt", "text": "First session in a T-shirt"},
        {"day": "2026-01-11", "id": "kept-7", "text": "The 7th kept day"},
    ]
    listed = "\nFri 9 Jan: First session in a T-shirt.\nSun 11 Jan: The 7th kept day.\n"
    assert listed in ready.well("calendar").out
    assert listed in ready.well("calendar", "--year", "2026").out
    assert "kept day" not in ready.well("calendar", "--month", "2026-02").out
    ready.well("undo", "--yes")
    assert [each["id"] for each in ready.well("status", "--json").json["milestones"]] == ["first-shirt"]


def test_setup_takes_the_moment_of_the_day_and_leaves_it_when_it_is_not_said(coach: Shell) -> None:
    coach.well("setup", "--screening", "none", "--cue", "I brush my teeth")
    coach.clock.advance(timedelta(minutes=1))
    coach.well("setup", "--goal-minutes", "15")
    assert "\nAfter I brush my teeth, I roll out the mat.\n" in coach.well("today").out
    coach.well("setup", "--cue", "")
    assert coach.well("today", "--json").json["cue"] is None
    said = coach("setup", "--cue", "x" * 101)
    assert said.status != 0
    assert "100 characters are enough" in said.err
