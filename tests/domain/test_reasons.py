from __future__ import annotations

import re
from itertools import combinations

import pytest

from coach.domain.model import Area, Contraindication, Cover, Ended, Screening, Skin, Start, StartSaid
from coach.domain.reasons import FACTS, say_locked_screening
from coach.domain.verdict import Code
from tests.domain.histories import Life, at, goal, lowered, stood

FACT = re.compile(r"[AB]\d\d[a-h]?")


def test_every_code_has_facts_of_the_articles() -> None:
    assert set(FACTS) == set(Code)
    assert all(facts and all(map(FACT.fullmatch, facts)) for facts in FACTS.values())


def reason(life: Life, n: int) -> str:
    return life.asks(n).reason.text


def following(life: Life, n: int) -> str:
    after = life.asks(n).next
    assert after is not None
    return after.text


def test_first() -> None:
    life = Life()
    assert reason(life, 0) == (
        "A first session is short and soft, to learn how your skin reacts: 5 minutes on a towel."
    )
    assert following(life, 0) == "If this one goes well: the same once more, then 7 minutes on a towel."
    some = Life(StartSaid(at=at(-8), start=Start.SOME))
    assert reason(some, 0) == ("You have used a mat before, so you begin on step 4: 5 minutes in a T-shirt.")


def test_repeat_advance_and_the_goal() -> None:
    life = Life(goal(-8, 10, Cover.TOWEL))
    life.good_day(0)
    life.answers(1)
    assert reason(life, 1) == "1 of 2 clean sessions of 5 minutes on a towel: the same again today."
    assert following(life, 1) == "If this one goes well too: 7 minutes on a towel."
    life.does(1)
    life.answers(2)
    assert reason(life, 2) == (
        "Two comfortable sessions of 5 minutes and clear skin: 7 minutes on a towel today."
    )
    life.does(2)
    life.answers(3)
    assert reason(life, 3) == (
        "One comfortable session of 7 minutes and clear skin: 10 minutes on a towel today."
    )
    assert following(life, 3) == "If this one goes well too: 10 minutes again, which is your goal."
    life.does(3)
    life.answers(4)
    assert reason(life, 4) == "10 minutes on a towel is your goal, and it went well: the same again."


def test_a_new_cover_names_the_old_one() -> None:
    life, n = stood(4)
    assert reason(life, n) == (
        "One comfortable session of 10 minutes on a towel and clear skin: 5 minutes in a T-shirt today."
    )


@pytest.mark.parametrize(("how", "text"), [
    ({"sharpness": 7}, "Sharpness was 7 in the last minute: 12 minutes in a T-shirt again, counted anew."),
    ({"after": Skin.SORE},
     "Your skin was sore right after the last session: 12 minutes in a T-shirt again, counted anew."),
    ({"sharpness": None},
     "Not every question about the last session was answered: 12 minutes in a T-shirt again, nothing lost."),
    ({"ended": Ended.STOPPED},
     "The last session was stopped early: 12 minutes in a T-shirt again, nothing lost."),
    ({"minutes": 8.5}, "The last session was 8.5 of 12 minutes: 12 minutes in a T-shirt again."),
    ({"cover": Cover.TOWEL},
     "The last session was not in a T-shirt: 12 minutes in a T-shirt again, nothing lost."),
    ({"ended": Ended.RECOVERED},
     "The last session was closed after a lost connection: 12 minutes in a T-shirt again, nothing lost."),
    ({"sharpness": 9}, "Sharpness was 9 in the last minute: one step down, 10 minutes in a T-shirt."),
    ({"ended": Ended.SENSATION},
     "The last session was stopped for what you felt: one step down, 10 minutes in a T-shirt."),
])  # fmt: skip
def test_what_the_last_session_was_like(how: dict[str, object], text: str) -> None:
    life, n = stood(7)
    life.does(n, **how)  # type: ignore[arg-type]
    life.answers(n + 1)
    assert reason(life, n + 1) == text


def test_sharp_twice() -> None:
    life, n = stood(7)
    life.does(n, sharpness=6)
    life.answers(n + 1)
    life.does(n + 1, sharpness=7)
    life.answers(n + 2)
    assert (
        reason(life, n + 2) == "Sharpness was 6 or 7 twice in a row: one step down, 10 minutes in a T-shirt."
    )


def test_a_fall_counts_the_steps_it_really_took() -> None:
    life, n = stood(9)
    life.does(n, sharpness=8)
    life.answers(n + 1)
    assert reason(life, n + 1) == (
        "Sharpness was 8 in the last minute: 5 steps down, 5 minutes in a T-shirt."
    )


@pytest.mark.parametrize(("off", "text"), [
    (3, "3 days off: 10 minutes on bare skin once more before anything longer."),
    (8, "8 days off: two steps down, 5 minutes on bare skin."),
    (20, "20 days off: 5 steps down, 10 minutes in a T-shirt."),
    (44, "44 days off: back to a softer cover, 5 minutes in a T-shirt."),
    (90, "90 days off: back to the first step, 5 minutes on a towel."),
])  # fmt: skip
def test_days_off(off: int, text: str) -> None:
    life, n = stood(11)
    life.good_day(n)
    life.answers(n + 1)
    assert reason(life, n + 1 + off) == text


def test_a_long_break_on_the_softest_cover_names_no_softer_one() -> None:
    life, n = stood(3)
    life.good_day(n)
    life.answers(n + 1)
    assert reason(life, n + 41) == "40 days off: back to the first step, 5 minutes on a towel."


def test_the_floor() -> None:
    life = Life()
    life.does(0, sharpness=10)
    life.answers(1)
    assert reason(life, 1) == (
        "Sharpness was 10 in the last minute, and there is no gentler step than 5 minutes on a towel."
    )
    assert set(life.asks(1).reason.facts) >= {*FACTS[Code.TOO_MUCH], *FACTS[Code.FLOOR]}


def test_rest_and_the_day_after() -> None:
    life, n = stood(7)
    life.does(n)
    life.answers(n + 1, Skin.PINK)
    assert reason(life, n + 1) == (
        "Your skin still shows the last session: rest today, and the next one two steps down."
    )
    assert reason(life, n + 2) == (
        "Your skin was not clear after the last session: two steps down, 7 minutes in a T-shirt."
    )


def test_a_rest_by_a_second_answer_goes_down_as_well() -> None:
    life, n = stood(7)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1)
    life.answers(n + 2, Skin.CLEAR, hour=7)
    life.answers(n + 2, Skin.SORE, hour=18)
    assert reason(life, n + 2) == (
        "Your skin still shows the last session: rest today, and the next one two steps down."
    )


def test_broken_skin_and_healed() -> None:
    life, n = stood(9)
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    assert reason(life, n + 1) == (
        "Your skin was hurt on Tue 20 Jan: no mat here for 7 days, until you say on Tue 27 Jan or later"
        " that it has healed."
    )
    life.answers(n + 8)
    assert reason(life, n + 8) == "Your skin has healed: back to a softer cover, 5 minutes in a T-shirt."


def test_broken_on_the_softest_cover_sends_to_a_doctor() -> None:
    life = Life()
    life.does(0, after=Skin.BROKEN)
    assert "a doctor has seen it" in reason(life, 1)
    life.answers(7)
    assert reason(life, 7) == (
        "Your skin has healed; see a doctor first, then begin again with 5 minutes on a towel."
    )
    life, n = stood(5)
    life.does(n, after=Skin.BROKEN)
    life.answers(n + 7)
    assert "doctor" not in reason(life, n + 7)
    assert life.asks(n + 7).step == 1


def test_what_the_user_changed() -> None:
    life, n = stood(7)
    life.put(lowered(n, 5, Cover.SHIRT))
    assert reason(life, n) == "You lowered the step yourself: 5 minutes in a T-shirt."
    life, n = stood(11)
    life.put(goal(n, 20, Cover.SHIRT))
    assert reason(life, n) == (
        "Your goal changed: 7 minutes in a T-shirt is where you stand on the way to it."
    )


def test_the_posture_of_the_feet_is_told() -> None:
    life, n = stood(7, area=Area.FEET)
    assert reason(life, n) == (
        "One comfortable session of 5 minutes standing, in socks and clear skin:"
        " 2 minutes standing, barefoot today."
    )


def test_areas_that_are_closed() -> None:
    life = Life()
    assert life.asks(0, Area.LEGS).reason.text == (
        "Legs open once 10 minutes on a towel went well on your back, or from Settings."
    )
    for area in (Area.STOMACH, Area.FACE):
        assert "sources differ" in life.asks(0, area).reason.text


@pytest.mark.parametrize("ticks", [*combinations(Contraindication, 1), *combinations(Contraindication, 2)])
def test_the_screening_names_what_was_ticked(ticks: tuple[Contraindication, ...]) -> None:
    found = say_locked_screening(Screening(at=at(0), ticked=frozenset(ticks)), Area.BACK)
    assert found.text.startswith("You mentioned ")
    assert found.text.count(" and ") >= len(ticks) - 1
    assert found.facts
    if ticks == (Contraindication.PREGNANT,):
        assert "doctor" in found.text
    if Contraindication.UNSURE in ticks:
        assert "professional" in found.text
