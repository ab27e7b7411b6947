"""The ramp of an area as a fold over what was recorded, asked for a day."""

from __future__ import annotations

from datetime import date, datetime
from operator import itemgetter

from coach.domain.current_answers import placed
from coach.domain.dates import day_of
from coach.domain.instants import instant
from coach.domain.model import Area, Book, Check, Event, Goal, Rung, Session, Upgrade
from coach.domain.ramp.gates import AreaState, area_state
from coach.domain.ramp.history import RampHistory
from coach.domain.ramp.ladder import ladder
from coach.domain.ramp.state import Ramp

OFF_UNTIL_TURNED_ON = (Area.STOMACH, Area.FACE)


def fold(book: Book, area: Area, until: date | None = None, *, former: bool = False) -> Ramp:
    """Folds what was recorded of an area; with `until`, as it stood on that day before its first session.

    The first goal and the first start hold from the beginning; later ones, and each screening, from
    their own place, so that a change never re-reads an earlier session. With `former` it goes by the rules
    from before schema 3.
    """
    return ramp_history(book, area, until, former=former).result(until or date.max)


def ramp_history(book: Book, area: Area, until: date | None = None, *, former: bool = False) -> RampHistory:
    """Folds the same, and returns the fold open to go on."""
    work = RampHistory(area, book, former=former)
    begun = False
    for day, what in _in_order(book, area):
        if until is not None and day >= until:
            begun = begun or isinstance(what, Session)
            # what was answered after the day's first session is about that session
            if day > until or isinstance(what, Session) or (begun and isinstance(what, Check)):
                continue
        work.take(what, day)
    return work


def area_state_on(ramp: Ramp, day: date, *, assume_clear: bool = True) -> AreaState:
    """Returns the state of an area on a day after the last of its fold.

    With `assume_clear` an open skin check is read as `clear`; without, as the fold does, as unanswered.
    """
    cap = None if ramp.state.former_rules else ramp.first_sessions.cap(day)
    return area_state(ramp.state, ramp.screening, day, day_cap=cap, assume_clear=assume_clear)


def _in_order(book: Book, area: Area) -> list[tuple[date, Session | Check | Event | Upgrade]]:
    """Returns everything by its day and instant; of one instant, what was said comes before what was done.

    But for a clock that was wrong: an answer that was given after sessions dated later comes behind them.
    """
    # By the day first, then by the instant: a session keeps the day that it was lived as, also where a flight
    # put its instant before one of an earlier day.
    items: list[tuple[date, datetime, int, str, Session | Check | Event | Upgrade]] = [
        (s.day, s.started_at, 2, s.id, s) for s in book.sessions if s.area is area
    ]
    items += [(c.day, c.at, 1, c.id, c) for c in book.checks if c.area is area]
    rollover = book.settings.rollover
    items += [(day_of(u.at, rollover), instant(u.at), 1, u.id, u) for u in book.upgrades]
    for number, (place, event) in enumerate(placed(book)):
        if getattr(event, "area", area) is area:
            behind = 3 if getattr(event, "seen", ()) else 0
            items.append((*place, behind, f"{number:06}", event))
    items.sort(key=itemgetter(0, 1, 2, 3))
    return [(item[0], item[4]) for item in items]


def available(area: Area, ramp: Ramp, back: Ramp) -> bool:
    """Returns whether an area is open at all: by the settings, or by the back's towel 10."""
    if area is Area.BACK:
        return ramp.turned_on is not False
    if ramp.turned_on is not None:
        return ramp.turned_on
    return area not in OFF_UNTIL_TURNED_ON and back.reached_towel_10


def first_rung(area: Area, goal: Goal) -> Rung:
    """Returns the softest rung of an area, the preview before setup."""
    return ladder(area, goal)[0]
