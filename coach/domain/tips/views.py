"""The views of the tips, and what the user made of a tip in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from difflib import get_close_matches
from enum import StrEnum

from coach.domain.model import Refused, TipState
from coach.domain.tips.tip import Tip
from coach.text.format import day_name, sentence


class TipsView(StrEnum):
    """A choice of tips to list."""

    ALL = "all"
    NEW = "new"
    FAVOURITES = "favourites"


NOUNS = {TipsView.ALL: "tip", TipsView.NEW: "new tip", TipsView.FAVOURITES: "favourite"}
"""A name for one tip of each view."""


def is_in_view(state: TipState, view: TipsView) -> bool:
    """Returns whether a tip in this state belongs to a view."""
    return {TipsView.ALL: True, TipsView.NEW: not state.read, TipsView.FAVOURITES: state.favourite}[view]


def say_history(state: TipState, day: date) -> str:
    """Returns what the user did with a tip, in a sentence; empty for nothing."""
    parts = [
        f"opened {day_name(state.seen, day)}" if state.seen is not None else "",
        "a favourite" if state.favourite else "",
        "got it" if state.got_it else "",
        "to be shown again" if state.again else "",
    ]
    text = ", ".join(filter(None, parts))
    return sentence(text) if text else ""


def named_tip(tips: Sequence[Tip], text: str) -> Tip:
    """Returns the tip of an id or a title; raises Refused, with one that is near, if there is none."""
    typed = " ".join(text.casefold().split())
    names = {name.casefold(): tip for tip in tips for name in (tip.id, tip.title)}
    if typed in names:
        return names[typed]
    near = get_close_matches(typed, list(names), n=1, cutoff=0.6)
    hint = f'did you mean "{names[near[0]].title}"?' if near else "coach tips lists them by their titles."
    raise Refused(f'there is no tip "{text.strip()}"; {hint}')
