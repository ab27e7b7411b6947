"""The safety questions over time: when they are open, what closes them, and what a doctor's yes covers."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.confirmations import Unconfirmed
from coach.domain.current_answers import screening_of
from coach.domain.gates import locks
from coach.domain.model import (
    AGREEABLE,
    Area,
    Book,
    Change,
    Check,
    Contraindication,
    Cover,
    Ended,
    Event,
    GoalSet,
    Pause,
    PauseFor,
    Refused,
    Screening,
    Session,
    Skin,
    StartSaid,
    StopReason,
)
from coach.domain.prescription import Ramps, prescribe
from coach.domain.running import plan
from coach.domain.screening import QUIET_DAYS, AskWhy, open_questions, unchanged, unlocks
from coach.domain.setup import Answers, goal_of, held, set_up, stricter
from coach.domain.today import State, today
from tests.domain.histories import BACK, Life, at, on

SIX = frozenset(Contraindication) - {
    Contraindication.THINNERS,
    Contraindication.FEELING,
    Contraindication.HEART,
    Contraindication.FEVER,
}
TICKS = st.frozensets(st.sampled_from(Contraindication))


def after(book: Book, change: Change | None) -> Book:
    """The book with a change recorded, each new record with an id of its own."""
    assert change is not None
    number = len(book.events)
    new = [e._replace(id=f"new{number + n}") for n, e in enumerate(change.put) if isinstance(e, Event)]
    return book._replace(events=(*book.events, *new))


def said(day: int, *, ticked: frozenset[Contraindication] = frozenset(), **rest: object) -> Screening:
    return Screening(at=at(day), ticked=ticked, id=f"said{day}", **rest)  # type: ignore[arg-type]


def lain(day: int, **rest: object) -> Session:
    return Session(BACK, at(day), on(day), 5.0, Cover.TOWEL, id=f"lain{day}", **rest)  # type: ignore[arg-type]


def dizzy(day: int) -> Session:
    return lain(day, ended=Ended.SENSATION, stopped_for=StopReason.DIZZY)


def why(book: Book, day: int) -> AskWhy | None:
    ask = open_questions(book, at(day))
    return ask.why if ask else None


def test_nothing_is_open_before_setup_and_after_all_was_answered() -> None:
    assert open_questions(Book(), at(0)) is None
    assert open_questions(Book(events=(said(0),)), at(1)) is None


def test_what_an_older_screening_was_not_asked_is_asked() -> None:
    book = Book(events=(said(0, asked=SIX),))
    ask = open_questions(book, at(1))
    assert ask is not None
    assert (ask.why, ask.questions) == (AskWhy.NEW, frozenset(Contraindication) - SIX)
    with pytest.raises(Refused, match="new safety questions"):
        unchanged(book, at(1))
    book = after(book, set_up(book, Answers(ticked=frozenset()), at(1)))
    assert open_questions(book, at(1)) is None


def test_thirty_days_without_a_session_ask_whether_anything_has_changed() -> None:
    """They run from the later of the last session and the answers; one key closes the question."""
    book = Book(events=(said(0),), sessions=(lain(3),))
    assert why(book, 3 + QUIET_DAYS) is None
    assert why(book, 4 + QUIET_DAYS) is AskWhy.QUIET
    book = after(book, unchanged(book, at(4 + QUIET_DAYS)))
    assert why(book, 4 + QUIET_DAYS) is None
    assert why(book, 4 + 2 * QUIET_DAYS) is None
    assert why(book, 5 + 2 * QUIET_DAYS) is AskWhy.QUIET


@pytest.mark.parametrize("reason", [None, *PauseFor])
def test_a_pause_for_illness_alone_asks_again_once_it_is_over(reason: PauseFor | None) -> None:
    pause = Pause(on(2), at(2), on(5), reason, id="pause")
    book = Book(events=(said(0),), sessions=(lain(1),), pauses=(pause,))
    assert why(book, 5) is None
    assert why(book, 6) is (AskWhy.ILLNESS if reason is PauseFor.ILLNESS else None)
    if reason is PauseFor.ILLNESS:
        assert why(after(book, unchanged(book, at(6))), 7) is None


def test_dizzy_twice_in_a_row_asks_again_and_once_does_not() -> None:
    once = Book(events=(said(0),), sessions=(dizzy(1),))
    assert why(once, 2) is None
    assert why(once._replace(sessions=(dizzy(1), lain(2), dizzy(3))), 4) is None
    twice = once._replace(sessions=(dizzy(1), dizzy(2)))
    ask = open_questions(twice, at(2))
    assert ask is not None
    assert ask.why is AskWhy.DIZZY
    assert "See a doctor" in ask.text
    with pytest.raises(Refused, match="dizzy"):
        unchanged(twice, at(3))
    answered = after(twice, set_up(twice, Answers(ticked=frozenset()), at(3)))
    assert why(answered, 3) is None
    assert why(answered._replace(sessions=(*answered.sessions, dizzy(4))), 4) is AskWhy.DIZZY


def test_numb_skin_asks_about_feeling_again() -> None:
    by_check = Book(events=(said(0),), checks=(Check(on(2), BACK, Skin.NUMB, at(2), id="c"),))
    after_session = Book(events=(said(0),), sessions=(lain(2, skin_after=Skin.NUMB),))
    for book in (by_check, after_session):
        ask = open_questions(book, at(3))
        assert ask is not None
        assert (ask.why, ask.questions) == (AskWhy.NUMB, frozenset({Contraindication.FEELING}))
        assert why(after(book, set_up(book, Answers(ticked=frozenset()), at(3))), 3) is None


def test_open_questions_hold_a_start_back_as_a_skin_check_does() -> None:
    book = Book(events=(said(0, asked=SIX), StartSaid(at(0), id="s"), GoalSet(at(0), id="g")))
    found = today(book, at(1))
    assert found.state is State.ASK
    assert not found.prescription.can_start
    assert not found.prescription.can_start_free
    with pytest.raises(Refused, match="new safety questions"):
        plan(book, BACK, at(1))
    with pytest.raises(Refused, match="new safety questions"):
        plan(book, BACK, at(1), free=True)
    locked = Book(events=(said(0, asked=SIX, ticked=frozenset({Contraindication.CLOTS})),))
    assert today(locked, at(1)).state is State.LOCKED


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
    found = held(book, Screening)
    assert found is not None
    assert found.agreed <= found.ticked & AGREEABLE
    if later - first:
        assert locks(found, BACK)
    assert locks(found, BACK) == bool(found.ticked - found.agreed)


@given(TICKS, TICKS)
def test_what_locks_says_what_opens_it(
    ticked: frozenset[Contraindication], agreed: frozenset[Contraindication]
) -> None:
    assert bool(unlocks(ticked, agreed & ticked)) == bool(ticked - (agreed & AGREEABLE))


def test_a_doctors_yes_is_added_to_each_tick_alone() -> None:
    both = frozenset({Contraindication.PREGNANT, Contraindication.THINNERS})
    book = after(Book(), set_up(Book(), Answers(ticked=both), at(0)))
    book = after(book, set_up(book, Answers(agreed=frozenset({Contraindication.PREGNANT})), at(1)))
    found = held(book, Screening)
    assert found is not None
    assert locks(found, BACK)
    book = after(book, set_up(book, Answers(agreed=frozenset({Contraindication.THINNERS})), at(2)))
    found = held(book, Screening)
    assert found is not None
    assert not locks(found, BACK)
    assert locks(found, Area.STOMACH)


def test_what_is_not_felt_well_stays_closed_though_a_doctor_agreed() -> None:
    feeling = frozenset({Contraindication.FEELING})
    with pytest.raises(Refused, match="--numb-areas"):
        set_up(Book(), Answers(ticked=feeling), at(0))
    answers = Answers(ticked=feeling, agreed=feeling, numb_areas=frozenset({Area.LEGS}))
    book = after(Book(), set_up(Book(), answers, at(0)))
    found = held(book, Screening)
    assert found is not None
    assert [area for area in Area if locks(found, area)] == [Area.LEGS]
    assert "legs" in stricter(book)[0]
    assert "Standing" in stricter(book)[1]
    assert not set_up(book, replace(answers, numb_areas=None), at(1))


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
    assert found.numb_areas == {Area.FEET}


def test_sensitive_skin_confirms_bare_skin_as_its_goal() -> None:
    sensitive = Answers(ticked=frozenset(), sensitive=True)
    book = after(Book(), set_up(Book(), sensitive, at(0)))
    assert goal_of(book).cover is Cover.SHIRT
    bare = Answers(goal_cover=Cover.BARE)
    with pytest.raises(Unconfirmed, match="pierce"):
        set_up(book, bare, at(1))
    book = after(book, set_up(book, replace(bare, bare_confirmed=True), at(1)))
    assert goal_of(book).cover is Cover.BARE
    assert "as you confirmed" in stricter(book)[0]


def test_skin_that_is_called_sensitive_later_holds_the_goal_at_the_t_shirt() -> None:
    book = after(Book(), set_up(Book(), Answers(ticked=frozenset()), at(0)))
    assert goal_of(book).cover is Cover.BARE
    book = after(book, set_up(book, Answers(sensitive=True), at(1)))
    assert goal_of(book).cover is Cover.SHIRT
    assert "until you confirm" in stricter(book)[0]


def test_a_lock_never_lifts_without_an_answer() -> None:
    life = Life(Screening(at=at(0), ticked=frozenset({Contraindication.FEVER}), id="fever"))
    for days in (1, 40, 400):
        assert prescribe(Ramps(life.book), BACK, on(days), at(0) + timedelta(days=days)).rung is None
