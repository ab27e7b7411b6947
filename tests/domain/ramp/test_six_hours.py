"""Six hours lie between a session, the check that makes it clean, and the next planned one of the area."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.domain.day_states import DayState
from coach.domain.instants import end_of, instant
from coach.domain.model import Area, Book, Check, Cover, Refused, Session, Skin
from coach.domain.ramp.limits import caps
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.projection import days_ahead
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from coach.domain.session.day_over import minutes_left
from coach.domain.session.live import plan
from coach.domain.session.skin_check import answer_check
from coach.domain.today import TodayState, today
from tests.domain.histories import BACK, Life, at, on

ROLLOVER = 3


def late_session(minutes: float = 5) -> Life:
    """A session that ends at 02:45, a quarter of an hour before the day turns."""
    life = Life()
    started = at(1, 2, 45) - timedelta(minutes=minutes)
    life.put(
        Session(
            area=BACK, started_at=started, day=on(0), done_min=minutes, cover=Cover.TOWEL, sharpness=3,
            skin_after=Skin.CLEAR,
        )
    )  # fmt: skip
    return life


@pytest.mark.parametrize("skin", [Skin.CLEAR, Skin.PINK])
def test_the_check_counts_from_six_hours_after_the_end(skin: Skin) -> None:
    life = late_session()
    for early in (at(1, 3, 5), at(1, 8, 44)):
        with pytest.raises(Refused, match=r"count from 08:45 on"):
            answer_check(life.book, BACK, skin, early)
    assert answer_check(life.book, BACK, skin, at(1, 8, 45)) is not None


@pytest.mark.parametrize("skin", [Skin.SORE, Skin.BROKEN])
def test_hurt_skin_counts_at_once(skin: Skin) -> None:
    life = late_session()
    change = answer_check(life.book, BACK, skin, at(1, 3, 5))
    assert change is not None
    assert any(isinstance(each, Session) and each.skin_next is skin for each in change.put)


def test_a_clear_that_came_too_early_makes_nothing_clean() -> None:
    life = late_session()
    life.put(Check(on(1), BACK, Skin.CLEAR, at(1, 3, 5)))
    found = prescribe(Ramps(life.book), BACK, on(1), at(1, 10))
    assert found.needs_check


def test_until_then_the_state_is_wait_and_says_when() -> None:
    life = Life()
    life.does(0, hour=8)
    night = life.book.sessions[0]._replace(started_at=at(1, 2), skin_next=Skin.CLEAR, skin_next_on=on(1))
    life.put(night)
    found = today(life.book, at(1, 4))
    assert found.state is TodayState.WAIT
    opens_at = instant(night.started_at) + timedelta(minutes=night.done_min, hours=6)
    assert found.prescription.opens_at == opens_at
    assert found.prescription.reason.code is Code.HOLD_HOURS
    assert f"{opens_at:%H:%M}" in found.prescription.reason.text
    with pytest.raises(Refused, match="less than 6 hours ago"):
        plan(Ramps(life.book), BACK, at(1, 4))
    assert plan(Ramps(life.book), BACK, at(1, 4), free=True).free
    assert today(life.book, opens_at).state is TodayState.DUE
    assert not plan(Ramps(life.book), BACK, opens_at).free


def test_a_session_that_came_too_soon_is_free_and_takes_the_place_of_the_days_own() -> None:
    life = Life()
    life.does(0)
    life.answers(1)
    evening = life.book.sessions[0]._replace(
        id="late", day=on(1), started_at=at(2, 2, 50), skin_next=Skin.CLEAR, skin_next_on=on(2)
    )
    soon = evening._replace(id="soon", day=on(2), started_at=at(2, 3, 10), skin_next=None, skin_next_on=None)
    life.put(evening, soon)
    taken = {each.session.id: each.guided for each in Ramps(life.book).of(BACK).outcomes}
    assert taken["late"]
    assert not taken["soon"]
    assert prescribe(Ramps(life.book), BACK, on(2), at(2, 12)).done


def test_another_area_need_not_wait() -> None:
    life = late_session()
    assert prescribe(Ramps(life.book), Area.LEGS, on(1), at(1, 4)).opens_at is None


def test_the_minutes_of_the_last_six_hours_count_towards_the_day() -> None:
    life = late_session(15)
    for now, left in ((at(1, 4), 5), (at(1, 8, 44), 5), (at(1, 8, 46), 20)):
        assert caps(life.book, BACK, on(1), now=now).day_left_min == left, now
    assert caps(life.book, BACK, on(1)).day_left_min == 20, "a day ahead knows no hours"


def test_the_end_that_was_noted_counts_where_there_were_pauses() -> None:
    session = late_session().book.sessions[0]
    assert end_of(session) == at(1, 2, 45)
    paused = session._replace(ended_at=at(1, 3, 30))
    assert end_of(paused) == at(1, 3, 30)
    wrong = session._replace(ended_at=session.started_at - timedelta(hours=1))
    assert end_of(wrong) == at(1, 2, 45), "no earlier than its minutes took"


@given(
    st.lists(st.tuples(st.integers(0, 5 * 24 * 60), st.integers(2, 30)), max_size=12),
    st.integers(0, 5 * 24 * 60),
)
def test_no_guided_session_starts_within_six_hours_and_none_passes_the_caps(
    done: list[tuple[int, int]], at_minute: int
) -> None:
    sessions = []
    for number, (minute, length) in enumerate(sorted(done)):
        started = at(0, 0) + timedelta(minutes=minute)
        day = (started - timedelta(hours=ROLLOVER)).date()
        sessions.append(
            Session(
                id=f"{number:03}", area=BACK, started_at=started, day=day, done_min=length, cover=Cover.TOWEL
            )
        )
    now = at(0, 0) + timedelta(minutes=at_minute)
    past = [each for each in sessions if each.started_at + timedelta(minutes=each.done_min) <= now]
    book: Book = Life().book._replace(sessions=tuple(past))
    try:
        found = plan(Ramps(book), BACK, now)
    except Refused:
        return
    ends = [each.started_at + timedelta(minutes=each.done_min) for each in past]
    within = sum(
        each.done_min for each, end in zip(past, ends, strict=True) if end > now - timedelta(hours=6)
    )
    assert within + found.minutes <= 30
    if not found.free:
        assert all(end + timedelta(hours=6) <= now for end in ends)


def test_minutes_of_the_evening_before_leave_the_day_to_its_own_after_six_hours() -> None:
    """Lain until 23:20 on the legs, they leave no room for the back until 05:20, and none are lost then."""
    life = Life()
    life.does(0, 20, hour=23, area=Area.LEGS)
    found = today(life.book, at(1, 3, 10))
    asked = found.prescription
    assert (found.state, asked.opens_at) == (TodayState.WAIT, at(1, 5, 20))
    assert asked.reason.full_text == (
        "Minutes of the last 6 hours count towards today as well: the next session can start at 05:20."
    )
    assert minutes_left(asked) == ""
    for free in (False, True):
        with pytest.raises(Refused, match="can start at 05:20"):
            plan(Ramps(life.book), BACK, at(1, 3, 10), free=free)
    assert today(life.book, at(1, 5, 20)).state is TodayState.DUE
    assert plan(Ramps(life.book), BACK, at(1, 5, 20)).minutes == 5


def test_room_comes_with_the_first_of_the_evenings_sessions_whose_end_leaves_enough() -> None:
    life = Life()
    life.does(0, 6, hour=22, area=Area.LEGS)
    life.does(0, 12, hour=23, area=Area.LEGS)
    assert today(life.book, at(1, 3)).prescription.opens_at == at(1, 4, 6)
    life.does(1, 3, hour=3, area=Area.LEGS)
    assert today(life.book, at(1, 3, 30)).prescription.opens_at == at(1, 4, 6)
    life.does(1, 14, hour=4, area=Area.LEGS)
    assert today(life.book, at(1, 4, 30)).prescription.opens_at == at(2, 3)


def test_a_day_whose_minutes_another_area_has_used_up_waits_for_the_next() -> None:
    life = Life()
    life.does(0, 20, hour=8, area=Area.LEGS)
    found = today(life.book, at(0, 15))
    assert (found.state, found.prescription.opens_at) == (TodayState.WAIT, at(1, 3))
    assert found.prescription.rung is not None
    with pytest.raises(Refused, match="used up"):
        plan(Ramps(life.book), BACK, at(0, 15))
    assert [each.kind for each in days_ahead(found.ramps, BACK, on(0), 2)] == [DayState.OFF, DayState.SESSION]
    assert today(life.book, at(1, 3)).state is TodayState.DUE


def test_minutes_that_go_over_into_the_next_day_are_waited_for_as_long_as_they_count() -> None:
    life = Life()
    life.put(
        Session(
            area=Area.LEGS, started_at=at(1, 2, 10), day=on(0), done_min=20, cover=Cover.TOWEL, sharpness=3,
            skin_after=Skin.CLEAR,
        )
    )  # fmt: skip
    for now, tomorrow in ((at(1, 2, 45), True), (at(1, 3, 5), False), (at(1, 8, 29), False)):
        found = today(life.book, now)
        assert (found.state, found.prescription.opens_at) == (TodayState.WAIT, at(1, 8, 30)), now
        assert found.prescription.waits_hours is not tomorrow
    assert today(life.book, at(1, 8, 30)).state is TodayState.DUE


@given(
    st.lists(
        st.tuples(st.integers(0, 36 * 60), st.integers(2, 20), st.sampled_from([Area.LEGS, Area.FEET])),
        max_size=6,
    ),
    st.integers(0, 36 * 60),
)
def test_a_wait_is_over_at_the_moment_that_it_names_and_not_before(
    done: list[tuple[int, int, Area]], at_minute: int
) -> None:
    now = at(0, 0) + timedelta(minutes=at_minute)
    life = Life()
    for minute, length, area in sorted(done, key=lambda each: each[:2]):
        started = at(0, 0) + timedelta(minutes=minute)
        if started + timedelta(minutes=length) <= now:
            day = (started - timedelta(hours=ROLLOVER)).date()
            life.put(Session(area=area, started_at=started, day=day, done_min=length, cover=Cover.TOWEL))
    opens_at = today(life.book, now).prescription.opens_at
    if opens_at is None:
        return
    assert today(life.book, opens_at).state is TodayState.DUE
    assert today(life.book, opens_at - timedelta(minutes=1)).state is TodayState.WAIT
