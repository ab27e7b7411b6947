"""Milestones: each once, on the day that it was reached, told from the records alone."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.habit.day_history import days
from coach.domain.habit.milestones import KEPT_DAYS, Milestone, may_be_reached, milestones, on_day
from coach.domain.habit.streak import is_kept
from coach.domain.model import Area, Cover, Ended, Skin, Start, StartSaid
from coach.domain.ramp.clean_sessions import is_clean
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from tests.domain.histories import BACK, Life, at, goal, on, random_book, stood


def reached(life: Life, n: int) -> dict[str, int]:
    """The ids of what was reached up to a day, with the number of the day."""
    return {each.id: (each.day - on(0)).days for each in found(life, n)}


def found(life: Life, n: int) -> tuple[Milestone, ...]:
    ramps = Ramps(life.book)
    return milestones(ramps, days(ramps, on(n)))


def test_kept_days_count_in_all_and_not_in_a_row() -> None:
    life = Life()
    for n in (0, 1, 2, 6, 7, 20):
        life.does(n)
    assert reached(life, 20) == {}
    life.does(30, 1.5)
    assert reached(life, 30) == {}, "a day below 2 minutes is not kept"
    life.does(31)
    assert reached(life, 30) == {}
    assert reached(life, 31) == {"kept-7": 31}
    assert [each.text for each in found(life, 31)] == ["The 7th kept day"]


def test_a_year_of_kept_days_notes_each_number_once() -> None:
    life = Life()
    for n in range(365):
        life.does(n, 2.0, Cover.TOWEL, sharpness=None)
    assert reached(life, 400) == {f"kept-{count}": count - 1 for count in KEPT_DAYS}


def test_a_perfect_climb_reaches_each_cover_and_the_goal_once() -> None:
    """Towel, then a T-shirt on day 4, bare skin on day 14; the goal once its skin check is clear."""
    life, n = stood(15)
    assert reached(life, n - 1)["first-shirt"] == 4
    assert reached(life, n - 1)["first-bare"] == 14
    life.does(n)
    assert "goal-back-bare-20" not in reached(life, n + 3), "nobody knows yet whether it was clean"
    life.answers(n + 1)
    assert reached(life, n + 1)["goal-back-bare-20"] == n + 1
    life.good_days(n + 1, n + 9)
    assert prescribe(Ramps(life.book), BACK, on(n + 9)).reason.code is Code.HOLD_GOAL
    assert sum(key.startswith("goal") for key in reached(life, n + 9)) == 1
    assert found(life, n + 9)[-1].text in {
        "Goal reached: 20 minutes on bare skin",
        "The 30th kept day",
    }


def test_a_session_at_the_goal_that_was_not_clean_does_not_reach_it() -> None:
    life, n = stood(15)
    life.does(n, sharpness=6)
    life.answers(n + 1)
    life.does(n + 1)
    life.answers(n + 2, Skin.PINK)
    assert not any(key.startswith("goal") for key in reached(life, n + 5))


def test_a_higher_goal_is_reached_anew_and_a_lower_one_is_not() -> None:
    life, n = stood(15)
    life.good_day(n)
    life.answers(n + 1)
    life.put(goal(n + 1, 12))
    life.good_days(n + 1, n + 3)
    assert [key for key in reached(life, n + 4) if key.startswith("goal")] == ["goal-back-bare-20"]
    life.put(goal(n + 4, 25))
    life.good_days(n + 4, n + 12)
    life.answers(n + 13)
    goals = [key for key in reached(life, n + 13) if key.startswith("goal")]
    assert goals == ["goal-back-bare-20", "goal-back-bare-25"]


def test_staying_in_a_t_shirt_is_a_goal_that_is_reached() -> None:
    life, n = stood(8, goal(-9, 15, Cover.SHIRT))
    life.good_day(n)
    life.answers(n + 1)
    assert found(life, n + 1)[-1].text == "Goal reached: 15 minutes in a T-shirt"


def test_who_begins_in_a_t_shirt_has_reached_none_by_it() -> None:
    life = Life(StartSaid(at=at(-9), start=Start.SOME))
    life.good_days(0, 3)
    assert "first-shirt" not in reached(life, 4)
    life.does(5, 5.0, Cover.BARE)
    assert reached(life, 5)["first-bare"] == 5


def test_a_session_that_the_body_ended_reaches_no_cover_and_the_next_one_does() -> None:
    life = Life()
    life.does(0)
    life.does(1, 0.02, Cover.BARE, ended=Ended.SENSATION)
    assert reached(life, 1) == {}
    life.does(2, 5, Cover.BARE)
    assert reached(life, 2) == {"first-bare": 2}


def test_another_area_is_named_and_bare_feet_are_no_bare_session() -> None:
    life, n = stood(11, area=Area.FEET)
    assert "first-bare" not in reached(life, n)
    life.good_day(n)
    life.answers(n + 1)
    assert found(life, n + 1)[-1].text == "Goal reached for your feet: 10 minutes standing barefoot"


def test_those_of_a_day() -> None:
    life = Life()
    life.good_days(0, 6)
    assert [each.id for each in on_day(found(life, 6), on(6))] == ["kept-7"]
    assert on_day(found(life, 7), on(7)) == ()


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32))
def test_over_any_history_each_is_reached_once_and_never_taken_back_by_time(seed: int) -> None:
    """Once reached it stays, on its day; kept numbers equal a recount; before a goal stands a clean day."""
    book = random_book(Random(seed), sessions=20)
    ramps = Ramps(book)
    last = max(session.day for session in book.sessions)
    all_days = days(ramps, last + timedelta(days=400))
    final = milestones(ramps, all_days)
    assert len({each.id for each in final}) == len(final)
    assert list(final) == sorted(final, key=lambda each: each.day)
    middle = book.sessions[len(book.sessions) // 2].day
    assert milestones(ramps, all_days._replace(today=middle)) == tuple(e for e in final if e.day <= middle)
    kept = sorted(day for day, minutes in all_days.minutes.items() if is_kept(minutes))
    wanted = {f"kept-{n}": kept[n - 1] for n in KEPT_DAYS if n <= len(kept)}
    assert {each.id: each.day for each in final if each.id.startswith("kept")} == wanted
    assert all(may_be_reached(book, each.day) for each in final)
    clean = [t for area in Area for t in ramps.of(area).outcomes if is_clean(t)]
    for each in final:
        if each.id.startswith("goal"):
            assert any(t.session.day < each.day for t in clean)


@pytest.mark.parametrize("ended", Ended)
@pytest.mark.parametrize("share", [1.0, 0.5])
@pytest.mark.parametrize("sharpness", [3, 6, None])
@pytest.mark.parametrize("after", [Skin.CLEAR, Skin.PINK, Skin.SORE])
def test_where_the_rules_count_a_session_at_the_goal_as_clean_it_is_reached(
    ended: Ended, share: float, sharpness: int | None, after: Skin
) -> None:
    """The milestone agrees with the rules of the ramp, which find by themselves what was clean."""
    life, n = stood(3, goal(-9, 10, Cover.TOWEL))
    life.does(n, 10 * share, sharpness=sharpness, after=after, ended=ended)
    life.answers(n + 1)
    earned = Ramps(life.book).of(BACK, on(n + 2)).state.best_step == 3
    assert ("goal-back-towel-10" in reached(life, n + 1)) is earned
    assert earned is ((ended, share, sharpness) == (Ended.COMPLETED, 1.0, 3) and after is not Skin.SORE)
