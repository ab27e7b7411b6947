from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from coach.domain.day_states import DayState, RestWhy
from coach.domain.habit.day_history import days, rest_reasons
from coach.domain.habit.streak import Days, states, streak
from coach.domain.model import Area, Check, Contraindication, Cover, Ended, Pause, Screening, Skin, pause_on
from coach.domain.ramp.replay import Ramps
from tests.domain.histories import BACK, Life, at, on


def known(life: Life, today: int) -> Days:
    return days(Ramps(life.book), on(today))


def marks(life: Life, last: int) -> list[str]:
    found = states(known(life, last), on(0), on(last))
    return [found[on(n)].value for n in range(last + 1)]


def rests(life: Life, today: int) -> list[int]:
    return sorted((day - on(0)).days for day in known(life, today).rest)


def test_minutes_of_a_day_are_those_of_all_areas() -> None:
    life = Life()
    life.does(0)
    life.does(0, 2.5, area=Area.FEET, hour=9)
    assert known(life, 0).minutes == {on(0): 7.5}


@pytest.mark.parametrize(("minutes", "cover", "met"), [
    (5, Cover.TOWEL, True), (4.5, Cover.TOWEL, True), (4.4, Cover.TOWEL, False),
    (20, Cover.TOWEL, True), (5, Cover.SHIRT, False),
])  # fmt: skip
def test_a_day_is_done_with_the_prescription_met(minutes: float, cover: Cover, met: bool) -> None:
    life = Life()
    life.does(0, minutes, cover)
    assert (known(life, 0).met == {on(0)}) is met
    assert marks(life, 0) == ["done" if met else "kept"]


def test_a_day_is_not_done_by_a_session_that_was_stopped_for_what_was_felt() -> None:
    life = Life()
    life.does(0, ended=Ended.SENSATION)
    assert marks(life, 0) == ["kept"]


def test_a_second_session_does_not_make_a_day_done() -> None:
    life = Life()
    life.does(0, 2)
    life.does(0, 5, hour=18)
    assert marks(life, 0) == ["kept"]


def test_a_rest_that_was_ordered_bridges_and_does_not_add() -> None:
    life = Life()
    life.good_days(0, 1)
    life.answers(2, Skin.SORE)
    life.answers(3, Skin.PINK)
    life.answers(4)
    life.does(4)
    assert marks(life, 4) == ["done", "done", "rest", "rest", "done"]
    found = streak(known(life, 4))
    assert (found.current, found.grace_left) == (3, 2)


def test_a_rest_day_on_which_the_mat_was_used_is_no_rest() -> None:
    life = Life()
    life.good_days(0, 1)
    life.answers(2, Skin.SORE)
    life.does(2, 5, area=Area.LEGS)
    assert rests(life, 2) == []


def test_a_rest_day_has_its_reason_and_the_gravest_of_several() -> None:
    life = Life()
    life.good_day(0)
    life.does(1, 1, ended=Ended.SENSATION)
    life.good_day(2)
    life.answers(3, Skin.PINK)
    life.answers(4)
    life.good_day(4)
    life.answers(5, Skin.BROKEN)
    life.said(Screening(at=at(7), ticked=frozenset({Contraindication.CLOTS})))
    ramps = Ramps(life.book)
    found = rest_reasons(ramps, days(ramps, on(8)))
    assert [(day - on(0)).days for day in found] == [1, 3, 5, 6, 7, 8]
    assert list(found.values()) == [
        RestWhy.CLOSED, RestWhy.MARKS, RestWhy.HURT, RestWhy.HURT, RestWhy.SAFETY, RestWhy.SAFETY,
    ]  # fmt: skip


def test_an_area_ordered_to_rest_makes_the_day_a_rest() -> None:
    life = Life()
    life.good_day(0)
    life.does(0, 5, Cover.TOWEL, area=Area.LEGS, hour=10)
    life.answers(1, Skin.PINK, area=Area.LEGS)
    assert rests(life, 1) == [1]


def test_locked_days_bridge_until_the_skin_has_healed() -> None:
    life = Life()
    life.does(0, after=Skin.BROKEN)
    assert rests(life, 5) == [1, 2, 3, 4, 5]
    life.answers(9)
    assert rests(life, 12) == list(range(1, 9))
    life.does(9)
    assert marks(life, 9) == ["done", *["rest"] * 8, "done"]
    assert streak(known(life, 9)).current == 2


def test_a_recorded_session_that_implies_healed_ends_the_lock() -> None:
    life = Life()
    life.does(0, after=Skin.BROKEN)
    life.does(8)
    assert rests(life, 10) == list(range(1, 8))


def test_days_locked_by_the_screening_bridge() -> None:
    life = Life()
    life.good_days(0, 1)
    life.put(Screening(at=at(3), ticked=frozenset({Contraindication.WOUND})))
    assert rests(life, 5) == [3, 4, 5]
    life.put(Screening(at=at(6)))
    assert rests(life, 9) == [3, 4, 5]
    life.put(
        Screening(
            at=at(7),
            ticked=frozenset({Contraindication.PREGNANT}),
            agreed=frozenset({Contraindication.PREGNANT}),
        )
    )
    assert rests(life, 9) == [3, 4, 5]


def test_a_rest_ordered_before_any_session_counts_too() -> None:
    life = Life()
    life.put(Check(day=on(1), area=BACK, skin=Skin.BROKEN, at=at(1)))
    assert rests(life, 2) == [1, 2]


def test_pauses_are_passed_on_and_found() -> None:
    life = Life()
    open_end = Pause(id="p", first=on(5), at=at(0))
    life.put(open_end, Pause(id="q", first=on(1), last=on(2), at=at(0)))
    assert {p.id for p in known(life, 9).pauses} == {"p", "q"}
    covered = [n for n in range(8) if pause_on(life.book, on(n))]
    assert covered == [1, 2, 5, 6, 7]
    assert pause_on(life.book, date.max - timedelta(days=1)) == open_end


def test_a_missed_day_is_missed() -> None:
    life = Life()
    life.good_day(0)
    life.good_day(2)
    assert marks(life, 3) == ["done", "missed", "done", DayState.TODAY.value]


@pytest.mark.parametrize("how", [
    {"sharpness": 6}, {"sharpness": 9}, {"ended": Ended.SENSATION}, {"after": Skin.SORE},
    {"after": Skin.BROKEN}, {"after": Skin.NUMB},
])  # fmt: skip
def test_a_day_that_the_coach_closed_is_safe_however_few_minutes_were_lain(how: dict[str, Any]) -> None:
    life = Life()
    life.good_days(0, 2)
    life.answers(3)
    life.does(3, 0.5, **how)
    assert marks(life, 4)[3] == "rest"
    assert streak(known(life, 4)).current == 3
    assert streak(known(life, 4)).grace_left == 2


def test_growing_soreness_closes_a_day_as_well() -> None:
    life = Life()
    life.good_days(0, 2)
    life.answers(3)
    session = life.does(3, 1)
    assert marks(life, 4)[3] == "missed"
    life.put(session._replace(before=2, after=3))
    assert marks(life, 4)[3] == "missed"
    life.put(session._replace(before=2, after=4))
    assert marks(life, 4)[3] == "rest"


def test_a_closed_day_that_is_kept_counts() -> None:
    life = Life()
    life.good_days(0, 2)
    life.answers(3)
    life.does(3, sharpness=9)
    assert marks(life, 4)[3] == "done"
    assert streak(known(life, 4)).current == 4


def test_a_minute_on_a_locked_day_or_a_rest_day_loses_nothing() -> None:
    life = Life()
    life.good_days(0, 2)
    life.answers(3, Skin.BROKEN)
    life.does(4, 1)
    life.answers(10)
    life.does(10)
    life.answers(11, Skin.PINK)
    life.does(11, 1)
    assert marks(life, 12)[3:] == ["rest"] * 7 + ["done", "rest", "today"]


def test_locked_days_stay_locked_where_a_second_session_broke_the_skin() -> None:
    """Two sessions on a day, the second broken; days later "still broken": no locked day is missed."""
    life = Life()
    life.good_days(0, 2)
    life.does(2, 2, hour=18, after=Skin.BROKEN)
    life.answers(7, Skin.BROKEN)
    assert marks(life, 9)[3:] == ["rest"] * 7
    assert streak(known(life, 9)).current == 3


def test_an_area_that_is_not_felt_well_locks_no_day_as_a_whole() -> None:
    feeling = frozenset({Contraindication.FEELING})
    life = Life()
    life.good_days(0, 1)
    life.put(Screening(at=at(2), ticked=feeling, agreed=feeling, numb_areas=frozenset({Area.BACK})))
    assert rests(life, 4) == []
    life.put(Screening(at=at(5), ticked=feeling))
    assert rests(life, 7) == [5, 6, 7]
