"""The safety questions over time: when they are open, what closes them, and what a doctor's yes covers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from coach.domain.model import (
    Area,
    Book,
    Check,
    Contraindication,
    Cover,
    Ended,
    GoalSet,
    Pause,
    PauseFor,
    Refused,
    Session,
    Skin,
    Start,
    StartSaid,
    StopReason,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.safety.screening import QUIET_DAYS, AskWhy, heard, open_questions, unchanged
from coach.domain.session.live import plan
from coach.domain.session.skin_answers import correct_check
from coach.domain.today import TodayState, today
from tests.domain.histories import BACK, Life, at, kept, on
from tests.domain.safety.safety_answers import FEELING, NO_AREA, SIX, after, said


def lain(day: int, **rest: object) -> Session:
    return Session(BACK, at(day), on(day), 5.0, Cover.TOWEL, id=f"lain{day}", **rest)  # type: ignore[arg-type]


def dizzy(day: int) -> Session:
    return lain(day, ended=Ended.SENSATION, stopped_for=StopReason.DIZZY)


def numb_stop(day: int) -> Session:
    return lain(day, ended=Ended.SENSATION, stopped_for=StopReason.NUMB)


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


def test_a_session_that_is_recorded_later_closes_no_question_after_quiet_days() -> None:
    back = 4 + QUIET_DAYS
    book = Book(events=(said(0),), sessions=(lain(3), lain(back)))
    assert why(book, back + 1) is AskWhy.QUIET
    assert why(after(book, unchanged(book, at(back + 1))), back + 1) is None
    # but one that was forgotten in between shows that there was no such time
    assert why(book._replace(sessions=(lain(3), lain(20), lain(back))), back + 1) is None


def test_the_same_answers_on_a_later_day_are_new_ones() -> None:
    """The 30 days run from them; on the day itself, or said in part, they change nothing."""
    book = Book(events=(said(0, ticked=FEELING, numb_areas=NO_AREA), StartSaid(at(0)), GoalSet(at(0))))
    same = Answers(ticked=FEELING, numb_areas=NO_AREA)
    assert set_up(book, same, at(0, 23)) is None
    assert set_up(book, Answers(numb_areas=NO_AREA), at(20)) is None
    change = set_up(book, same, at(20))
    assert change is not None
    assert change.label == "Answered the safety questions: nothing has changed"
    with_goal = set_up(book, replace(same, goal_minutes=15), at(20))
    assert with_goal is not None
    assert with_goal.label == "Changed the goal to bare skin, 15 minutes"
    book = after(book, change)
    assert why(book, 20 + QUIET_DAYS) is None
    assert why(book, 21 + QUIET_DAYS) is AskWhy.QUIET


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
    assert why(once._replace(sessions=(dizzy(1), lain(2), dizzy(9))), 9) is None
    assert why(once._replace(sessions=(dizzy(1), dizzy(9))), 9) is AskWhy.DIZZY
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


NOT_WHOLE: tuple[Answers, ...] = (
    Answers(agreed=frozenset({Contraindication.FEELING})),
    Answers(numb_areas=frozenset({Area.LEGS})),
    Answers(sensitive=True, start=Start.SOME),
)


@pytest.mark.parametrize("since", [(lain(3),), (lain(3), lain(4)), (lain(3), dizzy(4))])
def test_dizzy_twice_stays_open_until_it_is_answered(since: tuple[Session, ...]) -> None:
    """Whatever is recorded meanwhile, and whatever was said of the answers in part."""
    book = Book(events=(said(0, ticked=FEELING, numb_areas=NO_AREA),), sessions=(dizzy(1), dizzy(2), *since))
    assert why(book, 5) is AskWhy.DIZZY
    for answers in NOT_WHOLE:
        book = after(book, set_up(book, answers, at(6)))
        assert why(book, 6) is AskWhy.DIZZY
    book = after(book, set_up(book, Answers(ticked=frozenset()), at(7)))
    assert why(book, 7) is None
    assert why(book._replace(sessions=(*book.sessions, lain(19), dizzy(20))), 20) is None


@pytest.mark.parametrize(("stop", "reason"), [(dizzy, AskWhy.DIZZY), (numb_stop, AskWhy.NUMB)])
@pytest.mark.parametrize("between", [(), (lain(2),), (lain(2), lain(5), lain(7))])
def test_two_stops_within_a_week_ask_whatever_was_recorded_between_them(
    stop: Callable[[int], Session], reason: AskWhy, between: tuple[Session, ...]
) -> None:
    """A record that comes late, by hand, an import or a merge, closes no question that stands open."""
    assert why(Book(events=(said(0),), sessions=(stop(1), *between, stop(8))), 8) is reason
    further = why(Book(events=(said(0),), sessions=(stop(1), *between, stop(9))), 9)
    assert further is (None if between else reason)


def test_a_session_that_is_recorded_between_two_stops_later_closes_no_question() -> None:
    """By hand or by an import, whose records have later ids than the stop."""
    late = lain(5, backfilled=True)._replace(id="recorded-later")
    assert late.id > dizzy(9).id
    assert why(Book(events=(said(0),), sessions=(dizzy(1), late, dizzy(9))), 9) is AskWhy.DIZZY
    before = late._replace(id="a")
    assert why(Book(events=(said(0),), sessions=(dizzy(1), before, dizzy(9))), 9) is None
    lived = late._replace(backfilled=False)
    assert why(Book(events=(said(0),), sessions=(dizzy(1), lived, dizzy(9))), 9) is None


def test_dizziness_that_is_recorded_late_asks_too() -> None:
    """The answers were given between the day of the session and the day on which it was recorded."""
    book = Book(events=(said(0),), sessions=(dizzy(1),))
    book = after(book, set_up(book, Answers(ticked=FEELING, numb_areas=NO_AREA), at(5)))
    assert why(book, 5) is None
    assert why(book._replace(sessions=(*book.sessions, dizzy(2))), 5) is AskWhy.DIZZY


@pytest.mark.parametrize("numb", [
    {"checks": (Check(on(2), BACK, Skin.NUMB, at(2), id="c"),)},
    {"sessions": (lain(2, skin_after=Skin.NUMB),)},
    {"sessions": (lain(2, skin_next=Skin.NUMB, skin_next_on=on(3)),)},
    {"sessions": (lain(2, skin_next=Skin.NUMB),)},
    {"sessions": (numb_stop(1), numb_stop(2))},
])  # fmt: skip
@pytest.mark.parametrize("by_time", [True, False])
def test_numbness_asks_about_feeling_again(numb: dict[str, Any], by_time: bool) -> None:
    """However it came into the file: by the check, the check-in, an edit, an import or two stops in a row."""
    book = Book(events=(said(0, heard=None if by_time else ()),), **numb)
    ask = open_questions(book, at(4))
    assert ask is not None
    assert (ask.why, ask.questions) == (AskWhy.NUMB, frozenset({Contraindication.FEELING}))
    assert "See a doctor" in ask.text
    with pytest.raises(Refused, match="numbness"):
        unchanged(book, at(4))
    book = after(book, set_up(book, Answers(ticked=frozenset()), at(4)))
    assert why(book, 4) is None
    again = Check(on(12), BACK, Skin.NUMB, at(12), id="again")
    assert why(book._replace(checks=(*book.checks, again)), 12) is AskWhy.NUMB


def test_one_stop_because_of_numbness_asks_nothing() -> None:
    book = Book(events=(said(0),), sessions=(numb_stop(1), lain(2), numb_stop(9), dizzy(10)))
    assert why(book, 11) is None


def test_numbness_that_a_correction_brings_asks_though_its_day_was_before_the_answers() -> None:
    check = Check(on(2), BACK, Skin.CLEAR, at(2), id="c")
    session = lain(1, skin_next=Skin.CLEAR, skin_next_on=on(2), from_check=True)
    book = Book(events=(said(0),), sessions=(session,), checks=(check,))
    book = after(book, set_up(book, Answers(ticked=FEELING, numb_areas=NO_AREA), at(2, 9)))
    late = kept(book, correct_check(book, check, Skin.NUMB, at(2, 10)).change.put)
    assert late.sessions[0].skin_next is Skin.NUMB
    assert why(late, 3) is AskWhy.NUMB
    edited = book._replace(sessions=(session._replace(skin_after=Skin.NUMB),))
    assert why(edited, 3) is AskWhy.NUMB


def test_numb_again_is_a_lock_and_a_question_again() -> None:
    """Twice in a row, on the day of the check and a week on: closed, with the advice to see a doctor."""
    life = Life()
    life.put(said(0))
    life.does(0)
    for day in (1, 8):
        life.put(Check(on(day), BACK, Skin.NUMB, at(day), id=f"numb{day}"))
        found = prescribe(Ramps(life.book), BACK, on(day))
        assert found.gate is Gate.LOCKED
        assert "See a doctor about the numbness." in found.reason.full_text
        assert "was numb" in found.reason.text
        assert why(life.book, day) is AskWhy.NUMB
        life.put(said(day)._replace(at=at(day, 12), heard=heard(life.book), over=None))
        assert why(life.book, day) is None


@pytest.mark.parametrize("answers", NOT_WHOLE)
@pytest.mark.parametrize("reason", list(AskWhy))
def test_a_doctors_yes_or_areas_alone_close_no_question(answers: Answers, reason: AskWhy) -> None:
    book = open_for(reason)
    assert why(book, 40) is reason
    change = set_up(book, answers, at(40))
    book = after(book, change)
    assert why(book, 40) is reason
    both = after(book, set_up(book, Answers(ticked=FEELING, numb_areas=NO_AREA), at(40)))
    assert why(both, 40) is None


def open_for(reason: AskWhy) -> Book:
    """A book in which the safety questions are open on day 40, a part not felt well being ticked."""
    asked = SIX | FEELING if reason is AskWhy.NEW else frozenset(Contraindication)
    answer = said(0, ticked=FEELING, numb_areas=NO_AREA, asked=asked)
    book = Book(events=(answer, StartSaid(at(0), id="s"), GoalSet(at(0), id="g")), sessions=(lain(39),))
    match reason:
        case AskWhy.DIZZY:
            return book._replace(sessions=(dizzy(38), dizzy(39)))
        case AskWhy.NUMB:
            return book._replace(sessions=(lain(39, skin_after=Skin.NUMB),))
        case AskWhy.ILLNESS:
            return book._replace(pauses=(Pause(on(30), at(30), on(33), PauseFor.ILLNESS, id="ill"),))
        case AskWhy.QUIET:
            return book._replace(sessions=(lain(3),))
    return book


def test_open_questions_hold_a_start_back_as_a_skin_check_does() -> None:
    book = Book(events=(said(0, asked=SIX), StartSaid(at(0), id="s"), GoalSet(at(0), id="g")))
    found = today(book, at(1))
    assert found.state is TodayState.ASK
    assert not found.prescription.can_start
    assert not found.prescription.can_start_free
    with pytest.raises(Refused, match="new safety questions"):
        plan(Ramps(book), BACK, at(1))
    with pytest.raises(Refused, match="new safety questions"):
        plan(Ramps(book), BACK, at(1), free=True)
    locked = Book(events=(said(0, asked=SIX, ticked=frozenset({Contraindication.CLOTS})),))
    assert today(locked, at(1)).state is TodayState.LOCKED
