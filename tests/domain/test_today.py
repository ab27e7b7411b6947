from __future__ import annotations

import pytest

from coach.domain.model import (
    Area,
    Book,
    Contraindication,
    Cover,
    Live,
    Pause,
    Screening,
    Settings,
    Skin,
    is_set_up,
)
from coach.domain.tips.tip import Moment
from coach.domain.today import TodayState, today
from tests.domain.histories import BACK, Life, at, lowered, on, stood

LIVE = Live(
    area=BACK, cover=Cover.TOWEL, planned_min=5, cap_min=20, started_at=at(0), day=on(0), boot="", booted_s=0
)


def state(life: Life, n: int, area: Area | None = None) -> TodayState:
    return today(life.book, at(n, 12), area).state


def test_before_the_setup_the_first_step_is_a_preview() -> None:
    found = today(Book(), at(0))
    assert found.state is TodayState.SETUP
    assert found.prescription.step == 1
    assert not is_set_up(Book())
    assert is_set_up(Life().book)


def test_the_states_come_in_their_order() -> None:
    """setup, locked, paused, running, rest, done, due: each one hides those after it."""
    life, n = stood(3)
    life.does(n)
    assert state(life, n + 1) is TodayState.DUE
    life.answers(n + 1)
    assert state(life, n + 1) is TodayState.DUE
    life.does(n + 1)
    assert state(life, n + 1) is TodayState.DONE
    life.answers(n + 2, Skin.SORE)
    assert state(life, n + 2) is TodayState.REST
    life.book = life.book._replace(live=LIVE)
    assert state(life, n + 2) is TodayState.RUNNING
    life.put(Pause(first=on(n + 2), last=on(n + 2), at=at(n + 2)))
    assert state(life, n + 2) is TodayState.PAUSED
    life.put(Screening(at=at(n + 2), ticked=frozenset({Contraindication.SKIN})))
    assert state(life, n + 2) is TodayState.LOCKED
    life.book = life.book._replace(events=life.book.events[1:-1])
    assert state(life, n + 2) is TodayState.SETUP


def test_broken_skin_and_a_closed_area_are_locked() -> None:
    life = Life()
    assert state(life, 0, Area.FACE) is TodayState.LOCKED
    life.does(0, after=Skin.BROKEN)
    assert state(life, 0) is TodayState.LOCKED
    assert state(life, 7) is TodayState.LOCKED
    life.answers(7)
    assert state(life, 7) is TodayState.DUE


def test_the_area_is_the_one_of_the_settings() -> None:
    life, n = stood(4)
    book = life.book._replace(settings=Settings(area=Area.FEET))
    assert today(book, at(n)).area is Area.FEET
    assert today(book, at(n), BACK).area is BACK


@pytest.mark.parametrize(("hour", "day"), [(2, 0), (3, 1)])
def test_the_day_begins_at_the_rollover_hour(hour: int, day: int) -> None:
    assert today(Life().book, at(1, hour)).day == on(day)


def moments(life: Life, n: int, area: Area | None = None) -> tuple[Moment, ...]:
    return today(life.book, at(n, 12), area).situation.moments


def test_what_the_tip_answers_to() -> None:
    assert moments(Life(), 0) == (Moment.FIRST_WEEK,)
    life, n = stood(9)
    assert Moment.NEW_COVER in moments(life, n)
    life.good_day(n)
    life.answers(n + 1)
    assert moments(life, n + 1) == ()
    assert Moment.MISSED_DAY in moments(life, n + 2)
    assert Moment.AFTER_BREAK in moments(life, n + 20)
    assert Moment.AREA in moments(life, n + 1, Area.LEGS)
    life.answers(n + 1, Skin.SORE)
    assert moments(life, n + 1)[0] is Moment.SORE_SKIN


def test_a_long_held_step_is_told() -> None:
    life, n = stood(5)
    for day in range(5):
        life.answers(n + day)
        life.does(n + day, sharpness=None)
    life.answers(n + 5)
    assert Moment.LONG_HOLD in moments(life, n + 5)
    life.put(lowered(n + 5, 5, Cover.SHIRT))
    assert Moment.LONG_HOLD not in moments(life, n + 5)


def test_streak_and_days_come_along() -> None:
    life = Life()
    life.good_days(0, 3)
    found = today(life.book, at(3, 12))
    assert (found.streak.current, found.days.today, found.missed_yesterday) == (4, on(3), False)
    assert today(life.book, at(5, 12)).missed_yesterday
