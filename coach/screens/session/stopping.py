"""The question to someone who stops because of what they feel."""

from __future__ import annotations

from coach.domain.model import StopReason
from coach.screens.dialogs.confirm import Answer

TITLE = "Stop because of what you feel?"
REASONS: dict[str | None, StopReason | None] = {"stop": None, **{each.value: each for each in StopReason}}
"""The reason for a stop by the answer; None for a stop without one. Other answers do not stop."""


def reasons() -> tuple[Answer, ...]:
    """Returns the answers that stop the session, the one without a reason first."""
    return (
        Answer("stop", "x", "Stop now"),
        Answer("sharp", "s", "Stop: too sharp"),
        Answer("dizzy", "d", "Stop: dizzy or faint"),
        Answer("numb", "n", "Stop: numb"),
        Answer("other", "o", "Stop: something else"),
    )
