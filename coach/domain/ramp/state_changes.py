"""The changes of a ramp's state: a step taken, a step lowered, another ladder, and credits."""

from __future__ import annotations

from copy import copy

from coach.domain.model import Cover, Goal, Rung
from coach.domain.ramp.ladder import nearest, within_minutes
from coach.domain.ramp.rules import Code, LadderChange, StepDecision
from coach.domain.ramp.state import RampState

TOWEL_10 = Rung(Cover.TOWEL, 10, 1)
"""The step of the back that has to be clean, or passed, before the other areas open."""


def take_step(state: RampState, decision: StepDecision) -> None:
    """Takes the step of a day before its session, which settles the session before it."""
    state.step, state.clean_so_far, state.best_step = decision.step, decision.clean_so_far, decision.best_step
    if decision.first_again:
        state.clean_bare_min, state.left_first_step = 0, False
    state.left_first_step = state.left_first_step or state.step > 1
    if state.unsettled:
        state.previous = state.unsettled[-1]
    state.unsettled, state.skin_warnings, state.reported_numb = [], set(), False
    state.discounted = state.lowered_to = state.ladder_change = None
    if state.healed:
        state.broken_on, state.healed = None, False


def credit(state: RampState) -> None:
    """Notes what a clean session earned that no later reduction takes away."""
    state.best_step = max(state.best_step, state.step)
    rung = state.rung
    # skin that broke afterwards was not up to it, however the session went: the trial begins again
    if rung.cover is Cover.BARE and state.broken_on is None:
        state.clean_bare_min = max(state.clean_bare_min, rung.minutes)


def change_ladder(state: RampState, goal: Goal, *, stands: bool, why: LadderChange) -> None:
    """Takes another ladder, and moves to the nearest step on it that asks for no more than the old one."""
    rung = state.rung
    best = state.rungs[state.best_step - 1] if state.best_step else None
    lowered = state.rungs[state.lowered_to - 1] if state.lowered_to else None
    state.aim(goal, standing=stands)
    rungs = state.rungs
    state.step = nearest(rungs, rung)
    state.best_step = nearest(rungs, best) if best else 0
    state.lowered_to = nearest(rungs, lowered) if lowered else None
    if state.rung.level != rung.level or state.rung.minutes != rung.minutes:
        state.clean_so_far, state.discounted, state.ladder_change = 0, Code.NEW_GOAL, why


def lower(state: RampState, target: int, now: StepDecision, why: LadderChange | None) -> None:
    """Lowers the step for good, to no more minutes; the steps above have to be earned in full again.

    `now` is the decision of the day, whose step may be lower already by the rules.
    """
    origin = min(now.step, state.step) if target < now.step else state.step
    target = within_minutes(state.rungs, target, origin)
    state.clean_so_far, state.best_step = 0, min(state.best_step, target)
    state.discounted, state.lowered_to, state.ladder_change = Code.LOWERED, target, why


class Credits:
    """The credits that clean sessions of an area have earned for good."""

    def __init__(self, state: RampState) -> None:
        self.state = state
        self.reached_towel_10 = False
        """Whether the ramp has come far enough to open the other areas; this is never taken back."""
        self.note_reach()

    def branch(self, state: RampState) -> Credits:
        """Returns the same credits, for the same state on its own."""
        twin = copy(self)
        twin.state = state
        return twin

    def settle(self, decision: StepDecision) -> None:
        """Takes the step of a day, after crediting the last session."""
        if decision.earned:
            self.add()
        take_step(self.state, decision)
        self.note_reach()

    def add(self) -> None:
        """Notes what the last session earned that no later reduction takes away."""
        credit(self.state)
        self.note_reach()

    def note_reach(self, clean_step: int = 0) -> None:
        """Notes whether the ramp has come far enough to open the other areas.

        `clean_step` is a step that counts as clean but is not credited to the state.
        """
        if not self.reached_towel_10:
            state = self.state
            towel_10 = nearest(state.rungs, TOWEL_10)
            self.reached_towel_10 = max(clean_step, state.best_step) >= towel_10 or state.step > towel_10
