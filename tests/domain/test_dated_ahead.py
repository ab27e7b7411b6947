from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.dated_ahead import TOLERANCE, as_of, count_ahead, next_due
from coach.domain.model import Book, Check, Cover, DayNote, Session, Skin
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.limits import caps
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps
from coach.domain.session.live import plan
from coach.domain.session.skin_check import answer_check
from tests.domain.histories import BACK, Life, at, on


def session(n: int, hour: int = 8, minutes: float = 5) -> Session:
    return Session(
        id=f"{n:03}-{hour:02}",
        area=BACK,
        started_at=at(n, hour),
        day=on(n),
        done_min=minutes,
        cover=Cover.TOWEL,
        sharpness=3,
    )


def with_sessions(*sessions: Session) -> Book:
    return Life().book._replace(sessions=tuple(sorted(sessions, key=lambda each: each.started_at)))


def test_what_is_dated_ahead_is_kept_apart_until_its_time_has_come() -> None:
    book = with_sessions(session(0), session(30))
    early = as_of(book, at(1))
    assert [each.day for each in early.sessions] == [on(0)]
    assert [each.day for each in early.ahead] == [on(30)]
    assert count_ahead(early) == 1
    assert next_due(early) == at(30) - TOLERANCE
    assert as_of(early, at(31)).sessions == book.sessions
    assert next_due(as_of(early, at(31))) is None


@pytest.mark.parametrize(("minutes", "ahead"), [(5, 0), (6, 1)])
def test_five_minutes_are_two_clocks_that_differ(minutes: int, ahead: int) -> None:
    book = as_of(with_sessions(session(0)), at(0) - timedelta(minutes=minutes))
    assert len(book.ahead) == ahead


@given(st.lists(st.integers(0, 60), max_size=8), st.integers(0, 60), st.integers(0, 60))
def test_no_record_is_lost_and_reading_it_for_another_moment_is_reading_it_for_that(
    days: list[int], first: int, then: int
) -> None:
    sessions = tuple(session(day, 1 + number % 20) for number, day in enumerate(sorted(days)))
    book = Book(
        sessions=tuple(sorted(sessions, key=lambda each: each.started_at)),
        checks=tuple(
            Check(on(day), BACK, Skin.CLEAR, at(day), id=f"c{n}") for n, day in enumerate(sorted(days))
        ),
        notes=tuple(DayNote(on(day), "x", id=f"n{n}") for n, day in enumerate(sorted(days))),
    )
    found = as_of(book, at(first))
    assert {*found.sessions, *found.ahead} == set(book.sessions)
    assert {*found.checks, *found.checks_ahead} == set(book.checks)
    assert {*found.notes, *found.notes_ahead} == set(book.notes)
    assert as_of(found, at(then)) == as_of(book, at(then))


def test_one_dated_ahead_neither_shuts_the_timer_nor_holds_the_skin_check_up() -> None:
    life = Life()
    life.does(0)
    life.put(session(30))
    now = at(1, 9)
    book = as_of(life.book, now)
    assert prescribe(Ramps(book), BACK, on(1), now).needs_check
    change = answer_check(book, BACK, Skin.CLEAR, now)
    assert change is not None
    life.put(*change.put)
    assert plan(Ramps(as_of(life.book, now)), BACK, now).minutes == 5
    assert plan(Ramps(as_of(life.book, now)), BACK, now).free is False


def test_a_clear_skin_dated_ahead_opens_nothing_and_is_asked_for_again() -> None:
    life = Life()
    life.does(0)
    given = answer_check(life.book, BACK, Skin.CLEAR, at(20))
    assert given is not None
    life.put(*given.put)
    now = at(1, 9)
    book = as_of(life.book, now)
    found = prescribe(Ramps(book), BACK, on(1), now)
    assert (found.needs_check, found.can_start) == (True, False)
    again = answer_check(book, BACK, Skin.CLEAR, now)
    assert again is not None
    life.put(*again.put)
    assert prescribe(Ramps(as_of(life.book, now)), BACK, on(1), now).can_start


def test_broken_skin_dated_ahead_locks_all_the_same() -> None:
    life = Life()
    life.does(0)
    life.put(Check(on(20), BACK, Skin.BROKEN, at(20), id="ahead"))
    for n in (1, 2, 10):
        book = as_of(life.book, at(n, 9))
        assert prescribe(Ramps(book), BACK, on(n), at(n, 9)).gate is Gate.LOCKED, n
        assert [each.at for each in book.checks_ahead] == [at(20)], "as it is, to be given its right time"


def test_up_to_six_hours_ahead_its_minutes_count() -> None:
    book = with_sessions(session(0, 12, 15))
    for hour, left in ((5, 20), (6, 5), (11, 5)):
        now = at(0, hour)
        assert caps(as_of(book, now), BACK, on(0), now=now).day_left_min == left, hour


def test_a_thousand_ahead_do_no_harm() -> None:
    life = Life()
    life.does(0)
    life.answers(1)
    for n in range(1000):
        life.book = life.book._replace(sessions=(*life.book.sessions, session(40 + n)))
    book = as_of(life.book, at(1, 9))
    assert len(book.ahead) == 1000
    assert plan(Ramps(book), BACK, at(1, 9)).minutes == 5
