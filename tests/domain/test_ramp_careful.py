"""What a careful eye asks for: soreness that grows, long sessions, hold-cap, 90 days, sensitive skin."""

from __future__ import annotations

import pytest

from coach.domain.current_answers import goal_of
from coach.domain.gates import Gate
from coach.domain.ladder import Goal, held_goal
from coach.domain.model import (
    Area,
    AreaTurned,
    Check,
    Contraindication,
    Cover,
    Ended,
    GoalSet,
    Screening,
    Session,
    Skin,
    Start,
    StartSaid,
)
from coach.domain.plan import Kind, ahead, dates
from coach.domain.prescription import Ramps
from coach.domain.ramp import fold, look
from coach.domain.verdict import Changed, Code, Verdict
from tests.domain.histories import BACK, Life, asked, at, on, stood


def felt(life: Life, n: int, before: int | None, sore: int | None, **how: object) -> Session:
    """A session of a day with its soreness."""
    session = life.does(n, **how)._replace(before=before, after=sore)  # type: ignore[arg-type]
    life.put(session)
    return session


def verdict(life: Life, n: int, area: Area = BACK) -> Verdict:
    """What the reason of a day is made of."""
    found = life.asks(n, area).verdict
    assert found is not None
    return found


# growing soreness


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
        assert verdict(life, n + 2).before_after == (before, after)
        assert verdict(life, n + 2).clean == 0


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
    assert verdict(life, n + 3).worse == 3


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


# too long


@pytest.mark.parametrize(("minutes", "code"), [
    (30, "advance"), (30.1, "too-long"), (31, "too-long"), (720, "too-long"),
])  # fmt: skip
def test_more_minutes_than_a_session_may_have_lead_one_step_down(minutes: float, code: str) -> None:
    life, n = stood(7)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1, minutes)
    life.answers(n + 2)
    found = verdict(life, n + 2)
    assert (found.code.value, found.step) == (code, 8 if code == "advance" else 6)
    assert (found.long_min, found.cap_min) == ((minutes, 30) if code == "too-long" else (None, None))


def test_a_long_bare_session_is_too_long_until_ten_minutes_were_clean() -> None:
    life, n = stood(9)
    life.does(n, 12)
    life.answers(n + 1)
    assert asked(life.asks(n + 1)) == (4, "too-long")
    assert verdict(life, n + 1).cap_min == 10
    assert verdict(life, n + 1).longer_than == 15
    assert verdict(life, n + 1).fall == 1
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
    found = verdict(life, 31, area)
    assert (found.code, found.why) == (Code.FLOOR, Code.TOO_LONG)


# rules that meet


def test_every_rule_that_fits_is_carried() -> None:
    life, n = stood(8)
    life.does(n)
    life.answers(n + 1)
    felt(life, n + 1, 1, 5, minutes=31, sharpness=9, after=Skin.SORE, ended=Ended.SENSATION)
    life.answers(n + 2, Skin.PINK)
    life.answers(n + 3)
    found = verdict(life, n + 3)
    assert (found.code, found.step) == (Code.REST_SKIN, 6)
    assert found.also == (Code.TOO_MUCH, Code.TOO_LONG, Code.HOLD_SORE, Code.HOLD_WORSE)


def test_at_the_floor_every_rule_that_fits_is_carried() -> None:
    life = Life()
    felt(life, 0, 1, 5, sharpness=9)
    life.answers(1)
    found = verdict(life, 1)
    assert (found.code, found.why, found.also) == (Code.FLOOR, Code.TOO_MUCH, (Code.HOLD_WORSE,))


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
    assert verdict(life, n + 1).best == 6
    life.answers(n + 2, Skin.PINK)
    life.answers(n + 3)
    assert verdict(life, n + 3).best == 5


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
    assert ramp.standing.heals_on == on(12)


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


# hold-cap


def long_goal() -> Life:
    return Life(GoalSet(at=at(-9), cover=Cover.TOWEL, minutes=30))


def test_an_advance_beyond_the_cap_of_the_day_waits_with_its_count() -> None:
    life = long_goal()
    life.good_days(0, 11)
    life.answers(12)
    found = life.asks(12)
    assert asked(found) == (7, "hold-cap")
    assert (verdict(life, 12).waiting, verdict(life, 12).day_cap, verdict(life, 12).clean) == (8, 20, 2)
    assert found.can_start
    assert found.next is not None
    assert (found.next.minutes, "25 minutes" in found.next.text) == (20, True)
    life.does(12)
    life.answers(13)
    assert verdict(life, 13).clean == 3
    assert life.asks(13).next is not None
    assert life.asks(13).next.minutes == 25  # type: ignore[union-attr]
    life.does(13)
    life.answers(14)
    assert asked(life.asks(14)) == (8, "advance")
    assert [t.step for t in fold(life.book, BACK).taken][-3:] == [7, 7, 7]


def test_what_comes_down_from_a_held_step_comes_down_from_the_day_s_step() -> None:
    life = long_goal()
    life.good_days(0, 11)
    life.answers(12)
    life.does(12, sharpness=9)
    life.answers(13)
    assert asked(life.asks(13)) == (6, "too-much")


def test_the_plan_never_promises_what_the_day_cannot_hold() -> None:
    life = long_goal()
    days = ahead(Ramps(life.book), BACK, on(0), 20)
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


# 90 days


def test_after_ninety_days_it_is_a_first_time_again() -> None:
    life, n = stood(13)
    life.good_day(n)
    life.answers(n + 1)
    day = n + 91
    found = life.asks(day)
    assert asked(found) == (1, "return")
    assert verdict(life, day).first_again
    assert verdict(life, day).best == 0
    assert (found.left_first, found.free_min) == (False, 10)
    assert found.caps.day_left_min == 20
    life.does(day)
    life.answers(day + 1)
    assert asked(life.asks(day + 1)) == (1, "repeat")  # nothing is regained: in full
    standing = fold(life.book, BACK).standing
    assert (standing.best, standing.bare_trial_over, standing.left_first) == (1, False, False)


def test_a_day_less_than_ninety_is_not() -> None:
    life, n = stood(13)
    life.good_day(n)
    life.answers(n + 1)
    assert not verdict(life, n + 90).first_again
    assert life.asks(n + 90).caps.day_left_min == 30


def test_free_sessions_on_closed_days_never_shorten_days_off() -> None:
    life, n = stood(11)
    life.good_day(n)
    life.answers(n + 1)
    life.put(Screening(at=at(n + 2), ticked=frozenset({Contraindication.WOUND})))
    life.does(n + 5, 5, Cover.BARE)
    life.put(Screening(at=at(n + 8)))
    life.answers(n + 9)
    assert verdict(life, n + 9).gap == 8
    assert asked(life.asks(n + 9)) == (9, "return")


def test_a_warning_from_a_closed_day_neither_shortens_days_off_nor_is_added_up() -> None:
    life, n = stood(11)
    life.good_day(n)
    life.answers(n + 1)
    life.put(Screening(at=at(n + 2), ticked=frozenset({Contraindication.WOUND})))
    life.does(n + 5, 5, Cover.BARE, sharpness=9)
    life.put(Screening(at=at(n + 8)))
    life.answers(n + 9)
    found = verdict(life, n + 9)
    assert (found.step, found.code, found.gap, found.also) == (9, Code.RETURN, 8, (Code.TOO_MUCH,))


# free sessions


def test_until_the_first_step_was_left_a_free_session_is_ten_minutes_at_most() -> None:
    life = Life()
    assert life.asks(0).free_min == 10
    life, n = stood(2)
    assert life.asks(n).free_min == 20


# sensitive skin, and a part that is not felt


def sensitive(n: int = -8, start: Start = Start.NEW) -> StartSaid:
    return StartSaid(at=at(n), start=start, sensitive=True)


def test_the_ladder_of_sensitive_skin_ends_on_the_t_shirt_until_bare_was_confirmed() -> None:
    life = Life(sensitive())
    found = life.asks(0)
    rungs = fold(life.book, BACK).standing.rungs
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
    assert held_goal(held, sensitive=True) == Goal(Cover.SHIRT, 20)
    assert held_goal(held, sensitive=False) == Goal(Cover.BARE, 20)
    assert held_goal(None, sensitive=True) == Goal(Cover.SHIRT, 20)


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
    assert verdict(life, 27, Area.FEET).changed is Changed.FEELING
    days = ahead(Ramps(life.book), Area.FEET, on(27), 10)
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


# the first bare step


def test_a_first_bare_step_is_known_as_one_until_a_session_on_bare_skin_was_clean() -> None:
    life, n = stood(9)
    assert verdict(life, n).first_bare
    assert not verdict(life, n).chose_bare
    assert not verdict(life, n - 1).first_bare
    life.does(n)
    assert verdict(life, n).first_bare
    life.answers(n + 1)
    assert not verdict(life, n + 1).first_bare


def test_who_begins_on_bare_skin_chose_it() -> None:
    life = Life(StartSaid(at=at(-8), start=Start.REGULAR))
    assert (verdict(life, 0).first_bare, verdict(life, 0).chose_bare) == (True, True)
    life.good_day(0)
    life.answers(1)
    assert (verdict(life, 1).first_bare, verdict(life, 1).chose_bare) == (False, False)


# a step that outlives its ladder


def test_a_goal_that_is_lowered_on_a_day_already_used_leaves_the_plan_whole() -> None:
    start = StartSaid(at=at(-8), start=Start.REGULAR)
    life = Life(start, GoalSet(at=at(-8), minutes=15))
    life.good_days(0, 8)
    life.put(GoalSet(at=at(8, 12), minutes=10))
    ramps = Ramps(life.book)
    days = ahead(ramps, BACK, on(8), 14)
    rungs = ramps.of(BACK, on(8)).standing.rungs
    assert days[0].kind is Kind.DONE
    assert all(each.rung is None or each.rung == rungs[(each.step or 0) - 1] for each in days)
    assert dates(days, rungs).goal_on == on(8)


# the rules from before


def test_the_former_rules_go_by_what_they_knew() -> None:
    life, n = stood(8)
    life.good_day(n)
    life.answers(n + 1)
    felt(life, n + 1, 1, 9, minutes=40)
    life.answers(n + 2)
    life.put(Check(day=on(n + 2), area=BACK, skin=Skin.PINK, at=at(n + 2, 18), id="late"))
    now = Ramps(life.book).of(BACK)
    then = Ramps(life.book, former=True).of(BACK)
    assert then.standing.former
    assert [t.warned for t in now.taken][-1]
    assert not [t.warned for t in then.taken][-1]
    assert look(now, on(n + 3)).verdict.code is Code.REST_SKIN
    assert look(then, on(n + 3)).verdict.code is Code.ADVANCE


# where several things meet


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
    life.does(n + 35)
    life.put(sensitive(n + 36))
    life.answers(n + 36)
    assert (life.asks(n + 36).step, verdict(life, n + 36).best) == (1, 1)
