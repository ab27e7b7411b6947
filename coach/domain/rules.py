"""The rules of the ramp in words, one line each."""

from __future__ import annotations

from coach.domain.verdict import ENOUGH, HEALING_DAYS, SHARP, TOO_MUCH

RULES = (
    (
        "Up",
        "one step, after clean sessions only: "
        f"{ENOUGH:.0%} of the minutes, sharpness {SHARP - 1} at most, and clear skin at the next check.",
    ),
    ("Cover first", "a thinner cover starts with fewer minutes than the last one ended with."),
    ("Too sharp", f"sharpness {TOO_MUCH} to 10, or a stop for what you felt: one step down."),
    ("Sharp", f"sharpness {SHARP} or {TOO_MUCH - 1}: the same again; twice in a row: one step down."),
    ("Pink or sore skin", "rest that day, then two steps down."),
    ("Broken skin", f"no mat there for {HEALING_DAYS} days and until it has healed, then a softer cover."),
    (
        "Days off",
        "3 to 6: the same once more. 7 to 13: two steps down. 14 to 29: four. 30 and more: a softer cover."
        " 90 and more: from the start.",
    ),
    ("Several at once", "only the largest counts."),
)
"""What moves the step: a name, and what it does."""
