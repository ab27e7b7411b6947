"""The one thing to do on a day: what the button of Today and the last line of a command stand for."""

from __future__ import annotations

from enum import Enum, auto

from coach.domain.ramp.rules import Code
from coach.domain.today import Today, TodayState


class PrimaryAction(Enum):
    """Everything that there can be to do."""

    SET_UP = auto()
    RETURN_TO_SESSION = auto()
    CONFIRM_SAFETY = auto()
    """The safety questions are open: some were never answered, or they are due again."""
    CHECK_SKIN = auto()
    REVIEW_SAFETY = auto()
    """The answers to the safety questions lock the mat."""
    CHOOSE_AREA = auto()
    END_REST_DAY = auto()
    END_PAUSE = auto()
    START = auto()
    READ_TIP = auto()


def primary_action(day: Today) -> PrimaryAction:
    """Returns the one thing to do: the first that fits."""
    asked = day.prescription
    # What keeps the mat safe comes before a pause and before the session: nothing else may start first.
    if day.state is TodayState.SETUP:
        return PrimaryAction.SET_UP
    if day.state is TodayState.RUNNING:
        return PrimaryAction.RETURN_TO_SESSION
    if day.state is TodayState.ASK:
        return PrimaryAction.CONFIRM_SAFETY
    if asked.needs_check:
        return PrimaryAction.CHECK_SKIN
    if asked.reason.code is Code.LOCKED_SCREENING:
        return PrimaryAction.REVIEW_SAFETY
    if asked.reason.code is Code.CLOSED_AREA:
        return PrimaryAction.CHOOSE_AREA
    if day.state is TodayState.PAUSED:
        is_rest_day = day.pause is not None and day.pause.is_rest_day
        return PrimaryAction.END_REST_DAY if is_rest_day else PrimaryAction.END_PAUSE
    return PrimaryAction.START if asked.can_start else PrimaryAction.READ_TIP
