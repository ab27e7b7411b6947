"""Limits that hold whatever the rules prescribe, so that no bug in the rules can exceed them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from functools import cache
from typing import NamedTuple

from coach.domain.dates import day_of, days_between
from coach.domain.instants import end_of, instant
from coach.domain.model import LONGEST_RECORD, Area, Book, Cover, Session
from coach.domain.ramp.days_off import band_of

SESSION = 30
"""The most minutes of a session (A12)."""

DAY = 30
"""The most minutes of a day on all areas together (B15, B30)."""

DAY_AT_FIRST = 20
"""The most minutes of a day in the first sessions (A10, B25)."""

FIRST_SESSIONS = 14
"""The number of sessions, of all areas and kinds, that count as the first ones."""

BARE_TRIAL = 10
"""The most minutes of a session on bare skin, until as many were clean once (A24)."""

BARE_FACTS = ("A24",)
"""The facts behind that limit."""

FREE_AT_FIRST = 10
"""The most minutes of a free session until the first step was passed (A22, A23)."""

TRAILING = timedelta(hours=6)
"""How long the minutes of a session count towards the next day's cap as well (the coach's own rule)."""

BETWEEN_SESSIONS = timedelta(hours=6)
"""The time from the end of a session to the next planned one, and to a skin check that can make it clean.

Marks need time to show, and the skin does not rest at midnight (the coach's own rule).
"""

OVERTIME = 5
"""Minutes after the prescribed ones at which the timer closes a session."""

SHORTEST_MIN = 1
"""The fewest minutes that the timer records."""


class Caps(NamedTuple):
    """The minutes that are allowed in an area now."""

    session_min: float
    """The most minutes of one session, whatever is left of the day."""
    day_left_min: float
    """The minutes left for today; for the glutes also of their own day."""
    session_facts: tuple[str, ...] = ("A12",)

    @property
    def now_min(self) -> float:
        """The most minutes of a session that starts now."""
        return min(self.session_min, self.day_left_min)


def caps(
    book: Book,
    area: Area,
    day: date,
    cover: Cover | None = None,
    *,
    bare_trial_over: bool = True,
    now: datetime | None = None,
) -> Caps:
    """Returns the limits for a session in an area on a day, after everything that is recorded of it.

    With `now`, for a session that starts then, sessions that ended within the six hours before count towards
    the day as well, because the skin does not rest at midnight.
    """
    session_min, facts = session_cap(area, cover, bare_trial_over=bare_trial_over)
    # After a flight back `day` may be later than the clock says (see `area_day`). The session is recorded on
    # the day of the clock, so the caps of both days hold.
    days = {day} if now is None else {day, day_of(now, book.settings.rollover)}
    counted = _counted(book, days, now)
    firsts = _first_sessions(book.sessions)
    left = min(firsts.cap(each) for each in days) - sum(session.done_min for session in counted)
    if (of_day := area.spec.day_limit) is not None:
        on_area = sum(session.done_min for session in counted if session.area is area)
        left = min(left, of_day.minutes - on_area)
    return Caps(session_min, max(0.0, round(left, 2)), facts)


class FirstSessions:
    """The count of the first sessions before a day, by which the minutes of the day are limited.

    Sessions of all areas and kinds count if their cover is known. After 90 days without one the count
    begins again: one of which only the minutes are known does not keep it going.
    """

    def __init__(self, sessions: Iterable[Session], *, takes_all: bool = False) -> None:
        """With `takes_all` it is as it was before schema 5, where any session kept it going."""
        self._days: list[date] = []
        self._counts: list[int] = []
        covered: dict[date, int] = {}
        for session in sessions:
            if takes_all or not session.only_minutes:
                day = session.day
                covered[day] = covered.get(day, 0) + (session.cover is not None)
        last, count = None, 0
        # as `add` does it, but at once: this goes through all sessions, and every cap asks for it
        for day in sorted(covered):
            if last is not None and _begins_again(last, day):
                count = 0
            last, count = day, count + covered[day]
            self._days.append(day)
            self._counts.append(count)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FirstSessions) and vars(self) == vars(other)

    def copy(self) -> FirstSessions:
        """Returns the same count, which goes on by itself."""
        twin = FirstSessions(())
        twin._days, twin._counts = self._days.copy(), self._counts.copy()
        return twin

    def counts_before(self, day: date) -> tuple[list[date], list[int]]:
        """Returns the days with sessions before `day`, and the count after each: all that its cap goes by."""
        place = bisect_left(self._days, day)
        return self._days[:place], self._counts[:place]

    def add(self, day: date) -> None:
        """Takes in a session with a known cover; its day must not lie before the last one taken in."""
        if self._days and day <= self._days[-1]:
            self._counts[-1] += 1
        else:
            before = self._before(day)
            self._days.append(day)
            self._counts.append(before + 1)

    def cap(self, day: date) -> int:
        """Returns the minutes allowed on a day in all: 20 in the first 14 sessions, then 30.

        A day with one of the first 14 keeps its 20 minutes to its end, which is the more careful reading.
        """
        return DAY_AT_FIRST if self._before(day) < FIRST_SESSIONS else DAY

    def cap_after(self, day: date) -> int:
        """Returns the minutes allowed on the day after `day`, if there is a session on `day`."""
        recorded = bool(self._days) and day in self._days[-1:]
        count = self._counts[-1] if recorded else self._before(day) + 1
        return DAY_AT_FIRST if count < FIRST_SESSIONS else DAY

    def _before(self, day: date) -> int:
        place = bisect_left(self._days, day) - 1
        return 0 if place < 0 or _begins_again(self._days[place], day) else self._counts[place]


def _begins_again(last: date, day: date) -> bool:
    """Returns whether so many days lie between two with sessions that the count begins again."""
    # a shortcut: most have no day between them
    return (day - last).days > 1 and band_of(days_between(last, day)).first_again


_counted_last: list[tuple[tuple[Session, ...], FirstSessions]] = []
"""The sessions that were counted last, with their count."""


def _first_sessions(sessions: tuple[Session, ...]) -> FirstSessions:
    """Returns the count of the first of some sessions, which nothing is added to."""
    # Each cap of one day asks for it, and of ten thousand sessions it takes 3 ms.
    if not _counted_last or _counted_last[0][0] is not sessions:
        _counted_last[:] = [(sessions, FirstSessions(sessions))]
    return _counted_last[0][1]


@cache  # the fold asks for each session of a long history
def session_cap(area: Area, cover: Cover | None, *, bare_trial_over: bool) -> tuple[float, tuple[str, ...]]:
    """Returns the most minutes of one session in an area on a cover, and the facts behind them."""
    limits: list[tuple[float, tuple[str, ...]]] = [(SESSION, ("A12",))]
    limits += [(limit.minutes, limit.facts) for limit in area.spec.limits]
    if cover is Cover.BARE and not bare_trial_over:
        limits.append((BARE_TRIAL, BARE_FACTS))
    return min(limits, key=lambda limit: limit[0])


def recent(book: Book, now: datetime) -> list[Session]:
    """Returns the sessions that ended within the six hours before now.

    Those dated up to six hours ahead count too: more likely the clock was set back a little than that the
    session never took place.
    """
    since, latest = instant(now) - TRAILING, instant(now) + TRAILING
    found = [session for session in book.ahead if instant(session.started_at) <= latest]
    for session in reversed(book.sessions):
        if instant(session.started_at) < since - LONGEST_RECORD:
            break
        if end_of(session) > since:
            found.append(session)
    return found


def _counted(book: Book, days: Collection[date], now: datetime | None) -> list[Session]:
    """Returns the sessions whose minutes count towards the caps of `days`, with those of the last hours."""
    of_day = [session for session in book.sessions if session.day in days]
    return of_day if now is None else [*of_day, *(each for each in recent(book, now) if each not in of_day)]


def exceeds(minutes: float, most: float) -> bool:
    """Returns whether minutes are more than a limit, apart from rounding errors."""
    return minutes > most + 1e-6


def minutes_on(sessions: Iterable[Session], day: date) -> float:
    """Returns the minutes on the mat on a day."""
    return sum(session.done_min for session in sessions if session.day == day)
