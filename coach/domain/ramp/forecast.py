"""The two ways ahead side by side: if all goes well, and at one's own rate so far; each with its dates."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coach.domain import labels
from coach.domain.model import Area, Rung
from coach.domain.ramp.pace import Pace, pace
from coach.domain.ramp.prescription import Ramps
from coach.domain.ramp.projection import PlannedDay, ProjectedDates, days_ahead, projected_dates
from coach.text import format

FAR_DAYS = 366
"""How far ahead is looked for the next cover and the goal."""
RARE_DAYS = 3
"""More days than these to a session leave three days off and more between: no step up (rule 9)."""

Said = Callable[[date], str]
"""How a day is called."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """What lies ahead of an area."""

    today: date
    steps: int
    well_days: tuple[PlannedDay, ...]
    well: ProjectedDates
    pace: Pace
    own_days: tuple[PlannedDay, ...]
    """Empty while there is too little to tell a rate."""
    own: ProjectedDates


def forecast(ramps: Ramps, area: Area, today: date) -> Forecast:
    """Returns both ways ahead, to the goal or for a year; without days where the area is closed or locked."""
    rungs: Sequence[Rung] = ramps.of(area, today).state.rungs
    rate = pace(ramps, area, today)
    well_days = days_ahead(ramps, area, today, FAR_DAYS, to_goal=True)
    own_days = days_ahead(ramps, area, today, FAR_DAYS, rate, to_goal=True) if rate.enough else ()
    return Forecast(
        today=today,
        steps=len(rungs),
        well_days=well_days,
        well=projected_dates(well_days, rungs),
        pace=rate,
        own_days=own_days,
        own=projected_dates(own_days, rungs),
    )


def say_well(found: Forecast, said: Said) -> str:
    """Returns when the next cover and the goal come if all goes well; empty at the goal, and without days."""
    parts = _parts(found.well, found, said)
    return f"If all goes well: {parts}." if parts else ""


def say_own(found: Forecast, said: Said) -> str:
    """Returns the same at one's own rate, or how much is missing before there is one."""
    if not _parts(found.well, found, said):
        return ""
    if not found.pace.enough:
        more = found.pace.missing
        return f"Your own rate shows after {format.count(more, 'more day')} with a session."
    return f"At your own rate: {_parts(found.own, found, said)}."


def say_rate(found: Forecast) -> str:
    """Returns what one's own rate is, in one sentence; empty while there is none to tell."""
    rate = found.pace
    if not rate.enough or not _parts(found.well, found, str):
        return ""
    held = "" if rate.clean == rate.judged else "; a session that is not clean keeps you on its step"
    rare = " Three days off and more between two repeat a step." if rate.days > RARE_DAYS * rate.used else ""
    return (
        f"Your rate: a session on {rate.used} of {rate.days} days, pauses left out;"
        f" {rate.clean} of {rate.judged} clean{held}.{rare}"
    )


def _parts(found: ProjectedDates, of: Forecast, said: Said) -> str:
    """As in "in a T-shirt from Fri 9 Jan; your goal on Wed 21 Jan"."""
    if not of.well_days or of.well.goal_on == of.today:
        return ""
    parts = []
    if found.level is not None and found.level_on is not None:
        parts.append(f"{labels.manner(found.level)} from {said(found.level_on)}")
    if found.goal_on is not None:
        parts.append(f"your goal on {said(found.goal_on)}")
    else:
        parts.append("your goal is more than a year away")
    return "; ".join(parts)
