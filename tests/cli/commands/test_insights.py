"""`coach insights`: the figures as rows and as JSON, and what is missing before there are any."""

from __future__ import annotations

from datetime import timedelta

from tests.cli.conftest import Shell


def live(coach: Shell, days: int = 6) -> None:
    """So many days before today with 5 minutes each, which felt like 2 and took soreness from 5 to 4."""
    today = coach.clock.now().date()
    for ago in range(days, 0, -1):
        day = (today - timedelta(ago)).isoformat()
        answers = ("--sharpness", "2", "--before", "5", "--after", "4", "--skin", "clear")
        coach.well("log", "5", "--on", day, "--at", "07:00", "--cover", "towel", *answers)


def test_nothing_recorded_says_what_is_missing(ready: Shell) -> None:
    before = ready.bytes()
    out = ready.well("insights").out
    for said in (
        "Minutes a week: your first figure appears after a session.",
        "Consistency appears after the first kept day",
        "Ramp: your first step appears after the first planned session.",
        "5 more check-ins with soreness before and after, and a trend appears here.",
        "Sharpness: 5 more check-ins with sharpness, and a trend appears here.",
        "When: 5 more sessions, and your usual days and times appear here.",
        "not why.",
    ):
        assert said in out
    found = ready.well("insights", "--json").json
    assert (found["sessions"], found["ramp"], found["consistency"]["weeks"]) == (0, [], [])
    assert found["soreness"] == {"sessions": 0, "before": None, "after": None, "lower_by": None, "missing": 5}
    assert found["sharpness"] == {"sessions": 0, "mean": None, "missing": 5, "steps": []}
    assert ready.bytes() == before


def test_a_week_by_hand(ready: Shell) -> None:
    live(ready)  # Tue 30 December to Sun 4 January; today is Mon 5 January
    out = ready.well("insights").out
    assert "Insights, all areas: 6 sessions, 30 minutes in all.\n" in out
    assert "  from Mon 29 Dec     30 min  6 sessions on 6 kept days\n" in out
    assert "Streak of all areas: 6 days, best 6, 6 days in all; 2 days of grace left." in out
    assert "Ramp, back: planned at towel 5 min each time, in 6 planned sessions." in out
    assert "  towel 5 min: 6 sessions, Tue 30 Dec to Sun 4 Jan\n" in out
    assert "In the 6 sessions where you answered both, soreness was 1.0 lower after on average." in out
    assert "  Mean before 5.0, after 4.0, of 10.\n" in out
    assert "  back, towel 5 min: 2.0 in 6 answers\n" in out
    assert "Sessions by weekday: Monday 0, Tuesday 1," in out
    assert "Sessions by time of day: night 0, morning 6, midday 0, evening 0." in out
    assert out.isascii()
    assert all(any(char.isalnum() for char in line) for line in out.splitlines() if line)


def test_json_holds_the_same(ready: Shell) -> None:
    live(ready)
    found = ready.well("insights", "--json").json
    assert (found["date"], found["area"], found["minutes"]) == ("2026-01-05", None, 30)
    assert found["weeks"][-2] == {"first": "2025-12-29", "minutes": 30, "sessions": 6, "kept_days": 6}
    assert len(found["weeks"]) == 2
    assert sum(week["minutes"] for week in found["weeks"]) == found["minutes"]
    assert found["soreness"] == {"sessions": 6, "before": 5, "after": 4, "lower_by": 1, "missing": 0}
    (step,) = found["sharpness"]["steps"]
    assert step == {
        "area": "back", "cover": "towel", "minutes": 5, "posture": None, "mean": 2, "sessions": 6,
    }  # fmt: skip
    (ramp,) = found["ramp"]
    assert ramp["stages"] == [
        {
            "first": "2025-12-30", "last": "2026-01-04", "cover": "towel", "minutes": 5, "posture": None,
            "sessions": 6,
        }
    ]  # fmt: skip
    assert [day["sessions"] for day in found["weekdays"]] == [0, 1, 1, 1, 1, 1, 1]
    assert found["times"] == {"night": 0, "morning": 6, "midday": 0, "evening": 0}
    score = 1.0  # six days, none of them missed
    assert found["consistency"]["now"] == round(score, 3)
    assert found["consistency"]["weeks"] == [
        {"first": "2025-12-29", "score": round(score, 3)}, {"first": "2026-01-05", "score": round(score, 3)},
    ]  # fmt: skip


def test_one_area_alone_keeps_the_streak_of_all(ready: Shell) -> None:
    live(ready)
    ready.well("log", "3", "--area", "feet", "--cover", "socks", "--on", "2026-01-02", "--at", "20:00")
    found = ready.well("insights", "--area", "feet", "--json").json
    assert (found["sessions"], found["minutes"], found["streak"]["current"]) == (1, 3, 6)
    assert ready.well("insights", "--json").json["sessions"] == 7
    assert "Insights, feet: 1 session, 3 minutes in all." in ready.well("insights", "--area", "feet").out


def test_an_unknown_area_is_wrong_usage(ready: Shell) -> None:
    said = ready("insights", "--area", "back2")
    assert (said.status, said.out) == (2, "")
    assert "did you mean back?" in said.err


def test_years_of_use_stay_a_page(ready: Shell) -> None:
    live(ready, 40)
    assert len(ready.well("insights").out.splitlines()) < 60
