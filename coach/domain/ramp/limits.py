"""Limits that hold whatever the rules prescribe, so that no bug of theirs can pass them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterable
from datetime import date, datetime, timedelta
from operator import attrgetter
from typing import NamedTuple

from coach.domain.dates import day_of, days_between
from coach.domain.instants import end_of, instant
from coach.domain.model import LONGEST_RECORD, Area, Book, Cover, Session

SESSION = 30
"""Minutes a session (A12)."""

DAY = 30
"""Minutes a day on all areas together (B15, B30)."""

DAY_AT_FIRST = 20
"""Minutes a day in the first sessions (A10, B25)."""

FIRST_SESSIONS = 14
"""How many sessions, of all areas and kinds, count as the first."""

FORGOTTEN_DAYS = 90
"""Days off after which it is a first time again (the coach's own rule)."""

BARE_TRIAL = 10
"""Minutes of a bare session until as many were clean once (A24)."""

BARE_FACTS = ("A24",)
"""What that limit rests on."""

FREE_AT_FIRST = 10
"""Minutes of a free session until the first step was left (A22, A23)."""

TRAILING = timedelta(hours=6)
"""How long the minutes of a session count towards the caps, whatever the date (the coach's own rule)."""

BETWEEN_SESSIONS = timedelta(hours=6)
"""From the end of a session to the next guided one, and to the skin check that makes it clean: marks need
time to show, and the turn of the day is no rest (the coach's own rule)."""

OVERTIME = 5
"""Minutes after the prescribed ones at which the timer closes a session."""

AREA_SESSION = {Area.FEET: 10, Area.STOMACH: 10, Area.FACE: 6}
"""Minutes a session on the areas that bear less (A17, A19, A20)."""

AREA_DAY = {Area.GLUTES: 20}
"""Minutes a day on the draped chair (A18)."""

SHORTEST_MIN = 1
"""Minutes under which the timer records nothing."""


class Caps(NamedTuple):
    """The minutes that are allowed in an area now."""

    session_min: float
    """The most for one session, what is left of the day aside."""
    day_left_min: float
    """What is left of the day; for the glutes, of their own day too."""
    session_facts: tuple[str, ...] = ("A12",)

    @property
    def now_min(self) -> float:
        """Returns the most for a session that starts now."""
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
    """Returns the limits for a session in `area` on `day`, given all that was recorded before it.

    With `now`, for a session that starts then, what ended within the six hours before counts towards the day
    as well: the turn of the day is no rest.
    """
    session_min, facts = session_cap(area, cover, bare_trial_over=bare_trial_over)
    # a session that goes on with the day of the last one is recorded on the day that it is by the clock
    days = {day} if now is None else {day, day_of(now, book.settings.rollover)}
    counted = _counted(book, days, now)
    firsts = FirstSessions(book.sessions)
    left = min(firsts.cap(each) for each in days) - sum(session.done_min for session in counted)
    if area in AREA_DAY:
        on_area = sum(session.done_min for session in counted if session.area is area)
        left = min(left, AREA_DAY[area] - on_area)
    return Caps(session_min, max(0.0, round(left, 2)), facts)


class FirstSessions:
    """How many of the first sessions lie behind a day, and so how many minutes it may hold.

    All areas and kinds count that say their cover; after 90 days without any session they count again from
    none.
    """

    def __init__(self, sessions: Iterable[Session]) -> None:
        self._days: list[date] = []
        self._counts: list[int] = []
        for session in sorted(sessions, key=attrgetter("day")):
            self.add(session.day, covered=session.cover is not None)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, FirstSessions) and vars(self) == vars(other)

    def add(self, day: date, *, covered: bool = True) -> None:
        """Takes in a session of a day, the last of them or a later one."""
        if self._days and day <= self._days[-1]:
            self._counts[-1] += covered
        else:
            before = self._before(day)
            self._days.append(day)
            self._counts.append(before + covered)

    def cap(self, day: date) -> int:
        """Returns the minutes allowed on a day in all: 20 in the first 14 sessions, then 30.

        The cautious reading: a day that holds one of the first 14 keeps its 20 minutes to its end.
        """
        return DAY_AT_FIRST if self._before(day) < FIRST_SESSIONS else DAY

    def cap_after(self, day: date) -> int:
        """Returns the minutes allowed on the day after, once there was a session on this one."""
        recorded = bool(self._days) and day in self._days[-1:]
        count = self._counts[-1] if recorded else self._before(day) + 1
        return DAY_AT_FIRST if count < FIRST_SESSIONS else DAY

    def _before(self, day: date) -> int:
        place = bisect_left(self._days, day) - 1
        if place < 0 or days_between(self._days[place], day) >= FORGOTTEN_DAYS:
            return 0
        return self._counts[place]


def session_cap(area: Area, cover: Cover | None, *, bare_trial_over: bool) -> tuple[float, tuple[str, ...]]:
    """Returns the most minutes for one session of an area on a cover, and the facts behind them."""
    limits: list[tuple[float, tuple[str, ...]]] = [(SESSION, ("A12",))]
    if area in AREA_SESSION:
        limits.append((AREA_SESSION[area], ("A19",) if area is Area.FACE else ("A12", "B20")))
    if area in AREA_DAY:
        limits.append((AREA_DAY[area], ("A18",)))
    if cover is Cover.BARE and not bare_trial_over:
        limits.append((BARE_TRIAL, BARE_FACTS))
    return min(limits, key=lambda limit: limit[0])


def recent(book: Book, now: datetime) -> list[Session]:
    """Returns the sessions that ended within the six hours before now.

    Those dated up to six hours ahead are among them: it is likelier that the clock went back a little than
    that nobody lay there.
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
    """Returns the sessions whose minutes count towards the caps of days, at a moment of them."""
    of_day = [session for session in book.sessions if session.day in days]
    return of_day if now is None else [*of_day, *(each for each in recent(book, now) if each not in of_day)]


def exceeds(minutes: float, most: float) -> bool:
    """Returns whether minutes are more than a limit, the noise of fractions aside."""
    return minutes > most + 1e-6


def minutes_on(sessions: Iterable[Session], day: date) -> float:
    """Returns the minutes on the mat on a day."""
    return sum(session.done_min for session in sessions if session.day == day)
