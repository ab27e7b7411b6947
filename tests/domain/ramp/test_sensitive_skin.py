"""Sensitive skin, a part that is not felt, the first bare step, and answers that meet."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from coach.domain.current_answers import goal_of
from coach.domain.day_states import DayState
from coach.domain.model import (
    Area,
    Check,
    Contraindication,
    Cover,
    Goal,
    GoalSet,
    Screening,
    Session,
    Skin,
    Start,
    StartSaid,
)
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.ladder import limited_goal
from coach.domain.ramp.projection import days_ahead, projected_dates
from coach.domain.ramp.replay import Ramps, area_state_on, fold
from coach.domain.ramp.rules import Code, LadderChange
from coach.domain.session.confirmations import Confirmation
from coach.domain.session.skin_answers import correct_check
from tests.domain.histories import BACK, Life, asked, at, on, random_book, stood
from tests.domain.ramp.feeling import decision


def sensitive(n: int = -8, start: Start = Start.NEW) -> StartSaid:
    return StartSaid(at=at(n), start=start, sensitive=True)


def test_the_ladder_of_sensitive_skin_ends_on_the_t_shirt_until_bare_was_confirmed() -> None:
    life = Life(sensitive())
    found = life.asks(0)
    rungs = fold(life.book, BACK).state.rungs
    assert {rung.cover for rung in rungs} == {Cover.TOWEL, Cover.SHIRT}
    assert found.steps == len(rungs) == 10
    life.put(GoalSet(at=at(0, 6), bare_confirmed=True))
    assert life.asks(0).steps == 15


def test_sensitive_skin_that_is_said_later_leaves_bare_skin_at_once() -> None:
    life, n = stood(12)
    life.does(n)
    life.put(sensitive(n + 1))
    life.answers(n + 1)
    found = life.asks(n + 1)
    assert (found.step, found.steps) == (1, 10)
    life.put(StartSaid(at=at(n + 1, 9)))
    assert life.asks(n + 1).step == 1
    assert life.asks(n + 1).steps == 15


def test_a_merge_never_confirms_bare_skin() -> None:
    goals = [
        GoalSet(at=at(0), bare_confirmed=True, over=(), id="a"),
        GoalSet(at=at(1), bare_confirmed=False, over=(), id="b"),
    ]
    held = goal_of(goals)
    assert held is not None
    assert not held.bare_confirmed
    assert limited_goal(held, sensitive=True) == Goal(Cover.SHIRT, 20)
    assert limited_goal(held, sensitive=False) == Goal(Cover.BARE, 20)
    assert limited_goal(None, sensitive=True) == Goal(Cover.SHIRT, 20)


def numb(n: int, *areas: Area, ticked: bool = True) -> Screening:
    ticks = frozenset({Contraindication.FEELING}) if ticked else frozenset[Contraindication]()
    return Screening(at=at(n, 6), ticked=ticks, agreed=ticks, numb_areas=frozenset(areas))


def test_where_feeling_is_lost_the_feet_stay_seated_even_when_a_doctor_agreed() -> None:
    life, _ = stood(4)
    life.good_days(20, 26, Area.FEET)
    life.answers(27, area=Area.FEET)
    assert life.asks(27, Area.FEET).step == 7
    life.put(numb(27))
    found = life.asks(27, Area.FEET)
    assert (found.step, found.steps, found.reason.code) == (3, 3, Code.NEW_GOAL)
    assert decision(life, 27, Area.FEET).ladder_change is LadderChange.FEELING
    days = days_ahead(Ramps(life.book), Area.FEET, on(27), 10)
    assert {each.step for each in days} == {3}
    life.put(numb(28, ticked=False))
    assert life.asks(28, Area.FEET).steps == 11


def test_an_area_that_is_not_felt_stays_closed_even_when_a_doctor_agreed() -> None:
    life, n = stood(4)
    life.put(numb(n, Area.LEGS))
    assert life.asks(n, Area.LEGS).gate is Gate.LOCKED
    assert life.asks(n).gate is Gate.OPEN


def test_only_what_a_doctor_can_allow_is_unlocked_by_one() -> None:
    life, n = stood(4)
    clots = frozenset({Contraindication.CLOTS})
    life.put(Screening(at=at(n, 6), ticked=clots, agreed=clots))
    assert life.asks(n).gate is Gate.LOCKED


def test_a_first_bare_step_is_known_as_one_until_a_session_on_bare_skin_was_clean() -> None:
    life, n = stood(9)
    assert decision(life, n).first_bare
    assert not decision(life, n).chose_bare
    assert not decision(life, n - 1).first_bare
    life.does(n)
    assert decision(life, n).first_bare
    life.answers(n + 1)
    assert not decision(life, n + 1).first_bare


def test_who_begins_on_bare_skin_chose_it() -> None:
    life = Life(StartSaid(at=at(-8), start=Start.REGULAR))
    assert (decision(life, 0).first_bare, decision(life, 0).chose_bare) == (True, True)
    life.good_day(0)
    life.answers(1)
    assert (decision(life, 1).first_bare, decision(life, 1).chose_bare) == (False, False)


def test_a_goal_that_is_lowered_on_a_day_already_used_leaves_the_plan_whole() -> None:
    start = StartSaid(at=at(-8), start=Start.REGULAR)
    life = Life(start, GoalSet(at=at(-8), minutes=15))
    life.good_days(0, 8)
    life.put(GoalSet(at=at(8, 12), minutes=10))
    ramps = Ramps(life.book)
    days = days_ahead(ramps, BACK, on(8), 14)
    rungs = ramps.of(BACK, on(8)).state.rungs
    assert days[0].kind is DayState.DONE
    assert all(each.rung is None or each.rung == rungs[(each.step or 0) - 1] for each in days)
    assert projected_dates(days, rungs).goal_on == on(8)


def test_a_start_said_again_before_the_first_session_opens_the_other_areas() -> None:
    life = Life(StartSaid(at=at(-8), start=Start.NEW))
    life.put(StartSaid(at=at(-7), start=Start.REGULAR))
    assert life.asks(0).step == 9
    assert life.asks(0, Area.LEGS).step == 1


def test_rest_from_an_import_outlives_a_second_row_of_the_day() -> None:
    life, n = stood(8)
    first = life.does(n)
    life.put(first._replace(skin_next=Skin.PINK))
    life.does(n, 2, hour=18)
    assert life.asks(n + 1).gate is Gate.REST
    assert life.asks(n + 2).needs_check


def test_rest_from_an_import_outlives_a_second_row_that_says_clear() -> None:
    life, n = stood(8)
    first = life.does(n)
    life.put(first._replace(skin_next=Skin.SORE))
    second = life.does(n, 2, hour=18)
    life.put(second._replace(skin_next=Skin.CLEAR))
    assert life.asks(n + 1).gate is Gate.REST
    assert life.asks(n + 2).needs_check
    assert life.asks(n + 2).step == 6


def test_sensitive_skin_that_is_said_on_the_first_step_regains_nothing() -> None:
    life, n = stood(5)
    life.does(n)
    life.answers(n + 35)  # a softer cover: step 1
    assert life.asks(n + 35).step == 1
    life.does(n + 35, sharpness=6)
    life.put(sensitive(n + 36))
    life.answers(n + 36)
    assert (life.asks(n + 36).step, decision(life, n + 36).best_step) == (1, 1)


def test_a_later_answer_that_was_a_slip_gives_the_step_back() -> None:
    life, n = stood(8)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1)
    life.answers(n + 2)
    life.answers(n + 3, Skin.PINK)
    slip = next(c for c in life.book.checks if c.skin is Skin.PINK)
    assert life.asks(n + 4).step == 6
    life.put(
        *correct_check(life.book, slip, Skin.CLEAR, at(n + 3, 9), agreed=(Confirmation.SLIP,)).change.put
    )
    assert asked(life.asks(n + 4)) == (9, "advance")


@pytest.mark.parametrize("seed", range(80))
def test_a_log_on_a_closed_day_changes_no_days_off(seed: int) -> None:
    book = random_book(Random(seed), 10)
    for area in sorted({s.area for s in book.sessions}):
        last = max([*(s.day for s in book.sessions), *(c.day for c in book.checks)])
        ramp = Ramps(book).of(area)
        for n in (1, 3, 5):
            day = last + timedelta(days=n)
            if area_state_on(ramp, day).gate is Gate.OPEN:
                continue
            heals_on = ramp.state.heals_on
            if heals_on is not None and day >= heals_on:
                continue  # it would say that the skin has healed
            began = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
            logged = Session(id="zz", area=area, started_at=began, day=day, done_min=5, sharpness=9)
            after = Ramps(book._replace(sessions=(*book.sessions, logged))).of(area)
            later = day + timedelta(days=30)
            assert (
                area_state_on(after, later).decision.days_off == area_state_on(ramp, later).decision.days_off
            )


def test_what_was_recorded_before_the_skin_was_broken_tells_of_no_healing() -> None:
    """A clock that ran ahead: the session was there when the answer was given, and is dated after it."""
    life, n = stood(6)
    early = life.does(n + 9)
    life.put(early._replace(id="early"))
    life.book = life.book._replace(sessions=tuple(s for s in life.book.sessions if s.id != early.id))
    life.put(Check(day=on(n), area=BACK, skin=Skin.BROKEN, at=at(n, 7), seen=("early",)))
    assert life.asks(n + 10).reason.code is Code.LOCKED_SKIN
    life.put(Check(day=on(n), area=BACK, skin=Skin.BROKEN, at=at(n, 7), id=life.book.checks[-1].id))
    assert life.asks(n + 10).gate is Gate.OPEN


def test_marks_after_a_session_on_a_locked_day_count_before_the_first_guided_one() -> None:
    life = Life(StartSaid(at=at(-8), start=Start.REGULAR))
    life.put(Screening(at=at(0, 6), ticked=frozenset({Contraindication.WOUND})))
    life.does(0, 5, Cover.BARE)
    life.answers(1, Skin.SORE)
    life.answers(2)
    life.put(Screening(at=at(4, 6)))
    assert asked(life.asks(4)) == (4, "rest-skin")
