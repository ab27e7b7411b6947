"""Broken skin: how long it keeps its area closed, and what tells that it has healed."""

from __future__ import annotations

from datetime import date, timedelta

from coach.domain.model import Session
from coach.domain.ramp.rules import soreness_grew, warns
from coach.domain.ramp.state import RampState


def shows_healing(session: Session) -> bool:
    """Returns whether a session may show that broken skin has healed: one that warns of something does not.

    What the skin check said of it afterwards is another answer, but where an import brought both as one.
    """
    if session.while_locked:
        return False
    told = session if session.skin_next_on is None else session._replace(skin_next=None)
    return not warns(told) and not soreness_grew(told)


class Healing:
    """The locks of an area after broken skin, and the standing that each of them closes."""

    def __init__(self, state: RampState) -> None:
        self.state = state
        self.locks: list[tuple[date, date | None]] = []
        """Their first and last days; no last day while one lasts."""
        self._unknowing: set[str] = set()
        """What was recorded before the skin was called broken and dated after: it tells of no healing."""

    def begin(self, day: date, seen: tuple[str, ...]) -> None:
        """Closes the area; the seven days run from the latest answer, and the lock from the earliest."""
        state = self.state
        if state.broken_on is None or state.healed:
            self.locks.append((day, None))
            self._unknowing.clear()
            state.hurt_again = False
        else:
            state.hurt_again |= day != state.broken_on
            # the answers about one session may name several days, in any order
            self.locks[-1] = min(day, self.locks[-1][0]), None
        self._unknowing.update(seen)
        state.broken_on = max(day, state.broken_on or day)
        state.healed = False

    def may_end(self, id_: str, day: date) -> bool:
        """Returns whether a session or a clear answer of a day tells that broken skin has healed."""
        heals_on = self.state.heals_on
        # a clock that ran ahead must not lift the lock on the day that it showed
        return heals_on is not None and day >= heals_on and id_ not in self._unknowing

    def end(self, day: date) -> None:
        """Notes on a day that the skin has healed."""
        if not self.state.healed:
            self.state.healed = True
            self.locks[-1] = (self.locks[-1][0], day - timedelta(days=1))
