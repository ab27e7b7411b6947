"""The rules of the ramp in words, one line each."""

from __future__ import annotations

from coach.domain.ramp.days_off import say_bands
from coach.domain.ramp.limits import DAY, DAY_AT_FIRST, FIRST_SESSIONS, SESSION
from coach.domain.ramp.rules import ENOUGH, HEALING_DAYS, SHARP, TOO_MUCH

RULES = (
    (
        "Clean",
        f"{ENOUGH:.0%} of the minutes, sharpness {SHARP - 1} at most, soreness not risen by 2, and clear skin"
        " at every check until the next session.",
    ),
    ("Up", "one step, after clean sessions only, usually two."),
    ("Cover first", "a thinner cover starts with fewer minutes than the last one ended with."),
    ("Unbearable", f"sharpness {TOO_MUCH} to 10, or a stop for what you felt, is one step down."),
    (
        "Too sharp",
        f"sharpness {SHARP} or {TOO_MUCH - 1} is the same again, and twice in a row one step down.",
    ),
    (
        "More sore",
        "soreness up by 2 or more is the same again, and three times in a row one step down; then ask a"
        " professional.",
    ),
    ("Too long", f"more than {SESSION} minutes, or than the area or cover allows, is one step down."),
    ("Pink or sore skin", "a rest day, then two steps down."),
    (
        "Broken or numb skin",
        f"no mat there for {HEALING_DAYS} days and until it has healed, then a softer cover. When it is numb,"
        " see a doctor.",
    ),
    (
        "Days off",
        say_bands(),
    ),
    ("Several at once", "only the largest counts, and a step down never has more minutes."),
    (
        "A day",
        f"{DAY_AT_FIRST} minutes in your first {FIRST_SESSIONS} sessions, then {DAY}, with 6 hours between"
        " two sessions of an area.",
    ),
    (
        "Where it comes from",
        "limits and covers from RunnerClick's guide and the article on sore legs; days off, rest days, steps"
        " down and the 6 hours are the coach's own rules.",
    ),
)
"""The rules that move the step, each with a name and one sentence."""
