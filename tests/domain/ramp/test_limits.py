from __future__ import annotations

import pytest

from coach.domain.model import Area, Book, Cover, Session, Skin, Start, StartSaid
from coach.domain.ramp.limits import FirstSessions, caps, minutes_on
from tests.domain.histories import BACK, Life, at, goal, on, stood


def session_on(n: int, minutes: float = 2, area: Area = BACK, hour: int = 8) -> Session:
    return Session(
        id=f"{n:04}{hour:02}{area}", area=area, started_at=at(n, hour), day=on(n), done_min=minutes,
        cover=Cover.TOWEL,
    )  # fmt: skip


@pytest.mark.parametrize(("before", "cap"), [(0, 20), (13, 20), (14, 30), (100, 30)])
def test_twenty_minutes_a_day_in_the_first_fourteen_sessions(before: int, cap: int) -> None:
    sessions = [session_on(n) for n in range(before)]
    assert FirstSessions(sessions).cap(on(before)) == cap
    assert caps(Book(sessions=tuple(sessions)), BACK, on(before)).day_left_min == cap


def test_the_first_fourteen_are_those_of_all_areas_and_kinds() -> None:
    sessions = [session_on(n, area=area, hour=h) for n in range(4) for area, h in ((BACK, 8), (Area.FACE, 9))]
    sessions += [session_on(n, hour=20) for n in range(3)] + [session_on(4, hour=h) for h in (8, 9, 10)]
    assert FirstSessions(sessions[:-1]).cap(on(5)) == 20
    assert FirstSessions(sessions).cap(on(5)) == 30


def test_the_day_of_the_fourteenth_session_keeps_its_twenty_minutes() -> None:
    sessions = [*(session_on(n) for n in range(13)), session_on(13, 19)]
    assert caps(Book(sessions=tuple(sessions)), BACK, on(13)).day_left_min == 1
    assert FirstSessions(sessions).cap(on(14)) == 30


def test_minutes_of_all_areas_count_towards_the_day() -> None:
    book = Book(sessions=(session_on(0, 12), session_on(0, 5.5, Area.FEET, 9)))
    assert caps(book, Area.LEGS, on(0)).day_left_min == 2.5
    assert caps(book, Area.LEGS, on(1)).day_left_min == 20
    assert caps(Book(sessions=(session_on(0, 30),)), BACK, on(0)).day_left_min == 0


@pytest.mark.parametrize(("area", "minutes", "facts"), [
    (BACK, 30, ("A12",)), (Area.LEGS, 30, ("A12",)), (Area.GLUTES, 20, ("A18",)),
    (Area.FEET, 10, ("A12", "B20")), (Area.STOMACH, 10, ("A12", "B20")), (Area.FACE, 6, ("A19",)),
])  # fmt: skip
def test_each_area_has_its_most_for_a_session(area: Area, minutes: int, facts: tuple[str, ...]) -> None:
    found = caps(Book(), area, on(0))
    assert (found.session_min, found.session_facts) == (minutes, facts)


def test_the_glutes_have_twenty_minutes_a_day() -> None:
    old = tuple(session_on(n) for n in range(-20, 0))
    book = Book(sessions=(*old, session_on(0, 12, Area.GLUTES)))
    assert caps(book, Area.GLUTES, on(0)).day_left_min == 8
    assert caps(book, BACK, on(0)).day_left_min == 18


def test_what_may_start_now_is_the_smaller_of_session_and_day() -> None:
    assert caps(Book(), Area.FACE, on(0)).now_min == 6
    assert caps(Book(sessions=(session_on(0, 16),)), Area.FACE, on(0)).now_min == 4


def test_a_bare_session_closes_at_ten_minutes_until_ten_were_clean() -> None:
    book = Book()
    found = caps(book, BACK, on(0), Cover.BARE, bare_trial_over=False)
    assert (found.session_min, found.session_facts) == (10, ("A24",))
    assert caps(book, BACK, on(0), Cover.BARE, bare_trial_over=True).session_min == 30
    assert caps(book, BACK, on(0), Cover.SHIRT, bare_trial_over=False).session_min == 30
    assert caps(book, Area.FACE, on(0), Cover.BARE, bare_trial_over=False).session_min == 6


def test_the_bare_trial_ends_with_a_clean_bare_10() -> None:
    life, n = stood(9)
    assert life.asks(n).caps.session_min == 10
    n = life.climbs(11, n)
    assert life.asks(n).caps.session_min == 10
    life.does(n)
    life.answers(n + 1)
    assert life.asks(n + 1).caps.session_min == 30


def test_an_uncomfortable_or_unanswered_bare_10_does_not_end_the_trial() -> None:
    life, n = stood(11)
    life.does(n, sharpness=6)
    life.answers(n + 1)
    assert life.asks(n + 1).caps.session_min == 10
    life, n = stood(11)
    life.does(n)
    life.does(n + 1, minutes=1)
    life.answers(n + 2)
    assert life.asks(n + 2).caps.session_min == 10


def test_broken_skin_begins_the_bare_trial_anew() -> None:
    life, n = stood(12)
    assert life.asks(n).caps.session_min == 30
    life.does(n)
    life.answers(n + 1, Skin.BROKEN)
    life.answers(n + 8)
    n = life.climbs(9, n + 8)
    assert life.asks(n).caps.session_min == 10


def test_a_regular_user_starts_under_the_bare_cap() -> None:
    found = Life(StartSaid(at=at(-8), start=Start.REGULAR)).asks(0)
    assert (found.step, found.caps.session_min, found.caps.day_left_min) == (9, 10, 20)


def test_where_less_of_the_day_is_left_than_the_step_only_a_free_session_is_offered() -> None:
    life, n = stood(13)  # bare 15, more than 14 sessions before
    life.does(n, 15, area=Area.LEGS)
    assert life.asks(n).can_start
    life.does(n, 0.5, area=Area.LEGS, hour=10)
    found = life.asks(n)
    assert (found.caps.now_min, found.can_start, found.can_start_free) == (14.5, False, True)
    life.does(n, 14, area=Area.LEGS, hour=11)
    assert not life.asks(n).can_start_free


def test_thirty_minutes_fit_a_day_of_their_own() -> None:
    life = Life(StartSaid(at=at(-8), start=Start.REGULAR), goal(-8, 30))
    n = life.climbs(17)
    assert life.asks(n).can_start
    life.does(n - 1, 1, hour=20)  # yesterday
    life.answers(n)
    assert life.asks(n).caps.day_left_min == 30


def test_the_minutes_of_a_day_are_those_of_all_its_sessions() -> None:
    sessions = (session_on(0, 5), session_on(0, 7, Area.LEGS, 9), session_on(1, 3))
    assert (minutes_on(sessions, on(0)), minutes_on(sessions, on(1))) == (12, 3)


def test_the_first_fourteen_count_again_after_ninety_days_without_any_session() -> None:
    sessions = tuple(session_on(n) for n in range(14))
    assert [FirstSessions(sessions).cap(on(13 + n)) for n in (1, 90, 91)] == [30, 30, 20]
    later = (*sessions, *(session_on(104 + n) for n in range(14)))
    assert [FirstSessions(later).cap(on(104 + n)) for n in (0, 1, 13, 14)] == [20, 20, 20, 30]
    legs = (*sessions, session_on(60, area=Area.LEGS))
    assert FirstSessions(legs).cap(on(104)) == 30
