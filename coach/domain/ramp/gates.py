"""Whether a session can be asked for in an area on a day, and what the day says."""

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
    """Whether a session can be asked for at all."""

    OPEN = "open"
    REST = "rest"
    LOCKED = "locked"


class AreaState(NamedTuple):
    """The state of an area on a day, before words are put to it."""

    gate: Gate
    code: Code
    decision: StepDecision
    needs_check: bool = False


def area_state(
    state: RampState, screening: Screening | None, day: date, *, day_cap: int | None, assume_clear: bool
) -> AreaState:
    """Returns the state of an area on a day that may hold so many minutes in all.

    With `assume_clear` an open skin check is read as `clear`.
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
