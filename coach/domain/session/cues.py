"""What is said in the course of a session, and when."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from coach.domain.model import Area
from coach.domain.ramp.fact_ids import Notice

SETTLE_S = 30.0
"""When the first sharpness is expected to fade (research/timer.md §5b, Olsson and von Scheele)."""
LAST_S = 60.0
"""How long before the end the last minute is announced; sharpness is asked for it afterwards."""
APART_S = 20.0
"""The least time between two cues, and from the start to the first."""
NAG_S = 10.0
"""How often overtime reminds at first."""
NAG_UNTIL_S = 120.0
"""Until when it does so often, in seconds of overtime; from then on each minute (research/timer.md §6f)."""
NAG_LATER_S = 60.0
ALARM_S = 30.0
"""How often it rings once a session has closed with nobody at a key (C10), in the first ten minutes."""
ALARM_UNTIL_S = 600.0
ALARM_LATER_S = 120.0
"""How often from then on, until someone answers."""


class CueCode(StrEnum):
    """The moments that have a cue."""

    SETTLE = "settle"
    HALF = "half"
    CHANGE = "change"
    """Halfway, where the other side's turn comes."""
    LAST = "last"
    END = "end"


class Cue(NamedTuple):
    """One thing to say at one time on the mat."""

    at_s: float
    code: CueCode
    text: str
    facts: tuple[str, ...]


STOP = Notice(
    "Stop if it turns to pain, if discomfort grows or stays, or if you feel dizzy, faint or numb.",
    ("B16", "B20", "B33", "C08"),
)
"""When to stop, for every session screen."""
STOP_SHORT = Notice(
    "Stop at pain or growing discomfort, or if you feel dizzy, faint or numb.", ("B16", "B20", "B33", "C08")
)
"""The same where there is little room."""
STOP_SKIN = Notice(
    "Come off at once for broken skin, a blister, a bruise, a rash or numbness.",
    ("A12", "A21", "B17"),
)
"""What ends a session whatever the clock says; the words of the skin check."""
OVERTIME = Notice("Your minutes are over. Sit up slowly when you are ready.", ("A12", "B20", "C08"))
"""What overtime reminds of."""
SIT_UP = Notice("Sit up first, and get up slowly.", ("B20", "C08"))
"""The same where there is little room."""
CLOSED = Notice("The session has closed by itself. Get up slowly.", ("A12", "C08", "C10"))
"""What is said where it closed with nobody at a key: people fall asleep on the mat."""
GET_UP = Notice("It has ended as you asked. Get up slowly.", ("A12", "C08", "C10"))
"""The same where someone had asked for an end, and did not answer any more."""
DIZZY = Notice(
    "Roll off the mat, stay down until it passes, then get up slowly. See a doctor if it comes back.",
    ("C08",),
)
"""What is said at once to someone who stopped because of dizziness."""
DIZZY_AGAIN = Notice(
    "Roll off the mat, stay down until it passes, then get up slowly. It has come back, so see a doctor.",
    ("C08",),
)
"""The same where it has come back."""
NUMB = Notice(
    "Move gently. If the feeling is not back in an hour, report numb skin, and see a doctor.", ("C09",)
)
"""The same to someone who stopped because of numbness."""
NUMB_AGAIN = Notice("Move gently. It has come back, so see a doctor before the next session.", ("C09",))
"""The same where it has come back."""

_SAID = {
    CueCode.SETTLE: Notice("It is sharpest at first. Breathe out slowly.", ("A08", "B28")),
    CueCode.HALF: Notice("Halfway. Follow the breath and feel where you rest.", ("A15",)),
    CueCode.CHANGE: Notice("Halfway. Change to the other side, eyes closed.", ("A19",)),
    CueCode.LAST: Notice("One minute left. Notice how sharp it is now.", ("B16",)),
    CueCode.END: Notice("That is your time. Sit up first, and get up slowly.", ("B20", "C08")),
}
_LEGS_HALF = Notice("Halfway. Shift a little if another spot needs it.", ("B13",))
_FIRST_SERVED = (CueCode.END, CueCode.CHANGE, CueCode.SETTLE, CueCode.LAST, CueCode.HALF)
"""Who stays where two would come too close: what has to be done, then what helps, then what informs."""


def cues(planned_s: float, area: Area, *, extra_s: float = 0.0) -> tuple[Cue, ...]:
    """Returns the cues of a session in the order of their times, none within 20 s of another.

    `extra_s` are minutes added on the way: they put off the last minute and the end, and leave the middle.
    """
    end_s = planned_s + extra_s
    times = {
        CueCode.SETTLE: SETTLE_S,
        CueCode.CHANGE if area is Area.FACE else CueCode.HALF: planned_s / 2,
        CueCode.LAST: end_s - LAST_S,
        CueCode.END: end_s,
    }
    said: list[Cue] = []
    for code in _FIRST_SERVED:
        at_s = times.get(code, 0.0)
        clear = APART_S <= at_s <= end_s and all(abs(at_s - cue.at_s) >= APART_S for cue in said)
        if code in times and (clear or code is CueCode.END):
            notice = _LEGS_HALF if code is CueCode.HALF and area is Area.LEGS else _SAID[code]
            said.append(Cue(at_s, code, notice.text, notice.facts))
    return tuple(sorted(said, key=lambda cue: cue.at_s))


def due(said: tuple[Cue, ...], before_s: float, after_s: float) -> tuple[Cue, ...]:
    """Returns the cues whose time came after `before_s` and not after `after_s`, two readings of the time on the mat.

    After a long gap there may be several: only the last of them is still worth ringing.
    """
    return tuple(cue for cue in said if before_s < cue.at_s <= after_s)


def present_cue(said: tuple[Cue, ...], at_s: float) -> Cue | None:
    """Returns the latest cue so far, which is the one on the screen."""
    return next((cue for cue in reversed(said) if cue.at_s <= at_s), None)


def next_cue(said: tuple[Cue, ...], at_s: float) -> Cue | None:
    """Returns the first cue still to come."""
    return next((cue for cue in said if cue.at_s > at_s), None)


def alarm_due(before_s: float, after_s: float) -> bool:
    """Returns whether the alarm came between two readings of the time since a session closed, nobody there.

    Every 30 s in the first ten minutes, then every two minutes for as long as nobody answers.
    """
    every = ALARM_S if after_s <= ALARM_UNTIL_S else ALARM_LATER_S
    return after_s // every * every > before_s


def reminder(before_s: float, after_s: float, *, answered: bool = False) -> float | None:
    """Returns the latest reminder between two readings of overtime, in its seconds; None where none came.

    Every 10 s in the first two minutes, unless a key has answered, then each minute; the end itself is a cue
    and no reminder.
    """
    every = NAG_S if after_s <= NAG_UNTIL_S and not answered else NAG_LATER_S
    latest = after_s // every * every
    return latest if latest > max(before_s, 0.0) else None
