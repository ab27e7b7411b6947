"""The tip of the day answers to what is going on: each moment is come to by living it, and has its tips."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from coach.content.loader import load_tips
from coach.domain.model import Area, Contraindication, Screening, Skin
from coach.domain.tips.selection import Situation, tip_of_the_day, why
from coach.domain.tips.tip import Moment
from coach.domain.today import today
from tests.domain.histories import Life, at, stood
from tests.domain.ramp.feeling import felt


def beginner() -> tuple[Life, int]:
    return Life(), 0


def thinner() -> tuple[Life, int]:
    return stood(9)


def sore() -> tuple[Life, int]:
    life, n = stood(9)
    life.does(n)
    life.answers(n + 1, Skin.SORE)
    return life, n + 1


def numb() -> tuple[Life, int]:
    life, n = stood(9)
    life.does(n)
    life.answers(n + 1, Skin.NUMB)
    return life, n + 1


def worse() -> tuple[Life, int]:
    life, n = stood(9)
    felt(life, n, 1, 6)
    life.answers(n + 1)
    return life, n + 1


def sharp() -> tuple[Life, int]:
    life, n = stood(9)
    life.does(n, sharpness=7)
    life.answers(n + 1)
    return life, n + 1


def missed() -> tuple[Life, int]:
    life, n = stood(9)
    life.does(n)
    life.answers(n + 2)
    return life, n + 2


def broken_streak() -> tuple[Life, int]:
    """Three days missed, which is one more than grace covers."""
    life, n = stood(9)
    life.does(n)
    life.answers(n + 4)
    return life, n + 4


def anew() -> tuple[Life, int]:
    """Two days into the new streak."""
    life, n = broken_streak()
    life.good_days(n, n + 1)
    life.answers(n + 2)
    return life, n + 2


def back_again() -> tuple[Life, int]:
    life, n = stood(9)
    life.does(n)
    life.answers(n + 20)
    return life, n + 20


def held() -> tuple[Life, int]:
    life, n = stood(9)
    for day in range(n, n + 6):
        life.answers(day)
        life.does(day, sharpness=None)
    life.answers(n + 6)
    return life, n + 6


def quiet() -> tuple[Life, int]:
    life, n = stood(9)
    life.good_day(n)
    life.answers(n + 1)
    return life, n + 1


LIVED: list[tuple[Callable[[], tuple[Life, int]], Moment, str]] = [
    (beginner, Moment.FIRST_WEEK, "You are in your first days on the mat."),
    (thinner, Moment.FIRST_BARE, "Today is your first session on bare skin."),
    (numb, Moment.HURT, "Your skin was hurt or numb."),
    (worse, Moment.WORSE, "The soreness was worse after the last session than before it."),
    (sore, Moment.SORE_SKIN, "Your skin was not clear last time you looked."),
    (sharp, Moment.SHARP, "The last session was sharp."),
    (missed, Moment.MISSED_DAY, "A day went by without the mat."),
    (broken_streak, Moment.NEW_STREAK, "Your streak is a new one."),
    (anew, Moment.NEW_STREAK, "Your streak is a new one."),
    (back_again, Moment.AFTER_BREAK, "You are back after some days off."),
]


def situation(life: Life, n: int, area: Area | None = None) -> Situation:
    return today(life.book, at(n, 12), area).situation


@pytest.mark.parametrize(("lived", "moment", "reason"), LIVED, ids=lambda each: getattr(each, "__name__", ""))
def test_what_is_going_on_has_the_tip_of_the_day(
    lived: Callable[[], tuple[Life, int]], moment: Moment, reason: str
) -> None:
    life, n = lived()
    found = situation(life, n)
    assert found.moments[0] is moment
    tip = tip_of_the_day(load_tips(), {}, found)
    assert moment in tip.moments
    assert why(tip, found) == reason


@pytest.mark.parametrize("area", [area for area in Area if area is not Area.BACK])
def test_another_area_has_a_tip_every_third_day(area: Area) -> None:
    life, n = quiet()
    found = [situation(life, day, area) for day in (n, n + 1, n + 2)]
    assert Moment.AREA in found[0].moments
    tips = [tip_of_the_day(load_tips(), {}, Situation(each.day, (Moment.AREA,), area)) for each in found]
    (its,) = (tip for tip in tips if area in tip.areas)
    assert why(its, found[0]) == "It is about today's area."


def test_a_long_hold_has_a_tip_every_third_day() -> None:
    life, n = held()
    found = situation(life, n)
    assert found.moments == (Moment.LONG_HOLD,)
    days = [Situation(situation(life, n + by).day, found.moments) for by in range(3)]
    tips = [tip_of_the_day(load_tips(), {}, each) for each in days]
    said = [why(tip, found) for tip in tips if Moment.LONG_HOLD in tip.moments]
    assert "You have been on the same step for a while." in said


def test_nothing_in_particular_leaves_a_quiet_day() -> None:
    life, n = quiet()
    assert situation(life, n).moments == ()


def test_a_streak_that_has_lasted_some_days_again_is_no_longer_new() -> None:
    life, n = anew()
    life.good_day(n)
    life.answers(n + 1)
    assert Moment.NEW_STREAK not in situation(life, n + 1).moments


def test_the_first_streak_is_not_a_new_one() -> None:
    life = Life()
    for n in range(4):
        assert Moment.NEW_STREAK not in situation(life, n).moments
        life.good_day(n)


@pytest.mark.parametrize("tick", Contraindication)
def test_who_is_locked_by_a_tick_reads_about_that_tick(tick: Contraindication) -> None:
    """On each day of the lock; what a doctor agreed to does not lock."""
    agreed = frozenset({Contraindication.HEART} - {tick})
    life = Life(Screening(at=at(-8), ticked=agreed | {tick}, agreed=agreed, numb_areas=frozenset(Area)))
    for n in range(8):
        found = situation(life, n)
        assert found.moments[0] is Moment.LOCKED
        assert tick in tip_of_the_day(load_tips(), {}, found).ticks
