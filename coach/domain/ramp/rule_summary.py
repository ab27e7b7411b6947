"""The rules of the ramp in words, one line each."""

from __future__ import annotations

from coach.domain.ramp.days_off import say_bands
from coach.domain.ramp.limits import DAY, DAY_AT_FIRST, FIRST_SESSIONS, SESSION
from coach.domain.ramp.rules import ENOUGH, HEALING_DAYS, SHARP, TOO_MUCH

RULES = (
    (
        "Clean",
        f"at least {ENOUGH:.0%} of the minutes, sharpness {SHARP - 1} or less, soreness up by less than 2,"
        " and clear skin at every check before the next session.",
    ),
    ("Up", "one step at a time, and only after clean sessions, usually two."),
    ("Thinner cover", "it begins with fewer minutes than the last cover ended with."),
    ("Unbearable", f"after sharpness {TOO_MUCH} to 10, or a stop for what you felt, one step down."),
    (
        "Too sharp",
        f"after sharpness {SHARP} or {TOO_MUCH - 1} the same step again; twice in a row, one step down.",
    ),
    (
        "More sore",
        "after soreness up by 2 or more the same step again; three times in a row, one step down, and then"
        " ask a professional.",
    ),
    ("Too long", f"after more than {SESSION} minutes, or more than the area or cover allows, one step down."),
    ("Pink or sore skin", "a rest day, then two steps down."),
    (
        "Broken or numb skin",
        f"no mat there for {HEALING_DAYS} days and until it has healed, then a softer cover. If it is numb,"
        " or the cover was the softest already, see a doctor.",
    ),
    (
        "Days off",
        say_bands(),
    ),
    ("Several at once", "only the largest step down counts, and a step down never adds minutes."),
    (
        "Minutes a day",
        f"{DAY_AT_FIRST} in your first {FIRST_SESSIONS} sessions, then {DAY}, with 6 hours between two"
        " sessions of an area.",
    ),
    (
        "Where it comes from",
        "limits and covers come from RunnerClick's guide and the article on sore legs. Days off, rest days,"
        " steps down and the 6 hours are the coach's own rules.",
    ),
)
"""The rules that move the step, each with a name and one sentence."""
