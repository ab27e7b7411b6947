"""Sessions that were longer than any one should be: one caution for all that came in together."""

from __future__ import annotations

from collections.abc import Iterable

from coach.domain.model import Session
from coach.domain.ramp import limits


def long_sessions(sessions: Iterable[Session]) -> str:
    """Returns the caution about those of the sessions that are over 30 minutes; empty for none (A12)."""
    count = sum(each.done_min > limits.SESSION for each in sessions)
    if not count:
        return ""
    which = "1 session is" if count == 1 else f"{count:,} sessions are"
    return (
        f"{which} over {limits.SESSION} minutes, the most at a time in RunnerClick's guide (How to use):"
        " longer may inflame or bruise the skin."
    )
