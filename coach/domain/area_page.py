"""The page of an area: how to be on the mat there, its steps and limits, and how it stands today."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from itertools import groupby
from math import floor
from typing import NamedTuple

from coach.domain import labels
from coach.domain.dates import day_of
from coach.domain.model import Area, Cover, Rung
from coach.domain.ramp.gates import Gate
from coach.domain.ramp.limits import AREA_DAY, AREA_SESSION, SESSION
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.prescription import Prescription
from coach.domain.ramp.replay import OFF_UNTIL_TURNED_ON, Ramps
from coach.domain.ramp.rules import Code
from coach.domain.session.day_over import say_full
from coach.text import format

FACTS: dict[Area, tuple[str, ...]] = {
    Area.BACK: ("A16", "B10", "B11"),
    Area.LEGS: ("B10", "B11", "B13"),
    Area.GLUTES: ("A18",),
    Area.FEET: ("A20", "B11"),
    Area.STOMACH: ("A17", "B19"),
    Area.FACE: ("A19",),
}
"""The ids of the facts behind the way to lie, sit or stand."""

_DIFFER = {
    Area.FEET: "Sources differ: RunnerClick's guide has people stand on it, a mat maker advises against it.",
    Area.STOMACH: "Sources differ: RunnerClick's guide suggests the stomach, a mat maker advises against it.",
    Area.FACE: "Sources differ: RunnerClick's guide suggests the face, a mat maker advises against it.",
}

_MIND = {
    Area.BACK: "Sit down beside the mat, lean back on your elbows, and let your weight down bit by bit.",
    Area.LEGS: "Keep some weight on your hands at first. Halfway a cue says that you may shift a little.",
    Area.GLUTES: "The chair has to stand firmly.",
    Area.FEET: "It begins seated in socks, and goes on to standing.",
    Area.STOMACH: "A towel or a T-shirt stays in between. Not when you are pregnant.",
    Area.FACE: "Your fingers hold it; a towel stays in between.",
}


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
        how=f"{labels.how(area, prescription.rung)}. {_MIND[area]}",
        steps=tuple(steps(ramps.of(area, day).state.rungs)),
        limits=limits(area, prescription.caps.day_left_min),
        sides=sides(area, prescription.rung),
        differ=differ(area),
        facts=FACTS[area],
    )


def differ(area: Area) -> str:
    """Returns the sentence that sources differ on an area (DESIGN §13f); empty if they do not."""
    return _DIFFER.get(area, "")


def sides(area: Area, rung: Rung | None) -> str:
    """Returns the time to change sides: only the face has two (A19)."""
    if area is not Area.FACE:
        return ""
    if rung is None:
        return "Half of the time on each side; a cue says when to change."
    return f"{format.minutes(rung.minutes / 2).capitalize()} on each side; a cue says when to change."


def limits(area: Area, day_left_min: float) -> str:
    """Returns the most for a session and for the day (A12, A18, A19), and what is left of today."""
    most = min(SESSION, AREA_SESSION.get(area, SESSION), AREA_DAY.get(area, SESSION))
    of_day = f"{format.minutes(AREA_DAY[area])} a day on it" if area in AREA_DAY else ""
    limit = of_day or f"{format.minutes(most)} a session"
    left = format.minutes(floor(day_left_min * 10) / 10)
    return f"{limit} at most. Today {left} are left, all areas together."


def steps(rungs: tuple[Rung, ...]) -> Iterable[str]:
    """Yields a ladder in words, a line for each level: "Seated, in socks: 2, 3, 5 min"."""
    for _, same in groupby(rungs, key=lambda rung: rung.level):
        level = list(same)
        manner = labels.manner(level[0])
        yield f"{manner[:1].upper()}{manner[1:]}: {', '.join(str(rung.minutes) for rung in level)} min"


def _tag(ramps: Ramps, prescription: Prescription) -> str:
    area = prescription.area
    if prescription.reason.code is Code.CLOSED_AREA:
        off = ramps.of(area).turned_on is False or area in OFF_UNTIL_TURNED_ON or area is Area.BACK
        return "off" if off else "not open yet"
    if prescription.gate is Gate.LOCKED:
        return "no mat for now"
    if prescription.gate is Gate.REST:
        return "rest today"
    if prescription.done:
        return "done today"
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
