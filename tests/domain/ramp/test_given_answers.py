"""The answers of the user in the fold: safety, goal, a lowered step, areas."""

from __future__ import annotations

import pytest

from coach.domain.model import (
    Area,
    Contraindication,
    Cover,
    Posture,
    Screening,
    Skin,
    Start,
    StartSaid,
    StepLowered,
)
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.replay import fold
from tests.domain.histories import BACK, Life, asked, at, goal, lowered, stood


@pytest.mark.parametrize("tick", list(Contraindication))
def test_each_contraindication_locks_every_area(tick: Contraindication) -> None:
    life, n = stood(5)
    life.put(Screening(at=at(n, 7, 30), ticked=frozenset({tick})))
    for area in Area:
        if area in (Area.STOMACH, Area.FACE):
            continue
        found = life.asks(n, area)
        assert (found.gate, found.reason.code.value, found.step, found.rung, found.next) == (
            Gate.LOCKED, "locked-screening", None, None, None,
        )  # fmt: skip
        assert not found.can_start_free
    life.put(Screening(at=at(n, 9)))
    assert life.asks(n).step == 5


def test_pregnant_with_the_doctors_agreement_is_open_but_for_the_stomach() -> None:
    life, n = stood(3, area=Area.STOMACH)
    n = life.climbs(4, n)
    pregnant = frozenset({Contraindication.PREGNANT})
    n += 3
    life.answers(n)
    life.put(Screening(at=at(n, 7, 30), ticked=pregnant, agreed=frozenset({Contraindication.PREGNANT})))
    assert life.asks(n, BACK).gate is Gate.OPEN
    found = life.asks(n, Area.STOMACH)
    assert (found.gate, found.reason.code.value) == (Gate.LOCKED, "locked-screening")
    assert "stomach" in found.reason.text
    life.put(
        Screening(
            at=at(n, 9),
            ticked=pregnant | {Contraindication.CLOTS},
            agreed=frozenset({Contraindication.PREGNANT}),
        )
    )
    assert life.asks(n, BACK).gate is Gate.LOCKED


def test_a_screening_holds_from_its_own_day_on() -> None:
    life, n = stood(5)
    life.put(Screening(at=at(n + 3), ticked=frozenset({Contraindication.SKIN})))
    life.does(n)
    assert fold(life.book, BACK).outcomes[-1].guided


def test_a_higher_goal_goes_on_from_where_one_holds() -> None:
    life, n = stood(15)
    life.good_days(n, n + 4)
    life.answers(n + 5)
    assert asked(life.asks(n + 5)) == (15, "hold-goal")
    life.put(goal(n + 5, 30))
    assert asked(life.asks(n + 5)) == (16, "advance")
    assert life.asks(n + 5).steps == 17


@pytest.mark.parametrize(("minutes", "cover", "step", "steps"), [
    (10, Cover.BARE, 9, 9),
    (12, Cover.BARE, 11, 11),
    (20, Cover.SHIRT, 8, 10),
    (10, Cover.SHIRT, 6, 6),
    (20, Cover.TOWEL, 5, 7),
])  # fmt: skip
def test_a_smaller_goal_lands_on_no_more_minutes(minutes: int, cover: Cover, step: int, steps: int) -> None:
    life, n = stood(13)  # bare 15
    life.good_day(n)
    life.answers(n + 1)
    life.put(goal(n + 1, minutes, cover))
    found = life.asks(n + 1)
    assert (found.step, found.steps, found.reason.code.value) == (step, steps, "new-goal")
    life.does(n + 1)
    life.answers(n + 2)
    assert life.asks(n + 2).step in (step, step + 1)


def test_a_towel_goal_given_up_begins_at_towel_10() -> None:
    life = Life(goal(-8, 20, Cover.TOWEL))
    n = life.climbs(7)
    life.put(goal(n, 20))
    assert asked(life.asks(n)) == (3, "new-goal")


def test_a_goal_never_re_reads_earlier_sessions() -> None:
    life, n = stood(13)
    before = fold(life.book, BACK).outcomes
    life.put(goal(n + 1, 10))
    assert fold(life.book, BACK).outcomes == before


def test_a_goal_that_changes_nothing_below_it_leaves_the_count() -> None:
    life, n = stood(5)
    life.good_day(n)
    life.put(goal(n + 1, 30))
    life.does(n + 1)
    life.answers(n + 2)
    assert asked(life.asks(n + 2))[0] == 5  # the check of n was open
    life.does(n + 2)
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (6, "advance")


def test_the_best_goes_with_the_goal() -> None:
    """Shirt 20 was reached; with a bare goal shirt 7 is still regained with one session."""
    life = Life(goal(-8, 20, Cover.SHIRT))
    n = life.climbs(9)
    life.good_days(n, n + 1)
    life.put(goal(n + 2, 20))
    life.answers(n + 2)
    assert life.asks(n + 40).step == 1
    life.does(n + 40)
    life.answers(n + 41)
    assert asked(life.asks(n + 41)) == (2, "advance")


def test_a_lowered_step_is_earned_anew_in_full() -> None:
    life, n = stood(8)
    life.good_day(n)
    life.put(lowered(n + 1, 7, Cover.SHIRT))
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (5, "lowered")
    life.does(n + 1)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (5, "repeat")
    life.does(n + 2)
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (6, "advance")
    life.does(n + 3)
    life.answers(n + 4)
    assert asked(life.asks(n + 4)) == (6, "repeat")


@pytest.mark.parametrize(("minutes", "cover"), [(10, Cover.SHIRT), (12, Cover.SHIRT), (5, Cover.BARE)])
def test_no_lowered_step_raises(minutes: int, cover: Cover) -> None:
    life, n = stood(6)
    life.put(lowered(n, minutes, cover))
    assert asked(life.asks(n)) == (6, "advance")


def test_a_lowered_step_asks_for_no_more_minutes() -> None:
    life, n = stood(10)  # bare 5 is the last
    life.put(lowered(n, 7, Cover.SHIRT))
    assert asked(life.asks(n)) == (4, "lowered")


def test_a_lowered_step_takes_back_an_advance_that_was_due() -> None:
    life, n = stood(6)
    life.put(lowered(n, 7, Cover.SHIRT))
    assert asked(life.asks(n)) == (5, "lowered")


@pytest.mark.parametrize(("minutes", "cover", "step", "code"), [
    (10, Cover.BARE, 11, "lowered"),
    (15, Cover.SHIRT, 7, "lowered"),
])  # fmt: skip
def test_a_lowered_step_is_not_added_to_a_reduction(minutes: int, cover: Cover, step: int, code: str) -> None:
    life, n = stood(13)
    life.does(n, sharpness=9)  # bare 12 by the rules
    life.answers(n + 1)
    life.put(lowered(n + 1, minutes, cover, hour=9))
    assert asked(life.asks(n + 1)) == (step, code)


def test_a_larger_reduction_than_the_lowered_step_still_counts() -> None:
    life, n = stood(13)
    life.good_day(n)
    life.answers(n + 1)
    n += 1
    life.does(n)
    life.put(lowered(n, 12, Cover.BARE, hour=9))
    life.answers(n + 1, Skin.SORE)
    assert asked(life.asks(n + 2)) == (11, "rest-skin")
    n = life.climbs(12, n + 2)
    life.does(n)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (12, "repeat")  # bare 15 was clean before, but does not count any more


def test_days_off_go_below_a_lowered_step() -> None:
    life, n = stood(13)
    life.good_day(n)
    life.put(lowered(n + 1, 12, Cover.BARE))
    life.answers(n + 1)
    assert asked(life.asks(n + 15)) == (9, "return")


def test_the_posture_tells_apart_two_steps_of_the_feet() -> None:
    life, n = stood(9, area=Area.FEET)
    life.put(
        StepLowered(at=at(n, 8), area=Area.FEET, cover=Cover.SOCKS, minutes=3, posture=str(Posture.STANDING))
    )
    assert life.asks(n).step == 5
    life.put(
        StepLowered(at=at(n, 9), area=Area.FEET, cover=Cover.SOCKS, minutes=3, posture=str(Posture.SEATED))
    )
    assert life.asks(n).step == 2


@pytest.mark.parametrize(("area", "days"), [
    (Area.FEET, [1, 1, 2, 3, 4, 5, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11]),
    (Area.STOMACH, [1, 1, 2, 3, 3, 4, 4, 5, 5, 6, 6]),
    (Area.FACE, [1, 1, 2, 3, 3, 3]),
    (Area.LEGS, [1, 1, 2, 3, 4, 4, 5, 5, 6, 6]),
])  # fmt: skip
def test_other_areas_climb_their_own_ladder(area: Area, days: list[int]) -> None:
    life, _ = stood(1, area=area)
    found = []
    for n in range(len(days)):
        life.answers(n)
        found.append(life.asks(n).step)
        life.does(n)
    assert found == days


def test_legs_glutes_and_feet_open_once_towel_10_was_clean() -> None:
    life, n = stood(3)
    opened = (Area.LEGS, Area.GLUTES, Area.FEET)
    assert [life.asks(n, a).reason.code.value for a in opened] == ["closed-area"] * 3
    life.does(n)
    assert [life.asks(n + 1, a).step for a in opened] == [None] * 3
    life.answers(n + 1)
    assert [life.asks(n + 1, a).step for a in opened] == [1] * 3
    assert [life.asks(n + 1, a).step for a in (Area.STOMACH, Area.FACE)] == [None] * 2


@pytest.mark.parametrize("cause", ["broken", "lowered", "goal", "long break"])
def test_areas_that_opened_stay_open(cause: str) -> None:
    life, n = stood(3)
    life.does(n)
    life.answers(n + 1)
    if cause == "broken":
        life.answers(n + 2, Skin.BROKEN)
        life.answers(n + 9)
        n += 9
    elif cause == "lowered":
        life.put(lowered(n + 1, 5, Cover.TOWEL, hour=9))
        n += 1
    elif cause == "goal":
        life.put(goal(n + 1, 20, Cover.TOWEL))
        n += 1
    else:
        n += 100
    assert life.asks(n, Area.LEGS).step == 1
    life.does(n)
    life.answers(n + 1)
    assert life.asks(n + 1).step in (1, 2, 4)
    assert life.asks(n + 1, Area.LEGS).step == 1


def test_who_starts_above_towel_10_has_the_areas_open() -> None:
    assert Life(StartSaid(at=at(-8), start=Start.SOME)).asks(0, Area.FEET).step == 1
    towel = goal(-8, 20, Cover.TOWEL)
    assert Life(StartSaid(at=at(-8), start=Start.REGULAR), towel).asks(0, Area.FEET).step is None


def test_an_area_can_be_turned_on_and_off() -> None:
    for area in Area:
        life, _ = stood(1, area=area)
        assert life.asks(0).step == 1
    life, n = stood(4)
    assert life.asks(n, Area.LEGS).step == 1
    from coach.domain.model import AreaTurned

    life.put(AreaTurned(at=at(n), area=Area.LEGS, on=False))
    assert life.asks(n, Area.LEGS).reason.code.value == "closed-area"


def test_areas_do_not_hold_each_other() -> None:
    life, n = stood(5)
    life.does(n, 5, Cover.TOWEL, sharpness=10, area=Area.LEGS)
    life.answers(n)
    life.does(n)
    life.answers(n + 1, Skin.SORE, area=Area.LEGS)
    life.answers(n + 1)
    assert life.asks(n + 1).can_start
    assert life.asks(n + 1, Area.LEGS).gate is Gate.REST
