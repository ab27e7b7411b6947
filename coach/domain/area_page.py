"""The page of an area: how to be on the mat there, its steps and limits, and how it stands today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from typing import NamedTuple

from coach.domain import labels
from coach.domain.dates import day_of
from coach.domain.model import Area, Cover, Rung
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.limits import SESSION
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import Ramps
from coach.domain.ramp.rules import Code
from coach.domain.session.day_over import say_full
from coach.text import format


class AreaPage(NamedTuple):
    """Everything about an area on a day."""

    area: Area
    open: bool
    prescription: Prescription
    tag: str
    """Its state, in a few words."""
    full: str
    """The reason why today's minutes do not fit in; empty if they do."""
    how: str
    """The way to lie, sit or stand, and what to mind."""
    steps: tuple[str, ...]
    """The ladder, a line for each cover and posture."""
    limits: str
    sides: str
    """The time to change sides; empty for an area without sides."""
    differ: str
    """A sentence that sources differ on it; empty if they do not."""
    facts: tuple[str, ...]


def page(ramps: Ramps, area: Area, day: date, now: datetime | None = None) -> AreaPage:
    """Returns the page of an area on a day; with `now`, what has to come first at that moment counts too."""
    prescription = prescribe(ramps, area, day, now)
    return AreaPage(
        area=area,
        open=ramps.open(area),
        prescription=prescription,
        tag=_tag(ramps, prescription),
        full=say_full(ramps.book, prescription),
        how=f"{labels.how(area, prescription.rung)}. {area.spec.mind}",
        steps=tuple(steps(ramps.of(area, day).state.rungs)),
        limits=limits(area, prescription.caps.day_left_min),
        sides=sides(area, prescription.rung),
        differ=area.spec.differ,
        facts=area.spec.facts,
    )


def sides(area: Area, rung: Rung | None) -> str:
    """Returns the time to change sides, for an area that has two; empty for others."""
    if area.spec.sides is None:
        return ""
    if rung is None:
        return "Half the time on each side; a cue tells you when to change."
    return f"{format.minutes(rung.minutes / 2).capitalize()} on each side; a cue tells you when to change."


def limits(area: Area, day_left_min: float) -> str:
    """Returns the most for a session and for the day (A12, A18, A19), and what is left of today."""
    spec = area.spec
    if spec.day_limit is not None:
        limit = f"{format.minutes(spec.day_limit.minutes)} a day on it"
    else:
        most = SESSION if spec.session_limit is None else spec.session_limit.minutes
        limit = f"{format.minutes(most)} a session"
    left = format.minutes_left(day_left_min)
    return f"At most {limit}. Left for today, all areas together: {left}."


def steps(rungs: tuple[Rung, ...]) -> Iterable[str]:
    """Yields a ladder in words, a line for each level: "Seated, in socks: 2, 3, 5 min"."""
    for _, same in groupby(rungs, key=lambda rung: rung.level):
        level = list(same)
        manner = labels.manner(level[0])
        yield f"{format.capital(manner)}: {', '.join(str(rung.minutes) for rung in level)} min"


def _tag(ramps: Ramps, prescription: Prescription) -> str:
    area = prescription.area
    if prescription.reason.code is Code.CLOSED_AREA:
        return "off" if ramps.stays_off(area) else "not open yet"
    if prescription.gate is Gate.LOCKED:
        return "no mat for now"
    if prescription.gate is Gate.REST:
        return "rest today"
    if prescription.done:
        return "used today"  # "done" would say that it was the whole session
    assert prescription.rung is not None
    if prescription.open_questions is not None:
        return "safety questions first"
    if prescription.needs_check:
        return "skin check first"
    if (opens_at := prescription.opens_at) is not None:
        later = day_of(opens_at, ramps.book.settings.rollover) > prescription.day
        return "tomorrow" if later else f"from {opens_at:%H:%M} on"
    cover = "bare" if prescription.rung.cover is Cover.BARE else labels.COVER[prescription.rung.cover]
    return f"{prescription.rung.minutes} min, {prescription.rung.posture or cover}"
