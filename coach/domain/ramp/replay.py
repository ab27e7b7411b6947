"""The ramp of an area, folded from what was recorded, up to now or up to a day."""

from __future__ import annotations

from datetime import date, timedelta

from coach.domain.model import Area, Book, Goal, Opening, Rung, Skin
from coach.domain.ramp.gates import AreaState, area_state
from coach.domain.ramp.history import RampHistory
from coach.domain.ramp.ladder import ladder
from coach.domain.ramp.shared_folds import SharedFolds
from coach.domain.ramp.state import Ramp

_FOLDS = SharedFolds()


def fold(
    book: Book,
    area: Area,
    until: date | None = None,
    *,
    former: int | None = None,
    folds: SharedFolds = _FOLDS,
) -> Ramp:
    """Returns the ramp of an area; with `until`, as it was on that day before its first session.

    The first goal and the first start hold from the beginning. Later ones, and all safety answers, hold from
    their own place, so that they never change how an earlier session is read. With `former`, the schema of an
    older file, it follows the rules that held then. `folds` makes it quicker, never different.
    """
    return folds.history(book, area, until, former=former).result(until or date.max)


def ramp_history(book: Book, area: Area) -> RampHistory:
    """Returns the same fold while it is still open, so that it can go on with days ahead."""
    return _FOLDS.history(book, area, None, former=None)


def area_state_on(ramp: Ramp, day: date, *, assume_clear: bool = True) -> AreaState:
    """Returns the state of an area on a day after the last one of its ramp.

    With `assume_clear` an open skin check counts as `clear`, else as unanswered, as in the fold itself.
    """
    cap = None if ramp.state.former_rules else ramp.first_sessions.cap(day)
    return area_state(ramp.state, ramp.screening, day, day_cap=cap, assume_clear=assume_clear)


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

    With `former`, the schema of an older file, they follow the rules that held then.
    """

    def __init__(self, book: Book, *, former: int | None = None) -> None:
        self.book = book
        self._folded: dict[tuple[Area, date | None], Ramp] = {}
        self._if_clear: dict[tuple[Area, date], Ramps] = {}
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

    def if_clear(self, area: Area, today: date) -> Ramps:
        """Returns the ramps of the same book with the open skin check of an area answered `clear`."""
        key = area, today
        if key not in self._if_clear:
            self._if_clear[key] = Ramps(_answered(self.book, area, today))
        return self._if_clear[key]


def _answered(book: Book, area: Area, today: date) -> Book:
    # one from another tracker has no skin check, and with an answer it would be in the ramp
    last = max((s.day for s in book.sessions if s.area is area and not s.only_minutes), default=None)
    if last is None:
        return book
    on = max(today, last + timedelta(days=1))
    sessions = (
        s._replace(skin_next=Skin.CLEAR, skin_next_on=on)
        if s.day == last and s.area is area and s.skin_next is None and not s.only_minutes
        else s
        for s in book.sessions
    )
    return book._replace(sessions=tuple(sessions))
