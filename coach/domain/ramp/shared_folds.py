"""Folds that go on from where an earlier one of the same records stood.

A single start or change asks for the ramp as of several days, and of books that differ in their last records
only. What they share is folded once. It is never written anywhere: a fold that is kept would be a decision.
"""

from __future__ import annotations

from datetime import date, datetime
from operator import is_, itemgetter
from typing import NamedTuple

from coach.domain.current_answers import placed
from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Check, Event, Session, Upgrade
from coach.domain.ramp.history import RampHistory
from coach.domain.ramp.limits import FirstSessions

Item = tuple[date, Session | Check | Event | Upgrade]
"""A record, and the day on which the fold takes it."""

_LAST_DAYS = 4
"""The number of last days with records before each of which the fold is kept: most changes are of these."""
_MOST = 8
"""The most places at which the fold of an area is kept."""


class _Records(NamedTuple):
    """All that the fold of an area depends on."""

    sources: tuple[object, ...]
    """The parts of the book that they are made of."""
    items: list[Item]
    beginning: RampHistory
    """The fold before the first of them; nothing is ever taken in here."""

    @property
    def firsts(self) -> FirstSessions:
        """The count of the first sessions, of all areas."""
        return self.beginning.first_sessions


class _Stand(NamedTuple):
    """The fold as it stood after some of the records; nothing is taken in any more."""

    taken: int
    history: RampHistory


class _Trace(NamedTuple):
    """The latest fold of an area."""

    records: _Records
    stands: tuple[_Stand, ...]
    """In the order of the records."""


class SharedFolds:
    """The latest fold of each area, at a few places.

    Any thread may ask at any time: what is kept is never changed, only replaced.
    """

    def __init__(self) -> None:
        self._known: dict[tuple[Area, bool], _Trace] = {}

    def history(self, book: Book, area: Area, until: date | None, *, former: bool) -> RampHistory:
        """Returns the fold of an area up to now, or as it was on a day before its first session."""
        trace = self._known.get((area, former))
        records = _records_of(book, area, former, trace.records if trace else None)
        items = records.items
        end = next((n for n, (day, _) in enumerate(items) if until is not None and day >= until), len(items))
        history = self._after(records, end, trace, (area, former))
        begun = False
        for day, what in items[end:]:
            if until is None or day > until:
                break
            begun = begun or isinstance(what, Session)
            # a check behind the day's first session is about that session, not about the ones before the day
            if not (begun and isinstance(what, Session | Check)):
                history.take(what, day)
        return history

    def _after(
        self, records: _Records, end: int, trace: _Trace | None, key: tuple[Area, bool]
    ) -> RampHistory:
        """Returns the fold of the first `end` records, from the latest place at which it is known."""
        known = {0: records.beginning}
        if trace is not None:
            shared = [each.taken for each in trace.stands if _is_shared(trace.records, records, each.taken)]
            known |= {each.taken: each.history for each in trace.stands if each.taken in shared}
        begin = max(taken for taken in known if taken <= end)
        history = known[begin].branch(records.firsts)
        kept = {*_last_days(records.items), end}
        for number in range(begin, end):
            if number in kept and number not in known:
                known[number] = history.branch(records.firsts)
            day, what = records.items[number]
            history.take(what, day)
        known.setdefault(end, history.branch(records.firsts))
        stands = tuple(_Stand(taken, known[taken]) for taken in sorted(known))
        self._known[key] = _Trace(records, stands[-_MOST:])
        return history.branch(records.firsts.copy())


def _records_of(book: Book, area: Area, former: bool, known: _Records | None) -> _Records:
    """Returns the records of an area; those `known` if they are made of the same parts of a book."""
    today = None if book.now is None else day_of(book.now, book.settings.rollover)
    sources = book.sessions, book.checks, book.events, book.upgrades
    if known is not None and all(map(is_, sources, known.sources)):
        if (today, book.settings.rollover) == known.sources[len(sources) :]:
            return known
        same = known.beginning.first_sessions
    else:
        same = FirstSessions(book.sessions)
    beginning = RampHistory(area, book, former=former, first_sessions=same)
    return _Records((*sources, today, book.settings.rollover), _in_order(book, area), beginning)


def _is_shared(old: _Records, new: _Records, count: int) -> bool:
    """Returns whether the first records of two folds are the same, and are read in the same way."""
    if old is new or not count:
        return old is new or old.beginning.begins_like(new.beginning)
    return (
        old.items[:count] == new.items[:count]
        and old.beginning.begins_like(new.beginning)
        and old.firsts.counts_before(old.items[count - 1][0])
        == new.firsts.counts_before(old.items[count - 1][0])
    )


def _last_days(items: list[Item]) -> list[int]:
    """Returns where the last days with records begin."""
    found: list[int] = []
    for number in range(len(items) - 1, 0, -1):
        if len(found) == _LAST_DAYS:
            break
        if items[number][0] != items[number - 1][0]:
            found.append(number)
    return found


def _in_order(book: Book, area: Area) -> list[Item]:
    """Returns all records of an area in the order of their days and instants.

    Of the same instant, answers come before sessions. If the clock was wrong, an answer that was given after
    sessions with a later date comes behind them.
    """
    # By the day first, then by the instant: a session keeps the day on which the user lived it, even if a
    # flight put its instant before that of a session of an earlier day.
    items: list[tuple[date, datetime, int, str, Session | Check | Event | Upgrade]] = [
        (s.day, s.started_at, 2, s.id, s) for s in book.sessions if s.area is area
    ]
    items += [(c.day, c.at, 1, c.id, c) for c in book.checks if c.area is area]
    rollover = book.settings.rollover
    items += [(day_of(u.at, rollover), instant(u.at), 1, u.id, u) for u in book.upgrades if u.changed_rules]
    for number, (place, event) in enumerate(placed(book)):
        if getattr(event, "area", area) is area:
            # an answer that has seen sessions of the same instant was given after them
            behind = 3 if getattr(event, "seen", ()) else 0
            items.append((*place, behind, f"{number:06}", event))
    items.sort(key=itemgetter(0, 1, 2, 3))
    return [(item[0], item[4]) for item in items]
