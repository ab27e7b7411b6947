"""The dates ahead in two versions: if all goes well, and at the user's own pace."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from coach.domain import labels
from coach.domain.model import Area, Rung
from coach.domain.ramp.days_off import REPEATS_FROM
from coach.domain.ramp.pace import Pace, pace
from coach.domain.ramp.projection import PlannedDay, ProjectedDates, days_ahead, projected_dates
from coach.domain.ramp.replay import Ramps
from coach.text import format
from coach.text.format import capital

FAR_DAYS = 366
"""The days ahead in which the next cover and the goal are looked for."""

DayName = Callable[[date], str]
"""Returns the words for a day."""


@dataclass(frozen=True, slots=True)
class Forecast:
    """The days and dates ahead of an area, in both versions."""

    today: date
    steps: int
    well_days: tuple[PlannedDay, ...]
    well: ProjectedDates
    pace: Pace
    own_days: tuple[PlannedDay, ...]
    """Empty as long as there are too few sessions for a rate."""
    own: ProjectedDates

    @property
    def has_sessions(self) -> bool:
        """Whether any day ahead has one; none has in a pause without an end."""
        return any(day.rung is not None for day in self.well_days)


def forecast(ramps: Ramps, area: Area, today: date) -> Forecast:
    """Returns both versions, to the goal or for a year; without days if the area is closed or locked."""
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


def say_well(found: Forecast, name: DayName) -> str:
    """Returns when the next cover and the goal come if all goes well; empty at the goal or without days."""
    parts = _parts(found.well, found, name)
    return f"If all goes well: {parts}." if parts else ""


def say_own(found: Forecast, name: DayName) -> str:
    """Returns the same at the user's own pace, or how many sessions are missing before there is one."""
    if not _parts(found.well, found, name):
        return ""
    if not found.pace.enough:
        more = found.pace.missing
        return f"Your own pace shows after {format.count(more, 'more day')} with a session."
    return f"At your own pace: {_parts(found.own, found, name)}."


def say_rate(found: Forecast) -> str:
    """Returns the user's own pace in words; empty as long as there is none."""
    rate = found.pace
    if not rate.enough or not _parts(found.well, found, str):
        return ""
    steps_held = "" if rate.clean == rate.judged else "; a session that is not clean keeps you on its step"
    # with more days than these to a session, as many days off lie between two: no step up (rule 9)
    rarely = rate.days > REPEATS_FROM * rate.used
    many = capital(format.in_words(REPEATS_FROM))
    rare = f" {many} or more days off between two repeat a step." if rarely else ""
    return (
        f"Your pace: a session on {rate.used} of {rate.days} days, not counting pauses;"
        f" {rate.clean} of {rate.judged} clean{steps_held}.{rare}"
    )


def _parts(found: ProjectedDates, of: Forecast, name: DayName) -> str:
    """Returns the dates in words: "in a T-shirt from Fri 9 Jan; your goal on Wed 21 Jan"."""
    if not of.has_sessions or of.well.goal_on == of.today:
        return ""
    parts = []
    if found.level is not None and found.level_on is not None:
        parts.append(f"{labels.manner(found.level)} from {name(found.level_on)}")
    if found.goal_on is not None:
        parts.append(f"your goal on {name(found.goal_on)}")
    else:
        parts.append("your goal is more than a year away")
    return "; ".join(parts)
