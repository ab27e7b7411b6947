"""What moves where someone stands on a ladder between two sessions."""

from __future__ import annotations

from coach.domain.model import Cover, Goal
from coach.domain.ramp.ladder import nearest, no_longer
from coach.domain.ramp.rules import Code, LadderChange, StepDecision
from coach.domain.ramp.state import RampState


def settled(standing: RampState, decision: StepDecision) -> None:
    """Takes the step of a day, before its session: what the last one came to is settled with it."""
    standing.step, standing.clean, standing.best = decision.step, decision.clean, decision.best
    if decision.first_again:
        standing.bare_min, standing.left_first = 0, False
    standing.left_first = standing.left_first or standing.step > 1
    if standing.group:
        standing.before = standing.group[-1]
    standing.group, standing.marks, standing.numb = [], set(), False
    standing.spent = standing.lowered_to = standing.changed = None
    if standing.healed:
        standing.broken_on, standing.healed = None, False


def credit(standing: RampState) -> None:
    """Notes what a clean session earned that no later reduction takes away."""
    standing.best = max(standing.best, standing.step)
    rung = standing.rung
    if rung.cover is Cover.BARE and standing.broken_on is None:
        standing.bare_min = max(standing.bare_min, rung.minutes)


def re_aim(standing: RampState, goal: Goal, *, stands: bool, why: LadderChange) -> None:
    """Takes another ladder: one then stands on the nearest step of it, which asks for no more."""
    rung = standing.rung
    best = standing.rungs[standing.best - 1] if standing.best else None
    lowered = standing.rungs[standing.lowered_to - 1] if standing.lowered_to else None
    standing.aim(goal, standing=stands)
    rungs = standing.rungs
    standing.step = nearest(rungs, rung)
    standing.best = nearest(rungs, best) if best else 0
    standing.lowered_to = nearest(rungs, lowered) if lowered else None
    if standing.rung.level != rung.level or standing.rung.minutes != rung.minutes:
        standing.clean, standing.spent, standing.changed = 0, Code.NEW_GOAL, why


def lower(standing: RampState, target: int, now: StepDecision, why: LadderChange | None) -> None:
    """Lowers the step for good, to no more minutes: what lies above is earned again, in full."""
    origin = min(now.step, standing.step) if target < now.step else standing.step
    target = no_longer(standing.rungs, target, origin)
    standing.clean, standing.best = 0, min(standing.best, target)
    standing.spent, standing.lowered_to, standing.changed = Code.LOWERED, target, why
