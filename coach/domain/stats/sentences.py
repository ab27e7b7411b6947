"""Figures as sentences: what was recorded, the number of answers behind it, and how many are missing."""

from __future__ import annotations

from coach.domain import labels
from coach.domain.stats.aggregates import Mean
from coach.domain.stats.summary import Ascent, Figures
from coach.text import format
from coach.text.format import WEEKDAYS, count

NO_CAUSE = "These figures show what was recorded, not why."


def soreness(figures: Figures, who: str = "where you answered both") -> str:
    """Returns by how much soreness differed, over how many sessions; or how many answers are missing."""
    mean = figures.relief
    if mean is None or figures.soreness_needed:
        return missing(figures.soreness_needed, "soreness before and after")
    return f"In the {count(mean.sessions, 'session')} {who}, soreness was {differs(mean)} after on average."


def differs(mean: Mean) -> str:
    """Returns a mean difference in words: "2.0 lower", "0.4 higher", "the same"."""
    if not round(mean.value, 1):
        return "the same"
    return f"{abs(mean.value):.1f} {'lower' if mean.value > 0 else 'higher'}"


def missing(more: int, what: str) -> str:
    """Returns the sentence that says how many more answers a trend needs."""
    return f"{count(more, 'more check-in')} with {what}, and a trend appears here."


def untimed(figures: Figures) -> str:
    """Returns the sentence on sessions of which only the day is known, as from another tracker; or empty."""
    timed = sum(figures.dayparts.values())
    number = sum(figures.weekdays) - timed
    if number and not timed:
        return "The times of your sessions are not known."
    return f"Of {count(number, 'session')} the time is not known." if number else ""


def often(figures: Figures, week_start: int) -> str:
    """Returns the weekdays and the part of the day with most sessions; empty if none stands out."""
    most = max(figures.weekdays)
    days = [WEEKDAYS[(week_start + at) % 7] for at, n in enumerate(figures.weekdays) if n == most]
    dayparts = [part for part, n in figures.dayparts.items() if n == max(figures.dayparts.values()) and n]
    phrases = [f"on {format.listed(days)}"] if len(days) <= 3 else []
    phrases += (
        [f"at {dayparts[0]}" if dayparts[0] in ("night", "midday") else f"in the {dayparts[0]}"]
        if len(dayparts) == 1
        else []
    )
    return f"Most often {format.listed(phrases)}." if phrases else ""


def where(ascent: Ascent) -> str:
    """Returns the planned steps of an ascent, as in "back: planned from towel 5 min to T-shirt 7 min, …"."""
    first, last = ascent.steps[0][1], ascent.steps[-1][1]
    # Planned, since the sessions themselves may have been longer or shorter.
    how = f"planned from {first.label} to {last.label}"
    if first == last:
        still = all(step == first for _, step in ascent.steps)
        how = (
            f"planned at {last.label} each time" if still else f"planned at {last.label} at the start and end"
        )
    return f"{labels.AREA[ascent.area]}: {how}, in {count(len(ascent.steps), 'planned session')}."
