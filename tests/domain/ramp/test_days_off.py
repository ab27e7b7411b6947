"""The day cap and the ramp, 90 days off, and days off with free sessions between."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import (
    Area,
    Check,
    Contraindication,
    Cover,
    GoalSet,
    Screening,
    Session,
    Skin,
    StartSaid,
)
from coach.domain.ramp.days_off import (
    BANDS,
    DaysOff,
    band_of,
    leads_down,
    say_bands,
    say_bands_down,
    step_after,
)
from coach.domain.ramp.projection import days_ahead
from coach.domain.ramp.replay import Ramps, area_state_on, fold
from coach.domain.ramp.rules import Code
from tests.domain.histories import BACK, Life, asked, at, on, stood
from tests.domain.ramp.feeling import decision, felt


def long_goal() -> Life:
    return Life(GoalSet(at=at(-9), cover=Cover.TOWEL, minutes=30))


def test_an_advance_beyond_the_cap_of_the_day_waits_with_its_count() -> None:
    life = long_goal()
    life.good_days(0, 11)
    life.answers(12)
    found = life.asks(12)
    assert asked(found) == (7, "hold-cap")
    assert (decision(life, 12).day_cap, decision(life, 12).clean_so_far) == (20, 2)
    assert found.can_start
    assert found.next is not None
    assert (found.next.minutes, "25 minutes" in found.next.text) == (20, True)
    life.does(12)
    life.answers(13)
    assert decision(life, 13).clean_so_far == 3
    assert life.asks(13).next is not None
    assert life.asks(13).next.minutes == 25  # type: ignore[union-attr]
    life.does(13)
    life.answers(14)
    assert asked(life.asks(14)) == (8, "advance")
    assert [t.step for t in fold(life.book, BACK).outcomes][-3:] == [7, 7, 7]


def test_what_comes_down_from_a_held_step_comes_down_from_the_day_s_step() -> None:
    life = long_goal()
    life.good_days(0, 11)
    life.answers(12)
    life.does(12, sharpness=9)
    life.answers(13)
    assert asked(life.asks(13)) == (6, "too-much")


def test_the_plan_never_promises_what_the_day_cannot_hold() -> None:
    life = long_goal()
    days = days_ahead(Ramps(life.book), BACK, on(0), 20)
    for each in days:
        life.answers((each.day - on(0)).days)
        found = life.asks((each.day - on(0)).days)
        assert (each.step, each.code) == (found.step, found.reason.code)
        assert found.can_start
        life.does((each.day - on(0)).days)


def test_sessions_that_do_not_say_their_cover_are_none_of_the_first() -> None:
    life = long_goal()
    life.good_days(0, 11)
    for n in range(2):
        life.put(
            Session(id=f"x{n}", area=Area.LEGS, started_at=at(n, 19), day=on(n), done_min=1, sharpness=2)
        )
    life.answers(12)
    assert asked(life.asks(12)) == (7, "hold-cap")


def test_after_ninety_days_it_is_a_first_time_again() -> None:
    life, n = stood(13)
    life.good_day(n)
    life.answers(n + 1)
    day = n + 91
    found = life.asks(day)
    assert asked(found) == (1, "return")
    assert decision(life, day).first_again
    assert decision(life, day).best_step == 0
    assert (found.left_first_step, found.free_min) == (False, 10)
    assert found.caps.day_left_min == 20
    life.does(day)
    life.answers(day + 1)
    assert asked(life.asks(day + 1)) == (1, "repeat")  # nothing is regained: in full
    state = fold(life.book, BACK).state
    assert (state.best_step, state.bare_trial_over, state.left_first_step) == (1, False, False)


def test_a_day_less_than_ninety_is_not() -> None:
    life, n = stood(13)
    life.good_day(n)
    life.answers(n + 1)
    assert not decision(life, n + 90).first_again
    assert life.asks(n + 90).caps.day_left_min == 30


def test_free_sessions_on_closed_days_never_shorten_days_off() -> None:
    life, n = stood(11)
    life.good_day(n)
    life.answers(n + 1)
    life.put(Screening(at=at(n + 2), ticked=frozenset({Contraindication.WOUND})))
    life.does(n + 5, 5, Cover.BARE)
    life.put(Screening(at=at(n + 8)))
    life.answers(n + 9)
    assert decision(life, n + 9).days_off == 8
    assert asked(life.asks(n + 9)) == (9, "return")


def test_a_warning_from_a_closed_day_neither_shortens_days_off_nor_is_added_up() -> None:
    life, n = stood(11)
    life.good_day(n)
    life.answers(n + 1)
    life.put(Screening(at=at(n + 2), ticked=frozenset({Contraindication.WOUND})))
    life.does(n + 5, 5, Cover.BARE, sharpness=9)
    life.put(Screening(at=at(n + 8)))
    life.answers(n + 9)
    found = decision(life, n + 9)
    assert (found.step, found.code, found.days_off, found.other_rules) == (
        9,
        Code.RETURN,
        8,
        (Code.TOO_MUCH,),
    )


@pytest.mark.parametrize(("off", "step", "code"), [(6, 10, "too-much"), (7, 9, "return")])
def test_six_days_off_add_nothing_to_a_session_that_was_too_much(off: int, step: int, code: str) -> None:
    life, n = stood(11)
    life.does(n, sharpness=8)
    life.answers(n + off + 1)
    assert asked(life.asks(n + off + 1)) == (step, code)


def test_until_the_first_step_was_left_a_free_session_is_ten_minutes_at_most() -> None:
    life = Life()
    assert life.asks(0).free_min == 10
    life, n = stood(2)
    assert life.asks(n).free_min == 20


def test_the_former_rules_go_by_what_they_knew() -> None:
    life, n = stood(8)
    life.good_day(n)
    life.answers(n + 1)
    felt(life, n + 1, 1, 9, minutes=40)
    life.answers(n + 2)
    life.put(Check(day=on(n + 2), area=BACK, skin=Skin.PINK, at=at(n + 2, 18), id="late"))
    now = Ramps(life.book).of(BACK)
    then = Ramps(life.book, former=2).of(BACK)
    assert then.state.former_rules
    assert [t.warned for t in now.outcomes][-1]
    assert not [t.warned for t in then.outcomes][-1]
    assert area_state_on(now, on(n + 3)).decision.code is Code.REST_SKIN
    assert area_state_on(then, on(n + 3)).decision.code is Code.ADVANCE


def test_the_former_rules_forgot_nothing_and_held_no_cap() -> None:
    life, n = stood(13)
    life.good_day(n)
    life.answers(n + 1)
    former = area_state_on(Ramps(life.book, former=2).of(BACK), on(n + 91))
    assert (former.decision.step, former.decision.best_step, former.decision.first_again) == (1, 13, False)
    life = long_goal()
    life.good_days(0, 11)
    life.answers(12)
    assert area_state_on(Ramps(life.book, former=2).of(BACK), on(12)).decision.code is Code.ADVANCE
    life = Life(StartSaid(at=at(-8), sensitive=True))
    assert len(Ramps(life.book, former=2).of(BACK).state.rungs) == 15


@given(st.integers(0, 40_000))
def test_the_bands_cover_every_number_of_days_once(days: int) -> None:
    fits = [band for band in BANDS if band.first <= days and (band.last is None or days <= band.last)]
    assert fits == [band_of(days)]


@given(st.integers(0, 400), st.integers(1, 17))
def test_more_days_off_never_lead_to_a_higher_step(days: int, step: int) -> None:
    softer = max(1, step - 5)
    landings = [max(1, step_after(step, softer, each)) for each in (days + 1, days)]
    assert landings[0] <= landings[1] <= step
    assert leads_down(days + 1) >= leads_down(days)


def test_the_bands_are_said_as_they_are() -> None:
    assert say_bands() == (
        "after 3 to 6 the same once more, after 7 two steps down, after 14 four, after 30 a softer cover, and"
        " after 90 you start again as if for the first time."
    )
    assert say_bands_down() == (
        "7 to 13 days off: two steps down. 14 to 29: four. 30 or more: a softer cover. 90 or more: from the"
        " start."
    )
    assert f"{DaysOff(8)}" == "you had 8 days off"
    assert f"{DaysOff(95, first_again=True)}" == "after 95 days off you start again as if for the first time"


def test_a_new_band_is_a_row_that_the_rules_and_all_sentences_go_by(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The last band of four steps down, in halves, of which the first leads three steps down."""
    place = max(n for n, band in enumerate(BANDS) if band.steps_down == 4)
    first, last = BANDS[place].first, BANDS[place].last
    assert last is not None
    middle = (first + last) // 2
    split = (
        BANDS[place]._replace(last=middle - 1, steps_down=3, words="three"),
        BANDS[place]._replace(first=middle),
    )
    monkeypatch.setattr("coach.domain.ramp.days_off.BANDS", (*BANDS[:place], *split, *BANDS[place + 1 :]))
    assert f", after {first} three, after {middle} four," in say_bands()
    assert f" {first} to {middle - 1}: three. {middle} to {last}: four." in say_bands_down()
    life, day = stood(9)
    for days_off, way in (
        (middle - 1, "three steps down, 7 minutes"),
        (middle, "four steps down, 5 minutes"),
    ):
        found = life.asks(day + days_off)
        assert found.reason.text.startswith(f"You had {days_off} days off: {way} in a T-shirt")
