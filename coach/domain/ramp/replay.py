"""The ramp of an area, folded from what was recorded, up to now or up to a day."""

from __future__ import annotations

from datetime import date, datetime
from operator import itemgetter

from coach.domain.current_answers import placed
from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Check, Event, Goal, Opening, Rung, Session, Upgrade
from coach.domain.ramp.gates import AreaState, area_state
from coach.domain.ramp.history import RampHistory
from coach.domain.ramp.ladder import ladder
from coach.domain.ramp.state import Ramp


def fold(book: Book, area: Area, until: date | None = None, *, former: bool = False) -> Ramp:
    """Returns the ramp of an area; with `until`, as it was on that day before its first session.

    The first goal and the first start hold from the beginning. Later ones, and all safety answers, hold from
    their own place, so that they never change how an earlier session is read. With `former` it follows the
    rules from before schema 3.
    """
    return ramp_history(book, area, until, former=former).result(until or date.max)


def ramp_history(book: Book, area: Area, until: date | None = None, *, former: bool = False) -> RampHistory:
    """Returns the same fold while it is still open, so that it can go on with days ahead."""
    history = RampHistory(area, book, former=former)
    begun = False
    for day, what in _in_order(book, area):
        if until is not None and day >= until:
            begun = begun or isinstance(what, Session)
            # a check behind the day's first session is about that session, not about the ones before the day
            if day > until or isinstance(what, Session) or (begun and isinstance(what, Check)):
                continue
        history.take(what, day)
    return history


def area_state_on(ramp: Ramp, day: date, *, assume_clear: bool = True) -> AreaState:
    """Returns the state of an area on a day after the last one of its ramp.

    With `assume_clear` an open skin check counts as `clear`, else as unanswered, as in the fold itself.
    """
    cap = None if ramp.state.former_rules else ramp.first_sessions.cap(day)
    return area_state(ramp.state, ramp.screening, day, day_cap=cap, assume_clear=assume_clear)


def _in_order(book: Book, area: Area) -> list[tuple[date, Session | Check | Event | Upgrade]]:
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


def available(area: Area, ramp: Ramp, back: Ramp) -> bool:
    """Returns whether an area is open for sessions: by the settings, else as it opens by itself."""
    if ramp.turned_on is not None:
        return ramp.turned_on
    match area.spec.opening:
        case Opening.AT_ONCE:
            return True
        case Opening.WITH_BACK:
            return back.reached_towel_10
        case Opening.BY_USER:
            return False


def first_rung(area: Area, goal: Goal) -> Rung:
    """Returns the first rung of an area, which is shown before setup."""
    return ladder(area, goal)[0]


class Ramps:
    """The ramps of one book, each folded once and kept.

    With `former` they follow the rules from before schema 3.
    """

    def __init__(self, book: Book, *, former: bool = False) -> None:
        self.book = book
        self._folded: dict[tuple[Area, date | None], Ramp] = {}
        self.former = former

    def of(self, area: Area, until: date | None = None) -> Ramp:
        """Returns the ramp of an area; with `until`, as it was on that day before its first session."""
        key = area, until
        if key not in self._folded:
            self._folded[key] = fold(self.book, area, until, former=self.former)
        return self._folded[key]

    def open(self, area: Area) -> bool:
        """Returns whether an area is open for sessions at all, locks and rest days apart."""
        return available(area, self.of(area), self.of(Area.BACK))

    def stays_off(self, area: Area) -> bool:
        """Returns whether an area that is not open does not open by itself."""
        return self.of(area).turned_on is False or area.spec.opening is Opening.BY_USER
