from __future__ import annotations

import pytest

from coach.domain.checking import answer_check
from coach.domain.model import Area, Check, Refused, Session, Skin
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


def test_a_second_clear_says_nothing_new() -> None:
    life = Life()
    assert answer_check(life.book, BACK, Skin.CLEAR, at(0)) is None
    life.does(0)
    assert answer_check(life.book, BACK, Skin.CLEAR, at(0, 20)) is None
    life.answers(1)
    assert answer_check(life.book, BACK, Skin.CLEAR, at(1, 9)) is None


def test_clear_does_not_end_a_rest_on_its_day() -> None:
    life = Life()
    life.does(0)
    life.answers(1, Skin.SORE)
    with pytest.raises(Refused, match="Today stays a day of rest"):
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
    assert answer_check(life.book, BACK, Skin.CLEAR, at(1, 2)) is None  # still the evening of day 0
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
