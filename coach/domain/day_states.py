"""The states of a day, each with its words, its mark, and what it means for the streak and the report.

A new state is a row here, a mark in `coach.text.glyphs`, and the rule that gives it.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, StrEnum, auto
from typing import NamedTuple

from coach.domain.model import Pause
from coach.text.format import count, days
from coach.text.glyphs import DayMark


class DayState(StrEnum):
    """The state of a day, as the calendar and the plan show it; the value is its word in JSON."""

    DONE = "done"
    """Kept, with the prescription met; in the plan: today, after its planned session."""
    KEPT = "kept"
    MISSED = "missed"
    OPEN = "open"
    """Without a session, in a week that asks for some of its days: such a day alone is never missed."""
    REST = "rest"
    """The coach ordered rest, closed the day early, or the area was locked; or the user took a rest day."""
    PAUSE = "pause"
    """The user announced a pause."""
    TODAY = "today"
    """Not over yet, and nothing of the above."""
    FUTURE = "future"
    BEFORE = "before"
    """Before the first kept day."""
    SESSION = "session"
    """Ahead, with a session."""
    LOCKED = "locked"
    """Ahead, while hurt skin keeps the area closed."""
    OFF = "off"
    """Ahead, without a session: by the user's own pace, or today if other areas have used up its minutes."""


class StreakEffect(Enum):
    """The effect of a day on the streak."""

    ADDS = auto()
    BRIDGES = auto()
    """The streak passes over it."""
    BREAKS = auto()
    """It ends the streak, unless grace is left."""
    NONE = auto()
    """It is not over yet, or lies before the first kept day."""


class DayStateSpec(NamedTuple):
    """The words and the mark of days of one state, and how they count."""

    word: str
    """Its name in a legend and in lists."""
    mark: DayMark
    streak: StreakEffect
    text: str = ""
    """The sentence on the card of such a day; empty for a state that only the plan has."""
    left_out: Callable[[int], str] | None = None
    """Names a number of such days that a report counts neither as kept nor as missed; None if it does."""
    undone: str = ""
    """What a line on such a day says where no session was recorded; empty where its word says enough."""


DAY_STATES = {
    DayState.DONE: DayStateSpec("done", DayMark.DONE, StreakEffect.ADDS, "Done: the planned session."),
    DayState.KEPT: DayStateSpec(
        "kept", DayMark.KEPT, StreakEffect.ADDS, "Kept: at least two minutes on the mat."
    ),
    DayState.MISSED: DayStateSpec(
        "missed", DayMark.MISSED, StreakEffect.BREAKS, "No session.", undone="no session"
    ),
    DayState.OPEN: DayStateSpec(
        "open day",
        DayMark.NONE,
        StreakEffect.NONE,
        "No session. Your week decides, not the day.",
        lambda number: f"{days(number)} without a session in weeks of 3 to 6 days",
        "no session",
    ),
    DayState.REST: DayStateSpec(
        "rest day",
        DayMark.REST,
        StreakEffect.BRIDGES,
        "A rest day. Your streak waits.",
        lambda number: count(number, "rest day"),
    ),
    DayState.PAUSE: DayStateSpec(
        "pause",
        DayMark.PAUSE,
        StreakEffect.BRIDGES,
        "A pause. Your streak waits.",
        lambda number: f"{days(number)} of a pause",
    ),
    DayState.TODAY: DayStateSpec(
        "today",
        DayMark.NONE,
        StreakEffect.NONE,
        "Nothing yet today.",
        lambda _: "the last day, which is not over",
        "nothing yet",
    ),
    DayState.FUTURE: DayStateSpec(
        "future", DayMark.FUTURE, StreakEffect.NONE, "Still to come.", undone="still to come"
    ),
    DayState.BEFORE: DayStateSpec(
        "before",
        DayMark.NONE,
        StreakEffect.NONE,
        "Before your first session.",
        lambda number: f"{days(number)} before the first of these",
        "before your first session",
    ),
    DayState.SESSION: DayStateSpec("session", DayMark.FUTURE, StreakEffect.NONE),
    DayState.LOCKED: DayStateSpec("locked", DayMark.FUTURE, StreakEffect.NONE),
    DayState.OFF: DayStateSpec("no session", DayMark.FUTURE, StreakEffect.NONE),
}

LEGEND = tuple((spec.mark, spec.word) for spec in DAY_STATES.values() if spec.streak is not StreakEffect.NONE)
"""The marks and words that a legend explains: those of states that mean something for the streak."""


def having(*effects: StreakEffect) -> frozenset[DayState]:
    """Returns the states with one of these effects on the streak."""
    return frozenset(state for state, spec in DAY_STATES.items() if spec.streak in effects)


def state_of_pause(pause: Pause) -> DayState:
    """Returns the state of the days that a pause covers."""
    return DayState.REST if pause.is_rest_day else DayState.PAUSE


class RestWhy(StrEnum):
    """The reason for which the coach made a day a rest day."""

    SAFETY = "safety"
    """The safety questions locked the mat."""
    HURT = "hurt"
    """Skin was broken or numb, and had not healed yet."""
    MARKS = "marks"
    """The skin check was pink or sore."""
    CLOSED = "closed"
    """A session was too much, and closed its day before two minutes were over."""


REST_WHY = {
    RestWhy.SAFETY: "the safety questions closed the mat",
    RestWhy.HURT: "skin broken or numb, not healed yet",
    RestWhy.MARKS: "skin pink or sore",
    RestWhy.CLOSED: "a session was too much",
}
"""The words of each reason, after "set by the coach"."""
