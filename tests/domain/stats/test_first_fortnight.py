"""The first fourteen days: when they run, and what they came to."""

from __future__ import annotations

from datetime import timedelta
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coach.domain.habit.streak import is_kept
from coach.domain.model import Area, Book, Cover, Screening
from coach.domain.ramp.replay import Ramps
from coach.domain.stats.aggregates import Mean
from coach.domain.stats.first_fortnight import DAYS, Fortnight, absent, fortnight, headline, rows
from tests.domain.histories import Life, at, on, random_book


def at_day(life: Life, n: int) -> Fortnight | None:
    return fortnight(Ramps(life.book), on(n))


def figures(life: Life, n: int) -> Fortnight:
    found = at_day(life, n)
    assert found is not None
    return found


def sore(life: Life, before: int, after: int) -> None:
    """Answers the soreness around the last session."""
    life.put(life.last._replace(before=before, after=after))


def test_it_begins_with_the_first_session_and_counts_calendar_days() -> None:
    """Days 1 to 14, missed ones too; then they are over."""
    life = Life()
    assert at_day(life, 0) is None
    life.good_day(3)
    assert [figures(life, n).day for n in (3, 4, 16)] == [1, 2, 14]
    assert headline(figures(life, 7)) == "Day 5 of your first 14"
    assert not figures(life, 16).over
    assert figures(life, 17).over
    assert headline(figures(life, 17)) == "Your first 14 days"
    assert (figures(life, 3).first, figures(life, 3).last) == (on(3), on(16))


def test_sessions_before_the_setup_do_not_begin_it_and_those_of_its_day_do() -> None:
    life = Life()
    life.book = Book()
    life.does(0, 5.0, Cover.TOWEL)
    assert at_day(life, 1) is None
    life.put(Screening(at=at(5, 12)))
    assert at_day(life, 5) is None
    life.does(5, 5.0, Cover.TOWEL, hour=7)
    assert figures(life, 6).first == on(5)


def test_a_second_setup_does_not_begin_it_anew() -> None:
    life = Life()
    life.good_days(0, 3)
    life.put(Screening(at=at(30)))
    life.does(31)
    assert figures(life, 31).first == on(0)


@pytest.mark.parametrize(("days", "begins"), [(13, True), (14, False), (400, False)])
def test_someone_with_a_history_has_no_first_fourteen_days(days: int, begins: bool) -> None:
    """Imported years are no beginning; a few sessions from before the setup are."""
    life = Life()
    life.book = Book()
    for n in range(days):
        life.does(n, 5.0, Cover.TOWEL)
    life.put(Screening(at=at(days)))
    life.does(days, 5.0, Cover.TOWEL)
    assert (at_day(life, days) is not None) is begins
    assert at_day(life, days) is not None or "goes back further than 14 days" in absent(life.book)


def test_what_it_came_to() -> None:
    """Twelve of fourteen days; figures of the days after do not count."""
    life = Life()
    for n in range(14):
        if n not in (4, 9):
            life.answers(n)
            life.does(n, sharpness=5 if n < 7 else 3)
            sore(life, 6, 4 if n < 7 else 3)
    life.good_days(14, 20)
    found = figures(life, 20)
    assert (found.sessions, found.kept_days, found.days) == (12, 12, 14)
    assert found.minutes == 5 + 5 + 7 + 10 + 5 + 5 + 7 + 7 + 10 + 10 + 12 + 12
    assert found.soreness is not None
    assert (found.soreness.before, found.soreness.after, found.soreness.sessions) == (6.0, 3.5, 12)
    assert found.sharpness == (Mean(5.0, 6), Mean(3.0, 6))
    assert dict(rows(found)) == {
        "Days": "Mon 5 Jan to Sun 18 Jan 2026",
        "Kept": "12 of 14 days",
        "Sessions": "12, 95 minutes in all",
        "Soreness": "6.0 before, 3.5 after; the mean of 12 sessions",
        "Sharpness": "5.0 in the first week, 3.0 in the second (10 is unbearable)",
        "Step": "from 5 minutes on a towel to 12 minutes in a T-shirt, step 7",
    }


def test_while_answers_are_too_few_it_says_how_many_there_are() -> None:
    life = Life()
    life.good_days(0, 3)
    sore(life, 4, 2)
    said = dict(rows(figures(life, 3)))
    assert said["Soreness"] == "1 of 5 answers so far"
    assert said["Sharpness"] == "3.0 in the first week (10 is unbearable)"
    assert said["Kept"] == "4 of 4 days"
    said = dict(rows(figures(life, 8)))
    assert said["Sharpness"] == (
        "3.0 in the first week, 0 of 3 answers so far in the second (10 is unbearable)"
    )
    assert dict(rows(figures(life, 40)))["Soreness"] == "1 of 5 answers"


def test_without_a_guided_session_it_names_no_step() -> None:
    life = Life(Screening(at=at(-1), ticked=frozenset()))
    life.does(0, 5.0, area=Area.FACE, cover=Cover.TOWEL)
    found = figures(life, 0)
    assert found.reached is None or found.reached.area is Area.FACE
    assert found.soreness is None


@pytest.mark.parametrize("pause", [0, 1, 25])
def test_it_is_news_on_the_first_day_after_and_on_no_other(pause: int) -> None:
    """Whether that is the day after or weeks later, and also once that day's session is done."""
    life = Life()
    life.good_days(0, 13)
    assert not figures(life, 13).is_news
    back = 14 + pause
    assert figures(life, back).is_news
    life.good_day(back)
    assert figures(life, back).is_news
    assert not figures(life, back + 1).is_news


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2**32), st.integers(0, 30))
def test_over_any_history_the_figures_equal_a_recount(seed: int, later: int) -> None:
    book = random_book(Random(seed), sessions=20)
    begun = [event for event in book.events if isinstance(event, Screening)]
    start = min((s.day for s in book.sessions), default=on(0))
    today = start + timedelta(days=later)
    found = fortnight(Ramps(book), today)
    if not begun or begun[0].at.date() > today:
        assert found is None
        return
    since = begun[0].at.date()
    days = sorted({s.day for s in book.sessions if since <= s.day <= today})
    if not days:
        assert found is None
        return
    assert found is not None
    inside = [s for s in book.sessions if 0 <= (s.day - days[0]).days < DAYS and s.day <= today]
    by_day = {day: sum(s.done_min for s in inside if s.day == day) for day in days}
    assert (found.first, found.day) == (days[0], (today - days[0]).days + 1)
    assert found.sessions == len(inside)
    assert found.minutes == pytest.approx(sum(s.done_min for s in inside), abs=0.01)
    assert found.kept_days == sum(is_kept(minutes) for minutes in by_day.values())
    assert found.kept_days <= found.days <= DAYS
    assert all(value for _, value in rows(found))
