"""Sessions of which only the minutes are known, as from another tracker, move no step and no limit."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from random import Random

from coach.domain.model import Area, Book, Cover, Session, Skin
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.limits import FirstSessions, caps
from coach.domain.ramp.pace import pace
from coach.domain.ramp.projection import days_ahead
from coach.domain.ramp.replay import Ramps, area_state_on
from coach.domain.safety.screening import open_questions
from tests.domain.histories import random_book

MANY = 150


def others(random: Random, book: Book) -> tuple[Session, ...]:
    """Sessions of another tracker, before, between and after one's own."""
    first = min(s.day for s in book.sessions) - timedelta(days=200)
    days = (max(s.day for s in book.sessions) - first).days + 150
    picked = random.sample(range(days), random.choice((1, 5, 40, days // 2)))
    return tuple(
        Session(
            area=random.choice((Area.BACK, *Area)),
            started_at=datetime.combine(first + timedelta(days=n), time(12), UTC),
            day=first + timedelta(days=n),
            done_min=random.choice((2, 10, 20, 45)),
            backfilled=True,
            id=f"other{n}",
        )
        for n in picked
    )


def with_others(book: Book, more: tuple[Session, ...]) -> Book:
    return book._replace(sessions=tuple(sorted((*book.sessions, *more), key=lambda s: s.started_at)))


def test_no_step_no_gate_and_no_limit_is_easier_with_them() -> None:
    moved = 0
    for seed in range(MANY):
        random = Random(seed)
        book = random_book(random, 14)
        if not book.sessions:
            continue
        both = with_others(book, others(random, book))
        own, mixed = Ramps(book), Ramps(both)
        last = max(s.day for s in book.sessions)
        for off in (1, random.choice((3, 8, 15)), random.choice((31, 91, 140))):
            day = last + timedelta(days=off)
            assert FirstSessions(both.sessions).cap(day) == FirstSessions(book.sessions).cap(day)
            for area in Area:
                a, b = area_state_on(own.of(area), day), area_state_on(mixed.of(area), day)
                where = f"seed {seed} {area} {day}"
                assert a == b, where
                assert mixed.open(area) == own.open(area), where
                assert (
                    caps(both, area, day, Cover.BARE).now_min <= caps(book, area, day, Cover.BARE).now_min
                ), where
            moved += both.sessions[-1].day >= day
            noon = datetime.combine(day, time(12), UTC)
            asked = open_questions(book, noon)
            assert asked is None or open_questions(both, noon) is not None
    assert moved > 50  # otherwise no import reached the day that was asked for


def test_before_schema_5_they_kept_the_count_of_the_first_sessions_going() -> None:
    at = datetime(2026, 1, 5, 8, tzinfo=UTC)
    days = [timedelta(days=n) for n in range(14)]
    own = [
        Session(area=Area.BACK, started_at=at + n, day=(at + n).date(), done_min=5, cover=Cover.TOWEL)
        for n in days
    ]
    later = at + timedelta(days=60)
    other = Session(area=Area.BACK, started_at=later, day=later.date(), done_min=10)
    day = (at + timedelta(days=120)).date()
    assert FirstSessions((*own, other)).cap(day) == 20
    assert FirstSessions((*own, other), takes_all=True).cap(day) == 30


def test_the_plan_and_the_pace_are_the_same_with_them() -> None:
    """An answer that the plan takes for granted goes to the last session of one's own, not to one of them."""
    told = 0
    for seed in range(MANY // 3):
        random = Random(seed)
        book = random_book(random, 14)
        if not book.sessions:
            continue
        day = max(s.day for s in book.sessions) + timedelta(days=random.choice((2, 5, 9, 20, 40)))
        between = tuple(s for s in others(random, book) if s.day < day)
        own, mixed = Ramps(book), Ramps(with_others(book, between))
        for area in {s.area for s in book.sessions}:
            where = f"seed {seed} {area} {day}"
            plan = days_ahead(own, area, day, 5)
            assert days_ahead(mixed, area, day, 5) == plan, where
            assert pace(mixed, area, day) == pace(own, area, day), where
            last = max(s.day for s in book.sessions if s.area is area)
            told += bool(plan) and any(s.area is area and s.day > last for s in between)
    assert told > 8  # otherwise no import came after a session whose check was open


def test_they_are_no_sign_of_healing() -> None:
    random = Random(1)
    at = datetime(2026, 1, 5, 8, tzinfo=UTC)
    hurt = Session(area=Area.BACK, started_at=at, day=at.date(), done_min=5, cover=Cover.TOWEL, id="own",
                   sharpness=2, skin_after=Skin.BROKEN)  # fmt: skip
    book = random_book(random, 0)._replace(sessions=(hurt,), checks=())
    later = at + timedelta(days=9)
    other = Session(area=Area.BACK, started_at=later, day=later.date(), done_min=10, backfilled=True, id="x")
    day = later.date() + timedelta(days=1)
    assert area_state_on(Ramps(with_others(book, (other,))).of(Area.BACK), day).gate is Gate.LOCKED
    known = other._replace(cover=Cover.TOWEL)
    assert area_state_on(Ramps(with_others(book, (known,))).of(Area.BACK), day).gate is Gate.OPEN
