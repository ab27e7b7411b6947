"""What a tick locks, and what opens it again: a doctor's yes, areas, another answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.current_answers import screening_of
from coach.domain.model import (
    AGREEABLE,
    Area,
    Book,
    Contraindication,
    Cover,
    GoalSet,
    Screening,
    Skin,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import preview, set_up
from coach.domain.onboarding.user_profile import contradictions, current_answer, goal_of
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.safety.missing_answers import AnswerMissing
from coach.domain.safety.screening import locks, unchanged, unlocks
from coach.domain.session.confirmations import Unconfirmed
from tests.domain.histories import BACK, Life, at, on
from tests.domain.safety.safety_answers import FEELING, NO_AREA, SIX, after, said

TICKS = st.frozensets(st.sampled_from(Contraindication))


def test_areas_that_nobody_named_are_all_closed_whatever_a_doctor_says() -> None:
    """Not said is not none: only an answer opens what is felt well."""
    book = Book(events=(said(0, ticked=FEELING),))
    for change in (None, set_up(book, Answers(agreed=FEELING), at(1))):
        book = after(book, change) if change else book
        found = current_answer(book, Screening)
        assert found is not None
        assert found.numb_areas is None
        assert all(locks(found, area) for area in Area)
        assert (
            "Say in the safety questions which areas" in prescribe(Ramps(book), BACK, on(1)).reason.full_text
        )
        assert "all of them" in contradictions(book)[0]
    with pytest.raises(AnswerMissing, match="which areas you cannot feel well"):
        unchanged(book, at(2))
    with pytest.raises(AnswerMissing, match="which areas you cannot feel well"):
        set_up(book, Answers(ticked=FEELING), at(2))
    book = after(book, set_up(book, Answers(numb_areas=NO_AREA), at(2)))
    found = current_answer(book, Screening)
    assert found is not None
    assert not any(locks(found, area) for area in Area)


def test_answers_in_part_open_nothing_while_their_areas_are_missing() -> None:
    """On the page each tick shows at once what it closes, also before it is answered in full."""
    ready = after(Book(), set_up(Book(), Answers(ticked=frozenset()), at(0)))
    book = preview(ready, Answers(ticked=FEELING, agreed=FEELING), at(1))
    assert prescribe(Ramps(book), BACK, on(1)).gate is Gate.LOCKED
    sensitive = Answers(ticked=frozenset({Contraindication.FEVER}), sensitive=True, goal_cover=Cover.BARE)
    assert prescribe(Ramps(preview(ready, sensitive, at(1))), BACK, on(1)).gate is Gate.LOCKED
    with pytest.raises(Unconfirmed):
        set_up(ready, sensitive, at(1))
    strange = ready._replace(events=(*ready.events, GoalSet(at(0, 9), minutes=17, over=None, id="odd")))
    fever = Answers(ticked=frozenset({Contraindication.FEVER}), goal_minutes=17, cue="c" * 999)
    assert prescribe(Ramps(preview(strange, fever, at(1))), BACK, on(1)).gate is Gate.LOCKED


def test_a_yes_at_another_question_confirms_no_bare_skin() -> None:
    """Only where sensitive skin asked for it; else a later tick of sensitive skin would be passed."""
    book = after(Book(), set_up(Book(), Answers(ticked=frozenset(), bare_confirmed=True), at(0)))
    goal = current_answer(book, GoalSet)
    assert goal is not None
    assert (goal.cover, goal.bare_confirmed) == (Cover.BARE, False)
    book = after(book, set_up(book, Answers(sensitive=True, bare_confirmed=True), at(1)))
    assert goal_of(book).cover is Cover.SHIRT


@given(TICKS, TICKS, TICKS)
def test_a_new_tick_is_never_covered_by_an_old_yes(
    first: frozenset[Contraindication],
    yes: frozenset[Contraindication],
    later: frozenset[Contraindication],
) -> None:
    """What locks is each tick without a yes of its own, given with it or after it."""
    book = after(Book(), set_up(Book(), Answers(ticked=first, agreed=yes, numb_areas=frozenset()), at(0)))
    change = set_up(book, Answers(ticked=later | first, numb_areas=frozenset()), at(1), whole=False)
    book = after(book, change) if change else book
    found = current_answer(book, Screening)
    assert found is not None
    assert found.agreed <= found.ticked & AGREEABLE
    if later - first:
        assert locks(found, BACK)
    assert locks(found, BACK) == bool(found.ticked - found.agreed)


@given(TICKS, TICKS)
def test_what_locks_says_what_opens_it(
    ticked: frozenset[Contraindication], agreed: frozenset[Contraindication]
) -> None:
    said = Screening(at(0), ticked, agreed & ticked, numb_areas=frozenset())
    for here in (True, False):
        assert bool(unlocks(said, here=here)) == bool(ticked - (agreed & AGREEABLE))


def test_a_doctors_yes_is_added_to_each_tick_alone() -> None:
    both = frozenset({Contraindication.PREGNANT, Contraindication.THINNERS})
    book = after(Book(), set_up(Book(), Answers(ticked=both), at(0)))
    book = after(book, set_up(book, Answers(agreed=frozenset({Contraindication.PREGNANT})), at(1)))
    found = current_answer(book, Screening)
    assert found is not None
    assert locks(found, BACK)
    book = after(book, set_up(book, Answers(agreed=frozenset({Contraindication.THINNERS})), at(2)))
    found = current_answer(book, Screening)
    assert found is not None
    assert not locks(found, BACK)
    assert locks(found, Area.STOMACH)


def test_what_is_not_felt_well_stays_closed_though_a_doctor_agreed() -> None:
    feeling = frozenset({Contraindication.FEELING})
    with pytest.raises(AnswerMissing, match="which areas you cannot feel well"):
        set_up(Book(), Answers(ticked=feeling), at(0))
    answers = Answers(ticked=feeling, agreed=feeling, numb_areas=frozenset({Area.LEGS}))
    book = after(Book(), set_up(Book(), answers, at(0)))
    found = current_answer(book, Screening)
    assert found is not None
    assert [area for area in Area if locks(found, area)] == [Area.LEGS]
    assert "legs" in contradictions(book)[0]
    assert "Standing" in contradictions(book)[1]
    assert not set_up(book, replace(answers, numb_areas=None), at(0))


def test_answers_of_two_machines_are_read_together() -> None:
    """Every tick and every area without feeling, and a yes only where both have it."""
    one = Screening(
        at(1), frozenset({Contraindication.HEART}), frozenset({Contraindication.HEART}), over=(), id="one"
    )
    two = Screening(
        at(2),
        frozenset({Contraindication.FEELING}),
        asked=SIX,
        numb_areas=frozenset({Area.FEET}),
        over=(),
        id="two",
    )
    found = screening_of((one, two))
    assert found is not None
    assert found.ticked == {Contraindication.HEART, Contraindication.FEELING}
    assert found.agreed == frozenset()
    assert found.asked == SIX
    assert found.numb_areas == frozenset({Area.FEET})
    assert found.asked_at == at(2)
    unsaid = two._replace(numb_areas=None, id="unsaid")
    several = screening_of((one, two._replace(heard=("a",)), unsaid._replace(heard=("b",))))
    assert several is not None
    assert several.numb_areas is None, "one of them leaves open which"
    assert several.heard == ("a", "b")


def test_sensitive_skin_confirms_bare_skin_as_its_goal() -> None:
    sensitive = Answers(ticked=frozenset(), sensitive=True)
    book = after(Book(), set_up(Book(), sensitive, at(0)))
    assert goal_of(book).cover is Cover.SHIRT
    bare = Answers(goal_cover=Cover.BARE)
    with pytest.raises(Unconfirmed, match="pierce"):
        set_up(book, bare, at(1))
    book = after(book, set_up(book, replace(bare, bare_confirmed=True), at(1)))
    assert goal_of(book).cover is Cover.BARE
    assert "as you confirmed" in contradictions(book)[0]


def test_skin_that_is_called_sensitive_later_holds_the_goal_at_the_t_shirt() -> None:
    book = after(Book(), set_up(Book(), Answers(ticked=frozenset()), at(0)))
    assert goal_of(book).cover is Cover.BARE
    book = after(book, set_up(book, Answers(sensitive=True), at(1)))
    assert goal_of(book).cover is Cover.SHIRT
    assert "until you confirm" in contradictions(book)[0]


def test_a_lock_never_lifts_without_an_answer() -> None:
    life = Life(Screening(at=at(0), ticked=frozenset({Contraindication.FEVER}), id="fever"))
    for days in (1, 40, 400):
        assert prescribe(Ramps(life.book), BACK, on(days), at(0) + timedelta(days=days)).rung is None


def test_numb_skin_before_the_first_session_names_the_doctor_too() -> None:
    life = Life()
    life.answers(0, Skin.NUMB)
    assert "was numb" in life.asks(0).reason.text
    assert "See a doctor about the numbness." in life.asks(0).reason.full_text
    life.answers(7)
    assert "See a doctor about the numbness before you lie down again." in life.asks(7).reason.full_text
    life.does(7)
    life.answers(8)
    assert "numbness" not in life.asks(8).reason.full_text
