"""The answers to the question to someone who stops because of what they feel."""

from __future__ import annotations

from coach.screens.dialogs.confirm import Answer


def reasons() -> tuple[Answer, ...]:
    """Returns the answers that stop the session, the one without a reason first."""
    return (
        Answer("stop", "x", "Stop now"),
        Answer("sharp", "s", "Stop: too sharp"),
        Answer("dizzy", "d", "Stop: dizzy or faint"),
        Answer("numb", "n", "Stop: numb"),
        Answer("other", "o", "Stop: something else"),
    )
