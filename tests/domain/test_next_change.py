"""What is said of today holds until `next_change`, and not longer than that names."""

from __future__ import annotations

import os
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime, timedelta
from functools import cache
from itertools import pairwise
from multiprocessing import get_context
from random import Random
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from coach.cli.commands import status
from coach.cli.today_view import view_today
from coach.content.loader import load_tips
from coach.domain.dated_ahead import as_of, count_ahead, dated_ahead
from coach.domain.dates import day_of
from coach.domain.model import (
    Area,
    Book,
    Check,
    Cover,
    GoalSet,
    Pause,
    Screening,
    Session,
    Settings,
    Skin,
    Upgrade,
)
from coach.domain.next_change import next_change
from coach.domain.ramp.replay import Ramps
from coach.domain.stats.this_week import this_week
from coach.domain.tips.selection import tip_of_the_day
from coach.domain.today import today
from tests.domain.histories import BACK, Life, at, on
from tests.domain.moments import NIGHTS, Read, random_read

SAMPLE, LONG, SLICE = 100, 10_000, 250
_LEAST = timedelta(microseconds=1)
_tips = cache(load_tips)


def said(read: Read, moment: datetime) -> list[Any]:
    """All that Today and `coach status` say of a file that is read at a moment."""
    now = moment.astimezone(read.now.tzinfo)
    book = read.at(moment)
    ramps = Ramps(book)
    found: list[Any] = [dated_ahead(book), count_ahead(book), book.notes]
    context = SimpleNamespace(now=lambda _book, now=now: now)
    for area in Area:
        day = today(book, now, area, ramps=ramps)
        # the fold itself and the book are what it is made from, not what is said
        found.append(day._replace(ramps=None))  # type: ignore[arg-type]
        found += [ramps.open(area), day.can_rest, day.shows_step, day.coming, day.situation, day.greeting]
        found += [day.rules_changed, day.fortnight, day.milestones, day.reached]
        found.append(tip_of_the_day(_tips(), book.tips, day.situation).id)
        found.append(this_week(book.sessions, day.days, book.settings.week_start))
        view = view_today(context, book, area)  # type: ignore[arg-type]
        found += [status.facts(view, book), status._reached(view), status._line(view)]
    return found


def holds(seed: int) -> Counter[str]:
    """Fails if anything changes before its time; returns what was met."""
    read = random_read(seed)
    present = read.now.astimezone(UTC)
    until = next_change(read.at(read.now), read.now)
    assert until > present
    assert until <= present + timedelta(hours=26)
    random = Random(seed)
    before = said(read, present)
    moments = [until - _LEAST, present + (until - present) * random.random(), present + _LEAST]
    for moment in sorted(each for each in moments if present < each < until):
        assert said(read, moment) == before, f"book {seed}: {present} to {until}, at {moment}"
    state = str(before[3].state)
    return Counter({state: 1, "changed": said(read, until) != before, read.whole.settings.tz: 1})


def all_hold(seeds: range) -> Counter[str]:
    """The same for several books."""
    return sum(map(holds, seeds), Counter[str]())


def test_nothing_that_is_said_changes_before_its_time() -> None:
    found = all_hold(range(SAMPLE))
    assert found["changed"] > SAMPLE / 5


@pytest.mark.long
def test_nothing_that_is_said_of_ten_thousand_books_changes_before_its_time() -> None:
    slices = [range(first, first + SLICE) for first in range(SAMPLE, SAMPLE + LONG, SLICE)]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = sum(pool.map(all_hold, slices), Counter[str]())
    assert all(found[state] for state in ("setup", "locked", "ask", "paused", "rest", "done", "wait", "due"))
    assert all(found[zone] for zone in NIGHTS)


def first_instants(book: Book, now: datetime, count: int) -> list[datetime]:
    """Returns the next instants one after another, each time from the book as it is then."""
    found = []
    for _ in range(count):
        found.append(next_change(as_of(book, now), now))
        now = found[-1].astimezone(now.tzinfo)
    return found


def session(began: datetime, ended: datetime | None = None) -> Session:
    return Session(BACK, began, began.date(), 5, Cover.TOWEL, ended_at=ended, id="s")


def test_an_empty_book_changes_as_the_day_turns() -> None:
    book = Book(Settings(rollover=3))
    assert first_instants(book, at(0, 7, 30), 2) == [at(1, 3), at(2, 3)]
    assert first_instants(book, at(1, 3) - _LEAST, 1) == [at(1, 3)]
    assert first_instants(book, at(1, 2), 1) == [at(1, 3)]


def test_the_next_session_can_start_six_hours_after_the_end_of_the_last() -> None:
    life = Life()
    life.does(0, hour=22)
    now = at(1, 3, 30)
    opens_at = today(as_of(life.book, now), now).prescription.opens_at
    assert opens_at == at(1, 4, 5)
    assert next_change(as_of(life.book, now), now) == opens_at


def test_what_is_dated_ahead_is_named_by_each_instant_at_which_it_counts() -> None:
    ahead = session(at(0, 20))
    assert first_instants(Book(sessions=(ahead,)), at(0, 12), 6) == [
        at(0, 14),  # its minutes count towards the day's
        at(0, 19, 55),  # clocks may differ by so much
        at(0, 20),
        at(0, 20, 5),
        at(1, 2, 5),
        at(1, 3),
    ]


def test_an_answer_that_is_dated_ahead_is_named() -> None:
    check = Check(day=on(0), area=BACK, skin=Skin.CLEAR, at=at(0, 20), id="c")
    assert first_instants(Book(checks=(check,)), at(0, 12), 3) == [at(0, 19, 55), at(0, 20), at(1, 3)]
    assert at(3, 20) + _LEAST in first_instants(Book(checks=(check,)), at(3, 19), 3)
    for book in (
        Book(pauses=(Pause(on(0), at(0, 20), id="p"),)),
        Book(upgrades=(Upgrade(at(0, 20), 2, "u"),)),
        Book(events=(GoalSet(at(0, 20), id="e"),)),
    ):
        assert at(0, 20) in first_instants(book, at(0, 12), 3)
    asked = Screening(at(0, 2), asked_at=at(1, 5), id="e")
    assert first_instants(Book(events=(asked,)), at(0, 12), 3) == [at(1, 0) - _LEAST, at(1, 3), at(1, 5)]


def test_a_session_that_was_long_over_as_it_ended_is_looked_for_no_longer() -> None:
    odd = session(at(0, 8), at(1, 9))
    found = first_instants(Book(sessions=(odd,)), at(0, 23), 6)
    assert at(1, 2) + _LEAST in found
    assert at(3, 8) + _LEAST in first_instants(Book(sessions=(odd,)), at(2, 23), 3)


@pytest.mark.parametrize("rollover", range(13))
@pytest.mark.parametrize("zone", NIGHTS)
def test_each_day_begins_at_an_instant_that_is_named(zone: str, rollover: int) -> None:
    """Each minute of two days around the night is of the same day as the instant named before it."""
    there = ZoneInfo(zone)
    book = Book(Settings(rollover=rollover))
    moment = NIGHTS[zone] - timedelta(hours=30)
    end = moment + timedelta(hours=60)
    named = [moment]
    while named[-1] < end:
        named.append(next_change(book, named[-1].astimezone(there)))
    days = [(each.astimezone(there), _day(each, there, rollover)) for each in named]
    for (began, day), (until, _) in pairwise(days):
        assert began.astimezone(UTC) < until.astimezone(UTC)
        minute = began.astimezone(UTC)
        while minute < until.astimezone(UTC):
            assert _day(minute, there, rollover) == day
            assert minute.astimezone(there).utcoffset() == began.utcoffset()
            minute += timedelta(minutes=10)
        assert _day(until.astimezone(UTC) - _LEAST, there, rollover) == day


def _day(moment: datetime, zone: ZoneInfo, rollover: int) -> object:
    return day_of(moment.astimezone(zone), rollover)


def test_clocks_that_are_changed_are_named_to_the_second() -> None:
    for zone, night in NIGHTS.items():
        now = (night - timedelta(hours=5, microseconds=3)).astimezone(ZoneInfo(zone))
        there = ZoneInfo(zone)
        changes = now.utcoffset() != night.astimezone(there).utcoffset()
        assert changes is (zone not in ("UTC", "Asia/Kathmandu"))
        if changes:
            assert night in first_instants(Book(Settings(rollover=9)), now, 3)
