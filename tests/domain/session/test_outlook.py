"""What the answers make of the next day."""

from __future__ import annotations

from typing import Any

import pytest

from coach.domain.model import Ended, Pause, PauseFor, Session, Skin, StopReason
from coach.domain.ramp.replay import Ramps
from coach.domain.session.cautions import stop_advice
from coach.domain.session.day_over import say_tomorrow
from coach.domain.session.outlook import effect_of_numbers, outlook
from coach.text.format import day_and_month
from tests.domain.histories import BACK, Life, at, on, stood


@pytest.mark.parametrize(("said", "effect"), [
    ({"sharpness": 3}, "the same step again tomorrow"),
    ({"sharpness": 6}, "the same step again tomorrow"),
    ({"sharpness": 8}, "one step down tomorrow"),
    ({"sharpness": 3, "skin_after": Skin.SORE}, "the same step again tomorrow"),
    ({"sharpness": 3, "skin_after": Skin.NUMB}, "no mat on your back for now"),
    ({"sharpness": None}, "the same step again tomorrow"),
    ({"sharpness": None, "ended": Ended.SENSATION}, "one step down tomorrow"),
])  # fmt: skip
def test_an_answer_holds_or_lowers(said: dict[str, Any], effect: str) -> None:
    life, n = stood(6)
    session = life.does(n)._replace(sharpness=None)
    assert outlook(life.book, session._replace(**said), on(n)).effect == effect


def test_the_second_clean_session_leads_up() -> None:
    life, n = stood(6)
    life.does(n)
    life.answers(n + 1)
    session = life.does(n + 1)
    assert outlook(life.book, session, on(n + 1)).effect == "one step up tomorrow"
    assert (
        outlook(life.book, session._replace(sharpness=6), on(n + 1)).effect == "the same step again tomorrow"
    )


def test_the_day_after_an_earlier_session_is_today() -> None:
    life, n = stood(6)
    session = life.does(n)._replace(sharpness=9)
    found = outlook(life.book, session, on(n + 1))
    assert (found.when, found.effect) == ("today", "one step down today")


def test_it_reads_the_answers_and_not_what_the_file_has() -> None:
    life, n = stood(6)
    session = life.does(n)
    before = life.book
    outlook(life.book, session._replace(sharpness=9), on(n))
    assert life.book == before
    assert Life().book.sessions == ()


def test_where_only_its_own_day_rests_it_says_what_follows() -> None:
    """A session on a day of rest has no step of its own that the next day could be counted from."""
    life, n = stood(6)
    life.does(n)
    life.answers(n + 1, Skin.PINK)
    session = life.does(n + 1, 5, hour=18)
    found = outlook(life.book, session, on(n + 1))
    assert found.here.step is None
    assert found.following.rung is not None
    assert found.effect == "5 minutes in a T-shirt tomorrow"


def by_numbers(life: Life, session: Session, n: int) -> str:
    return effect_of_numbers(life.book, session, on(n), outlook(life.book, session, on(n)))


@pytest.mark.parametrize("skin", [Skin.BROKEN, Skin.NUMB])
def test_a_lock_by_the_skin_is_not_put_down_to_the_sharpness(skin: Skin) -> None:
    life, n = stood(6)
    session = life.does(n)._replace(sharpness=9, skin_after=skin)
    assert by_numbers(life, session, n) == "by itself one step down tomorrow"
    sore = session._replace(skin_after=Skin.SORE)
    assert by_numbers(life, sore, n) == "one step down tomorrow"


def test_dizzy_again_brings_the_safety_questions_and_the_doctor_before_any_session() -> None:
    life, n = stood(5)
    life.does(n, ended=Ended.SENSATION, stopped_for=StopReason.DIZZY)
    life.answers(n + 1)
    session = life.does(n + 1, ended=Ended.SENSATION)
    once = outlook(life.book, session, on(n + 1), at(n + 1, 9))
    assert (once.ask, once.again) == (None, False)
    dizzy = session._replace(stopped_for=StopReason.DIZZY)
    twice = outlook(life.book, dizzy, on(n + 1), at(n + 1, 9))
    assert twice.again
    assert twice.ask is not None
    assert "See a doctor" in twice.ask.text
    assert "It has come back, so see a doctor." in stop_advice(dizzy, again=twice.again)
    assert "See a doctor if it comes back." in stop_advice(dizzy, again=once.again)
    assert "It has come back" in stop_advice(session._replace(stopped_for=StopReason.NUMB), again=True)


def test_a_pause_announced_for_tomorrow_is_what_comes_next() -> None:
    life, n = stood(5)
    session = life.does(n)
    assert outlook(life.book, session, on(n)).pause == ""
    life.put(Pause(on(n + 1), at(n), on(n + 3), PauseFor.HOLIDAY))
    found = outlook(life.book, session, on(n))
    assert found.pause == f"a pause for a holiday until {day_and_month(on(n + 3))}"
    assert found.effect == "the same step again next time"
    assert outlook(life.book, session, on(n + 5)).pause == ""
    assert say_tomorrow(Ramps(life.book), BACK, on(n)) == f"Tomorrow: {found.pause}."
