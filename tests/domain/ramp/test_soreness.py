"""Soreness that grows, sessions that were too long, and rules that meet."""

from __future__ import annotations

import pytest

from coach.domain.model import (
    Area,
    AreaTurned,
    Contraindication,
    Cover,
    Ended,
    Screening,
    Skin,
)
from coach.domain.ramp.replay import fold
from coach.domain.ramp.rules import Code
from tests.domain.histories import BACK, Life, asked, at, on, stood
from tests.domain.ramp.feeling import decision, felt


@pytest.mark.parametrize(("before", "after", "code"), [
    (2, 4, "hold-worse"), (2, 3, "advance"), (None, 8, "advance"), (None, 9, "hold-worse"),
    (8, 9, "hold-worse"), (7, 8, "advance"), (4, None, "advance"),
])  # fmt: skip
def test_soreness_that_grew_holds_and_counts_from_the_start(
    before: int | None, after: int | None, code: str
) -> None:
    life, n = stood(6)
    life.good_day(n)
    life.answers(n + 1)
    felt(life, n + 1, before, after)
    life.answers(n + 2)
    assert life.asks(n + 2).reason.code == code
    if code == "hold-worse":
        assert decision(life, n + 2).soreness == (before, after)
        assert decision(life, n + 2).clean_so_far == 0


def test_three_sessions_with_growing_soreness_lead_one_step_down_and_then_three_more() -> None:
    life, n = stood(8)
    found = []
    for day in range(n, n + 7):
        life.answers(day)
        found.append(asked(life.asks(day)))
        felt(life, day, 1, 4)
    assert found == [
        (8, "advance"), (8, "hold-worse"), (8, "hold-worse"), (7, "worse-thrice"),
        (7, "hold-worse"), (7, "hold-worse"), (6, "worse-thrice"),
    ]  # fmt: skip
    assert decision(life, n + 3).sorer_in_a_row == 3


def test_a_session_that_was_no_worse_ends_the_run_of_three() -> None:
    life, n = stood(8)
    for day, after in enumerate((4, 4, 1, 4), n):
        life.answers(day)
        felt(life, day, 1, after)
    life.answers(n + 4)
    assert asked(life.asks(n + 4)) == (8, "hold-worse")


def test_a_free_session_with_growing_soreness_holds_but_is_none_of_the_three() -> None:
    life, n = stood(8)
    for day in (n, n + 1):
        life.answers(day)
        felt(life, day, 1, 4)
    felt(life, n + 1, 1, 4, hour=18)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (8, "hold-worse")


def test_a_free_session_that_warns_of_nothing_does_not_come_between_two_sharp_ones() -> None:
    life, n = stood(8)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1, sharpness=6)
    life.does(n + 1, 2, hour=18, sharpness=1)
    life.answers(n + 2)
    life.does(n + 2, sharpness=6)
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (7, "sharp-twice")


@pytest.mark.parametrize(("minutes", "code"), [
    (30, "advance"), (30.1, "too-long"), (31, "too-long"), (720, "too-long"),
])  # fmt: skip
def test_more_minutes_than_a_session_may_have_lead_one_step_down(minutes: float, code: str) -> None:
    life, n = stood(7)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1, minutes)
    life.answers(n + 2)
    found = decision(life, n + 2)
    assert (found.code.value, found.step) == (code, 8 if code == "advance" else 6)
    assert (found.too_long_min, found.cap_min) == ((minutes, 30) if code == "too-long" else (None, None))


def test_a_long_bare_session_is_too_long_until_ten_minutes_were_clean() -> None:
    life, n = stood(9)
    life.does(n, 12)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (4, "too-long")
    assert decision(life, n + 1).cap_min == 10
    assert decision(life, n + 1).minutes_avoided == 15
    assert decision(life, n + 1).steps_down == 1
    life, n = stood(11)
    life.good_days(n, n + 1)
    life.does(n + 2, 12)
    life.answers(n + 3)
    assert asked(life.asks(n + 3))[1] != "too-long"


def test_a_free_session_after_ten_clean_bare_minutes_may_be_longer() -> None:
    life, n = stood(11)
    life.does(n)
    life.answers(n + 1)
    life.put(Screening(at=at(n + 1, 9), ticked=frozenset({Contraindication.WOUND})))
    life.does(n + 1, 12, Cover.BARE, hour=10)
    life.put(Screening(at=at(n + 2, 6)))
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (11, "repeat")


@pytest.mark.parametrize(("area", "most"), [(Area.FACE, 6), (Area.FEET, 10), (Area.GLUTES, 20)])
def test_each_area_has_its_own_longest_session(area: Area, most: float) -> None:
    life, _ = stood(4)
    life.put(AreaTurned(at=at(20), area=area, on=True))
    session = life.does(30, most, area=area)
    life.answers(31, area=area)
    assert life.asks(31, area).reason.code is Code.REPEAT
    life.put(session._replace(done_min=most + 1))
    found = decision(life, 31, area)
    assert (found.code, found.rule) == (Code.FLOOR, Code.TOO_LONG)


def test_every_rule_that_fits_is_carried() -> None:
    life, n = stood(8)
    life.does(n)
    life.answers(n + 1)
    felt(life, n + 1, 1, 5, minutes=31, sharpness=9, after=Skin.SORE, ended=Ended.SENSATION)
    life.answers(n + 2, Skin.PINK)
    life.answers(n + 3)
    found = decision(life, n + 3)
    assert (found.code, found.step) == (Code.REST_SKIN, 6)
    assert found.other_rules == (Code.TOO_MUCH, Code.TOO_LONG, Code.HOLD_SORE, Code.HOLD_WORSE)


def test_at_the_floor_every_rule_that_fits_is_carried() -> None:
    life = Life()
    felt(life, 0, 1, 5, sharpness=9)
    life.answers(1)
    found = decision(life, 1)
    assert (found.code, found.rule, found.other_rules) == (Code.FLOOR, Code.TOO_MUCH, (Code.HOLD_WORSE,))


def test_a_session_that_closed_by_itself_holds_until_someone_says_how_long_it_was() -> None:
    life, n = stood(6)
    life.good_day(n)
    life.answers(n + 1)
    life.put(life.does(n + 1)._replace(unattended=True))
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (6, "hold-unattended")
    life.put(life.last._replace(unattended=False))
    assert asked(life.asks(n + 2)) == (7, "advance")


def test_a_mark_takes_the_best_step_along_that_it_would_have_been() -> None:
    life, n = stood(6)
    life.does(n)
    life.answers(n + 1)
    assert decision(life, n + 1).best_step == 6
    life.answers(n + 2, Skin.PINK)
    life.answers(n + 3)
    assert decision(life, n + 3).best_step == 5


def test_marks_of_an_import_count_for_the_session_before_as_well() -> None:
    life, n = stood(8)
    life.does(n)
    life.answers(n + 1)
    second = life.does(n, 5, hour=20)
    life.put(second._replace(skin_next=Skin.PINK))
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (6, "rest-skin")


def test_the_lock_begins_on_the_earliest_day_that_an_answer_names() -> None:
    """Two sessions on a day, the second broken; a "still broken" days later takes no locked day away."""
    life = Life()
    life.does(0)
    life.does(0, 2, hour=18, after=Skin.BROKEN)
    life.answers(5, Skin.BROKEN)
    ramp = fold(life.book, BACK)
    assert ramp.locks == ((on(0), None),)
    assert ramp.state.heals_on == on(12)


def test_numb_closes_an_area_as_broken_skin_does() -> None:
    life, n = stood(6)
    life.does(n)
    life.answers(n + 1, Skin.NUMB)
    assert life.asks(n + 1).reason.code is Code.LOCKED_SKIN
    life, n = stood(6)
    life.does(n, after=Skin.NUMB)
    assert life.asks(n).reason.code is Code.LOCKED_SKIN
    life.answers(n + 7)
    assert asked(life.asks(n + 7)) == (1, "locked-skin")


@pytest.mark.parametrize("before", [None, *range(11)])
@pytest.mark.parametrize("after", range(11))
def test_soreness_is_said_to_rise_only_where_it_rose(before: int | None, after: int) -> None:
    """At 9 and 10 a session is not clean whatever it was before, also where it fell to that."""
    life, n = stood(6)
    life.put(life.does(n)._replace(before=before, after=after))
    life.answers(n + 1)
    said = life.asks(n + 1).reason.full_text
    rose = before is not None and after >= before + 2
    worse = rose or after >= 9
    assert ("Soreness" in said) is worse
    if before is not None and after > before and worse:
        assert f"Soreness rose from {before} to {after} in the last session" in said
    elif worse:
        assert f"Soreness was {after} after the last session" in said
