from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.area_changes import lower_step
from coach.domain.current_answers import (
    current,
    goal_of,
    is_turned_on,
    of_kind,
    replaced_by,
    screening_of,
    start_of,
)
from coach.domain.dated_ahead import as_of
from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Contraindication,
    Cover,
    GoalSet,
    Rung,
    Screening,
    Session,
    Start,
    StartSaid,
    StepLowered,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from tests.domain.histories import BACK, Life, at, on

CLOTS = frozenset({Contraindication.CLOTS})
PREGNANT = frozenset({Contraindication.PREGNANT})
NONE: frozenset[Contraindication] = frozenset()


def screening(
    id_: str, n: int, ticked: frozenset[Contraindication], over: tuple[str, ...] | None
) -> Screening:
    return Screening(id=id_, at=at(n), ticked=ticked, over=over)


def ids(answers: tuple[Screening, ...]) -> set[str]:
    return {each.id for each in answers}


@pytest.mark.parametrize(("n", "later"), [(5, 3), (3, 5), (4, 4)])
def test_the_answer_that_names_the_other_holds_whatever_its_clock_showed(n: int, later: int) -> None:
    first, second = screening("a", n, NONE, ()), screening("b", later, CLOTS, ("a",))
    for order in ((first, second), (second, first)):
        assert current(order) == (second,)
        assert screening_of(order) == second


def test_without_names_the_latest_instant_counts_and_any_that_names_comes_after() -> None:
    old, older = screening("a", 5, NONE, None), screening("b", 3, CLOTS, None)
    assert current((old, older)) == (old,)
    assert replaced_by((old, older)) == ("a", "b"), "each of them, or the earlier one would be read again"
    new = screening("c", 1, CLOTS, replaced_by((old, older)))
    assert current((old, older, new)) == (new,)


def test_a_coach_of_before_that_went_on_elsewhere_can_lock_and_not_open() -> None:
    locked = screening("b", 3, CLOTS, ("a",))
    said_elsewhere = screening("c", 9, NONE, None)
    found = screening_of((locked, said_elsewhere))
    assert found is not None
    assert found.ticked == CLOTS
    opened = screening("b", 3, NONE, ("a",))
    found = screening_of((opened, screening("c", 9, CLOTS, None)))
    assert found is not None
    assert found.ticked == CLOTS
    assert screening_of((opened, screening("c", 2, CLOTS, None))) == opened


def test_two_machines_that_answered_apart_are_read_carefully_until_someone_answers() -> None:
    base = screening("a", 0, NONE, ())
    one = screening("b", 1, PREGNANT, ("a",))._replace(agreed=frozenset({Contraindication.PREGNANT}))
    other = screening("c", 2, CLOTS, ("a",))
    found = screening_of((base, one, other))
    assert found is not None
    assert (found.ticked, found.agreed) == (PREGNANT | CLOTS, NONE)
    settled = screening("d", 1, NONE, replaced_by((base, one, other)))
    assert set(settled.over or ()) == {"b", "c"}
    assert current((base, one, other, settled)) == (settled,)


def test_several_goals_and_starts_come_to_the_lower() -> None:
    goals = (
        GoalSet(id="a", at=at(0), cover=Cover.BARE, minutes=10, over=()),
        GoalSet(id="b", at=at(1), cover=Cover.TOWEL, minutes=30, over=()),
    )
    found = goal_of(goals)
    assert found is not None
    assert (found.cover, found.minutes) == (Cover.TOWEL, 10)
    starts = (
        StartSaid(id="a", at=at(0), start=Start.REGULAR, over=()),
        StartSaid(id="b", at=at(1), start=Start.SOME, sensitive=True, over=()),
    )
    start = start_of(starts)
    assert start is not None
    assert (start.start, start.sensitive) == (Start.SOME, True)


@pytest.mark.parametrize("over", [("nobody",), ("b",), ("b", "b", "nobody")])
def test_names_of_nothing_or_of_itself_are_passed_over(over: tuple[str, ...]) -> None:
    answers = screening("a", 0, CLOTS, ()), screening("b", 1, NONE, over)
    assert ids(current(answers)) == {"a", "b"}
    found = screening_of(answers)
    assert found is not None
    assert found.ticked == CLOTS


def test_of_a_circle_each_counts() -> None:
    circle = (
        screening("a", 0, CLOTS, ("c",)),
        screening("b", 1, PREGNANT, ("a",)),
        screening("c", 2, NONE, ("b",)),
    )
    assert ids(current(circle)) == {"a", "b", "c"}
    beside = (*circle, screening("d", 3, NONE, ()))
    assert ids(current(beside)) == {"a", "b", "c", "d"}
    after = (*circle, screening("d", 3, NONE, ("a",)))
    assert ids(current(after)) == {"d"}, "who answered with them in sight replaced them"


def test_a_lock_said_by_a_clock_that_was_behind_locks_at_once() -> None:
    life = Life()
    life.put(screening("x", 20, NONE, replaced_by(of_kind(life.book, Screening))))
    change = set_up(life.book, Answers(ticked=CLOTS), at(3))
    assert change is not None
    life.put(*change.put)
    for n in (3, 4, 20, 21, 40):
        found = prescribe(Ramps(as_of(life.book, at(n, 9))), BACK, on(n), at(n, 9))
        assert found.reason.code is Code.LOCKED_SCREENING, n


def test_an_answer_stamped_tomorrow_by_another_zone_holds_today() -> None:
    life = Life()
    life.put(Screening(at=at(1, 5), ticked=CLOTS, over=replaced_by(of_kind(life.book, Screening))))
    book = as_of(life.book, at(0, 23))
    assert prescribe(Ramps(book), BACK, on(0), at(0, 23)).gate is Gate.LOCKED


def lowered_by_a_clock_set_back(now: int) -> Book:
    """Sessions up to day 9; then the clock shows day 2, and the user lowers the step."""
    life = Life(StartSaid(at=at(-9), start=Start.SOME))
    for n in range(10):
        life.does(n)
        life.answers(n + 1)
    change = lower_step(as_of(life.book, at(2, 7)), BACK, Rung(Cover.TOWEL, 5, 2), at(2, 7))
    life.put(*change.put)
    return as_of(life.book, at(now, 9))


def test_a_step_lowered_by_a_clock_that_was_set_back_stays_lowered() -> None:
    book = lowered_by_a_clock_set_back(12)
    (said,) = [each for each in book.events if isinstance(each, StepLowered)]
    assert len(said.seen) == 8, "the sessions of days 2 to 9 were there already"
    found = prescribe(Ramps(book), BACK, on(12), at(12, 9))
    assert (found.rung, found.reason.code) == (Rung(Cover.TOWEL, 5, 2), Code.LOWERED)


def test_a_session_by_a_clock_that_ran_ahead_does_not_lower_the_step_again() -> None:
    life = Life()
    ahead = Session(
        id="z", area=BACK, started_at=at(8), day=on(8), done_min=5, cover=Cover.TOWEL, planned_min=5
    )
    before = as_of(life.book._replace(sessions=(ahead,)), at(0, 7))
    change = lower_step(before, BACK, Rung(Cover.TOWEL, 5, 2), at(0, 7))
    life.put(*change.put)
    assert [each.seen for each in change.put if isinstance(each, StepLowered)] == [("z",)]
    for n in range(6):
        life.does(n)
        life.answers(n + 1)
    life.put(ahead)
    steps = []
    for n in (7, 9):
        steps.append(prescribe(Ramps(as_of(life.book, at(n, 9))), BACK, on(n), at(n, 9)).step)
    assert steps[0] is not None
    assert steps[0] > 1
    assert steps[1] is not None
    assert steps[1] > 1, "its time has come, and what was earned before stays"


def test_undoing_an_answer_makes_current_what_it_replaced() -> None:
    first, second = screening("a", 5, CLOTS, ()), screening("b", 3, NONE, ("a",))
    assert screening_of((first,)) == first
    assert screening_of((first, second)) == second


def test_an_area_is_off_where_one_of_two_machines_turned_it_off() -> None:
    on_, off = (
        AreaTurned(id="a", at=at(5), area=Area.FACE, on=True, over=()),
        AreaTurned(id="b", at=at(1), area=Area.FACE, on=False, over=()),
    )
    assert is_turned_on((on_, off)) is False
    assert is_turned_on((on_,)) is True
    assert is_turned_on(()) is None


def test_places_do_not_move_with_the_hour() -> None:
    life = Life()
    life.does(0)
    change = set_up(life.book, Answers(goal_minutes=10), at(1, 7))
    assert change is not None
    life.put(*change.put)
    looks = {
        Ramps(as_of(life.book, at(1, 9) + timedelta(minutes=each))).of(BACK).state.goal for each in (0, 600)
    }
    assert len(looks) == 1
