"""Folds that go on from where an earlier one of the same records stood.

A single start or change asks for the ramp as of several days, and of books that differ in their last records
only. What they share is folded once. It is never written anywhere: a fold that is kept would be a decision.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime
from operator import is_, itemgetter
from typing import NamedTuple

from coach.domain.current_answers import placed
from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Check, Event, Session, Upgrade
from coach.domain.ramp.history import RampHistory
from coach.domain.ramp.limits import FirstSessions

Recorded = Session | Check | Event | Upgrade

_LAST_DAYS = 4
"""The number of last days with records before each of which the fold is kept: most changes are of these."""
_MOST = 8
"""The most places at which the fold of an area is kept."""


class _Records(NamedTuple):
    """All that the fold of an area depends on."""

    parts: tuple[object, ...]
    """The parts of the book that they are made of."""
    read: tuple[date | None, int]
    """The day on which they are read, and the hour at which days begin."""
    days: list[date]
    """The day on which the fold takes each record; they ascend."""
    records: list[Recorded]
    beginning: RampHistory
    """The fold before the first of them; nothing is ever taken in here."""

    @property
    def firsts(self) -> FirstSessions:
        """The count of the first sessions, of all areas."""
        return self.beginning.first_sessions


class _Checkpoint(NamedTuple):
    """The fold as it stood after some of the records; nothing is taken in any more."""

    taken: int
    history: RampHistory


class _LatestFold(NamedTuple):
    """The latest fold of an area."""

    now: _Records
    before: _Records
    """Those of the fold before it: a book is often looked at beside one that differs in an answer."""
    checkpoints: tuple[_Checkpoint, ...]
    """In the order of the records."""


class SharedFolds:
    """The latest fold of each area, at a few places.

    Any thread may ask at any time: what is kept is never changed, only replaced.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Area, int | None], _LatestFold] = {}

    def history(self, book: Book, area: Area, until: date | None, *, former: int | None) -> RampHistory:
        """Returns the fold of an area up to now, or as it was on a day before its first session."""
        latest = self._known.get((area, former))
        now = _records_of(book, area, former, (latest.now, latest.before) if latest else ())
        end = len(now.days) if until is None else bisect_left(now.days, until)
        history, checkpoints = _after(now, end, latest)
        before = now if latest is None else latest.before if now is latest.now else latest.now
        self._known[area, former] = _LatestFold(now, before, checkpoints)
        begun = False
        for day, what in zip(now.days[end:], now.records[end:], strict=True):
            if day != until:
                break
            begun = begun or isinstance(what, Session)
            # a check behind the day's first session is about that session, not about the ones before the day
            if isinstance(what, Session) or (begun and isinstance(what, Check)):
                continue
            history.take(what, day)
        return history


def _after(
    now: _Records, end: int, latest: _LatestFold | None
) -> tuple[RampHistory, tuple[_Checkpoint, ...]]:
    """Returns the fold of the first `end` records, and the places at which it is known from now on."""
    known = {0: now.beginning}
    if latest is not None:
        known |= {
            taken: history for taken, history in latest.checkpoints if _is_shared(latest.now, now, taken)
        }
    begin = max(taken for taken in known if taken <= end)
    history = known[begin].branch(now.firsts)
    kept = {*_last_days(now.days), end}
    for number in range(begin, end):
        if number in kept and number not in known:
            known[number] = history.branch(now.firsts)
        history.take(now.records[number], now.days[number])
    known.setdefault(end, history.branch(now.firsts))
    del known[0]
    checkpoints = [_Checkpoint(taken, known[taken]) for taken in sorted(known)]
    return history.branch(now.firsts.copy()), tuple(checkpoints[-_MOST:])


def _records_of(book: Book, area: Area, former: int | None, known: tuple[_Records, ...]) -> _Records:
    """Returns the records of an area; some that are `known` if they are made of the same parts of a book."""
    today = None if book.now is None else day_of(book.now, book.settings.rollover)
    parts = book.sessions, book.checks, book.events, book.upgrades
    read = today, book.settings.rollover
    for each in known:
        if all(map(is_, parts, each.parts)) and each.read == read:
            return each
    firsts = next((each.firsts for each in known if each.parts[0] is book.sessions), None)
    items = _in_order(book, area)
    return _Records(
        parts,
        read,
        [day for day, _ in items],
        [record for _, record in items],
        RampHistory(area, book, former=former, first_sessions=firsts),
    )


def _is_shared(old: _Records, new: _Records, taken: int) -> bool:
    """Returns whether the first records of two folds are the same ones, and are read in the same way."""
    # The very same records, not equal ones: the results hold them, and equal times may be of two zones.
    last = old.days[taken - 1]
    return old is new or (
        old.days[:taken] == new.days[:taken]
        and all(map(is_, old.records[:taken], new.records))
        and old.beginning.begins_like(new.beginning)
        and old.firsts.counts_before(last) == new.firsts.counts_before(last)
    )


def _last_days(days: list[date]) -> list[int]:
    """Returns where the last days with records begin."""
    found: list[int] = []
    end = len(days)
    while end and len(found) < _LAST_DAYS:
        end = bisect_left(days, days[end - 1])
        found.append(end)
    return found


def _in_order(book: Book, area: Area) -> list[tuple[date, Recorded]]:
    """Returns all records of an area in the order of their days and instants.

    Of the same instant, answers come before sessions. If the clock was wrong, an answer that was given after
    sessions with a later date comes behind them.
    """
    # By the day first, then by the instant: a session keeps the day on which the user lived it, even if a
    # flight put its instant before that of a session of an earlier day.
    items: list[tuple[date, datetime, int, str, Recorded]] = [
        (s.day, s.started_at, 2, s.id, s) for s in book.sessions if s.area is area
    ]
    items += [(c.day, c.at, 1, c.id, c) for c in book.checks if c.area is area]
    rollover = book.settings.rollover
    items += [(day_of(u.at, rollover), instant(u.at), 1, u.id, u) for u in book.upgrades if u.changed_ladders]
    for number, (place, event) in enumerate(placed(book)):
        if getattr(event, "area", area) is area:
            # an answer that has seen sessions of the same instant was given after them
            behind = 3 if getattr(event, "seen", ()) else 0
            items.append((*place, behind, f"{number:06}", event))
    items.sort(key=itemgetter(0, 1, 2, 3))
    return [(item[0], item[4]) for item in items]
