"""What `coach plan` promises is what `coach today` says, where someone lives it day by day."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

import pytest

from tests.cli.conftest import Shell

DAYS = 12


def sleep(coach: Shell, days: int = 1) -> None:
    """Let days go by, up to the morning."""
    morning = coach.clock.now().replace(hour=7, minute=30)
    coach.clock.advance(morning + timedelta(days=days) - coach.clock.now())


def answer(coach: Shell, skin: str = "clear") -> None:
    """Answer the skin check where it is open."""
    if coach.well("today", "--json").json["needs_check"]:
        coach.well("check", skin)


def lie(coach: Shell, *more: str) -> dict[str, Any]:
    """A session as today asks for it, and well."""
    today: dict[str, Any] = coach.well("today", "--json").json
    coach.clock.advance(timedelta(hours=1))
    said = [*more] or ["--sharpness", "3", "--skin", "clear"]
    coach.well("log", str(today["minutes"]), "--cover", today["cover"], *said)
    return today


def live(coach: Shell, days: int) -> None:
    """So many days with a session on each, all of them clean."""
    for _ in range(days):
        answer(coach)
        lie(coach)
        sleep(coach)


def as_promised(coach: Shell, days: int = DAYS) -> list[str]:
    """Lives the days of the plan, and compares each; returns the reasons that were met."""
    promised = coach.well("plan", "--days", str(days), "--json").json["days"]
    assert len(promised) == days
    codes = []
    for day in promised:
        answer(coach)
        today = coach.well("today", "--json").json
        assert today["date"] == day["date"]
        if day["kind"] == "session":
            is_ = today["step"], today["cover"], today["minutes"], today["reason"]["code"]
            assert is_ == (day["step"], day["cover"], day["minutes"], day["code"]), day["date"]
            lie(coach)
            codes.append(day["code"])
        else:
            assert today["state"] == {"rest": "rest", "locked": "locked"}[day["kind"]]
            codes.append(day["kind"])
        sleep(coach)
    return codes


def begin(coach: Shell, *more: str) -> None:
    """Setup, with nothing that speaks against the mat."""
    coach.well("setup", "--screening", "none", "--yes", *more)


def test_over_a_day_cap_that_holds_a_long_goal_back(coach: Shell) -> None:
    begin(coach, "--goal-cover", "towel", "--goal-minutes", "30")
    codes = as_promised(coach, 24)
    assert "hold-cap" in codes
    assert codes[-1] == "hold-goal"


@pytest.mark.parametrize(
    ("off", "code"), [(5, "return-repeat"), (9, "return"), (20, "return"), (95, "return")]
)
def test_over_a_return_after_days_off(coach: Shell, off: int, code: str) -> None:
    begin(coach, "--start", "regular")
    live(coach, 8)
    sleep(coach, off)
    begin(coach)
    assert as_promised(coach)[0] == code


@pytest.mark.parametrize("skin", ["pink", "sore"])
def test_over_a_rest(coach: Shell, skin: str) -> None:
    begin(coach, "--start", "some")
    live(coach, 5)
    answer(coach, skin)
    assert as_promised(coach)[:2] == ["rest", "rest-skin"]


def test_over_broken_skin(coach: Shell) -> None:
    begin(coach, "--start", "regular")
    live(coach, 5)
    answer(coach, "broken")
    assert as_promised(coach)[:8] == [*["locked"] * 7, "locked-skin"]


@pytest.mark.parametrize(
    ("said", "code"),
    [
        (["--sharpness", "9", "--skin", "clear"], "too-much"),
        (["--sharpness", "6", "--skin", "clear"], "hold-sharp"),
        (["--sharpness", "3", "--skin", "clear", "--before", "2", "--after", "6"], "hold-worse"),
        (["--skin", "clear"], "hold-unanswered"),
    ],
)
def test_over_a_session_that_did_not_go_well(coach: Shell, said: Iterable[str], code: str) -> None:
    begin(coach, "--start", "some")
    live(coach, 5)
    answer(coach)
    lie(coach, *said)
    sleep(coach)
    assert as_promised(coach)[0] == code


def test_over_a_lower_goal(coach: Shell) -> None:
    begin(coach, "--start", "regular", "--goal-minutes", "15")
    live(coach, 8)
    begin(coach, "--goal-minutes", "10")
    as_promised(coach)


def test_over_skin_that_is_said_to_be_sensitive(coach: Shell) -> None:
    begin(coach, "--start", "regular")
    live(coach, 3)
    begin(coach, "--sensitive")
    as_promised(coach)


def test_a_day_whose_minutes_are_used_up_says_so_and_until_when(coach: Shell) -> None:
    begin(coach)
    coach.well("log", "18", "--area", "legs", "--cover", "towel", "--sharpness", "3")
    said = coach.well("today").out
    waits = "Today has 2 minutes left, too few for the 5 minutes, which wait until tomorrow."
    assert f"{waits} A free session: coach session --free" in said
    assert "tomorrow" in said.splitlines()[0]
    assert waits in coach.well("areas").out


def test_minutes_of_the_night_are_waited_for_until_they_no_longer_count(coach: Shell) -> None:
    begin(coach, "--start", "regular")
    sleep(coach)
    coach.clock.advance(timedelta(hours=-5))
    coach.well("log", "20", "--area", "legs", "--cover", "towel", "--sharpness", "3")
    assert "wait until tomorrow at 08:30." in coach.well("today").out
    coach.clock.advance(timedelta(hours=1))
    said = coach.well("today").out
    assert "the next session can start at 08:30." in said
    assert "from 08:30 on" in said.splitlines()[0]
    assert "from 08:30" in coach.well("status").out


def test_open_safety_questions_come_before_the_plan_and_the_areas(coach: Shell) -> None:
    begin(coach)
    coach.well("log", "5", "--cover", "towel", "--sharpness", "3")
    sleep(coach, 40)
    question = "39 days without a session: has anything changed since your last safety answers?"
    for command in ("today", "plan", "areas"):
        assert question in coach.well(command).out, command
        assert "coach setup --unchanged" in coach.well(command).out
    assert "If all goes well" not in coach.well("plan").out
    found = coach.well("plan", "--json").json
    assert (found["ask"], found["days"], found["own_days"]) == (question, [], [])
    states = {each["area"]: each["state"] for each in coach.well("areas", "--json").json["areas"]}
    assert (states["back"], states["face"]) == ("safety questions first", "off")
    coach.well("setup", "--unchanged")
    found = coach.well("plan", "--json").json
    assert found["ask"] is None
    assert found["days"]


def test_a_session_of_today_that_was_stopped_is_not_called_done(coach: Shell) -> None:
    begin(coach, "--start", "some")
    coach.well("log", "2", "--cover", "shirt", "--stopped", "dizzy")
    assert "5 minutes in a T-shirt, not in full" in coach.well("plan").out
