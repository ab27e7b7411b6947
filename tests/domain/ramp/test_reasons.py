from __future__ import annotations

import re

import pytest

from coach.content.citations import rests_on
from coach.content.loader import load_facts
from coach.domain.model import (
    OWN,
    Area,
    Contraindication,
    Cover,
    Ended,
    Skin,
    Start,
    StartSaid,
    StopReason,
)
from coach.domain.ramp.fact_ids import ADVICE, ADVICE_FACTS, FACTS, SCREENING_FACTS, STOP_ADVICE
from coach.domain.ramp.reasons import Reason
from coach.domain.ramp.rules import Code
from tests.domain.histories import Life, at, goal, lowered, stood
from tests.domain.ramp.reason_sentences import reason
from tests.domain.ramp.reasons_rendered import rendered

ID = re.compile(r"[ABC]\d\d")
RENDERED = rendered()


def test_every_code_rests_on_facts_that_are_there() -> None:
    assert set(FACTS) == set(Code)
    assert set(SCREENING_FACTS) == set(Contraindication)
    assert set(ADVICE) == set(ADVICE_FACTS)
    stops = (each.facts for each in STOP_ADVICE.values())
    tables = (*FACTS.values(), *SCREENING_FACTS.values(), *ADVICE_FACTS.values(), *stops)
    assert {fact for facts in tables for fact in facts} <= {*load_facts(), OWN}
    assert [code for code, facts in FACTS.items() if not facts] == [Code.LOCKED_SCREENING]


@pytest.mark.parametrize("code", Code)
def test_each_code_is_rendered_in_two_states_and_more(code: Code) -> None:
    # towel 20 is the one step that ever waits for a cap, on the back and on the legs alike
    assert len(RENDERED[code]) >= (1 if code is Code.HOLD_CAP else 2)


@pytest.mark.parametrize("reason", [each for reasons in RENDERED.values() for each in reasons], ids=str)
def test_a_reason_is_one_sentence_with_its_sources_in_words(reason: Reason) -> None:
    """One colon at most, also behind the day; no id, no article without its name; advice in whole"
    " sentences."""
    for said in (reason.text, reason.full_text, reason.full_text_for("Tomorrow, if your skin is clear")):
        assert said.count(": ") <= 1
        assert said.endswith(".")
        assert ". ." not in said
        assert not ID.search(said)
        assert not re.search(r"[Tt]he (other )?article(?! on sore legs)", said)
    assert not re.search(r"[.;!?] ", reason.text)
    assert reason.facts
    words = rests_on(reason.facts)
    assert words
    assert not any(ID.search(each) for each in words)


def test_a_reason_has_its_numbers() -> None:
    """But for what has none: an area that is closed, a lock by the safety questions, goals and skin."""
    without = {Code.CLOSED_AREA, Code.LOCKED_SCREENING, Code.REST_SKIN}
    for code, reasons in RENDERED.items():
        if code not in without:
            assert all(re.search(r"\d|doctor", reason.text) for reason in reasons), code


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
    assert reason(some, 0) == ("You have used a mat before, so you start on step 4: 5 minutes in a T-shirt.")


def test_repeat_advance_and_the_goal() -> None:
    life = Life(goal(-8, 10, Cover.TOWEL))
    life.good_day(0)
    life.answers(1)
    assert (
        reason(life, 1)
        == "You have 1 of the 2 clean sessions that this step needs: 5 minutes on a towel again."
    )
    assert following(life, 1) == "If this one goes well too: 7 minutes on a towel."
    life.does(1)
    life.answers(2)
    assert reason(life, 2) == ("You had two clean sessions of 5 minutes: 7 minutes on a towel.")
    life.does(2)
    life.answers(3)
    assert reason(life, 3) == ("You had one clean session of 7 minutes: 10 minutes on a towel.")
    assert following(life, 3) == "If this one goes well too: 10 minutes again, which is your goal."
    life.does(3)
    life.answers(4)
    assert reason(life, 4) == "You are at your goal and it went well: 10 minutes on a towel again."


def coming(life: Life, n: int) -> str:
    following = life.asks(n).next
    return following.text if following else ""


def test_after_days_off_it_is_said_what_leads_on_and_nothing_of_this_one_too() -> None:
    life, n = stood(9)
    life.does(n)
    life.answers(n + 1)
    assert coming(life, n + 45) == (
        "After one clean session you go on to 7 minutes in a T-shirt; one is enough for each step up to where"
        " you were."
    )
    assert coming(life, n + 100) == "If this one goes well: the same once more, then 7 minutes on a towel."
    few, m = stood(4)
    few.does(m)
    few.answers(m + 1)
    assert coming(few, m + 5) == "After one clean session you go on to 7 minutes in a T-shirt."


def test_this_one_too_is_said_only_after_one_that_went_well() -> None:
    life = Life()
    assert coming(life, 0) == "If this one goes well: the same once more, then 7 minutes on a towel."
    life.does(0)
    life.answers(1)
    assert coming(life, 1) == "If this one goes well too: 7 minutes on a towel."
    sharp, n = stood(6)
    sharp.does(n)
    sharp.answers(n + 1)
    sharp.does(n + 1, sharpness=9)
    sharp.answers(n + 2)
    assert coming(sharp, n + 2) == "If this one goes well: 10 minutes in a T-shirt."


def test_a_new_cover_names_the_old_one() -> None:
    life, n = stood(4)
    assert reason(life, n) == ("You had one clean session of 10 minutes on a towel: 5 minutes in a T-shirt.")


@pytest.mark.parametrize(("how", "text"), [
    ({"sharpness": 7}, "Sharpness was 7 in the last minute: 12 minutes in a T-shirt again."),
    ({"after": Skin.SORE},
     "Your skin was sore right after the last session: 12 minutes in a T-shirt again."),
    ({"sharpness": None},
     "Not every question about the last session was answered: 12 minutes in a T-shirt again."),
    ({"ended": Ended.STOPPED},
     "The last session was stopped early: 12 minutes in a T-shirt again."),
    ({"minutes": 8.5}, "The last session lasted 8:30 of 12 minutes: 12 minutes in a T-shirt"
        " again."),
    ({"cover": Cover.TOWEL},
     "The last session was not in a T-shirt: 12 minutes in a T-shirt again."),
    ({"ended": Ended.RECOVERED},
     "The last session was left running and recorded later: 12 minutes in a T-shirt again."),
    ({"sharpness": 9}, "Sharpness was 9 in the last minute: one step down, 10 minutes in a T-shirt."),
    ({"ended": Ended.SENSATION},
     "The last session was stopped for discomfort: one step down, 10 minutes in a T-shirt."),
    ({"ended": Ended.SENSATION, "stopped_for": StopReason.DIZZY},
     "You stopped the last session because you were dizzy or faint: one step down, 10 minutes in a T-shirt."),
    ({"ended": Ended.SENSATION, "stopped_for": StopReason.NUMB},
     "You stopped the last session because something went numb: one step down, 10 minutes in a T-shirt."),
])  # fmt: skip
def test_what_the_last_session_was_like(how: dict[str, object], text: str) -> None:
    life, n = stood(7)
    life.does(n, **how)  # type: ignore[arg-type]
    life.answers(n + 1)
    assert reason(life, n + 1) == text


@pytest.mark.parametrize(("how", "after"), [
    ({"sharpness": 7}, "Your clean sessions on this step start again from zero."),
    ({"sharpness": None}, "Nothing is lost."),
    ({"minutes": 8.5}, "Nothing is lost."),
    ({"ended": Ended.STOPPED}, "Nothing is lost."),
])  # fmt: skip
def test_what_becomes_of_the_progress_is_a_sentence_of_its_own(how: dict[str, object], after: str) -> None:
    """The session that is asked for stands alone, as a title can have it."""
    life, n = stood(7)
    life.does(n, **how)  # type: ignore[arg-type]
    life.answers(n + 1)
    found = life.asks(n + 1).reason
    assert found.ask == "12 minutes in a T-shirt again"
    assert found.full_text.startswith(f"{found.text} {after}")
    assert found.full_text_for("Tomorrow") == (
        f"Tomorrow: 12 minutes in a T-shirt again, because {found.cause}. {found.advice}"
    )


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
        "Sharpness was 8 in the last minute: 5 steps down to 5 minutes in a T-shirt, because one step"
        " would mean 15 minutes, more than before."
    )


@pytest.mark.parametrize(("off", "text"), [
    (3, "You had 3 days off: 10 minutes on bare skin once more before anything longer."),
    (8, "You had 8 days off: two steps down, 5 minutes on bare skin."),
    (20, "You had 20 days off: 5 steps down to 10 minutes in a T-shirt, "
         "because four steps would mean 12 minutes, more than before."),
    (44, "You had 44 days off: back to a softer cover, 5 minutes in a T-shirt."),
    (90, "After 90 days off you start again as if for the first time: back to the first step,"
     " 5 minutes on a towel."),
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
    assert reason(life, n + 41) == "You had 40 days off: back to the first step, 5 minutes on a towel."


def test_the_floor() -> None:
    life = Life()
    life.does(0, sharpness=10)
    life.answers(1)
    assert reason(life, 1) == (
        "Sharpness was 10 in the last minute: 5 minutes on a towel, which is the gentlest step."
    )
    assert set(life.asks(1).reason.facts) >= {*FACTS[Code.TOO_MUCH], *FACTS[Code.FLOOR]}


def test_what_the_user_changed() -> None:
    life, n = stood(7)
    life.put(lowered(n, 5, Cover.SHIRT))
    assert reason(life, n) == "You lowered the step yourself: 5 minutes in a T-shirt."
    life, n = stood(11)
    life.put(goal(n, 20, Cover.SHIRT))
    assert reason(life, n) == ("Your goal changed: 7 minutes in a T-shirt.")


def test_the_posture_of_the_feet_is_told() -> None:
    life, n = stood(7, area=Area.FEET)
    assert reason(life, n) == (
        "You had one clean session of 5 minutes standing in socks: 2 minutes standing barefoot."
    )


def test_the_first_bare_step_says_how_long_and_to_watch_the_skin() -> None:
    life, n = stood(9)
    found = life.asks(n).reason
    assert "On bare skin 3 to 10 minutes are enough at first, so watch your skin" in found.advice
    assert "A24" in found.facts
    life, n = stood(12)
    assert life.asks(n).reason.advice == ""


def test_every_rule_that_fits_is_advised_whichever_names_the_code() -> None:
    life, n = stood(7)
    life.put(life.does(n, sharpness=9, after=Skin.SORE)._replace(before=1, after=5))
    life.answers(n + 2)
    found = life.asks(n + 2).reason
    assert found.code is Code.TOO_MUCH
    assert "stopping is always right." in found.advice
    assert "Too long on the mat irritates the skin." in found.advice
    assert "Stop when discomfort grows" in found.advice
