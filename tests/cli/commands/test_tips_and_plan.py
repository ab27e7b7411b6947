from __future__ import annotations

import json
from datetime import timedelta

from coach.content.citations import rests_on
from coach.content.loader import load_evidence, load_tips
from coach.domain.tips.evidence import GROUND_WORDS
from coach.domain.tips.tip import Topic
from coach.text.format import capital, listed
from tests.cli.conftest import Shell

SHIRTS = ((5, "shirt"), (5, "shirt"), (7, "shirt"), (7, "shirt"))


def test_tips_are_listed_searched_and_sorted_by_topic(coach: Shell) -> None:
    titles = coach.well("tips").out
    assert all(f"  {tip.title}" in titles for tip in load_tips())
    assert "  Dizzy or faint on the mat (caution)\n" in titles
    assert "  Get up slowly\n" in titles
    found = coach.well("tips", "TOWEL", "--json").json["tips"]
    assert found
    assert all("towel" in f"{tip['title']} {tip['text']}".lower() for tip in found)
    both = coach.well("tips", "towel", "skin", "--json").json["tips"]
    assert {tip["id"] for tip in both} < {tip["id"] for tip in found}
    for topic in Topic:
        assert {tip["topic"] for tip in coach.well("tips", "--topic", topic, "--json").json["tips"]} == {
            topic
        }
    assert coach.well("tips", "zzzz", "--json").json["tips"] == []
    nowhere = coach.well("tips", "zzzz").out
    assert "No tip is about zzzz. Whatever worries you, this always applies:" in nowhere
    assert "ask a professional" in nowhere
    elsewhere = coach.well("tips", "fever", "--topic", "start").out
    assert elsewhere.startswith("No tip on that under Getting started. In other topics:\n\nFever")
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
    assert "If all goes well: in a T-shirt from Fri 9 Jan; your goal on Sat 31 Jan." in text
    assert "Your own pace shows after 7 more days with a session." in text


def test_the_plan_at_ones_own_rate(ready: Shell) -> None:
    """Eight clean sessions, every other day: towel 5, 5, 7, 10 and shirt 5, 5, 7, 7 are behind."""
    for minutes, cover in ((5, "towel"), (5, "towel"), (7, "towel"), (10, "towel"), *SHIRTS):
        ready.well("log", str(minutes), "--cover", cover, "--sharpness", "2", "--skin", "clear")
        ready.clock.advance(timedelta(days=2))
        ready.well("check", "clear")
    found = ready.well("plan", "--days", "8", "--json").json
    assert found["own_rate"] == {
        "enough": True, "missing": 0, "days": 16, "days_with_session": 8, "sessions": 8, "clean_sessions": 8,
        "next_cover": {"cover": "bare", "posture": None, "date": "2026-02-02"}, "goal": "2026-02-26",
    }  # fmt: skip
    assert (found["next_cover"]["date"], found["goal"]) == ("2026-01-27", "2026-02-08")
    assert [(day["kind"], day["step"]) for day in found["days"][:4]] == [
        ("session", 6), ("session", 6), ("session", 7), ("session", 7),
    ]  # fmt: skip
    assert [(day["kind"], day["step"]) for day in found["own_days"][:4]] == [
        ("session", 6), ("off", None), ("session", 6), ("off", None),
    ]  # fmt: skip
    text = ready.well("plan", "--own").out
    assert text.startswith("At your own pace, for your back:\n")
    assert "At your own pace: on bare skin from Mon 2 Feb; your goal on Thu 26 Feb." in text
    assert "Your pace: a session on 8 of 16 days, not counting pauses; 8 of 8 clean." in text


def test_the_own_rate_takes_some_days(ready: Shell) -> None:
    ready.well("log", "5", "--sharpness", "2")
    found = ready.well("plan", "--json").json
    assert (found["own_rate"]["enough"], found["own_rate"]["missing"], found["own_days"]) == (False, 7, [])
    assert ready.well("plan", "--own").out == "Your own pace shows after 7 more days with a session.\n"


def test_the_plan_goes_round_pauses_and_waits_out_rest(ready: Shell) -> None:
    ready.well("log", "5", "--sharpness", "2")
    ready.well("pause", "2026-01-07", "2026-01-08")
    ready.clock.advance(timedelta(days=1))
    ready.well("check", "sore")
    days = ready.well("plan", "--days", "5", "--json").json["days"]
    assert [(day["kind"], day["step"]) for day in days] == [
        ("rest", None), ("pause", None), ("pause", None), ("session", 1), ("session", 1),
    ]  # fmt: skip


def test_a_pause_says_where_one_begins_again(ready: Shell) -> None:
    """From towel 7, ten days off lead down to the first step; two days off do not."""
    for minutes in (5, 5, 7):
        ready.well("log", str(minutes), "--cover", "towel", "--sharpness", "2", "--skin", "clear")
        ready.clock.advance(timedelta(days=1))
        ready.well("check", "clear")
    said = ready.well("pause", "2026-01-08", "2026-01-17").out
    assert (
        "On Sun 18 Jan, if all goes well until then: one step down, 5 minutes on a towel."
        " You had 10 days off." in said
    )
    ready.well("pause", "--off")
    said = ready.well("pause", "2026-01-08", "2026-01-09").out
    assert "until then: 10 minutes on a towel, because you had one clean session of 7 minutes." in said
    ready.well("pause", "--off")
    assert "After a week or more the next session is softer." in ready.well("pause").out


def test_a_pause_for_a_holiday(ready: Shell) -> None:
    said = ready.well("pause", "2026-01-08", "2026-01-09", "--for", "holiday").out
    assert said.startswith("Set a pause for a holiday from Thu 8 Jan 2026 to Fri 9 Jan 2026.\n")
    (pause,) = json.loads(ready.path.read_text(encoding="utf-8"))["days"].values()
    assert pause["why"] == "holiday"
    refused = ready("pause", "--for", "boredom")
    assert (refused.status, refused.err) == (
        2, "--for: boredom is not one of holiday, illness, other.\n"
    )  # fmt: skip


def test_the_plan_of_a_day_that_is_done(ready: Shell) -> None:
    ready.well("log", "5", "--sharpness", "2")
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


def test_the_tip_of_the_day_says_why(ready: Shell) -> None:
    why = "You are in your first days on the mat."
    assert ready.well("today", "--json").json["tip"]["why"] == why
    assert f"  Why today: {why}\n" in ready.well("today").out


def test_what_is_known_is_told_with_its_sources(coach: Shell) -> None:
    told = coach.well("known").out
    found = coach.well("known", "--json").json["statements"]
    for chapter in load_evidence():
        for each in chapter.statements:
            assert (
                f"  {capital(GROUND_WORDS[each.ground])}: {each.text}\n    {listed(rests_on(each.facts))}\n"
                in told
            )
    assert [each["text"] for each in found] == [
        each.text for chapter in load_evidence() for each in chapter.statements
    ]
    assert {each["ground"] for each in found} == {"study", "limit", "claim"}
    assert "RunnerClick's guide (How do they work)" in told
    assert "Claudia Hohmann et al.: The Benefit of a Mechanical Needle Stimulation Pad" in told
    assert not coach.path.parent.exists()
