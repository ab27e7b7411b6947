"""What the fold of an area comes to."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coach.domain.model import Rung, Screening, Session
from coach.domain.ramp.limits import FirstSessions
from coach.domain.ramp.rules import RampState


class SessionOutcome(NamedTuple):
    """What the fold made of one session."""

    session: Session
    rung: Rung | None
    """The prescription of that day; None on a rest day and while locked."""
    step: int | None
    guided: bool
    met: bool
    """Whether the day's prescription was met by it."""
    soon: bool = False
    """Whether it would have been guided, had six hours passed since the last one."""
    warned: bool = False
    """Whether one of rules 2 to 7 fits it, by what was answered until the next session."""
    at_last: bool = False
    """Whether it was asked for on the last step of the ladder."""


class Ramp(NamedTuple):
    """An area's history folded up."""

    standing: RampState
    taken: tuple[SessionOutcome, ...]
    screening: Screening | None
    turned: bool | None
    """What the user said of the area in the settings; None for nothing."""
    reached_towel_10: bool
    """Whether towel 10 was clean or lies below: what opens the other areas."""
    firsts: FirstSessions
    """How many of the first sessions lie behind a day."""
    rests: frozenset[date] = frozenset()
    """The days on which a skin check ordered rest."""
    locks: tuple[tuple[date, date | None], ...] = ()
    """First and last days of the locks after broken skin; no last day while one lasts."""
    last_end: datetime | None = None
    """When the last session in the area ended, in UTC."""
