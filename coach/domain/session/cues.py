"""Cues: what a session screen says, and when. Reminders and the alarm belong to them."""

from __future__ import annotations

from enum import StrEnum
from typing import NamedTuple

from coach.domain.model import Area, Notice, Settings
from coach.text import format

SETTLE_S = 30.0
"""Seconds until the first sharpness is expected to fade (DESIGN §13c)."""
LAST_S = 60.0
"""Seconds before the end at which the last minute is announced; sharpness is asked for it afterwards."""
APART_S = 20.0
"""The fewest seconds between two cues, and from the start to the first."""
BELL_APART_S = 10.0
"""The fewest seconds between an interval bell and a cue, which rings by itself."""
REMIND_S = 10.0
"""Seconds between two reminders of overtime at first."""
REMIND_OFTEN_UNTIL_S = 120.0
"""Seconds of overtime for which it reminds so often; then it does each minute (DESIGN §13d)."""
REMIND_LATER_S = 60.0
ALARM_S = 30.0
"""Seconds between two alarms in the first ten minutes after a session closed with nobody at a key (C10)."""
ALARM_UNTIL_S = 600.0
ALARM_LATER_S = 120.0
"""Seconds between two alarms from then on, until someone answers."""


class CueCode(StrEnum):
    """The moments that have a cue."""

    SETTLE = "settle"
    HALF = "half"
    CHANGE = "change"
    """Halfway, for an area with two sides: the other side's turn."""
    LAST = "last"
    END = "end"
    INTERVAL = "interval"
    """A bell at even intervals, for those who chose them."""


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
"""The signs to stop at, for every session screen."""
STOP_SHORT = Notice(
    "Stop at pain or growing discomfort, or if you feel dizzy, faint or numb.", ("B16", "B20", "B33", "C08")
)
"""The same in short, for little room."""
STOP_BRIEF = Notice("Stop: pain, more discomfort, dizzy, faint or numb.", ("B16", "B20", "B33", "C08"))
"""The same for the smallest windows, in two lines of 28 cells."""
STOP_SKIN = Notice(
    "Come off at once for broken skin, a blister, a bruise, a rash or numbness.",
    ("A12", "A21", "B17"),
)
"""The signs that end a session whatever the clock says, in the words of the skin check."""
OVERTIME = Notice("Your minutes are over. Sit up slowly when you are ready.", ("A12", "B20", "C08"))
"""The reminder in overtime."""
SIT_UP = Notice("Sit up first, and get up slowly.", ("B20", "C08"))
"""The same in short, for little room."""
CLOSED = Notice("The session has closed by itself. Get up slowly.", ("A12", "C08", "C10"))
"""The words after a session closed with nobody at a key: people fall asleep on the mat."""
GET_UP = Notice("It has ended as you asked. Get up slowly.", ("A12", "C08", "C10"))
"""The same if someone asked for the end, and did not answer any more."""
DIZZY = Notice(
    "Roll off the mat, stay down until it passes, then get up slowly. See a doctor if it comes back.",
    ("C08",),
)
"""The advice to someone who stopped because of dizziness."""
DIZZY_AGAIN = Notice(
    "Roll off the mat, stay down until it passes, then get up slowly. It has come back, so see a doctor.",
    ("C08",),
)
"""The same if it has come back."""
NUMB = Notice(
    "Move gently. If the feeling is not back in an hour, report numb skin, and see a doctor.", ("C09",)
)
"""The advice to someone who stopped because of numbness."""
NUMB_AGAIN = Notice("Move gently. It has come back, so see a doctor before the next session.", ("C09",))
"""The same if it has come back."""

_SAID = {
    CueCode.SETTLE: Notice("It is sharpest at first. Breathe out slowly.", ("A08", "B28")),
    CueCode.HALF: Notice("Halfway. Follow your breath and feel where you rest.", ("A15",)),
    CueCode.LAST: Notice("One minute left. Notice how sharp it is now.", ("B16",)),
    CueCode.END: Notice("That is your time. Sit up first, and get up slowly.", ("B20", "C08")),
}
BRIEF = {
    CueCode.SETTLE: "Breathe out slowly.",
    CueCode.HALF: "Halfway.",
    CueCode.CHANGE: "Halfway. Change sides.",
    CueCode.LAST: "One minute left.",
    CueCode.END: "Sit up first, get up slowly.",
}
"""What is left of each cue where there is room for 28 characters."""
_PRIORITY = (CueCode.END, CueCode.CHANGE, CueCode.SETTLE, CueCode.LAST, CueCode.HALF)
"""The order in which cues get their place if two would come too close: what has to be done comes before what
helps, and that before what only informs."""


def cues(planned_s: float, area: Area, *, extra_s: float = 0.0) -> tuple[Cue, ...]:
    """Returns the cues of a session in the order of their times, none within 20 s of another.

    `extra_s` is time added on the way: it puts off the last minute and the end, but not the middle.
    """
    end_s = planned_s + extra_s
    sides = area.spec.sides
    said = dict(_SAID)
    if sides is not None:
        said[CueCode.CHANGE] = sides.cue
    elif area.spec.half_cue is not None:
        said[CueCode.HALF] = area.spec.half_cue
    times = {
        CueCode.SETTLE: SETTLE_S,
        CueCode.CHANGE if sides else CueCode.HALF: planned_s / 2,
        CueCode.LAST: end_s - LAST_S,
        CueCode.END: end_s,
    }
    placed: list[Cue] = []
    for code in _PRIORITY:
        at_s = times.get(code, 0.0)
        clear = APART_S <= at_s <= end_s and all(abs(at_s - cue.at_s) >= APART_S for cue in placed)
        if code in times and (clear or code is CueCode.END):
            placed.append(Cue(at_s, code, said[code].text, said[code].facts))
    return tuple(sorted(placed, key=lambda cue: cue.at_s))


def chosen_cues(planned_s: float, area: Area, settings: Settings, *, extra_s: float = 0.0) -> tuple[Cue, ...]:
    """Returns all that rings in a session, as the user wants it: the cues or the end alone, and the bells."""
    found = cues(planned_s, area, extra_s=extra_s)
    rings = found if settings.cues else tuple(cue for cue in found if cue.code is CueCode.END)
    return with_bells(rings, planned_s + extra_s, settings.interval_bells)


def with_bells(session_cues: tuple[Cue, ...], end_s: float, every_min: int) -> tuple[Cue, ...]:
    """Returns cues with a bell every few minutes between them; with 0 as they are.

    None comes at the end or after it, and none close to a cue, which rings by itself.
    """
    if not every_min:
        return session_cues
    bells: list[Cue] = []
    at_min = every_min
    while (at_s := at_min * 60.0) < end_s:
        if all(abs(at_s - cue.at_s) >= BELL_APART_S for cue in session_cues):
            bells.append(Cue(at_s, CueCode.INTERVAL, f"{format.minutes(at_min)} so far.", ()))
        at_min += every_min
    return tuple(sorted((*session_cues, *bells), key=lambda cue: cue.at_s))


def due(session_cues: tuple[Cue, ...], before_s: float, after_s: float) -> tuple[Cue, ...]:
    """Returns the cues that came due after `before_s` and up to `after_s`, two times on the mat.

    After a long gap there may be several; only the last of them is still worth ringing.
    """
    return tuple(cue for cue in session_cues if before_s < cue.at_s <= after_s)


def present_cue(session_cues: tuple[Cue, ...], at_s: float) -> Cue | None:
    """Returns the latest cue so far, which is the one on the screen; None before the first."""
    return next((cue for cue in reversed(session_cues) if cue.at_s <= at_s), None)


def next_cue(session_cues: tuple[Cue, ...], at_s: float) -> Cue | None:
    """Returns the first cue still to come; None after the last."""
    return next((cue for cue in session_cues if cue.at_s > at_s), None)


def alarm_due(before_s: float, after_s: float) -> bool:
    """Returns whether the alarm came due between two readings of the time since a session closed unattended.

    It rings every 30 s in the first ten minutes, then every two minutes until someone answers.
    """
    every = ALARM_S if after_s <= ALARM_UNTIL_S else ALARM_LATER_S
    return after_s // every * every > before_s


def reminder(before_s: float, after_s: float, *, answered: bool = False) -> float | None:
    """Returns the latest reminder between two readings of overtime, in its seconds; None if none came due.

    It reminds every 10 s in the first two minutes, unless a key has answered, and then each minute. The end
    itself is a cue and no reminder.
    """
    every = REMIND_S if after_s <= REMIND_OFTEN_UNTIL_S and not answered else REMIND_LATER_S
    latest = after_s // every * every
    return latest if latest > max(before_s, 0.0) else None
