"""The one thing to do on a day, and the words on its button."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from coach.domain.ramp.rules import Code
from coach.domain.today import Today, TodayState


class PrimaryAction(Enum):
    """Everything that the button of Today can stand for."""

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


class ActionWords(NamedTuple):
    """The words for the one thing to do."""

    button: str
    bar: str
    """The same in the bar of keys, in two or three words at most."""


BAR_WORDS = 12
"""The most cells that the words of an action take in the bar of keys."""

_WORDS = {
    PrimaryAction.SET_UP: ActionWords("Set up", "Set up"),
    PrimaryAction.RETURN_TO_SESSION: ActionWords("Back to the session", "Session"),
    PrimaryAction.CONFIRM_SAFETY: ActionWords("Answer the safety questions", "Questions"),
    PrimaryAction.CHECK_SKIN: ActionWords("Answer the skin check", "Skin check"),
    PrimaryAction.REVIEW_SAFETY: ActionWords("Change safety answers", "Questions"),
    PrimaryAction.CHOOSE_AREA: ActionWords("Choose an area", "Choose area"),
    PrimaryAction.END_REST_DAY: ActionWords("End the rest day", "End rest day"),
    PrimaryAction.END_PAUSE: ActionWords("End the pause", "End pause"),
    PrimaryAction.START: ActionWords("Start", "Start"),
    PrimaryAction.READ_TIP: ActionWords("Read a tip", "Read a tip"),
}


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


def words_of(action: PrimaryAction) -> ActionWords:
    """Returns the words on the button, and those in the bar of keys."""
    return _WORDS[action]


def key_words(id: str, day: Today, *, asks: bool, on_button: bool) -> str:
    """Returns what a key of Today does in the state of the day; empty where its own label is true.

    `asks` is whether there is a question about a missed day. With the focus on the button, Enter stands in
    the bar with the words of the button, and a key that does the same has the same words.
    """
    words = words_of(primary_action(day))
    does = words.button if on_button else words.bar
    match id:
        case "start":
            return does
        case "rest" if day.pause is not None:
            ends = primary_action(day) in (PrimaryAction.END_PAUSE, PrimaryAction.END_REST_DAY)
            return does if ends else "End rest day" if day.pause.is_rest_day else "End pause"
        case "backfill" if asks:
            # Beside long words on Enter the bar would have no room for both, and drop this one.
            return "Add yesterday" if len(does) <= BAR_WORDS else "Yesterday"
    return ""
