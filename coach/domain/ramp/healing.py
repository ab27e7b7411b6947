"""Broken skin: how long it keeps its area closed, and what shows that it has healed."""

from __future__ import annotations

from copy import copy
from datetime import date, timedelta

from coach.domain.model import Session
from coach.domain.ramp.rules import soreness_grew, warns
from coach.domain.ramp.state import RampState


def shows_healing(session: Session) -> bool:
    """Returns whether a session may show that broken skin has healed; one with a warning does not.

    The skin check after it is a separate answer and does not count here, unless an import has no date for it.
    """
    if session.while_locked:
        return False
    alone = session if session.skin_next_on is None else session._replace(skin_next=None)
    return not warns(alone) and not soreness_grew(alone)


class Healing:
    """The locks of an area after broken skin, kept in step with its state."""

    def __init__(self, state: RampState) -> None:
        self.state = state
        self.locks: list[tuple[date, date | None]] = []
        """Their first and last days; no last day while one lasts."""
        self._unknowing: set[str] = set()
        """The ids of records that are dated later than the answer `broken`, but were made before it."""

    def branch(self, state: RampState) -> Healing:
        """Returns the same locks, for the same state on its own."""
        twin = copy(self)
        twin.state = state
        twin.locks, twin._unknowing = self.locks.copy(), self._unknowing.copy()
        return twin

    def begin(self, day: date, seen: tuple[str, ...]) -> None:
        """Closes the area: the seven days run from the latest answer, and the lock begins on the earliest.

        `seen` are the ids of records dated ahead; made before the answer, they are no sign of healing.
        """
        state = self.state
        if state.broken_on is None or state.healed:
            self.locks.append((day, None))
            self._unknowing.clear()
            state.hurt_again = False
        else:
            state.hurt_again |= day != state.broken_on
            # answers about one session may carry several days, and come in any order
            self.locks[-1] = min(day, self.locks[-1][0]), None
        self._unknowing.update(seen)
        state.broken_on = max(day, state.broken_on or day)
        state.healed = False

    def may_end(self, id_: str, day: date) -> bool:
        """Returns whether a session or a clear answer of a day may end the lock; `id_` is its id."""
        heals_on = self.state.heals_on
        # a record by a clock that ran ahead must not lift the lock once its day has come
        return heals_on is not None and day >= heals_on and id_ not in self._unknowing

    def end(self, day: date) -> None:
        """Ends the lock on a day; the day before it is the last one that was closed."""
        if not self.state.healed:
            self.state.healed = True
            self.locks[-1] = (self.locks[-1][0], day - timedelta(days=1))
