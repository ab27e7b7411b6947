from __future__ import annotations

from datetime import timedelta

from coach.domain.tips import Topic
from coach.store.content import load_tips
from tests.cli.conftest import Shell


def test_tips_are_listed_searched_and_sorted_by_topic(coach: Shell) -> None:
    titles = coach.well("tips").out
    assert all(f"  {tip.title}\n" in titles for tip in load_tips())
    found = coach.well("tips", "TOWEL", "--json").json
    assert found
    assert all("towel" in f"{tip['title']} {tip['text']}".lower() for tip in found)
    both = coach.well("tips", "towel", "skin", "--json").json
    assert {tip["id"] for tip in both} < {tip["id"] for tip in found}
    for topic in Topic:
        assert {tip["topic"] for tip in coach.well("tips", "--topic", topic, "--json").json} == {topic}
    assert coach.well("tips", "zzzz", "--json").json == []
    assert "zzzz" in coach.well("tips", "zzzz").out
    assert not coach.path.parent.exists()


def test_the_plan_of_a_beginner_by_hand(ready: Shell) -> None:
    """2 + 1 + 1 days on a towel, 2 on each of the 5 steps in a T-shirt, and so on (DESIGN §3)."""
    days = ready.well("plan", "--days", "32", "--json").json["days"]
    assert [day["step"] for day in days] == [
        1, 1, 2, 3, *(step for step in range(4, 15) for _ in range(2)), *[15] * 6,
    ]  # fmt: skip
    assert (days[0]["date"], days[-1]["date"]) == ("2026-01-05", "2026-02-05")
    assert [day["code"] for day in days[:4]] == ["first", "repeat", "advance", "advance"]
    assert days[-1] == {
        "date": "2026-02-05", "kind": "session", "step": 15, "cover": "bare", "minutes": 20,
        "posture": None, "code": "hold-goal",
    }  # fmt: skip
    text = ready.well("plan", "--days", "32").out
    assert "  Mon 5 Jan     2 days  step  1  5 minutes on a towel\n" in text
    assert "Sat 31 Jan reaches your goal." in text


def test_the_plan_goes_round_pauses_and_waits_out_rest(ready: Shell) -> None:
    ready.well("log", "5", "--comfort", "2")
    ready.well("pause", "2026-01-07", "2026-01-08")
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "sore")
    days = ready.well("plan", "--days", "5", "--json").json["days"]
    assert [(day["kind"], day["step"]) for day in days] == [
        ("rest", None), ("pause", None), ("pause", None), ("session", 1), ("session", 1),
    ]  # fmt: skip


def test_the_plan_of_a_day_that_is_done(ready: Shell) -> None:
    ready.well("log", "5", "--comfort", "2")
    days = ready.well("plan", "--days", "3", "--json").json["days"]
    assert [(day["kind"], day["step"]) for day in days] == [("done", 1), ("session", 1), ("session", 2)]
    assert "5 minutes on a towel, done" in ready.well("plan").out


def test_no_plan_where_nothing_may_start(coach: Shell) -> None:
    coach.well("setup", "--screening", "skin")
    found = coach.well("plan", "--json").json
    assert (found["days"], found["reason"]["code"]) == ([], "locked-screening")
    coach.clock.advance(timedelta(minutes=1))
    coach.well("setup", "--screening", "none")
    assert "open once 10 minutes on a towel" in coach.well("plan", "--area", "legs").out
