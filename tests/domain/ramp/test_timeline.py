"""The steps over time: prescribed ones, those that sessions were done on, and the columns of the chart."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.model import Area, Cover, Posture, Rung, Session
from coach.domain.ramp.state import SessionOutcome
from coach.domain.ramp.timeline import (
    Column,
    LadderStep,
    Stage,
    prescribed_steps,
    stages,
    step_done,
    timeline,
)

MONDAY = date(2026, 3, 2)
TOWEL_5 = LadderStep(Area.BACK, Cover.TOWEL, 5)
TOWEL_7 = LadderStep(Area.BACK, Cover.TOWEL, 7)
SHIRT_5 = LadderStep(Area.BACK, Cover.SHIRT, 5)


def taken(
    rung: Rung | None, cover: Cover | None = Cover.TOWEL, planned: float | None = None, *, met: bool = True,
    guided: bool = True,
) -> SessionOutcome:  # fmt: skip
    session = Session(
        area=Area.FEET if rung and rung.posture else Area.BACK, day=MONDAY,
        started_at=datetime(2026, 3, 2, 7, tzinfo=UTC), done_min=5, cover=cover, planned_min=planned,
    )  # fmt: skip
    return SessionOutcome(session, rung, 1 if rung else None, guided, met)


def test_covers_are_sorted_from_the_softest_and_the_feet_sit_before_they_stand() -> None:
    seated = LadderStep(Area.FEET, Cover.SOCKS, 5, Posture.SEATED)
    standing = LadderStep(Area.FEET, Cover.SOCKS, 2, Posture.STANDING)
    bare = LadderStep(Area.FEET, Cover.BARE, 2, Posture.STANDING)
    steps = [bare, SHIRT_5, standing, TOWEL_7, seated, TOWEL_5]
    assert sorted(steps, key=lambda step: step.key) == [TOWEL_5, TOWEL_7, SHIRT_5, seated, standing, bare]
    assert [step.fill for step in (TOWEL_5, SHIRT_5, seated, standing, bare)] == [0, 1, 0, 1, 2]
    assert (TOWEL_5.label, standing.label, bare.label) == (
        "towel 5 min", "socks, standing 2 min", "bare skin 2 min",
    )  # fmt: skip


def test_only_guided_sessions_are_asked_for() -> None:
    rung = Rung(Cover.TOWEL, 5, 2)
    rows = prescribed_steps([taken(rung), taken(rung, guided=False), taken(None, guided=False)])
    assert rows == ((MONDAY, TOWEL_5),)


@pytest.mark.parametrize(
    ("of", "step"),
    [
        (taken(Rung(Cover.TOWEL, 7, 1), planned=7), TOWEL_7),
        (taken(Rung(Cover.TOWEL, 7, 1), planned=5), TOWEL_5),
        (taken(Rung(Cover.BARE, 7, 1), planned=5), TOWEL_5),
        (taken(None, planned=5), TOWEL_5),
        (taken(Rung(Cover.TOWEL, 5, 1)), TOWEL_5),
        (taken(Rung(Cover.TOWEL, 5, 1), met=False), None),
        (taken(Rung(Cover.BARE, 5, 1)), None),
        (taken(Rung(Cover.TOWEL, 5, 1), None), None),
    ],
    ids=[
        "planned", "easier minutes", "easier cover", "free", "imported", "imported, short", "other",
        "unknown",
    ],
)  # fmt: skip
def test_a_session_was_done_on_its_own_cover_and_plan(of: SessionOutcome, step: LadderStep | None) -> None:
    assert step_done(of) == step


def test_the_posture_comes_with_the_step() -> None:
    rung = Rung(Cover.SOCKS, 3, 1, Posture.STANDING)
    assert step_done(taken(rung, Cover.SOCKS, 3)) == LadderStep(Area.FEET, Cover.SOCKS, 3, Posture.STANDING)


def test_sessions_in_a_row_on_one_step_are_a_stage() -> None:
    days = [MONDAY + timedelta(n) for n in (0, 1, 4, 5, 6)]
    rows = tuple(zip(days, (TOWEL_5, TOWEL_5, TOWEL_7, TOWEL_5, TOWEL_5), strict=True))
    assert stages(rows) == (
        Stage(days[0], days[1], TOWEL_5, 2), Stage(days[2], days[2], TOWEL_7, 1),
        Stage(days[3], days[4], TOWEL_5, 2),
    )  # fmt: skip


def test_columns_of_days_have_gaps_and_the_height_of_their_step() -> None:
    rows = ((MONDAY, TOWEL_5), (MONDAY + timedelta(2), SHIRT_5))
    found = timeline(rows, [TOWEL_5, TOWEL_7], MONDAY + timedelta(3), 10)
    assert found.days == 1
    assert found.levels == (TOWEL_5, TOWEL_7, SHIRT_5)
    assert [found.level(column) for column in found.columns] == [1, 0, 3, 0]


def test_a_column_of_a_week_shows_its_last_step() -> None:
    rows = tuple((MONDAY + timedelta(n), TOWEL_5 if n < 10 else SHIRT_5) for n in range(14))
    found = timeline(rows, [], MONDAY + timedelta(13), 5)
    assert found.days == 7
    assert found.columns == (Column(MONDAY, TOWEL_5), Column(MONDAY + timedelta(7), SHIRT_5))


def test_no_session_is_no_column() -> None:
    assert timeline((), [TOWEL_5], MONDAY, 5).columns == ()


@given(
    st.lists(st.tuples(st.integers(0, 2000), st.sampled_from([TOWEL_5, TOWEL_7, SHIRT_5])), min_size=1),
    st.integers(1, 120),
)
def test_columns_fit_and_hold_each_day(days: list[tuple[int, LadderStep]], most: int) -> None:
    rows = tuple((MONDAY + timedelta(n), step) for n, step in sorted(days, key=lambda row: row[0]))
    last = MONDAY + timedelta(2000)
    found = timeline(rows, [], last, most)
    assert len(found.columns) <= most
    for day, _ in rows:
        (column,) = (c for c in found.columns if c.first <= day < c.first + timedelta(found.days))
        assert (
            column.step
            == [step for other, step in rows if column.first <= other < column.first + timedelta(found.days)][
                -1
            ]
        )
