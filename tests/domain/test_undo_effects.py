"""What undoing would mean is said before it happens, and no lock lifts without a word."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.domain.model import (
    Area,
    Book,
    Contraindication,
    Cover,
    Ended,
    Live,
    Record,
    Refused,
    Screening,
    Session,
    StartSaid,
    StopReason,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.setup import set_up
from coach.domain.undo_effects import check_undo, consequences
from tests.domain.histories import Life, at, on
from tests.domain.session.correcting import saved

CLOTS = frozenset({Contraindication.CLOTS})


def screening(
    day: int,
    *ticked: Contraindication,
    agreed: frozenset[Contraindication] = frozenset(),
    over: tuple[str, ...] = (),
) -> Screening:
    return Screening(at=at(day), ticked=frozenset(ticked), agreed=agreed, over=over, id=f"answer-{day}")


def test_small_things_need_no_words() -> None:
    assert consequences(Book(), Book()) == ()


@pytest.mark.parametrize(
    ("earlier", "said"),
    [
        ((), "nothing applies."),
        ((Contraindication.CLOTS,), "a blood-clot problem."),
        ((Contraindication.WOUND, Contraindication.SKIN), "and a skin infection or condition."),
    ],
)
def test_the_safety_answers_that_hold_again_are_named(
    earlier: tuple[Contraindication, ...], said: str
) -> None:
    first = screening(0, *earlier)
    now = Book(events=(first, screening(3, Contraindication.UNSURE, over=(first.id,))))
    (told,) = consequences(now, Book(events=(first,)))
    assert told.startswith("The safety answers of Mon 5 Jan 2026 hold again: ")
    assert said in told


def test_a_doctor_who_had_agreed_is_named_beside_what_they_agreed_to() -> None:
    agreed = frozenset({Contraindication.PREGNANT})
    first = screening(0, Contraindication.PREGNANT, Contraindication.CLOTS, agreed=agreed)
    now = Book(events=(first, screening(3, over=(first.id,))))
    (told,) = consequences(now, Book(events=(first,)))
    assert told.endswith("hold again: a blood-clot problem and a pregnancy (a doctor agreed).")


def test_without_any_answer_no_session_starts_and_it_says_so() -> None:
    (told,) = consequences(Book(events=(screening(0),)), Book())
    assert told.startswith("No answers to the safety questions are left")


def test_sensitive_skin_that_would_not_count_any_more_is_told() -> None:
    first = StartSaid(at=at(0), id="a", over=())
    now = Book(events=(first, StartSaid(at=at(1), sensitive=True, id="b", over=("a",))))
    assert consequences(now, Book(events=(first,))) == ("Your skin counts as not sensitive again.",)


def test_a_session_that_runs_and_sessions_that_go_are_told() -> None:
    live = Live(Area.BACK, Cover.TOWEL, 5, 10, at(0), on(0), "boot", 1.0, id="x")
    assert "nothing of it is recorded" in consequences(Book(live=live), Book())[0]
    assert "running again" in consequences(Book(), Book(live=live))[0]
    two = tuple(Session(Area.BACK, at(n), on(n), 5, id=str(n)) for n in range(2))
    assert consequences(Book(sessions=two), Book()) == ("2 sessions are removed.",)
    assert consequences(Book(sessions=two[:1]), Book()) == (), "the label names the one"


def put(book: Book, *records: Record) -> Book:
    numbered = tuple(each._replace(id=f"{len(book.events)}-{n}") for n, each in enumerate(records))
    return book._replace(events=(*book.events, *(each for each in numbered if not isinstance(each, Session))))  # type: ignore[arg-type]


def test_what_was_changed_is_named_and_setup_only_the_first_time() -> None:
    now = at(0)
    first = set_up(Book(), Answers(ticked=frozenset()), now)
    assert first is not None
    assert first.label == "Answered the setup questions"
    book = put(Book(), *first.put)
    later = now + timedelta(days=1)
    goal = Answers(goal_cover=Cover.SHIRT, goal_minutes=15)
    for answers, label in (
        (goal, "Changed the goal to T-shirt, 15 minutes"),
        (Answers(ticked=CLOTS), "Changed the safety answers"),
        (Answers(sensitive=True), "Changed your skin to sensitive"),
        (Answers(tz="Europe/Zurich"), "Changed the time zone to Europe/Zurich"),
        (Answers(cue="tea"), "Changed the moment of the day"),
        (
            Answers(ticked=CLOTS, goal_minutes=12, cue="tea"),
            "Changed the safety answers, the goal to bare skin, 12 minutes and the moment of the day",
        ),
    ):
        change = set_up(book, answers, later)
        assert change is not None
        assert change.label == label


def test_what_would_close_the_question_after_two_stops_is_not_undone_on_a_later_day() -> None:
    life = Life()
    earlier = life.book
    for n in (0, 2):
        earlier = life.book
        life.does(n, ended=Ended.SENSATION, stopped_for=StopReason.DIZZY)
    check_undo(life.book, lambda: earlier, at(2, 20), at(2))
    with pytest.raises(Refused, match="You stopped two sessions"):
        check_undo(life.book, lambda: earlier, at(3), at(2))
    check_undo(life.book, lambda: life.book, at(3), at(2))
    answer = set_up(life.book, Answers(ticked=frozenset()), at(3))
    assert answer is not None
    answered = saved(life.book, answer)
    check_undo(life.book, lambda: answered, at(4), at(2))
