"""The dates ahead in words, if all goes well and at the user's own pace."""

from __future__ import annotations

from datetime import date

from coach.domain.day_states import DayState
from coach.domain.model import Area, Contraindication, Cover, Pause, Screening, StartSaid
from coach.domain.ramp.forecast import forecast, say_own, say_rate, say_well
from coach.domain.ramp.replay import Ramps
from tests.domain.histories import BACK, Life, at, goal, on


def told(life: Life, n: int, area: Area = BACK) -> tuple[str, str, str]:
    """What is said of the two ways, and of the rate; a day by its number."""
    found = forecast(Ramps(life.book), area, on(n))

    def said(day: date) -> str:
        return f"day {(day - on(0)).days}"

    return say_well(found, said), say_own(found, said), say_rate(found)


def every(days: int, sessions: int, sharpness: int | None = 3) -> tuple[Life, int]:
    life = Life()
    for n in range(0, days * sessions, days):
        life.answers(n)
        life.does(n, sharpness=sharpness)
    life.answers(days * sessions)
    return life, days * sessions


def test_the_first_day_has_one_way_and_says_when_there_will_be_two() -> None:
    assert told(Life(), 0) == (
        "If all goes well: in a T-shirt from day 4; your goal on day 26.",
        "Your own pace shows after 7 more days with a session.",
        "",
    )


def test_a_rate_is_told_with_what_it_rests_on() -> None:
    life, n = every(2, 8)
    assert told(life, n) == (
        "If all goes well: on bare skin from day 22; your goal on day 34.",
        "At your own pace: on bare skin from day 28; your goal on day 52.",
        "Your pace: a session on 8 of 16 days, not counting pauses; 8 of 8 clean.",
    )


def test_three_days_off_each_time_are_said_to_lead_no_further() -> None:
    life, n = every(4, 7)
    well, own, rate = told(life, n)
    assert own == "At your own pace: your goal is more than a year away."
    assert rate == "Your pace: a session on 7 of 28 days, not counting pauses; 7 of 7 clean." + (
        " Three or more days off between two repeat a step."
    )
    assert well.startswith("If all goes well: ")


def test_sessions_that_are_not_clean_are_said_to_hold_their_step() -> None:
    life, n = every(1, 8, sharpness=None)
    _, own, rate = told(life, n)
    assert own == "At your own pace: your goal is more than a year away."
    assert rate.endswith("0 of 8 clean; a session that is not clean keeps you on its step.")


def test_at_the_goal_there_is_nothing_ahead_to_tell() -> None:
    life = Life(goal(-8, 10, Cover.TOWEL), StartSaid(at=at(-8)))
    n = life.climbs(3)
    assert told(life, n) == ("", "", "")


def test_nothing_is_told_where_nothing_may_start() -> None:
    life, n = every(1, 8)
    assert told(life, n, Area.FACE) == ("", "", "")
    life.put(Screening(at=at(n), ticked=frozenset({Contraindication.CLOTS})))
    assert told(life, n) == ("", "", "")


def test_the_days_end_with_the_goal() -> None:
    life, n = every(2, 8)
    found = forecast(Ramps(life.book), BACK, on(n))
    assert found.well_days[-1].step == found.own_days[-1].step == found.steps
    assert [day.kind for day in found.own_days[:4]] == [DayState.SESSION, DayState.OFF] * 2


def test_a_pause_without_an_end_leaves_no_way_ahead_to_tell() -> None:
    life, n = every(1, 8)
    life.put(Pause(first=on(n), at=at(n)))
    assert told(life, n) == ("", "", "")
