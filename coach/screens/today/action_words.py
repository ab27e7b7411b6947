"""The words for the one thing to do, on its button and in the bar of keys."""

from __future__ import annotations

from typing import NamedTuple

from coach.domain.primary_action import PrimaryAction, primary_action
from coach.domain.today import Today


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
