"""The cue to ring between two looks at a running session, for whoever rings without a screen."""

from __future__ import annotations

from coach.domain.session.cues import Cue, CueCode, due
from coach.domain.session.timer import Phase, Timer, elapsed_s, phase

LATE_S = 60.0
"""Seconds after which a cue is not worth ringing any more: the machine may have slept meanwhile."""


def to_ring(
    session_cues: tuple[Cue, ...], timer: Timer, before_s: float, now: float, *, silence_s: float
) -> Cue | None:
    """Returns the cue that came due on the mat since `before_s`; the last of them only; None without any.

    `silence_s` is the time since the last look, in seconds. A cue that is a minute late is left out, and so
    is the end of a session that closed by itself meanwhile; any other end is worth ringing.
    """
    after_s = elapsed_s(timer, now)
    found = due(session_cues, before_s, after_s)
    if not found:
        return None
    last = found[-1]
    if last.code is CueCode.END:
        slept = silence_s > LATE_S and phase(timer, now) is Phase.DONE
        return None if slept else last
    # The time on the mat stands still where it has ended, so the silence tells how late it can be.
    late_s = after_s - last.at_s
    return None if late_s > LATE_S or phase(timer, now) is Phase.DONE else last
