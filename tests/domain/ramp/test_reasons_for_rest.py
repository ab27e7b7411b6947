"""The reasons for a rest and for what is closed, each with its advice."""

from __future__ import annotations

from itertools import combinations

import pytest

from coach.domain.model import (
    AGREEABLE,
    Area,
    Contraindication,
    Ended,
    Screening,
    Skin,
    StopReason,
)
from coach.domain.ramp.reasons import say_locked_screening
from tests.domain.histories import BACK, Life, at, stood
from tests.domain.ramp.reason_sentences import reason


def test_rest_and_the_day_after() -> None:
    life, n = stood(7)
    life.does(n)
    life.answers(n + 1, Skin.PINK)
    assert reason(life, n + 1) == (
        "Your skin has not recovered from the last session: a rest day, and the next session is two steps"
        " down."
    )
    assert reason(life, n + 2) == (
        "Your skin was still pink after the last session: two steps down, 7 minutes in a T-shirt."
    )


def test_a_rest_by_a_second_answer_goes_down_as_well() -> None:
    life, n = stood(7)
    life.good_day(n)
    life.answers(n + 1)
    life.does(n + 1)
    life.answers(n + 2, Skin.CLEAR, hour=7)
    life.answers(n + 2, Skin.SORE, hour=18)
    assert reason(life, n + 2) == (
        "Your skin has not recovered from the last session: a rest day, and the next session is two steps"
        " down."
    )


def test_broken_skin_and_healed() -> None:
    life, n = stood(9)
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    assert reason(life, n + 1) == (
        "Your skin was hurt on Tue 20 Jan: no mat on your back for 7 days, and from Tue 27 Jan on"
        " only once you say that it has healed."
    )
    life.answers(n + 8)
    assert reason(life, n + 8) == "Your skin has healed: back to a softer cover, 5 minutes in a T-shirt."


@pytest.mark.parametrize(("reason", "advice"), [
    (StopReason.DIZZY, "Stop at once when you feel dizzy, and get up slowly."),
    (StopReason.NUMB, "Stop at once when something goes numb."),
    (StopReason.SHARP, "Stop as soon as it hurts; stopping is always right."),
])  # fmt: skip
def test_the_advice_after_a_stop_is_about_what_it_was_for(reason: StopReason, advice: str) -> None:
    life, n = stood(7)
    life.does(n, ended=Ended.SENSATION, stopped_for=reason)
    life.answers(n + 1)
    assert life.asks(n + 1).reason.advice == advice


def test_skin_that_has_not_healed_is_not_said_to_be_hurt_anew() -> None:
    life, n = stood(9)
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    life.answers(n + 8, Skin.BROKEN)
    assert reason(life, n + 8).startswith("Your skin had not healed on Tue 27 Jan: no mat")
    life.answers(n + 15)
    life.does(n + 15)
    life.answers(n + 16, Skin.BROKEN)
    assert reason(life, n + 16).startswith("Your skin was hurt on Wed 4 Feb: no mat")


def test_a_bruise_with_blood_thinners_sends_to_the_doctor() -> None:
    thinners = frozenset({Contraindication.THINNERS})
    life, n = stood(9, Screening(at=at(-8), ticked=thinners, agreed=thinners))
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    found = life.asks(n + 1).reason
    assert found.advice == "Ask your doctor about it, since you ticked blood thinners or easy bleeding."
    assert "C06" in found.facts


def test_broken_on_the_softest_cover_sends_to_a_doctor() -> None:
    life = Life()
    life.does(0, after=Skin.BROKEN)
    assert "a doctor has seen it" in reason(life, 1)
    life.answers(7)
    assert reason(life, 7) == (
        "Your skin has healed: see a doctor first, then begin again with 5 minutes on a towel."
    )
    life, n = stood(5)
    life.does(n, after=Skin.BROKEN)
    life.answers(n + 7)
    assert "doctor" not in reason(life, n + 7)
    assert life.asks(n + 7).step == 1


def test_areas_that_are_closed() -> None:
    life = Life()
    assert life.asks(0, Area.LEGS).reason.text == (
        "Legs open once 10 minutes on a towel have gone well on your back, or when you turn them on in"
        " Settings."
    )
    for area in (Area.STOMACH, Area.FACE):
        assert "sources differ" in life.asks(0, area).reason.text


@pytest.mark.parametrize("ticks", [*combinations(Contraindication, 1), *combinations(Contraindication, 2)])
def test_the_screening_names_what_was_ticked(ticks: tuple[Contraindication, ...]) -> None:
    found = say_locked_screening(Screening(at=at(0), ticked=frozenset(ticks)), BACK)
    assert found.text.startswith("You ticked ")
    assert found.text.count(" and ") >= len(ticks) - 1
    assert found.facts
    asks = AGREEABLE | {Contraindication.CLOTS, Contraindication.CIRCULATION}
    assert bool(set(ticks) & asks) == ("doctor" in found.advice)
    assert (Contraindication.UNSURE in ticks) == ("professional" in found.advice)
    assert (Contraindication.FEVER in ticks) == ("fever" in found.advice)


def test_a_lock_names_only_what_still_locks() -> None:
    both = frozenset({Contraindication.THINNERS, Contraindication.FEVER})
    said = Screening(at=at(0), ticked=both, agreed=frozenset({Contraindication.THINNERS}))
    assert say_locked_screening(said, BACK).text == (
        "You ticked a fever or an acute illness: no session while this applies."
    )


def test_numb_skin_sends_to_a_doctor_whatever_was_reached() -> None:
    life, n = stood(12)
    life.does(n)
    life.answers(n + 1, Skin.NUMB)
    found = life.asks(n + 1).reason
    assert "was numb" in found.text
    assert "See a doctor about the numbness." in found.full_text


@pytest.mark.parametrize(
    ("ticked", "agreed", "advice"),
    [
        ({Contraindication.FEELING}, {Contraindication.FEELING}, ""),
        (
            {Contraindication.FEELING},
            set(),
            "The other areas open once a doctor agrees; say so in the safety questions.",
        ),
        (
            {Contraindication.FEELING, Contraindication.WOUND},
            {Contraindication.FEELING},
            "The other areas are closed too, since you ticked broken skin, a wound or a rash.",
        ),
    ],
)
def test_a_part_that_is_not_felt_does_not_hide_what_else_is_closed(
    ticked: set[Contraindication], agreed: set[Contraindication], advice: str
) -> None:
    said = Screening(at(0), frozenset(ticked), frozenset(agreed), numb_areas=frozenset({Area.BACK}))
    found = say_locked_screening(said, Area.BACK)
    assert found.text == "What you cannot feel well stays off the mat, and that includes your back."
    back = "Once a doctor finds that you feel it well, answer the safety questions again."
    assert found.advice == f"{back} {advice}".rstrip()
