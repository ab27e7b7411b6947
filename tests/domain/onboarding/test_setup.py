from __future__ import annotations

import pytest

from coach.domain.area_changes import lower_step, turn_area
from coach.domain.model import (
    Area,
    AreaTurned,
    Book,
    Contraindication,
    Cover,
    Event,
    Goal,
    GoalSet,
    Refused,
    Rung,
    Screening,
    Settings,
    Start,
    StartSaid,
    StepLowered,
)
from coach.domain.onboarding.answers import Answers
from coach.domain.onboarding.safety_answers import check_ticks
from coach.domain.onboarding.setup import set_up
from coach.domain.onboarding.user_profile import current_answer, goal_of
from tests.domain.histories import Life, at

NONE: frozenset[Contraindication] = frozenset()
PREGNANT = frozenset({Contraindication.PREGNANT})


def said(book: Book, answers: Answers, n: int = 0) -> tuple[object, ...]:
    change = set_up(book, answers, at(n))
    return change.put if change else ()


def ids(book: Book, kind: type[object]) -> tuple[str, ...]:
    """The answers of a kind that are there, which a new one replaces."""
    return tuple(event.id for event in book.events if isinstance(event, kind))


def test_the_first_setup_records_screening_start_and_goal() -> None:
    assert said(Book(), Answers(ticked=NONE)) == (
        Screening(at=at(0), heard=(), over=()),
        StartSaid(at=at(0), over=()),
        GoalSet(at=at(0), over=()),
    )
    assert said(
        Book(),
        Answers(
            ticked=PREGNANT, agreed=PREGNANT,
            sensitive=True, start=Start.SOME, goal_cover=Cover.SHIRT,
            goal_minutes=30, tz="Europe/Bern",
        ),
    ) == (
        Screening(at=at(0), ticked=PREGNANT, agreed=PREGNANT, heard=(), over=()),
        StartSaid(at=at(0), start=Start.SOME, sensitive=True, over=()),
        GoalSet(at=at(0), cover=Cover.SHIRT, minutes=30, over=()),
        Settings(tz="Europe/Bern"),
    )  # fmt: skip


def test_the_safety_questions_come_first() -> None:
    with pytest.raises(Refused, match="safety questions"):
        set_up(Book(), Answers(start=Start.REGULAR), at(0))


@pytest.mark.parametrize("minutes", [9, 11, 0, -5, 35, 31])
def test_a_goal_that_is_no_rung_is_refused(minutes: int) -> None:
    with pytest.raises(Refused, match="A goal's minutes"):
        set_up(Book(), Answers(ticked=NONE, goal_minutes=minutes), at(0))


def test_socks_are_no_goal() -> None:
    with pytest.raises(Refused, match="A goal's cover"):
        set_up(Book(), Answers(ticked=NONE, goal_cover=Cover.SOCKS), at(0))


def test_later_answers_record_only_what_changed() -> None:
    book = Life().book
    assert said(book, Answers(ticked=NONE, start=Start.NEW, goal_minutes=20), -9) == ()
    assert said(book, Answers(goal_minutes=30), 5) == (
        GoalSet(at=at(5), minutes=30, over=ids(book, GoalSet)),
    )
    assert said(book, Answers(sensitive=True), 5) == (
        StartSaid(at=at(5), sensitive=True, over=ids(book, StartSaid)),
    )


def test_the_doctors_word_belongs_to_a_pregnancy() -> None:
    assert said(Life().book, Answers(agreed=PREGNANT)) == ()
    clots = frozenset({Contraindication.CLOTS})
    assert said(Life().book, Answers(ticked=clots, agreed=PREGNANT), 1) == (
        Screening(at=at(1), ticked=clots, heard=(), over=ids(Life().book, Screening)),
    )  # fmt: skip
    life = Life(Screening(at=at(0), ticked=PREGNANT, agreed=PREGNANT))
    assert said(life.book, Answers(goal_minutes=20), 1) == ()
    assert said(life.book, Answers(ticked=PREGNANT), 1) == (
        Screening(at=at(1), ticked=PREGNANT, heard=(), over=ids(life.book, Screening)),
    )


def test_the_latest_is_the_latest_by_its_instant() -> None:
    old, new = GoalSet(id="b", at=at(0), minutes=10), GoalSet(id="a", at=at(1), minutes=30)
    for events in ((old, new), (new, old)):
        book = Book(events=events)
        assert current_answer(book, GoalSet) == new
        assert goal_of(book) == Goal(Cover.BARE, 30)
    assert goal_of(Book()) == Goal()
    assert current_answer(Book(), Screening) is None


def test_lowering_and_turning_are_events() -> None:
    assert lower_step(Book(), Area.BACK, Rung(Cover.SHIRT, 7, 2), at(3)).put == (
        StepLowered(at=at(3), area=Area.BACK, cover=Cover.SHIRT, minutes=7),
    )
    turned = turn_area(Book(), Area.FACE, at(3), on=True)
    assert turned is not None
    assert turned.put == (AreaTurned(at=at(3), area=Area.FACE, on=True, over=()),)


def test_an_area_that_is_so_already_is_not_turned_again() -> None:
    """One that is not open yet can be turned off all the same, so that it stays closed."""
    life = Life()
    assert turn_area(life.book, Area.BACK, at(3), on=True) is None
    for on in (False, True):
        turned = turn_area(life.book, Area.LEGS, at(3), on=on)
        assert turned is not None
        life.put(*turned.put)
        assert turn_area(life.book, Area.LEGS, at(3), on=on) is None


def test_a_change_of_the_zone_is_one_of_the_settings() -> None:
    book = Life().book._replace(settings=Settings(tz="UTC", bell=False))
    assert said(book, Answers(tz="UTC")) == ()
    assert said(book, Answers(tz="Asia/Tokyo")) == (Settings(tz="Asia/Tokyo", bell=False),)


def test_the_moment_of_the_day_is_kept_beside_the_zone_and_in_one_line() -> None:
    book = Book()
    change = set_up(book, Answers(ticked=frozenset(), tz="Europe/Zurich", cue=" I brush\n my teeth "), at(0))
    assert change is not None
    [settings] = [record for record in change.put if isinstance(record, Settings)]
    assert (settings.tz, settings.cue_sentence) == ("Europe/Zurich", "I brush my teeth")
    with pytest.raises(Refused, match="100 characters"):
        set_up(book, Answers(ticked=frozenset(), cue="x" * 101), at(0))


def test_a_doctors_yes_and_areas_need_their_tick() -> None:
    none = Life().book
    for answers, says in (
        (Answers(ticked=frozenset(), agreed=frozenset({Contraindication.HEART})), "not ticked heart"),
        (Answers(ticked=frozenset(), numb_areas=frozenset({Area.LEGS})), "Tick that there is a part"),
        (Answers(agreed=frozenset({Contraindication.THINNERS})), "not ticked thinners"),
    ):
        with pytest.raises(Refused, match=says):
            check_ticks(none, answers)


def test_a_doctors_yes_goes_with_a_tick_that_is_given_or_on_file() -> None:
    heart = frozenset({Contraindication.HEART})
    check_ticks(Life().book, Answers(ticked=heart, agreed=heart))
    change = set_up(Life().book, Answers(ticked=heart), at(0))
    assert change is not None
    book = Life().book
    put = tuple(each for each in change.put if isinstance(each, Event))
    check_ticks(book._replace(events=(*book.events, *put)), Answers(agreed=heart))
    # before the first answer there is nothing to compare with: `set_up` asks for the questions
    check_ticks(Book(), Answers(agreed=heart))
