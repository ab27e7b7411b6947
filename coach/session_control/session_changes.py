"""The results of looking at a session: what its clock has brought, and what its record in the file says."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from coach.domain.session.cues import Cue
from coach.domain.session.timer import Phase


@dataclass(frozen=True, slots=True)
class ClockTick:
    """The result of a look at the clock."""

    phase: Phase
    cue: Cue | None = None
    """The cue to ring now; the latest only, where several came due."""
    reminder: bool = False
    """Whether the reminder of overtime is due now."""
    stalled: bool = False
    """Whether the session was over before anyone looked, after a long silence."""


class LiveChange(Enum):
    """The difference between the session in the file and at this terminal."""

    NONE = "none"
    CHANGED = "changed"
    """Paused, resumed or lengthened elsewhere, or another session took its place."""
    ENDED = "ended"
    LOCKED = "locked"
    """An answer locks the area; `SessionController.lock` says which."""
