"""The session's timer as a value: each step makes a new one from the event and the time.

No ticks are counted: the times of the presses and the clock tell the rest, so a late tick or a second
terminal changes nothing.
"""

from __future__ import annotations

from enum import Enum, StrEnum
from math import floor, isfinite
from typing import NamedTuple

from coach.domain.model import Area, Cover, Ended, Span
from coach.domain.ramp.limits import OVERTIME, SESSION, SHORTEST_MIN
from coach.domain.ramp.rules import completed

MAX_READY_S = 300.0
"""The longest time to settle down, in seconds."""
ASKED_S = 120.0
"""How long the question after a press to end stays open, in seconds; then the press counts as the end."""


class Phase(StrEnum):
    """The phase of a session, once the skin check is answered."""

    READY = "ready"
    """Settling down; the clock does not run yet."""
    RUNNING = "running"
    PAUSED = "paused"
    OVERTIME = "overtime"
    """The minutes are over; it counts up until it closes by itself."""
    ASKED = "asked"
    """The user asked to end it; the clock stands until they confirm that or take it back."""
    DONE = "done"


class TimerEvent(Enum):
    """Something that can happen to a timer."""

    START = "start"
    """The user has settled down: the clock runs now."""
    PAUSE = "pause"
    RESUME = "resume"
    FINISH = "finish"
    """The user is off the mat, early or in overtime."""
    STOP = "stop"
    """The user is off the mat because of the sensation."""
    ASK_FINISH = "ask-finish"
    """The press that leads to FINISH once its question is answered."""
    ASK_STOP = "ask-stop"
    """The press that leads to STOP once its question is answered."""
    KEEP_GOING = "keep-going"
    """The press to end was a slip."""
    ADD_MINUTE = "add-minute"
    TICK = "tick"


_ON_THE_MAT = (Phase.RUNNING, Phase.PAUSED, Phase.OVERTIME)


class Timer(NamedTuple):
    """A session as it runs. Times ending in `_s` are seconds; `began_s` and `last_s` on the elapsed clock."""

    area: Area
    cover: Cover
    planned_s: float
    cap_s: float
    began_s: float
    """When the time on the mat begins to count; still ahead while settling down."""
    last_s: float
    """The latest reading of the clock; an earlier time given after it is taken for this one."""
    extra_s: float = 0.0
    """Time that the user added; it earns no progress."""
    pauses: tuple[Span, ...] = ()
    """The pauses, in seconds after `began_s`, as in the file."""
    asked_s: float | None = None
    """When the user asked for an end that is not confirmed yet, in seconds after `began_s`."""
    asked_stop: bool = False
    """Whether that was because of the sensation."""
    done_s: float | None = None
    """The time on the mat, once it is over."""
    outcome: Ended | None = None

    @property
    def target_s(self) -> float:
        """The time on the mat at which overtime begins."""
        return min(self.planned_s + self.extra_s, self.cap_s)

    @property
    def close_s(self) -> float:
        """The time on the mat at which it closes by itself."""
        return min(self.target_s + OVERTIME * 60, self.cap_s)


def begin(
    area: Area, cover: Cover, *, planned_min: float, cap_min: float, ready_s: float, now: float
) -> Timer:
    """Returns a timer that settles down for `ready_s` (0 to 300) at `now` and then runs by itself.

    `cap_min` is what the caps leave for this session, at most 30. Raises ValueError outside these ranges.
    """
    planned_s, cap_s = planned_min * 60, cap_min * 60
    if not (isfinite(planned_s) and planned_s > 0):
        raise ValueError(f"planned_min must be above 0, not {planned_min}")
    if not 0 < cap_s <= SESSION * 60:
        raise ValueError(f"cap_min must be above 0 and at most 30, not {cap_min}")
    if not 0 <= ready_s <= MAX_READY_S:
        raise ValueError(f"ready_s must be from 0 to 300, not {ready_s}")
    return Timer(area=area, cover=cover, planned_s=planned_s, cap_s=cap_s, began_s=now + ready_s, last_s=now)


def step(timer: Timer, event: TimerEvent, now: float) -> Timer:
    """Returns the timer after `event` at `now`, or the same value if the event does not fit the phase.

    What was due before `now`, such as closing by itself, happened at its own time, however late the event is.
    """
    # A reading earlier than the last one takes back no time that was counted already.
    at = max(now, timer.last_s)
    before = phase(timer, at)
    match event:
        case TimerEvent.TICK:
            return _ticked(timer, at)
        case TimerEvent.START if before is Phase.READY:
            return timer._replace(began_s=at, last_s=at)
        case TimerEvent.PAUSE if before is Phase.RUNNING:
            return timer._replace(pauses=(*timer.pauses, Span(start=at - timer.began_s)), last_s=at)
        case TimerEvent.RESUME if before is Phase.PAUSED:
            resumed = timer.pauses[-1]._replace(end=at - timer.began_s)
            return timer._replace(pauses=(*timer.pauses[:-1], resumed), last_s=at)
        case TimerEvent.ADD_MINUTE if before is Phase.RUNNING and timer.target_s < timer.cap_s:
            return timer._replace(extra_s=min(timer.extra_s + 60, timer.cap_s - timer.planned_s), last_s=at)
        case TimerEvent.ASK_FINISH | TimerEvent.ASK_STOP if before in _ON_THE_MAT:
            stop = event is TimerEvent.ASK_STOP
            return timer._replace(asked_s=at - timer.began_s, asked_stop=stop, last_s=at)
        case TimerEvent.KEEP_GOING if before is Phase.ASKED:
            # They were on the mat all along: the time since the question counts again.
            return timer._replace(asked_s=None, asked_stop=False, last_s=at)
        case TimerEvent.FINISH if before is not Phase.DONE:
            return _ended_at(timer, at, stop=False)
        case TimerEvent.STOP if before is not Phase.DONE:
            return _ended_at(timer, at, stop=True)
        case _:
            return timer


def phase(timer: Timer, now: float) -> Phase:
    """Returns the phase of the timer at `now`."""
    if timer.done_s is not None:
        return Phase.DONE
    if max(now, timer.last_s) < timer.began_s:
        return Phase.READY
    if timer.asked_s is not None:
        since = max(now, timer.last_s) - timer.began_s - timer.asked_s
        return Phase.DONE if since >= ASKED_S else Phase.ASKED
    elapsed = elapsed_s(timer, now)
    if elapsed >= timer.close_s:
        return Phase.DONE
    if timer.pauses and timer.pauses[-1].end is None:
        return Phase.PAUSED
    return Phase.OVERTIME if elapsed >= timer.target_s else Phase.RUNNING


def elapsed_s(timer: Timer, now: float) -> float:
    """Returns the seconds on the mat at `now` without pauses, never more than `close_s`.

    Time stops counting when the user asks for an end.
    """
    if timer.done_s is not None:
        return timer.done_s
    since_start = max(now, timer.last_s) - timer.began_s
    if timer.asked_s is not None:
        since_start = min(since_start, timer.asked_s)
    # The elapsed clock counts from the boot of the machine, so these are small differences of large floats:
    # only the microseconds of such a difference can be relied on.
    return min(max(0.0, round(since_start - total_pause_s(timer.pauses, since_start), 6)), timer.close_s)


def left_s(timer: Timer, now: float) -> float:
    """Returns the seconds until overtime; 0 in it."""
    return max(0.0, timer.target_s - elapsed_s(timer, now))


def overtime_s(timer: Timer, now: float) -> float:
    """Returns the seconds in overtime; 0 before it."""
    return max(0.0, elapsed_s(timer, now) - timer.target_s)


def ready_left_s(timer: Timer, now: float) -> float:
    """Returns the seconds left to settle down; 0 once the clock runs."""
    return max(0.0, timer.began_s - max(now, timer.last_s)) if timer.done_s is None else 0.0


def ended(timer: Timer, now: float) -> Ended | None:
    """Returns how the session ended; None while it has not."""
    if phase(timer, now) is not Phase.DONE:
        return None
    if timer.outcome is None and timer.asked_stop:
        return Ended.SENSATION
    return timer.outcome or _outcome(timer, elapsed_s(timer, now))


def done_min(timer: Timer, now: float) -> float:
    """Returns the minutes to record, in hundredths, rounded down so that it is never more than there was."""
    return recorded_minutes(elapsed_s(timer, now))


def worth_recording(timer: Timer, now: float) -> bool:
    """Returns whether there is enough to record: a minute, or any time at all stopped for the sensation."""
    stopped = ended(timer, now) is Ended.SENSATION and elapsed_s(timer, now) > 0
    return stopped or done_min(timer, now) >= SHORTEST_MIN


def total_pause_s(pauses: tuple[Span, ...], until_s: float) -> float:
    """Returns the seconds of all pauses; one that still lasts is counted up to `until_s`."""
    return sum((until_s if span.end is None else span.end) - span.start for span in pauses)


def recorded_minutes(seconds: float) -> float:
    """Returns seconds as minutes in hundredths, rounded down so that no more is recorded than there was."""
    # 0.57 minutes are 34.199999999999996 s: without the millionth they would be recorded as 0.56.
    return floor(seconds / 0.6 + 1e-6) / 100


def _ticked(timer: Timer, at: float) -> Timer:
    """Returns the timer with the time taken in, ended if its close is past."""
    if timer.done_s is not None:
        return timer
    if phase(timer, at) is Phase.DONE:
        if timer.asked_s is not None:
            return _ended_at(timer, at, stop=timer.asked_stop)
        # However late this tick is, the session closed at its own second.
        closed = timer.began_s + timer.close_s + total_pause_s(timer.pauses, at - timer.began_s)
        return _done_at(timer, closed, timer.close_s)
    return timer._replace(last_s=at)


def _ended_at(timer: Timer, at: float, *, stop: bool) -> Timer:
    """Returns the timer as the user ended it: when they asked for the end, else at `at`.

    `stop` says that it was because of the sensation.
    """
    # They came off the mat when they pressed, however long it took them to confirm it.
    asked = at if timer.asked_s is None else timer.began_s + timer.asked_s
    over = _done_at(timer, asked, elapsed_s(timer, asked))
    return over._replace(outcome=Ended.SENSATION) if stop else over


def _done_at(timer: Timer, at: float, done_s: float) -> Timer:
    return timer._replace(done_s=done_s, outcome=_outcome(timer, done_s), last_s=at)


def _outcome(timer: Timer, done_s: float) -> Ended:
    return Ended.COMPLETED if completed(recorded_minutes(done_s), timer.planned_s / 60) else Ended.STOPPED
