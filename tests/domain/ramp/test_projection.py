from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from random import Random

import pytest

from coach.domain.day_states import DayState
from coach.domain.model import (
    Area,
    Book,
    Cover,
    GoalSet,
    Record,
    Refused,
    Session,
    Skin,
    Start,
    StartSaid,
    pause_on,
)
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.projection import days_ahead
from coach.domain.ramp.replay import Ramps
from coach.domain.session.skin_check import answer_check
from tests.domain.histories import Life, at, kept, on, random_book

DAYS = 12


def lived(book: Book, area: Area, today: date, days: int) -> list[tuple[DayState, int | None, str | None]]:
    """The same days lived one by one: each asked for by a fold of its own, and each check answered."""
    found: list[tuple[DayState, int | None, str | None]] = []
    for n in range(days):
        day = today + timedelta(days=n)
        morning = datetime.combine(day, time(20), tzinfo=UTC)
        pause = pause_on(book, day)
        taken = any(s.area is area and s.day == day for s in book.sessions)
        if pause is None and not taken:
            try:
                answer = answer_check(book, area, Skin.CLEAR, morning)
            except Refused:
                answer = None
            if answer is not None:
                book = kept(book, [_named(record, f"{n}-{i}") for i, record in enumerate(answer.put)])
        asked = prescribe(Ramps(book), area, day)
        if taken:
            found.append(
                (DayState.DONE if asked.done else DayState.REST, asked.step if asked.done else None, None)
            )
        elif pause is not None:
            found.append((DayState.REST if pause.is_rest_day else DayState.PAUSE, None, None))
        elif asked.rung is None:
            found.append((DayState.REST if asked.gate is Gate.REST else DayState.LOCKED, None, None))
        else:
            found.append((DayState.SESSION, asked.step, asked.reason.code))
            minutes = min(asked.rung.minutes, 20 if len(book.sessions) < 14 else 30)
            session = Session(
                id=f"ahead-{n}", area=area, started_at=morning + timedelta(minutes=1), day=day,
                done_min=minutes, cover=asked.rung.cover, sharpness=3, skin_after=Skin.CLEAR,
            )  # fmt: skip
            book = kept(book, [session])
    return found


def _named(record: Record, name: str) -> Record:
    return record if record.id else record._replace(id=name)


@pytest.mark.parametrize("seed", range(120))
def test_the_plan_is_what_living_it_comes_to(seed: int) -> None:
    random = Random(seed)
    book = random_book(random)
    last = max((s.day for s in book.sessions), default=on(0))
    known = [last, *(c.day for c in book.checks), *(e.at.date() for e in book.events)]
    today = max(known) + timedelta(days=random.choice((0, 1, 1, 2, 4, 8, 20, 40)))
    for area in {s.area for s in book.sessions}:
        plan = days_ahead(Ramps(book), area, today, DAYS)
        if plan:
            expected = lived(book, area, today, DAYS)
            assert [(each.kind, each.step, each.code) for each in plan] == expected


def test_the_day_cap_of_the_first_sessions_holds_a_long_goal_back() -> None:
    """Towel to 30 reaches 25 minutes on the 13th day, when 20 a day are the most: it waits for the 15th."""
    life = Life(StartSaid(at=at(-9), start=Start.NEW), GoalSet(at=at(-9), cover=Cover.TOWEL, minutes=30))
    plan = days_ahead(Ramps(life.book), Area.BACK, on(0), 20)
    minutes = [each.rung.minutes for each in plan if each.rung]
    assert minutes == [5, 5, 7, 10, 12, 12, 15, 15, 18, 18, 20, 20, 20, 20, 25, 25, 25, 30, 30, 30]
    assert [each.code for each in plan[11:16]] == ["repeat", "hold-cap", "hold-cap", "advance", "repeat"]


def test_an_area_that_is_not_open_has_no_plan() -> None:
    life = Life()
    assert days_ahead(Ramps(life.book), Area.LEGS, on(0), 5) == ()
    assert days_ahead(Ramps(life.book), Area.FACE, on(0), 5) == ()
    assert len(days_ahead(Ramps(life.book), Area.BACK, on(0), 5)) == 5


def test_broken_skin_heals_on_the_seventh_day_of_the_plan() -> None:
    life = Life()
    life.does(0, after=Skin.BROKEN)
    plan = days_ahead(Ramps(life.book), Area.BACK, on(1), 8)
    assert [each.kind for each in plan] == [DayState.LOCKED] * 6 + [DayState.SESSION] * 2
    assert plan[6].step == 1
