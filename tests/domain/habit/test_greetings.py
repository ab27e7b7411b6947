"""The moment of the day, the day after a miss, and the first day back."""

from __future__ import annotations

import re
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.dates import days_between
from coach.domain.day_states import DayState
from coach.domain.habit.greetings import MISSED, Greeting, Occasion, cue, forgotten_day
from coach.domain.habit.streak import state
from coach.domain.model import Area, Cover, Pause, Screening, Settings, Skin
from coach.domain.safety.screening import QUIET_DAYS
from coach.domain.today import TodayState, today
from tests.domain.histories import Life, at, on, random_book, stood

A_WEEK = 7


@pytest.mark.parametrize(("said", "sentence"), [
    ("", ""),
    ("  ", ""),
    ("I brush my teeth", "After I brush my teeth, I roll out the mat."),
    ("the morning  coffee", "After the morning coffee, I roll out the mat."),
    ("After lunch.", "After lunch, I roll out the mat."),
    ("after", "After after, I roll out the mat."),
    ("[b]tea[/b]", "After [b]tea[/b], I roll out the mat."),
])  # fmt: skip
def test_the_cue_is_one_sentence_however_it_was_typed(said: str, sentence: str) -> None:
    assert cue(Settings(cue_sentence=said)) == sentence


def greeted(life: Life, n: int) -> Greeting | None:
    return today(life.book, at(n, 12)).greeting


def asked_about(life: Life, n: int) -> date | None:
    return forgotten_day(today(life.book, at(n, 12)).days)


def test_after_a_missed_day_it_is_asked_once_whether_there_was_a_session() -> None:
    """Neither before the first day, nor of a day off, nor once today has a session, nor after a week away."""
    life = Life()
    assert asked_about(life, 1) is None
    life.good_days(0, 3)
    assert asked_about(life, 4) is None
    assert asked_about(life, 5) == on(4)
    assert asked_about(life, 6) == on(5)
    assert asked_about(life, 10) == on(9)
    assert asked_about(life, 11) is None
    life.does(5, 1.5, Cover.TOWEL)
    assert asked_about(life, 5) is None
    life.put(Pause(first=on(6), last=on(6), at=at(6)))
    assert asked_about(life, 7) is None


def test_an_ordinary_day_needs_no_word() -> None:
    life = Life()
    assert greeted(life, 0) is None
    life.good_days(0, 3)
    assert greeted(life, 3) is None
    assert greeted(life, 4) is None


def test_after_exactly_one_missed_day_it_says_that_one_changes_little() -> None:
    """Not after two, not once today is kept, and not where the day off was announced or ordered."""
    life = Life()
    life.good_days(0, 3)
    assert greeted(life, 5) == Greeting(Occasion.MISSED, MISSED)
    assert greeted(life, 6) is None
    life.good_day(5)
    assert greeted(life, 5) is None
    life.put(Pause(first=on(6), last=on(6), at=at(6)))
    assert greeted(life, 7) is None
    life.answers(7, Skin.SORE)
    assert greeted(life, 7) is None
    assert greeted(life, 8) is None


def test_a_day_that_another_area_kept_needs_no_word() -> None:
    life, n = stood(4)
    life.good_days(n, n + 1)
    assert greeted(life, n + 3) is not None
    life.does(n + 3, area=Area.LEGS)
    assert greeted(life, n + 3) is None


@pytest.mark.parametrize(("away", "words"), [
    (7, "Welcome back after 7 days away: two steps down, 7 minutes in a T-shirt."),
    (14, "Welcome back after 14 days away: four steps down, 5 minutes in a T-shirt."),
    (30, "Welcome back after 30 days away: back to the first step, 5 minutes on a towel."),
    (95, "Welcome back. After 95 days off you start again as if for the first time: back to the first"
     " step, 5 minutes on a towel."),
])  # fmt: skip
def test_who_comes_back_is_greeted_with_the_days_and_the_step(away: int, words: str) -> None:
    life, n = stood(7 if away != 14 else 8)
    life.good_day(n)
    life.answers(n + 1)
    life.book = life.book._replace(settings=Settings(cue_sentence="tea"))
    if away >= QUIET_DAYS:
        assert greeted(life, n + 1 + away) is None, "the safety questions come first"
        life.put(Screening(at=at(n + 1 + away, 6)))
    found = greeted(life, n + 1 + away)
    assert found is not None
    assert found.occasion is Occasion.RETURN
    assert found.text == words


def test_six_days_are_no_long_gap() -> None:
    life, n = stood(7)
    life.good_day(n)
    life.answers(n + 1)
    assert greeted(life, n + 1 + A_WEEK - 1) is None


def test_on_the_first_step_there_is_no_softer_one() -> None:
    life = Life()
    life.good_day(0)
    life.answers(1)
    found = greeted(life, 11)
    assert found is not None
    assert found.text == "Welcome back after 10 days away: 5 minutes on a towel, which is the gentlest step."


def test_who_was_on_the_mat_today_with_another_area_is_not_welcomed_again() -> None:
    life, n = stood(7)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 12, area=Area.LEGS)
    assert today(life.book, at(n + 12, 12)).state is TodayState.DUE
    assert greeted(life, n + 12) is None


def test_another_reason_follows_the_greeting() -> None:
    """Where the last session was what lowered the step, the reason says so, and the greeting only greets."""
    life, n = stood(7)
    life.does(n)
    life.answers(n + 8, Skin.SORE)
    found = greeted(life, n + 9)
    assert found is not None
    assert found.text.startswith("Welcome back after 8 days away. ")
    assert found.text.endswith(today(life.book, at(n + 9, 12)).prescription.reason.text)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 40))
def test_over_any_history_a_word_is_calm_and_fits_the_day(seed: int, later: int) -> None:
    """Only while a session is due; a return names the days away and the minutes; no blame, no exclamation."""
    life = Life()
    life.book = random_book(Random(seed))
    last = life.last.day
    n = (last - on(0)).days + later
    found = today(life.book, at(n, 12))
    said = found.greeting
    if said is None:
        return
    assert found.state is TodayState.DUE
    assert not re.search(r"!|fail|lost|broke|should|must|sorry", said.text.replace("nothing lost", ""))
    rung = found.prescription.rung
    assert rung is not None
    if said.occasion is Occasion.RETURN:
        away = days_between(last, on(n))
        assert away >= A_WEEK
        # once, and those of the area where they are the cause
        assert (f"after {away} days away" in said.text) is not ("days off" in said.text)
        assert f"{rung.minutes} minute" in said.text
    else:
        assert state(found.days, on(n - 1)) is DayState.MISSED
        assert state(found.days, on(n - 2)) is not DayState.MISSED


def test_days_off_are_said_once() -> None:
    """Of a free session a week ago the area knows nothing: its own days off are the cause, and told alone."""
    life = Life()
    life.good_days(0, 3)
    life.does(30, 5, Cover.TOWEL, area=Area.LEGS)
    now = at(40)
    found = today(life.book, now)
    assert found.greeting is not None
    assert found.greeting.text.startswith("Welcome back. You had 36 days off: ")
    assert found.greeting.text.count(" days") == 1
