"""Days off, reductions that meet, and free sessions."""

from __future__ import annotations

from typing import Any

import pytest

from coach.domain.model import (
    Contraindication,
    Cover,
    Ended,
    Pause,
    Screening,
    Skin,
)
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.replay import fold
from coach.domain.ramp.rules import Code
from tests.domain.histories import BACK, Life, asked, at, on, stood


@pytest.mark.parametrize(("off", "step", "code"), [
    (0, 12, "advance"), (1, 12, "advance"), (2, 12, "advance"),
    (3, 11, "return-repeat"), (6, 11, "return-repeat"),
    (7, 9, "return"), (13, 9, "return"),
    (14, 6, "return"), (29, 6, "return"),  # four down is shirt 12: on to shirt 10
    (30, 4, "return"), (89, 4, "return"),
    (90, 1, "return"), (1000, 1, "return"),
])  # fmt: skip
def test_days_off_from_bare_10_with_an_advance_due(off: int, step: int, code: str) -> None:
    life, n = stood(11)
    life.good_days(n, n + 1)
    life.answers(n + 2)
    found = life.asks(n + 2 + off)
    assert asked(found) == (step, code)


@pytest.mark.parametrize(("off", "step", "code"), [
    (2, 3, "hold-unanswered"), (29, 1, "return"), (30, 1, "return"), (90, 1, "return"),
])  # fmt: skip
def test_days_off_from_towel_10(off: int, step: int, code: str) -> None:
    life, n = stood(3)
    life.does(n, sharpness=None)
    life.answers(n + 1)
    assert asked(life.asks(n + 1 + off)) == (step, code)


def test_days_off_at_the_first_step_are_the_floor() -> None:
    life = Life()
    life.good_day(0)
    life.answers(1)
    assert asked(life.asks(8)) == (1, "floor")
    assert asked(life.asks(91)) == (1, "floor")


def test_the_count_stays_over_three_to_six_days_off() -> None:
    life, n = stood(5)
    life.good_day(n)
    life.answers(n + 1)
    assert asked(life.asks(n + 5)) == (5, "return-repeat")
    life.does(n + 5)
    life.answers(n + 6)
    assert asked(life.asks(n + 6)) == (6, "advance")


def test_a_hold_comes_before_the_return() -> None:
    life, n = stood(5)
    life.does(n, sharpness=6)
    life.answers(n + 1)
    assert asked(life.asks(n + 5)) == (5, "hold-sharp")
    life, n = stood(5)
    life.does(n, minutes=3)
    life.answers(n + 1)
    assert asked(life.asks(n + 5)) == (5, "hold-short")


def test_rest_and_pauses_are_days_off() -> None:
    life, n = stood(11)
    life.does(n)
    life.answers(n + 1, Skin.PINK)
    life.answers(n + 2, Skin.PINK)
    assert asked(life.asks(n + 15)) == (6, "return")  # 14 days off: four steps, not the two of the skin
    life, n = stood(11)
    life.good_day(n)
    life.answers(n + 1)
    life.put(Pause(first=on(n + 1), last=on(n + 7), at=at(n)))
    assert asked(life.asks(n + 8)) == (9, "return")


@pytest.mark.parametrize(("how", "skin", "off", "step", "code"), [
    ({"sharpness": 9}, Skin.SORE, 1, 11, "rest-skin"),
    ({"sharpness": 9}, Skin.CLEAR, 7, 11, "return"),
    ({"sharpness": 9}, Skin.SORE, 7, 11, "rest-skin"),  # both two steps: the upper row names it
    ({"sharpness": 9}, Skin.SORE, 14, 9, "return"),
    ({"ended": Ended.SENSATION, "sharpness": 9}, Skin.CLEAR, 0, 12, "too-much"),
])  # fmt: skip
def test_the_largest_reduction_counts_once(
    how: dict[str, Any], skin: Skin, off: int, step: int, code: str
) -> None:
    life, n = stood(13)  # bare 15
    life.does(n, **how)
    life.answers(n + 1, skin)
    assert asked(life.asks(n + 1 + off)) == (step, code)


def test_a_second_session_of_the_day_never_counts_as_clean() -> None:
    life, n = stood(5)
    life.does(n, hour=8)
    life.does(n, hour=18)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (5, "repeat")
    assert [t.guided for t in fold(life.book, BACK).outcomes[-2:]] == [True, False]


@pytest.mark.parametrize("how", [
    {"minutes": 2}, {"sharpness": None}, {"cover": Cover.BARE},
    {"ended": Ended.STOPPED}, {"ended": Ended.RECOVERED},
])  # fmt: skip
def test_a_second_session_never_holds(how: dict[str, Any]) -> None:
    life, n = stood(2)
    life.does(n, hour=8)
    life.does(n, hour=18, **how)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (3, "advance")


@pytest.mark.parametrize(("how", "step", "code"), [
    ({"sharpness": 8}, 5, "too-much"),
    ({"ended": Ended.SENSATION}, 5, "too-much"),
    ({"sharpness": 6}, 6, "hold-sharp"),
    ({"after": Skin.SORE}, 6, "hold-sore"),
])  # fmt: skip
def test_a_second_session_warns(how: dict[str, Any], step: int, code: str) -> None:
    life, n = stood(6)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1, hour=8)
    life.does(n + 1, hour=18, **how)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (step, code)


def test_a_second_session_that_broke_the_skin_locks() -> None:
    life, n = stood(6)
    life.does(n, hour=8)
    life.does(n, hour=18, after=Skin.BROKEN)
    assert life.asks(n).gate is Gate.LOCKED
    life.answers(n + 7)
    assert asked(life.asks(n + 7)) == (1, "locked-skin")


@pytest.mark.parametrize(("first", "second", "step", "code"), [
    (9, 3, 7, "too-much"),
    (9, 6, 7, "too-much"),
    (9, 9, 7, "too-much"),
    (6, 3, 8, "hold-sharp"),
    (6, 7, 7, "sharp-twice"),
])  # fmt: skip
def test_two_sessions_of_a_day_are_read_from_the_same_step(
    first: int, second: int, step: int, code: str
) -> None:
    life, n = stood(8)
    life.does(n, sharpness=first, hour=8)
    life.does(n, sharpness=second, hour=18)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (step, code)


def test_a_session_on_a_rest_day_is_free() -> None:
    life, n = stood(9)
    life.does(n)
    life.answers(n + 1, Skin.PINK)
    life.does(n + 1, 5, Cover.SHIRT)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (4, "rest-skin")
    life.does(n + 2)
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (5, "advance")  # regaining, and from the one of day n + 2 alone


def test_what_a_session_on_a_rest_day_warns_of_is_not_added_up() -> None:
    life, n = stood(15)
    life.does(n)
    life.answers(n + 1, Skin.PINK)  # step 13
    life.does(n + 1, 5, Cover.BARE, sharpness=9)
    life.answers(n + 2)
    found = life.asks(n + 2)
    assert asked(found) == (13, "rest-skin")
    assert found.decision is not None
    assert found.decision.other_rules == (Code.TOO_MUCH,)


def test_a_warning_session_on_a_locked_day_takes_no_advance_with_it() -> None:
    life, n = stood(6)
    life.good_days(n, n + 1)
    life.answers(n + 2)
    life.put(Screening(at=at(n + 2, 7, 30), ticked=frozenset({Contraindication.UNSURE})))
    assert life.asks(n + 2).gate is Gate.LOCKED
    life.does(n + 2, 10, Cover.SHIRT, sharpness=9)
    life.put(Screening(at=at(n + 3, 6)))
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (5, "too-much")
