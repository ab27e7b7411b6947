"""The skin check in the fold: rest, two steps down, or seven days of healing."""

from __future__ import annotations

from typing import Any

import pytest

from coach.domain.model import (
    Check,
    Contraindication,
    Cover,
    Ended,
    Refused,
    Rung,
    Screening,
    Skin,
)
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.replay import fold
from coach.domain.ramp.rules import Code
from coach.domain.session.manual_entry import ManualEntry, log
from tests.domain.histories import BACK, asked, at, on, stood


@pytest.mark.parametrize("skin", [Skin.PINK, Skin.SORE])
@pytest.mark.parametrize(("step", "lands"), [(15, 13), (11, 9), (10, 5), (9, 4), (6, 4), (5, 2), (3, 1)])
def test_marks_at_the_check_are_rest_and_two_steps(skin: Skin, step: int, lands: int) -> None:
    life, n = stood(step)
    life.does(n)
    life.answers(n + 1, skin)
    found = life.asks(n + 1)
    assert (found.gate, found.reason.code.value) == (Gate.REST, "rest-skin")
    assert (found.step, found.rung, found.next, found.can_start, found.can_start_free) == (
        None, None, None, False, False,
    )  # fmt: skip
    assert found.after_rest == fold(life.book, BACK).state.rungs[lands - 1]
    found = life.asks(n + 2)
    assert asked(found) == (lands, "rest-skin")
    assert found.needs_check
    assert not found.can_start
    life.answers(n + 2)
    assert life.asks(n + 2).can_start
    assert life.asks(n + 2).step == lands


def test_marks_again_are_rest_again_without_a_further_step() -> None:
    life, n = stood(12)
    life.does(n)
    for day, skin in ((1, Skin.SORE), (2, Skin.PINK), (3, Skin.SORE)):
        life.answers(n + day, skin)
        assert life.asks(n + day).gate is Gate.REST
    life.answers(n + 4)
    assert asked(life.asks(n + 4)) == (10, "rest-skin")


def test_a_check_answered_late_orders_rest_on_its_own_day() -> None:
    life, n = stood(6)
    life.does(n)
    life.answers(n + 3, Skin.PINK)
    assert life.asks(n + 3).gate is Gate.REST
    assert asked(life.asks(n + 4)) == (4, "rest-skin")
    assert fold(life.book, BACK).rest_days == {on(n + 3)}


def test_marks_imported_without_a_date_are_rest_on_the_day_after() -> None:
    life, n = stood(6)
    session = life.does(n)
    life.put(session._replace(skin_next=Skin.PINK))
    assert life.asks(n + 1).gate is Gate.REST
    assert asked(life.asks(n + 2)) == (4, "rest-skin")


def test_two_sessions_of_a_day_are_answered_at_once_and_go_down_once() -> None:
    life, n = stood(12)
    first = life.does(n)
    second = life.does(n, minutes=3, hour=18)
    life.answers(n + 1, Skin.SORE)
    assert life.recall(first).skin_next is life.recall(second).skin_next is Skin.SORE
    assert asked(life.asks(n + 2)) == (10, "rest-skin")


def test_a_later_answer_takes_clean_away_and_orders_rest() -> None:
    life, n = stood(2)
    session = life.does(n)
    life.answers(n + 1, Skin.CLEAR, hour=7)
    life.answers(n + 1, Skin.PINK, hour=18)
    assert life.recall(session).skin_next is Skin.CLEAR
    assert life.asks(n + 1).gate is Gate.REST
    found = life.asks(n + 2)
    assert asked(found) == (1, "rest-skin")
    assert found.needs_check
    assert not found.can_start


def test_a_clear_answer_of_the_same_day_does_not_end_the_rest() -> None:
    life, n = stood(6)
    session = life.does(n)
    life.answers(n + 1, Skin.PINK, hour=7)
    life.put(Check(day=on(n + 1), area=BACK, skin=Skin.CLEAR, at=at(n + 1, 18)))
    assert life.asks(n + 1).gate is Gate.REST
    assert life.recall(session).skin_next is Skin.PINK


def test_a_check_on_the_day_of_the_session_answers_nothing_about_it() -> None:
    life, n = stood(2)
    session = life.does(n, hour=8)
    # refused where it is typed; a merge may bring one
    life.put(Check(day=on(n), area=BACK, skin=Skin.CLEAR, at=at(n, 20)))
    assert life.recall(session).skin_next is None
    assert life.asks(n + 1).needs_check
    assert life.asks(n + 1).step == 3


def test_sore_skin_counts_at_once_and_a_clear_answer_gives_nothing_back() -> None:
    life, n = stood(8)
    session = life.does(n, hour=8)
    life.answers(n, Skin.SORE, hour=10)
    assert life.recall(session).skin_next is None
    assert life.asks(n).gate is Gate.REST
    assert fold(life.book, BACK).rest_days == {on(n)}
    assert life.asks(n).after_rest == Rung(Cover.SHIRT, 10, 2)
    assert asked(life.asks(n + 1)) == (6, "rest-skin")
    assert life.asks(n + 1).needs_check
    life.answers(n + 1, Skin.CLEAR)
    assert asked(life.asks(n + 1)) == (6, "rest-skin")
    assert life.asks(n + 1).can_start


def test_pink_skin_days_later_takes_clean_away_until_the_next_session() -> None:
    life, n = stood(8)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (9, "advance")
    life.answers(n + 3, Skin.PINK)
    life.answers(n + 4)
    found = life.asks(n + 4)
    assert asked(found) == (6, "rest-skin")
    assert not found.needs_check


def test_pink_skin_on_the_day_of_the_session_is_no_answer_yet() -> None:
    life, n = stood(8)
    life.does(n, hour=8)
    with pytest.raises(Refused, match=r"count from 03:00 on .* on"):
        life.answers(n, Skin.PINK, hour=20)


def test_pink_skin_that_was_accepted_counts_whatever_is_recorded_before_it_later() -> None:
    life, n = stood(8)
    life.answers(n, hour=7)
    life.answers(n, Skin.PINK, hour=9)
    assert life.asks(n).reason.code is Code.REST_SKIN
    life.does(n, hour=8)
    assert fold(life.book, BACK).rest_days == {on(n)}
    life.answers(n + 1)
    assert life.asks(n + 1).step == 6


def test_a_check_answers_for_the_last_day_only() -> None:
    life, n = stood(2)
    earlier = life.does(n)
    later = life.does(n + 1)
    life.answers(n + 2, Skin.SORE)
    assert life.recall(earlier).skin_next is None
    assert life.recall(later).skin_next is Skin.SORE


@pytest.mark.parametrize(("step", "lands"), [(15, 4), (10, 4), (9, 4), (8, 1), (4, 1), (3, 1), (1, 1)])
def test_broken_at_the_check_locks_for_seven_days_then_a_softer_cover(step: int, lands: int) -> None:
    life, n = stood(step)
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    for day in (1, 2, 7, 8, 30):
        found = life.asks(n + day)
        assert (found.gate, found.step, found.rung, found.reason.code.value) == (
            Gate.LOCKED, None, None, "locked-skin",
        )  # fmt: skip
        assert found.needs_check == (day >= 8)
    life.put(Check(day=on(n + 7), area=BACK, skin=Skin.CLEAR, at=at(n + 7)))
    assert life.asks(n + 7).gate is Gate.LOCKED
    assert life.asks(n + 8).gate is Gate.LOCKED
    life.answers(n + 8)
    found = life.asks(n + 8)
    assert asked(found) == (lands, "locked-skin")
    assert found.can_start
    assert ("doctor" in found.reason.text) == (step <= 3)


def test_broken_right_after_counts_from_the_day_of_the_session() -> None:
    life, n = stood(10)
    life.does(n, after=Skin.BROKEN)
    assert life.asks(n).gate is Gate.LOCKED
    life.put(Check(day=on(n + 6), area=BACK, skin=Skin.CLEAR, at=at(n + 6)))
    assert life.asks(n + 6).gate is Gate.LOCKED
    life.answers(n + 7)
    assert asked(life.asks(n + 7)) == (4, "locked-skin")


def test_after_broken_skin_what_was_reached_counts_no_more() -> None:
    """Shirt 5 asks for its two sessions, although bare 10 was clean once."""
    life, n = stood(11)
    life.good_day(n)
    n += 1
    life.answers(n)
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    life.answers(n + 8)
    life.does(n + 8)
    life.answers(n + 9)
    assert asked(life.asks(n + 9)) == (4, "repeat")
    life.does(n + 9)
    life.answers(n + 10)
    assert asked(life.asks(n + 10)) == (5, "advance")
    life.does(n + 10)
    life.answers(n + 11)
    assert asked(life.asks(n + 11)) == (5, "repeat")


@pytest.mark.parametrize(("day", "guided"), [(6, False), (7, True)])
def test_a_session_recorded_from_the_seventh_day_on_implies_healed(day: int, guided: bool) -> None:
    life, n = stood(10)
    life.does(n, after=Skin.BROKEN)
    life.does(n + day, 5, Cover.SHIRT)
    ramp = fold(life.book, BACK)
    assert ramp.outcomes[-1].guided is guided
    assert ramp.outcomes[-1].step == (4 if guided else None)
    assert (life.asks(n + day + 1).gate is Gate.LOCKED) is not guided
    assert ramp.locks == ((on(n), on(n + 6) if guided else None),)


def test_broken_counts_at_any_answer_and_on_any_day() -> None:
    life, n = stood(10)
    life.does(n)
    life.answers(n + 1, Skin.CLEAR, hour=7)
    life.answers(n + 1, Skin.BROKEN, hour=9)
    assert life.asks(n + 1).gate is Gate.LOCKED
    life.answers(n + 8)
    assert asked(life.asks(n + 8)) == (4, "locked-skin")


def test_broken_again_while_it_heals_begins_the_seven_days_anew_and_reduces_once() -> None:
    life, n = stood(10)
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    life.answers(n + 5, Skin.BROKEN)
    life.put(Check(day=on(n + 8), area=BACK, skin=Skin.CLEAR, at=at(n + 8)))
    assert life.asks(n + 8).gate is Gate.LOCKED
    life.answers(n + 12)
    assert asked(life.asks(n + 12)) == (4, "locked-skin")


def test_broken_again_after_it_healed_locks_again_and_reduces_once() -> None:
    life, n = stood(10)
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    life.answers(n + 8)
    life.answers(n + 9, Skin.BROKEN)
    assert life.asks(n + 9).gate is Gate.LOCKED
    life.answers(n + 16)
    assert asked(life.asks(n + 16)) == (4, "locked-skin")


def test_a_warning_session_while_it_heals_adds_nothing_to_the_reduction() -> None:
    life, n = stood(9)
    life.does(n, sharpness=9)  # shirt 5 by itself, and a towel if one came upon the other
    life.answers(n + 1, Skin.BROKEN)
    life.put(Screening(at=at(n + 1, 9), ticked=frozenset({Contraindication.WOUND})))
    life.does(n + 3, 5, Cover.BARE, sharpness=9)
    life.put(Screening(at=at(n + 7, 9)))
    life.answers(n + 8)
    assert asked(life.asks(n + 8)) == (4, "locked-skin")


def test_ninety_days_of_healing_go_back_to_the_first_step() -> None:
    life, n = stood(10)
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    life.answers(n + 91)
    assert asked(life.asks(n + 91)) == (1, "return")


@pytest.mark.parametrize("skin", [Skin.BROKEN, Skin.NUMB])
@pytest.mark.parametrize("back", [0, 1])
def test_a_session_logged_while_the_area_is_closed_tells_of_no_healing(skin: Skin, back: int) -> None:
    life, n = stood(8)
    life.answers(n, skin)
    said = ManualEntry(minutes=5, area=BACK, on=on(n + 8 - back), at=at(0, 6).time())
    life.put(*log(life.book, said, at(n + 8)).change.put)
    assert life.asks(n + 9).gate is Gate.LOCKED
    life.answers(n + 9)
    assert life.asks(n + 9).gate is Gate.OPEN


@pytest.mark.parametrize(
    "fields",
    [
        {"sharpness": 8},
        {"ended": Ended.SENSATION},
        {"skin_after": Skin.SORE},
        {"skin_next": Skin.PINK},
        {"before": 2, "after": 4},
    ],
)
def test_a_session_that_warns_of_something_tells_of_no_healing(fields: dict[str, Any]) -> None:
    life, n = stood(10)
    life.does(n, after=Skin.BROKEN)
    life.put(life.does(n + 8, 5, Cover.SHIRT)._replace(**fields))
    assert life.asks(n + 10).gate is Gate.LOCKED
    life.answers(n + 10)
    assert life.asks(n + 10).gate is Gate.OPEN


def test_what_the_skin_check_says_later_does_not_close_the_area_again() -> None:
    life, n = stood(10)
    life.does(n, after=Skin.BROKEN)
    life.does(n + 8, 5, Cover.SHIRT)
    life.answers(n + 9, Skin.PINK)
    assert life.asks(n + 9).gate is Gate.REST
