"""The figures as one value: each agrees with a recount of the sessions, and says what is missing."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.habit.day_history import days
from coach.domain.model import Area, Book, Cover, Screening, Session
from coach.domain.ramp.replay import Ramps
from coach.domain.stats import sentences
from coach.domain.stats.summary import Figures, figures

TODAY = date(2026, 3, 4)
START = datetime(2025, 1, 1, tzinfo=UTC)
ANSWER = st.integers(0, 10) | st.none()
ROW = st.tuples(
    st.integers(0, 200), st.sampled_from(list(Area)[:4]), st.sampled_from([2.0, 5.0, 7.5]),
    st.sampled_from([Cover.TOWEL, Cover.SHIRT, None]), ANSWER, ANSWER, ANSWER,
)  # fmt: skip


def session(ago: int, area: Area = Area.BACK, minutes: float = 5, **more: object) -> Session:
    day = TODAY - timedelta(ago)
    at = datetime(day.year, day.month, day.day, 7, list(Area).index(area), tzinfo=UTC)
    return Session(area=area, started_at=at, day=day, done_min=minutes, **more)  # type: ignore[arg-type]


def book(*sessions: Session) -> Book:
    return Book(events=(Screening(at=START),), sessions=tuple(sorted(sessions, key=lambda s: s.started_at)))


def figures_of(of: Book, area: Area | None = None, first: date = date.min) -> Figures:
    ramps = Ramps(of)
    return figures(ramps, days(ramps, TODAY), area, first=first)


@given(
    st.lists(ROW, max_size=25, unique_by=lambda row: row[:2]), st.sampled_from([None, Area.BACK, Area.FEET])
)
def test_figures_agree_with_a_recount(
    rows: list[tuple[int, Area, float, Cover | None, int, int, int]], area: Area | None
) -> None:
    everything = [
        session(
            ago, of, minutes, cover=cover, planned_min=minutes, sharpness=felt, before=before, after=after
        )
        for ago, of, minutes, cover, felt, before, after in rows
    ]
    got = figures_of(book(*everything), area)
    own = [s for s in everything if area in (None, s.area)]
    assert got.minutes == pytest.approx(sum(s.done_min for s in own))
    weeks = [s.done_min for s in own if s.day >= got.weeks[0].first]
    assert sum(week.minutes for week in got.weeks) == pytest.approx(sum(weeks))
    both = [(s.before, s.after) for s in own if s.before is not None and s.after is not None]
    assert len(got.points) == len(both)
    if both:
        difference = sum(before - after for before, after in both) / len(both)
        assert got.relief is not None
        assert got.relief.value == pytest.approx(difference)
        assert got.relief.sessions == len(both)
        assert got.before is not None
        assert got.after is not None
        assert got.before.value - got.after.value == pytest.approx(difference)
    felt = [s.sharpness for s in own if s.sharpness is not None]
    assert (got.sharpness.value if got.sharpness else None) == (
        pytest.approx(sum(felt) / len(felt)) if felt else None
    )
    by_step = Counter(
        {(step.area, step.cover, step.minutes): mean.sessions for step, mean in got.sharpness_by_step}
    )
    assert by_step == Counter(
        (s.area, s.cover, s.done_min) for s in own if s.sharpness is not None and s.cover
    )
    assert sum(got.weekdays) == sum(got.dayparts.values()) == len(own)
    for ascent in got.ascents:
        assert sum(stage.sessions for stage in ascent.stages) == len(ascent.steps)
        assert sum(stage.sessions for stage in ascent.by_step) == len(ascent.steps)


def test_what_is_missing_is_counted() -> None:
    three = [session(n, sharpness=3, before=5, after=4) for n in range(3)]
    got = figures_of(book(*three, session(4)))
    assert (got.soreness_needed, got.sharpness_needed, got.times_needed) == (2, 2, 1)
    assert (
        sentences.soreness(got)
        == "2 more check-ins with soreness before and after, and a trend appears here."
    )
    assert sentences.missing(1, "sharpness") == "1 more check-in with sharpness, and a trend appears here."


@pytest.mark.parametrize(("after", "says"), [(3, "2.0 lower"), (7, "2.0 higher"), (5, "the same")])
def test_the_difference_is_told_as_it_was(after: int, says: str) -> None:
    got = figures_of(book(*(session(n, before=5, after=after) for n in range(5))))
    assert (
        sentences.soreness(got)
        == f"In the 5 sessions where you answered both, soreness was {says} after on average."
    )


def test_a_period_leaves_out_what_was_before_but_not_where_the_ramp_stood() -> None:
    felt_well = [
        session(n, minutes=minutes, cover=Cover.TOWEL, sharpness=2)
        for n, minutes in ((4, 5), (3, 5), (2, 7), (1, 10))
    ]
    clear = [s._replace(skin_next="clear", skin_next_on=s.day + timedelta(1)) for s in felt_well]  # type: ignore[arg-type]
    got = figures_of(book(*clear), first=TODAY - timedelta(2))
    assert (len(got.sessions), got.minutes) == (2, 17)
    (ascent,) = got.ascents
    assert [step.label for _, step in ascent.steps] == ["towel 7 min", "towel 10 min"]
    assert sentences.where(ascent) == "back: planned from towel 7 min to towel 10 min, in 2 planned sessions."
    assert got.streak.current == 4


def test_the_area_with_the_most_sessions_comes_first() -> None:
    got = figures_of(
        book(
            *(session(n, sharpness=2) for n in range(2)),
            *(session(n, Area.LEGS, sharpness=2) for n in range(5, 9)),
        )
    )
    assert [ascent.area for ascent in got.ascents] == [Area.LEGS, Area.BACK]


def test_usual_days_and_times_are_named_only_where_they_stand_out() -> None:
    got = figures_of(book(*(session(7 * n) for n in range(5))))  # Wednesdays, in the morning
    assert sentences.often(got, 0) == "Most often on Wednesday and in the morning."
    every = figures_of(book(*(session(n) for n in range(7))))
    assert sentences.often(every, 0) == "Most often in the morning."
    assert sentences.often(figures_of(Book()), 0) == ""
