"""The user's own rate: what it counts, and where it leads."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from random import Random

import pytest

from coach.domain.day_states import DayState
from coach.domain.model import Area, Cover, Ended, Goal, Pause, Skin
from coach.domain.ramp.clean_sessions import is_clean
from coach.domain.ramp.decision import decide
from coach.domain.ramp.ladder import ladder
from coach.domain.ramp.pace import Pace, pace
from coach.domain.ramp.projection import days_ahead, projected_dates
from coach.domain.ramp.replay import Ramps
from tests.domain.histories import BACK, Life, at, on, random_book

YEAR = 366
BACKS = ladder(BACK, Goal())


def every(days: int, sessions: int, *, sharp: int = 0) -> tuple[Life, int]:
    """A life with a session every so many days, each `sharp`-th without a sharpness; the next day."""
    life = Life()
    for n in range(sessions):
        life.answers(n * days)
        life.does(n * days, sharpness=None if sharp and n % sharp == sharp - 1 else 3)
    n = sessions * days
    life.answers(n)
    return life, n


def rate(life: Life, n: int) -> Pace:
    return pace(Ramps(life.book), BACK, on(n))


def own(life: Life, n: int, days: int = YEAR) -> list[tuple[int, int | None]]:
    """The days ahead at the own pace: the number of each session's day, and its step."""
    found = days_ahead(Ramps(life.book), BACK, on(n), days, rate(life, n))
    return [((each.day - on(0)).days, each.step) for each in found if each.kind is DayState.SESSION]


def goals(life: Life, n: int) -> tuple[int | None, int | None]:
    """In how many days the goal is asked for: if all goes well, and at the own pace."""
    ramps = Ramps(life.book)
    both = (
        projected_dates(days_ahead(ramps, BACK, on(n), YEAR, each), BACKS).goal_on
        for each in (None, rate(life, n))
    )
    well, mine = ((day - on(n)).days if day else None for day in both)
    return well, mine


def test_a_clean_session_each_day_is_the_rate_at_which_all_goes_well() -> None:
    life, n = every(1, 10)
    assert rate(life, n) == Pace(days=10, used=10, judged=10, clean=10)
    assert goals(life, n) == (16, 16)
    ramps = Ramps(life.book)
    assert days_ahead(ramps, BACK, on(n), 40, rate(life, n)) == days_ahead(ramps, BACK, on(n), 40)


def test_every_other_day_takes_twice_as_long() -> None:
    life, n = every(2, 10)
    assert rate(life, n) == Pace(days=20, used=10, judged=10, clean=10)
    assert [day - n for day, _ in own(life, n, 10)] == [0, 2, 4, 6, 8]
    assert goals(life, n) == (16, 32)


def test_a_session_that_is_not_clean_holds_its_step() -> None:
    """After ten sessions of which every other was clean: towel 5, 5, 7 and 10 are behind."""
    life, n = every(1, 10, sharp=2)
    assert rate(life, n) == Pace(days=10, used=10, judged=10, clean=5)
    steps = [step for _, step in own(life, n, 20)]
    assert Counter(steps)[5] == 4
    assert Counter(steps)[6] == 4
    well, mine = goals(life, n)
    assert well is not None
    assert mine is not None
    assert abs(mine - 2 * well) <= 1


def test_more_than_two_days_off_each_time_lead_no_further() -> None:
    """Rule 9: the same step once more, each time."""
    life, n = every(4, 7)
    assert rate(life, n) == Pace(days=28, used=7, judged=7, clean=7)
    well, mine = goals(life, n)
    assert well is not None
    assert mine is None
    assert {step for _, step in own(life, n)} == {1}


def test_without_one_clean_session_the_own_rate_leads_nowhere() -> None:
    life, n = every(1, 8, sharp=1)
    assert rate(life, n).clean == 0
    assert goals(life, n)[1] is None


def test_only_the_last_28_days_count() -> None:
    life, n = every(2, 10)
    for day in range(n, n + 28):
        life.answers(day)
        life.does(day)
    assert rate(life, n + 28) == Pace(days=28, used=28, judged=27, clean=27)
    assert rate(life, n + 36).days == 28
    assert rate(life, n + 36).used == 20


def test_an_open_skin_check_judges_nothing_and_one_never_answered_is_not_clean() -> None:
    life = Life()
    for n in (0, 1, 2):
        life.does(n)
    assert rate(life, 3) == Pace(days=3, used=3, judged=2, clean=0)
    life.answers(3)
    assert rate(life, 3) == Pace(days=3, used=3, judged=3, clean=1)


def test_a_pause_is_left_out_and_ordered_rest_is_not() -> None:
    life, n = every(1, 6)
    life.put(Pause(first=on(n), last=on(n + 3), at=at(n)))
    assert rate(life, n + 4).days == 6
    life.does(n + 4)
    life.answers(n + 5, Skin.SORE)
    assert rate(life, n + 6) == Pace(days=8, used=7, judged=7, clean=6)


def test_today_is_not_counted_before_it_is_over() -> None:
    life, n = every(1, 6)
    life.does(n)
    assert rate(life, n) == Pace(days=6, used=6, judged=6, clean=6)


@pytest.mark.parametrize(
    ("found", "enough", "missing"),
    [
        (Pace(0, 0, 0, 0), False, 7),
        (Pace(7, 5, 5, 0), True, 0),
        (Pace(6, 6, 6, 6), False, 1),
        (Pace(20, 4, 4, 4), False, 1),
        (Pace(4, 3, 2, 2), False, 3),
    ],
)
def test_from_when_there_is_a_rate(found: Pace, enough: bool, missing: int) -> None:
    assert (found.enough, found.missing) == (enough, missing)


def test_each_area_has_a_rate_of_its_own() -> None:
    life, n = every(1, 10)
    assert pace(Ramps(life.book), Area.LEGS, on(n)) == Pace(0, 0, 0, 0)


@pytest.mark.parametrize("whole", range(1, 29))
def test_the_share_is_kept_to_the_session(whole: int) -> None:
    """Over as many days as were looked at come as many sessions, and as many clean ones, evenly spread."""
    for share in range(whole + 1):
        found = Pace(whole, share, whole, share)
        assert sum(found.has_session(day) for day in range(whole)) == share
        assert sum(found.goes_well(n) for n in range(whole)) == share
        assert not share or found.has_session(0)
        gaps = [day for day in range(3 * whole) if found.has_session(day)]
        if share > 1:
            apart = {later - sooner for sooner, later in pairwise(gaps)}
            assert max(apart) - min(apart) <= 1


@pytest.mark.parametrize("seed", range(60))
def test_clean_is_what_the_ramp_takes_for_clean(seed: int) -> None:
    book = random_book(Random(seed), 20)
    ramps = Ramps(book)
    compared = 0
    for area in {session.area for session in book.sessions}:
        days = Counter(s.day for s in book.sessions if s.area is area)
        for taken in ramps.of(area).outcomes:
            session = taken.session
            if not taken.guided or days[session.day] > 1 or session.skin_next_on is None:
                continue
            ramp = ramps.of(area, session.skin_next_on)
            state = ramp.state
            if state.last_day != session.day or state.discounted is not None:
                continue
            compared += 1
            earned = decide(state, session.skin_next_on, assume_clear=False).earned
            # as it was known then: what was answered later takes it away
            known = next(t for t in ramp.outcomes if t.session.id == session.id)
            assert is_clean(known) is earned, session
    assert compared or seed != 1


def test_what_is_not_clean() -> None:
    for change in (
        {"sharpness": 6},
        {"sharpness": None},
        {"minutes": 4},
        {"ended": Ended.STOPPED},
        {"ended": Ended.RECOVERED},
        {"after": Skin.SORE},
        {"cover": Cover.SHIRT},
    ):
        life = Life()
        life.does(0, **change)
        life.answers(1)
        assert rate(life, 1).clean == 0, change


def test_the_dates_of_the_next_cover_and_the_goal() -> None:
    """From step 7 of 15: shirt 12, 12, 15, 15, then bare skin."""
    life, n = every(1, 10)
    days = days_ahead(Ramps(life.book), BACK, on(n), 40)
    found = projected_dates(days, BACKS)
    assert found.level is BACKS[8]
    assert (found.level_on, found.goal_on) == (on(n + 4), on(n + 16))
    assert projected_dates((), BACKS) == projected_dates(days[:0], BACKS)
    assert projected_dates(days[:3], BACKS).level is BACKS[8]
    assert projected_dates(days[:3], BACKS).level_on is None
    at_goal = projected_dates(days[20:], BACKS)
    assert (at_goal.level, at_goal.goal_on) == (None, days[20].day)
