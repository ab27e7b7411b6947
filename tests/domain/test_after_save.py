"""What is said once a session is saved."""

from __future__ import annotations

import re
from datetime import timedelta
from random import Random
from typing import Any

import pytest

from coach.domain.after_save import DAYS, AfterSave, after_save
from coach.domain.day_states import DayState
from coach.domain.model import Book, Cover, Ended, RhythmSet, Session, Skin, StopReason
from coach.domain.session.cautions import IN_TIME, NUMB_SKIN
from coach.domain.session.cues import DIZZY
from coach.domain.today import today
from tests.domain.histories import Life, at, on, random_book


def saved(book: Book, session: Session, n: int) -> AfterSave:
    return after_save(today(book, at(n, 12), session.area), session)


def last(life: Life) -> Session:
    return max(life.book.sessions, key=lambda each: each.started_at)


def test_a_first_session() -> None:
    life = Life()
    life.does(0, 4.8)
    found = saved(life.book, last(life), 0)
    assert found.headline == "Day 1 \u00b7 1-day streak"
    assert found.done == "4:48 minutes on a towel"
    assert found.new == last(life).day
    assert [state for _, state in found.days] == [DayState.BEFORE] * 13 + [DayState.DONE]
    assert found.following == "Tomorrow, if your skin is clear: 5 minutes on a towel again."
    assert found.opens
    assert found.advice == ()
    assert found.week == "", "nothing was missed"


def test_a_streak_over_a_missed_day_counts_what_grace_is_left() -> None:
    life = Life()
    for n in (0, 1, 2, 4):
        life.answers(n)
        life.does(n)
    found = saved(life.book, last(life), 4)
    assert found.headline == "Day 4 \u00b7 4-day streak"
    assert found.week == "1 miss left this week"
    assert "in a row" not in f"{found.headline}{found.week}"


def test_a_long_break_is_marked_as_in_the_calendar() -> None:
    """After a week of missed days the others have no cross there either."""
    life = Life()
    life.does(0)
    life.does(30)
    found = saved(life.book, last(life), 30)
    assert [state for _, state in found.days] == [DayState.BEFORE] * 13 + [found.days[-1][1]]
    life.does(25)
    states = [state for _, state in saved(life.book, last(life), 30).days]
    assert states.count(DayState.MISSED) == 4


def test_several_sessions_on_a_day_are_added_up() -> None:
    life = Life()
    life.does(0, 4.8)
    first = last(life)
    life.put(first._replace(id="", started_at=at(0, 20), done_min=3.5))
    assert saved(life.book, first, 0).done == "4:48 minutes on a towel; 8:18 minutes in 2 sessions that day"


@pytest.mark.parametrize(
    ("how", "advice"),
    [
        ({"ended": Ended.SENSATION, "stopped_for": StopReason.DIZZY}, (DIZZY.text, IN_TIME)),
        ({"ended": Ended.STOPPED, "skin_after": Skin.NUMB}, (NUMB_SKIN, IN_TIME)),
        ({"done_min": 35.0}, "over 30 at a time"),
    ],
)
def test_what_to_take_care_of_is_said(how: dict[str, Any], advice: object) -> None:
    life = Life()
    life.does(0)
    session = last(life)._replace(**how)
    life.put(session)
    found = saved(life.book, session, 0)
    if isinstance(advice, str):
        assert advice in " ".join(found.advice)
    else:
        assert isinstance(advice, tuple)
        assert found.advice[: len(advice)] == advice
        assert ("no second session" in found.advice[-1]) is (session.ended is Ended.SENSATION)


def test_hurt_skin_has_no_session_to_come() -> None:
    life = Life()
    life.does(0)
    session = last(life)._replace(skin_after=Skin.BROKEN)
    life.put(session)
    found = saved(life.book, session, 0)
    assert not found.opens
    assert found.following.startswith("Tomorrow: no mat on your back for 7 days")


def test_too_short_to_keep_a_day_it_is_no_numbered_day() -> None:
    life = Life()
    life.does(0, 1.5)
    assert saved(life.book, last(life), 0).headline == "It takes 2 minutes for a day to count"


def test_a_day_of_long_ago_was_long_enough_all_the_same() -> None:
    life = Life()
    life.does(0, 5)
    assert saved(life.book, last(life), 40).headline == "Every minute counts"


def test_a_session_of_yesterday_is_marked_on_its_own_day() -> None:
    life = Life()
    life.does(0)
    found = saved(life.book, last(life), 1)
    assert found.new == found.days[-2][0]
    assert found.following.startswith("Today, if your skin is clear: ")


def test_milestones_are_told_of_todays_session_alone() -> None:
    """A past session that is filled in today does not get those of the session before it."""
    life = Life()
    life.good_days(0, 4)
    past = life.does(5)
    now = life.does(6)
    assert saved(life.book, now, 6).reached
    assert saved(life.book, past, 6).reached == ()


@pytest.mark.parametrize("seed", range(40))
def test_any_life(seed: int) -> None:
    """Fourteen days that end today, one colon a sentence, and a streak that is the one of Today."""
    book = random_book(Random(seed))
    if not book.sessions:
        return
    session = max(book.sessions, key=lambda each: each.started_at)
    now = session.started_at + timedelta(hours=3)
    day = today(book, now, session.area)
    found = after_save(day, session)
    assert len(found.days) == DAYS
    assert found.days[-1][0] == day.day
    assert str(day.streak.current) in found.headline or not day.streak.current
    for said in (found.following, *re.split(r"(?<=\.) ", found.why)):
        assert said.count(": ") <= 1
        assert not said or said.endswith(".")
    assert session.cover is not Cover.TOWEL or "on a towel" in found.done


def test_where_weeks_count_the_week_is_told_and_the_days_stay() -> None:
    life = Life()
    first = next(n for n in range(7) if on(n).weekday() == 0)
    life.put(RhythmSet(at=at(0), days=3, first=on(first), over=()))
    for n in (0, 2, 4, 7):
        life.answers(first + n)
        life.does(first + n)
    found = saved(life.book, last(life), first + 7)
    assert found.headline == "Day 4 \u00b7 1-week streak"
    assert found.week == "1 of 3 this week"
    assert DayState.MISSED not in [state for _, state in found.days]
