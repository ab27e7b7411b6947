"""The prescription of a day in an area: step, reason, limits, and what comes next."""

from __future__ import annotations

from datetime import date, datetime
from typing import NamedTuple

from coach.domain.model import Area, Cover, Rung
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.limits import (
    FREE_AT_FIRST,
    SHORTEST_MIN,
    Caps,
)
from coach.domain.ramp.reasons import Reason
from coach.domain.ramp.rules import Code, StepDecision
from coach.domain.safety.screening import OpenQuestions


class Next(NamedTuple):
    """The prescription that would follow after a clean session."""

    cover: Cover
    minutes: int
    text: str
    """The same as a sentence."""


class Prescription(NamedTuple):
    """The session that the coach asks for in an area on a day, or the reason why there is none."""

    area: Area
    day: date
    gate: Gate
    reason: Reason
    steps: int
    """The number of steps of the ladder."""
    step: int | None
    """From 1; None while locked or resting, like `rung` and `next`."""
    rung: Rung | None
    next: Next | None
    needs_check: bool
    """Whether the skin check is open. The step is then that of a clear answer, and cannot start before it."""
    caps: Caps
    done: bool
    """Whether the day's planned session took place; the step is the one that was asked for then."""
    blocked: str | None = None
    """The reason why no further session starts in the area today, as a sentence."""
    after_rest: Rung | None = None
    """On a rest day: the rung that a clear answer opens on the day after."""
    opens_at: datetime | None = None
    """When the planned session may start, in the user's zone; None if that is now."""
    left_first_step: bool = False
    """Whether the first step of the area was ever passed."""
    decision: StepDecision | None = None
    """The decision behind the reason; None while locked or resting."""
    open_questions: OpenQuestions | None = None
    """The safety questions that have to be answered before a session."""

    @property
    def is_over(self) -> bool:
        """Whether the day has too few minutes left for the planned session, or something closed it early."""
        return self.blocked is not None or (self.rung is not None and self.caps.now_min < self.rung.minutes)

    @property
    def waits_hours(self) -> bool:
        """Whether a session can start later today, after some hours."""
        return self.reason.code is Code.HOLD_HOURS

    @property
    def can_start(self) -> bool:
        """Whether the planned session may start now."""
        return (
            self.rung is not None
            and self.open_questions is None
            and not self.needs_check
            and not self.done
            and self.opens_at is None
            and not self.is_over
        )

    @property
    def can_start_free(self) -> bool:
        """Whether a free session may start now."""
        return (
            self.rung is not None
            and self.open_questions is None
            and not self.needs_check
            and self.blocked is None
            and self.free_min >= SHORTEST_MIN
        )

    @property
    def free_min(self) -> float:
        """The most minutes of a free session that starts now: at most ten until the first step was passed."""
        return self.caps.now_min if self.left_first_step else min(self.caps.now_min, FREE_AT_FIRST)
