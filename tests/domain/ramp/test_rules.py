"""Every row of the ramp's table, worked out by hand: steps are those of the default ladder of the back.

1 towel 5 · 2 towel 7 · 3 towel 10 · 4-8 shirt 5 7 10 12 15 · 9-15 bare 5 7 10 12 15 18 20
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from coach.domain.model import (
    Area,
    Cover,
    Ended,
    Session,
    Skin,
    Start,
    StartSaid,
)
from coach.domain.ramp.prescriber import tomorrow
from coach.domain.ramp.replay import Ramps as RampsOf
from coach.domain.ramp.replay import fold
from tests.domain.histories import BACK, Life, asked, at, goal, lowered, on, stood


def test_the_first_session_is_five_minutes_on_a_towel() -> None:
    found = Life().asks(0)
    assert asked(found) == (1, "first")
    assert found.rung is not None
    assert (found.rung.cover, found.rung.minutes) == (Cover.TOWEL, 5)
    assert found.steps == 15
    assert not found.needs_check


def test_the_whole_climb_in_good_days() -> None:
    """2 + 1 + 1 sessions on towels, 2 on each of the eleven steps 4 to 14, then it holds at the goal."""
    life = Life()
    steps = []
    for n in range(30):
        life.answers(n)
        steps.append(life.asks(n).step)
        life.does(n)
    assert steps == [1, 1, 2, 3, *(s for s in range(4, 15) for _ in (1, 2)), *[15] * 4]
    life.answers(30)
    assert asked(life.asks(30)) == (15, "hold-goal")


def test_the_skin_test_takes_two_days() -> None:
    life = Life()
    life.good_day(0)
    life.answers(1)
    assert asked(life.asks(1)) == (1, "repeat")
    life.does(1)
    life.answers(2)
    assert asked(life.asks(2)) == (2, "advance")


def test_25_and_30_minutes_take_three_sessions_each() -> None:
    life = Life(StartSaid(at=at(-8), start=Start.REGULAR), goal(-8, 30))
    n = life.climbs(16)
    life.good_days(n, n + 2)
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (17, "advance")
    life.good_days(n + 3, n + 5)
    life.answers(n + 6)
    assert asked(life.asks(n + 6)) == (17, "hold-goal")


@pytest.mark.parametrize(("said", "step"), [
    (StartSaid(at=at(-8)), 1),
    (StartSaid(at=at(-8), start=Start.SOME), 4),
    (StartSaid(at=at(-8), start=Start.REGULAR), 9),
    (StartSaid(at=at(-8), start=Start.REGULAR, sensitive=True), 1),
])  # fmt: skip
def test_starts(said: StartSaid, step: int) -> None:
    assert asked(Life(said).asks(0)) == (step, "first")
    assert Life(said).asks(0, Area.LEGS).step in (None, 1)


def test_no_start_said_later_raises_a_step() -> None:
    life, n = stood(3)
    life.put(StartSaid(at=at(n, 6), start=Start.REGULAR))
    assert life.asks(n).step == 3


def test_sensitive_skin_said_later_goes_back_to_the_first_step_for_good() -> None:
    life, n = stood(6)
    life.put(StartSaid(at=at(n, 6), sensitive=True))
    assert asked(life.asks(n)) == (1, "lowered")
    life.good_day(n)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (1, "repeat")


HOLDS: list[tuple[dict[str, Any], Skin | None, str]] = [
    ({"sharpness": None}, Skin.CLEAR, "hold-unanswered"),
    ({"ended": Ended.STOPPED}, Skin.CLEAR, "hold-stopped"),
    ({"minutes": 6.2}, Skin.CLEAR, "hold-short"),
    ({"minutes": 4, "ended": Ended.STOPPED}, Skin.CLEAR, "hold-short"),
    ({"cover": Cover.TOWEL}, Skin.CLEAR, "hold-cover"),
    ({"cover": Cover.BARE}, Skin.CLEAR, "hold-cover"),
    ({"ended": Ended.RECOVERED}, Skin.CLEAR, "hold-recovered"),
    ({"sharpness": 6}, Skin.CLEAR, "hold-sharp"),
    ({"sharpness": 7}, Skin.CLEAR, "hold-sharp"),
    ({"after": Skin.SORE}, Skin.CLEAR, "hold-sore"),
]


@pytest.mark.parametrize(("how", "skin", "code"), HOLDS)
def test_what_holds(how: dict[str, Any], skin: Skin, code: str) -> None:
    life, n = stood(5)  # shirt 7, two sessions
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1, **how)
    life.answers(n + 2, skin)
    assert asked(life.asks(n + 2)) == (5, code)
    life.good_day(n + 2)
    life.answers(n + 3)
    keeps = code not in ("hold-sharp", "hold-sore")  # those count from zero again
    assert asked(life.asks(n + 3)) == ((6, "advance") if keeps else (5, "repeat"))


@pytest.mark.parametrize("how", [
    {"minutes": 6.3},  # 90 % of 7
    {"minutes": 12},  # longer counts as prescribed
    {"sharpness": 5},
    {"sharpness": 0},
    {"after": Skin.PINK},
    {"after": None},
])  # fmt: skip
def test_what_is_clean(how: dict[str, Any]) -> None:
    life, n = stood(5)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1, **how)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (6, "advance")


def test_a_session_without_a_cover_holds() -> None:
    life, n = stood(5)
    session = life.does(n)
    life.put(session._replace(cover=None))
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (5, "hold-unanswered")


def test_a_longer_session_earns_no_more_than_one_step() -> None:
    life, n = stood(2)
    life.does(n, minutes=20)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (3, "advance")


@pytest.mark.parametrize(("step", "lands"), [(15, 14), (9, 4), (4, 1), (2, 1)])
@pytest.mark.parametrize("how", [
    {"sharpness": 8}, {"sharpness": 10},
    {"ended": Ended.SENSATION}, {"ended": Ended.SENSATION, "sharpness": 2},
])  # fmt: skip
def test_too_much_is_one_step_down_and_never_longer(step: int, lands: int, how: dict[str, Any]) -> None:
    life, n = stood(step)
    life.does(n, **how)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (lands, "too-much")


def test_a_reduction_at_the_first_step_is_the_floor() -> None:
    life = Life()
    life.does(0, sharpness=9)
    life.answers(1)
    assert asked(life.asks(1)) == (1, "floor")


def test_the_floor_counts_anew() -> None:
    life = Life()
    life.good_day(0)
    life.answers(1)
    life.does(1, sharpness=9)
    life.good_day(2)
    life.answers(3)
    assert asked(life.asks(3)) == (1, "repeat")


@pytest.mark.parametrize("pair", [(6, 6), (6, 7), (7, 6)])
def test_sharp_twice_in_a_row_is_one_step_down(pair: tuple[int, int]) -> None:
    life, n = stood(6)
    for day, sharpness in enumerate(pair):
        life.answers(n + day)
        life.does(n + day, sharpness=sharpness)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (5, "sharp-twice")


def test_sharp_twice_with_a_good_one_between_holds() -> None:
    life, n = stood(6)
    for day, sharpness in enumerate((6, 5, 7)):
        life.answers(n + day)
        life.does(n + day, sharpness=sharpness)
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (6, "hold-sharp")


def test_sharp_on_two_different_steps_holds() -> None:
    life, n = stood(6)
    life.does(n, sharpness=9)  # step 5 next
    life.answers(n + 1)
    life.does(n + 1, sharpness=6)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (5, "hold-sharp")
    life.put(lowered(n + 2, 5, Cover.SHIRT))
    life.does(n + 2, sharpness=6)
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (4, "hold-sharp")


def test_sharp_three_times_goes_down_once_then_holds() -> None:
    life, n = stood(8)
    for day in range(3):
        life.answers(n + day)
        life.does(n + day, sharpness=7)
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (7, "hold-sharp")


def test_the_count_starts_anew_after_a_reduction() -> None:
    life, n = stood(6)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1, sharpness=8)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (5, "too-much")
    life.good_day(n + 2)
    life.answers(n + 3)
    assert asked(life.asks(n + 3)) == (6, "advance")  # regaining: one is enough below the best
    life.good_day(n + 3)
    life.answers(n + 4)
    assert asked(life.asks(n + 4)) == (6, "repeat")  # the best itself asks for two


def test_a_step_that_was_never_clean_is_not_regained() -> None:
    """Stood on step 6, but never a clean session there: step 5 is the best, and asks for two."""
    life, n = stood(6)
    life.does(n, sharpness=8)
    life.answers(n + 1)
    life.good_day(n + 1)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (5, "repeat")


def test_until_the_check_the_prescription_is_the_one_for_clear() -> None:
    life, n = stood(2)
    life.does(n)
    found = life.asks(n + 1)
    assert asked(found) == (3, "advance")
    assert found.needs_check
    assert not found.can_start
    assert not found.can_start_free
    life.answers(n + 1)
    found = life.asks(n + 1)
    assert not found.needs_check
    assert found.can_start
    assert found.can_start_free


def test_a_session_without_an_answer_before_it_was_asked_the_same_again() -> None:
    life, n = stood(2)
    life.does(n)
    life.does(n + 1)  # recorded by hand, with the check open
    life.answers(n + 2)
    taken = fold(life.book, BACK).outcomes
    assert [t.step for t in taken[-2:]] == [2, 2]
    assert asked(life.asks(n + 2)) == (3, "advance")


def test_an_answer_from_after_a_session_filled_in_later_does_not_raise_it() -> None:
    """The check of day 5 cannot have let the session of day 2 step up."""
    life, n = stood(2)
    life.does(n)
    life.answers(n + 5)
    life.does(n + 2)
    assert fold(life.book, BACK).outcomes[-1].step == 2


def test_a_session_whose_own_check_is_open_shows_no_advance_as_sure() -> None:
    """The first session of the day was filled in after the check of the second."""
    life, n = stood(2)
    life.does(n, hour=18, minutes=1)
    life.answers(n + 1)
    life.does(n, hour=8)
    found = life.asks(n + 1)
    assert asked(found) == (2, "hold-unanswered")
    assert not found.needs_check


def test_a_day_that_repeats_on_a_journey_has_one_guided_session() -> None:
    life, n = stood(2)
    life.does(n)
    life.does(n, hour=23)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (3, "advance")
    assert life.asks(n).done


def test_a_day_that_is_skipped_on_a_journey_is_one_day_off() -> None:
    life, n = stood(2)
    life.does(n)
    life.answers(n + 2)
    assert asked(life.asks(n + 2)) == (3, "advance")


def test_sessions_imported_before_the_setup_climb_from_where_the_setup_says() -> None:
    life = Life()
    for n in range(4):
        life.put(
            Session(
                area=BACK, started_at=at(n - 40), day=on(n - 40), done_min=10, cover=Cover.SHIRT, sharpness=2,
                skin_after=Skin.CLEAR, skin_next=Skin.CLEAR,
            )
        )  # fmt: skip
    some = StartSaid(id="s", at=at(-9), start=Start.SOME)
    life.book = life.book._replace(events=(*life.book.events[:1], some, goal(-9, 20)))
    taken = fold(life.book, BACK).outcomes
    assert [t.step for t in taken] == [4, 4, 5, 5]
    assert asked(life.asks(-36)) == (6, "advance")


def test_what_comes_later_changes_no_earlier_day() -> None:
    life = Life()
    life.good_days(0, 6)
    known = [life.asks(n) for n in range(7)]
    life.good_days(7, 12)
    for n in range(6):
        assert life.asks(n).step == known[n].step
    assert life.asks(13).day == on(13)


def test_tomorrow_is_what_a_clear_answer_will_give() -> None:
    life, n = stood(2)
    life.does(n)
    then = tomorrow(RampsOf(life.book), BACK, on(n))
    assert (then.day, then.step, then.needs_check) == (on(n) + timedelta(days=1), 3, True)


def test_a_done_day_shows_what_was_asked_for() -> None:
    life, n = stood(5)
    life.does(n)
    found = life.asks(n)
    assert (found.step, found.done, found.can_start, found.needs_check) == (5, True, False, False)
    assert found.can_start_free
