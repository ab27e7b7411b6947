"""Choosing a rhythm: how it is typed, when it begins, and what is said of it."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

import pytest

from coach.domain.habit.day_history import days
from coach.domain.habit.rhythm import Rhythm, rhythm_on, stretches
from coach.domain.habit.rhythm_choice import (
    RHYTHMS,
    about_choice,
    begins_on,
    choose_rhythm,
    chosen,
    rhythm_help,
    rhythm_name,
    rhythm_value,
    typed_rhythm,
)
from coach.domain.habit.streak import streak
from coach.domain.model import Area, Book, Cover, Refused, RhythmSet, Session, Settings
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from tests.domain.histories import Life, at, kept, on, random_book

MONDAY = next(n for n in range(7) if on(n).weekday() == 0)
"""The number of the first Monday."""


EARLIER = Session(
    day=on(MONDAY - 3), area=Area.BACK, started_at=at(MONDAY - 3), done_min=5, cover=Cover.TOWEL
)
"""A session of the week before the first Monday, so that the first week with the coach is over."""


def lived(settings: Settings | None = None) -> Book:
    """A book of someone who used the coach in an earlier week."""
    return Book(settings=settings or Settings(), sessions=(EARLIER,))


def chose(book: Book, days_a_week: int, n: int) -> Book:
    """The book after someone chose a rhythm on a day."""
    change = choose_rhythm(book, days_a_week, on(n), at(n))
    if change is None:
        return book
    (answer,) = change.put
    assert isinstance(answer, RhythmSet)
    number = len(book.rhythms)
    return kept(book, [answer._replace(id=f"r{number}", at=answer.at + timedelta(seconds=number))])


@pytest.mark.parametrize(("text", "days_a_week"), [
    ("4", 4), ("every-day", 7), ("Every day", 7), ("daily", 7), ("7", 7), ("3 days a week", 3),
])  # fmt: skip
def test_a_rhythm_as_it_is_typed(text: str, days_a_week: int) -> None:
    assert typed_rhythm(text) == days_a_week


@pytest.mark.parametrize("text", ["2", "8", "0", "", "often", "4.5", "-4", "\u0664"])
def test_what_is_no_rhythm_says_what_is(text: str) -> None:
    with pytest.raises(Refused, match="use every-day, or 3, 4, 5 or 6"):
        typed_rhythm(text)


def test_its_own_names_can_be_typed() -> None:
    assert [typed_rhythm(rhythm_name(n)) for n in RHYTHMS] == list(RHYTHMS)


@pytest.mark.parametrize("n", range(7))
def test_it_begins_with_the_next_week(n: int) -> None:
    book = lived(Settings(week_start=6))
    first = begins_on(book, 4, on(MONDAY + n))
    assert first.weekday() == 6
    assert 1 <= (first - on(MONDAY + n)).days <= 7


def test_earlier_weeks_keep_theirs_and_the_week_start_may_change_later() -> None:
    book = chose(lived(), 4, MONDAY)
    later = book._replace(settings=Settings(week_start=3, rollover=12, tz="Asia/Tokyo"))
    for each in (book, later):
        found = stretches(each.rhythms)
        assert found == (Rhythm(4, on(MONDAY + 7), 0),)
        assert rhythm_on(found, on(MONDAY + 6)) == Rhythm()
    assert rhythm_help(later._replace(now=at(MONDAY + 8))) == "Its weeks begin on Monday."
    assert stretches(chose(later, 5, MONDAY + 8).rhythms)[-1] == Rhythm(5, on(MONDAY + 10), 3)


@pytest.mark.parametrize("n", range(7))
def test_in_the_first_week_with_the_coach_it_holds_from_the_start(n: int) -> None:
    """Also for what another tracker brought, and for who changes their mind on the same day."""
    today = on(MONDAY + n)
    years = tuple(
        Session(
            day=on(MONDAY - 70 + 2 * i),
            area=Area.BACK,
            started_at=at(MONDAY - 70 + 2 * i),
            done_min=10,
            id=f"y{i}",
        )
        for i in range(35)
    )
    assert begins_on(Book(), 4, today) == on(MONDAY)
    fresh = Book(sessions=(EARLIER._replace(day=today, started_at=at(MONDAY + n), id="s1"),))
    assert begins_on(fresh, 4, today) == on(MONDAY)
    brought = kept(fresh, years)
    assert begins_on(brought, 3, today) == on(MONDAY - 70)
    book = chose(brought, 3, MONDAY + n)
    found = streak(days(Ramps(book), today))
    assert found.counts_weeks
    assert found.current >= 10
    assert "It holds from this week on, and for the weeks you imported." in about_choice(
        brought, 3, found, today
    )
    assert stretches(chose(book, 7, MONDAY + n).rhythms) == ()
    assert begins_on(kept(brought, [EARLIER]), 3, today) == on(MONDAY + 7)


def test_taking_a_coming_rhythm_back_says_that_nothing_changes() -> None:
    book = chose(lived(), 4, MONDAY)
    change = choose_rhythm(book, 7, on(MONDAY + 1), at(MONDAY + 1))
    assert change is not None
    assert change.label == "Leave the rhythm at every day"
    found = streak(days(Ramps(book), on(MONDAY + 1)))
    assert about_choice(book, 7, found, on(MONDAY + 1)).endswith("Nothing changes.")


def test_every_day_comes_back_where_the_last_week_ends() -> None:
    book = chose(lived(), 4, MONDAY)._replace(settings=Settings(week_start=3))
    assert stretches(chose(book, 7, MONDAY + 8).rhythms)[-1] == Rhythm(7, on(MONDAY + 14), 0)


def test_twice_in_one_week_the_last_choice_holds() -> None:
    book = chose(chose(lived(), 4, MONDAY), 6, MONDAY + 2)
    assert (chosen(book), stretches(book.rhythms)) == (6, (Rhythm(6, on(MONDAY + 7), 0),))
    assert stretches(chose(book, 7, MONDAY + 3).rhythms) == ()


def test_the_same_again_changes_nothing_but_settles_what_two_machines_said() -> None:
    book = chose(lived(), 4, MONDAY)
    assert choose_rhythm(book, 4, on(MONDAY + 1), at(MONDAY + 1)) is None
    assert choose_rhythm(Book(), 7, on(MONDAY), at(MONDAY)) is None
    other = RhythmSet(at=at(MONDAY), days=6, first=on(MONDAY + 7), over=(), id="other")
    merged = kept(book, [other])
    assert chosen(merged) == 4
    again = chose(merged, 4, MONDAY + 1)
    assert set(again.rhythms[-1].over or ()) == {"r0", "other"}


def test_undo_brings_back_what_it_replaced() -> None:
    first = chose(lived(), 4, MONDAY)
    book = chose(first, 6, MONDAY + 14)
    undone = book._replace(rhythms=book.rhythms[:1])
    assert stretches(undone.rhythms) == stretches(first.rhythms)


def test_the_value_says_what_comes() -> None:
    book = chose(lived(), 4, MONDAY)
    monday = on(MONDAY + 7)
    assert rhythm_value(book._replace(now=at(MONDAY))) == f"4 a week from Mon {monday.day} {monday:%b}"
    assert rhythm_help(book._replace(now=at(MONDAY))) == "It is every day until then."
    assert rhythm_value(book._replace(now=at(MONDAY + 7))) == "4 days a week"
    assert rhythm_value(Book()) == "every day"


def test_the_choice_says_what_the_articles_ask_and_what_becomes_of_the_streak() -> None:
    life = Life()
    life.good_days(0, 8)
    found = streak(days(Ramps(life.book), on(8)))
    said = about_choice(life.book, 4, found, on(8))
    for part in (
        "ask for every day (RunnerClick's guide, How to use; the article on sore legs",
        "3 days off or more repeat a step, and 7 or more lead down",
        "Then your streak counts weeks, from 0. Your best streak stays in sight: 9 days.",
    ):
        assert part in said
    assert "counts weeks" not in about_choice(life.book, 7, found, on(8))


@pytest.mark.parametrize("seed", range(25))
def test_the_ramp_never_reads_a_rhythm(seed: int) -> None:
    random = Random(seed)
    book = random_book(random)
    with_one = kept(
        book,
        [
            RhythmSet(at=at(n), days=random.choice(RHYTHMS), first=on(n + 5), id=f"r{n}")
            for n in random.sample(range(40), 3)
        ],
    )
    last = max((each.day for each in book.sessions), default=date(2026, 1, 1))
    for area in Area:
        for n in range(4):
            day = last + timedelta(days=3 * n)
            assert prescribe(Ramps(book), area, day) == prescribe(Ramps(with_one), area, day)
