from __future__ import annotations

from datetime import timedelta, timezone

import pytest

from coach.domain.dated_ahead import as_of
from coach.domain.dates import day_of
from coach.domain.model import Area, Book, Check, Refused, Session, Skin
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.session import live
from coach.domain.session.skin_answers import lasting_lock
from coach.domain.session.skin_check import answer_check
from tests.domain.histories import BACK, Life, at, on, stood


def test_the_first_answer_is_kept_with_all_sessions_of_the_last_day() -> None:
    life = Life()
    life.does(0, hour=8)
    life.does(0, hour=18)
    life.does(0, 3, area=Area.LEGS, hour=19)
    found = answer_check(life.book, BACK, Skin.PINK, at(3, 7))
    assert found is not None
    assert found.label == "Answered the skin check for the back: pink"
    assert [(r.day, r.skin_next, r.skin_next_on) for r in found.put if isinstance(r, Session)] == [
        (on(0), Skin.PINK, on(3))
    ] * 2
    assert [(r.day, r.area, r.skin, r.at) for r in found.put if isinstance(r, Check)] == [
        (on(3), BACK, Skin.PINK, at(3, 7))
    ]


@pytest.mark.parametrize("skin", [Skin.PINK, Skin.SORE, Skin.BROKEN])
def test_a_later_answer_is_recorded_beside_the_session(skin: Skin) -> None:
    life = Life()
    life.does(0)
    life.answers(1, Skin.CLEAR)
    found = answer_check(life.book, BACK, skin, at(1, 18))
    assert found is not None
    assert [type(r) for r in found.put] == [Check]


@pytest.mark.parametrize(
    ("first", "later", "from_check"),
    [
        (Skin.CLEAR, Skin.BROKEN, False),
        (Skin.CLEAR, Skin.PINK, False),
        (Skin.PINK, Skin.SORE, False),
        (Skin.SORE, Skin.SORE, True),
    ],
)
def test_a_session_recorded_after_the_first_answer_of_the_day_has_the_later_one(
    first: Skin, later: Skin, from_check: bool
) -> None:
    life = Life()
    life.does(0, hour=8)
    life.answers(1, first)
    life.does(0, hour=18)
    found = answer_check(life.book, BACK, later, at(1, 16))
    assert found is not None
    assert [(r.skin_next, r.skin_next_on, r.from_check) for r in found.put if isinstance(r, Session)] == [
        (later, on(1), from_check)
    ]


def test_a_second_clear_says_nothing_new() -> None:
    life = Life()
    assert answer_check(life.book, BACK, Skin.CLEAR, at(0)) is None
    life.does(0)
    life.answers(1)
    assert answer_check(life.book, BACK, Skin.CLEAR, at(1, 9)) is None


@pytest.mark.parametrize("skin", [Skin.CLEAR, Skin.PINK])
@pytest.mark.parametrize(("hour", "counts"), [(9, "03:00 on Tue 6 Jan"), (22, "04:05 on Tue 6 Jan")])
def test_marks_on_the_sessions_own_day_are_told_from_when_they_count(
    skin: Skin, hour: int, counts: str
) -> None:
    life = Life()
    life.does(0, hour=hour)
    with pytest.raises(Refused, match=f"too early for {skin}.*count from {counts} on"):
        answer_check(life.book, BACK, skin, at(0, 23))


def test_clear_does_not_end_a_rest_on_its_day() -> None:
    life = Life()
    life.does(0)
    life.answers(1, Skin.SORE)
    with pytest.raises(Refused, match="Today stays a rest day"):
        answer_check(life.book, BACK, Skin.CLEAR, at(1, 20))
    assert answer_check(life.book, BACK, Skin.CLEAR, at(2)) is not None


@pytest.mark.parametrize(("day", "early"), [(2, True), (7, True), (8, False), (20, False)])
def test_healed_can_be_said_from_the_seventh_day_on(day: int, early: bool) -> None:
    life = Life()
    life.does(0)
    life.answers(1, Skin.BROKEN)
    if early:
        with pytest.raises(Refused, match=r"closed until Tue 13 Jan 2026 at the earliest"):
            answer_check(life.book, BACK, Skin.CLEAR, at(day))
    else:
        assert answer_check(life.book, BACK, Skin.CLEAR, at(day)) is not None


def test_broken_can_be_said_at_any_time_even_before_a_session() -> None:
    life = Life()
    life.answers(0, Skin.BROKEN)
    assert life.asks(0).reason.code.value == "locked-skin"
    life.answers(7)
    assert life.asks(7).can_start


def test_the_day_of_an_answer_begins_at_the_rollover_hour() -> None:
    life = Life()
    life.does(0)
    with pytest.raises(Refused, match=r"count from 03:00 on\."):
        answer_check(life.book, BACK, Skin.CLEAR, at(1, 2))  # still the evening of day 0
    found = answer_check(life.book, BACK, Skin.CLEAR, at(1, 3))
    assert found is not None
    midnight = life.book.settings._replace(rollover=0)
    found = answer_check(life.book._replace(settings=midnight), BACK, Skin.CLEAR, at(1, 2))
    assert found is not None


def test_each_area_answers_for_itself() -> None:
    life, n = stood(5)
    life.does(n)
    life.does(n, 5, area=Area.LEGS, hour=9)
    life.answers(n + 1, area=Area.LEGS)
    assert life.asks(n + 1).needs_check
    assert not life.asks(n + 1, Area.LEGS).needs_check


WEST = timezone(timedelta(hours=-14))


def flown_west(life: Life, n: int, hour: int) -> tuple[Book, Prescription]:
    """What holds a flight later, where it is still the day before."""
    there = at(n, hour).astimezone(WEST)
    book = as_of(life.book, there)
    day = day_of(there, book.settings.rollover)
    assert day == on(n - 1)
    return book, prescribe(Ramps(book), BACK, day, there)


@pytest.mark.parametrize("n", [1, 2, 3])
def test_broken_skin_closes_the_area_at_once_also_after_a_flight_back_over_the_turn_of_the_day(
    n: int,
) -> None:
    life = Life()
    life.does(0)
    life.answers(n, Skin.CLEAR, hour=14)
    life.answers(n, Skin.BROKEN, hour=15)
    book, found = flown_west(life, n, 16)
    assert found.gate is Gate.LOCKED
    assert live.lock_reason(Ramps(book), BACK, at(n, 16).astimezone(WEST))


@pytest.mark.parametrize("skin", [Skin.PINK, Skin.SORE])
@pytest.mark.parametrize("n", [1, 2, 3])
def test_a_day_of_rest_stays_one_after_a_flight_back_over_the_turn_of_the_day(n: int, skin: Skin) -> None:
    life = Life()
    life.does(0)
    life.answers(n, skin, hour=15)
    book, found = flown_west(life, n, 16)
    assert found.gate is Gate.REST
    assert not found.can_start_free
    assert prescribe(Ramps(book), BACK, on(n - 1)).gate is Gate.REST, "as commands tell what follows"
    with pytest.raises(Refused, match="Today stays a rest day"):
        answer_check(book, BACK, Skin.CLEAR, at(n, 16).astimezone(WEST))


def test_a_clear_answer_opens_the_timer_after_such_a_flight_too() -> None:
    life = Life()
    life.does(0)
    life.answers(2, hour=15)
    _, found = flown_west(life, 2, 16)
    assert found.can_start


def test_a_check_of_an_evening_counts_at_once_where_the_day_was_then_made_to_turn_later() -> None:
    life = Life()
    life.does(0)
    life.book = life.book._replace(settings=life.book.settings._replace(rollover=0))
    life.answers(2, Skin.SORE, hour=1)
    book = as_of(life.book._replace(settings=life.book.settings._replace(rollover=3)), at(2, 2))
    assert prescribe(Ramps(book), BACK, on(1), at(2, 2)).gate is Gate.REST


def test_sore_skin_said_after_such_a_flight_comes_behind_the_clear_answer_before_it() -> None:
    life = Life()
    life.does(0)
    life.answers(2, hour=14)
    there = at(2, 16).astimezone(WEST)
    change = answer_check(as_of(life.book, there), BACK, Skin.SORE, there)
    assert change is not None
    life.put(*change.put)
    later = at(2, 16, 30).astimezone(WEST)
    found = prescribe(Ramps(as_of(life.book, later)), BACK, on(1), later)
    assert found.gate is Gate.REST


@pytest.mark.parametrize(("skin", "word"), [(Skin.BROKEN, "Broken"), (Skin.NUMB, "Numb")])
def test_a_clear_answer_that_is_too_early_names_what_closed_the_area(skin: Skin, word: str) -> None:
    life = Life()
    life.does(0)
    life.answers(1, skin)
    with pytest.raises(Refused, match=f"^{word} skin keeps the back closed until Tue 13 Jan"):
        life.answers(2)
    assert lasting_lock(life.book, BACK, on(1), at(2)).startswith(f"{word} skin can be taken back only")
