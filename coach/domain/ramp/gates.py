"""The state of an area on a day: open for a session, resting or locked."""

from __future__ import annotations

from datetime import date
from enum import StrEnum
from typing import NamedTuple

from coach.domain.model import Screening, Skin
from coach.domain.ramp.decision import decide
from coach.domain.ramp.rules import REST, Code, StepDecision
from coach.domain.ramp.state import RampState
from coach.domain.safety.screening import locks


class Gate(StrEnum):
    """A state of an area as far as sessions go."""

    OPEN = "open"
    REST = "rest"
    LOCKED = "locked"


class AreaState(NamedTuple):
    """The state of an area on a day, as codes and numbers; `reasons` makes the sentences."""

    gate: Gate
    code: Code
    """The reason for the gate; while it is open, that of the decision."""
    decision: StepDecision
    """The step of the day, as if the gate were open."""
    needs_check: bool = False
    """Whether the skin check has to be answered before a session."""


def area_state(
    state: RampState, screening: Screening | None, day: date, *, day_cap: int | None, assume_clear: bool
) -> AreaState:
    """Returns the state of an area on a day.

    `day_cap` is the limit for all minutes of the day; None leaves it out. With `assume_clear` an open skin
    check counts as `clear`. The safety answers come before the skin, and both before a rest day.
    """
    answered_on, answer = state.skin_answer or (None, None)
    clear = assume_clear and answer is not Skin.CLEAR
    decision = decide(state, day, assume_clear=clear, day_cap=day_cap)
    if screening is not None and locks(screening, state.area):
        return AreaState(Gate.LOCKED, Code.LOCKED_SCREENING, decision)
    heals_on = state.heals_on
    if heals_on is not None and not state.healed:
        return AreaState(Gate.LOCKED, Code.LOCKED_SKIN, decision, needs_check=day >= heals_on)
    if answer in REST:
        if day == answered_on:
            return AreaState(Gate.REST, Code.REST_SKIN, decision)
        return AreaState(Gate.OPEN, decision.code, decision, needs_check=True)
    unanswered = answer is None and state.last_day is not None and day > state.last_day
    return AreaState(Gate.OPEN, decision.code, decision, needs_check=unanswered)
