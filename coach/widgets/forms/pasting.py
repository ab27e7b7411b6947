"""Cuts a pasted text so that it fits into a field, and says what was changed."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from textual.events import Paste
from textual.widget import Widget
from textual.widgets import Input

from coach.text.clean import clean_lines, controls_in

LONGEST_SEARCH: Final = 200
"""The most letters of a paste into a line without a limit of its own, which is that of the palette."""

_LINE_ENDS: Final = re.compile("\r\n|[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


class Fitted(NamedTuple):
    """A pasted text as it fits into a field."""

    text: str
    notice: str
    """A sentence about the change; empty if nothing but line ends was changed."""


def fitted_paste(focused: Widget | None, event: Paste) -> tuple[Paste, str]:
    """Returns the part of a paste that fits the focused field, and a sentence about the change, if any."""
    if not isinstance(focused, Input):
        return event, ""
    longest = focused.max_length or LONGEST_SEARCH
    room = longest - len(focused.value) + len(focused.selected_text)
    text, notice = fitted(event.text, room, longest)
    return Paste(text), notice


def fitted(text: str, room: int, longest: int) -> Fitted:
    """Returns a pasted text as a field takes it: in one line, without control characters, and cut to fit.

    Args:
        text: what was pasted.
        room: how many letters the field still takes.
        longest: how many letters it takes in all, for the sentence that says so.
    """
    line = _LINE_ENDS.sub(" ", text.strip("\r\n")).replace("\t", " ")
    kept = clean_lines(line)[: max(0, room)]
    notices = []
    if len(kept) < len(clean_lines(line)):
        notices.append(f"Cut to {longest} letters.")
    if controls_in(line[: max(0, room)]):
        notices.append("Control codes replaced.")
    return Fitted(kept, " ".join(notices))
