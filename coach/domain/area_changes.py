"""Changes of one area: turned on or off, or put on a lower step."""

from __future__ import annotations

from datetime import date, datetime

from coach.domain import labels
from coach.domain.current_answers import replaced_by, seen_by, turned_of
from coach.domain.model import Area, AreaTurned, Book, Change, Event, Refused, Rung, StepLowered
from coach.domain.ramp.prescriber import ramp_on
from coach.domain.ramp.replay import Ramps


def is_turned(ramps: Ramps, area: Area, *, on: bool) -> bool:
    """Returns whether an area is on, or off for good, already.

    One that is not open yet can still be turned off, so that it stays closed.
    """
    return ramps.open(area) if on else not ramps.open(area) and ramps.stays_off(area)


def turn_area(book: Book, area: Area, now: datetime, *, on: bool) -> Change | None:
    """Turns an area on or off; None if it is so already."""
    if is_turned(Ramps(book), area, on=on):
        return None
    event = AreaTurned(at=now, area=area, on=on, over=replaced_by(turned_of(book, area)))
    return Change(f"Turned the {labels.AREA[area]} {'on' if on else 'off'}", put=(event,))


def step_below(ramps: Ramps, area: Area, number: int, day: date) -> Rung:
    """Returns the rung of a step below the one of the day; raises Refused for any other."""
    ramp, here = ramp_on(ramps, area, day)
    if number >= here.decision.step:
        raise Refused("Clean sessions lead up. To go down, choose a step below yours.")
    return ramp.state.rungs[number - 1]


def say_lowered(rung: Rung) -> str:
    """Returns what it means to lower the step to a rung."""
    return (
        f"From the next session on: {labels.session(rung)}. From there clean sessions lead up again, as many"
        " for each step as the first time."
    )


def lower_step(book: Book, area: Area, rung: Rung, now: datetime) -> Change:
    """Lowers the step of an area for good; a step that is no lower has no effect on the ramp."""
    event: Event = StepLowered(
        at=now,
        area=area,
        cover=rung.cover,
        minutes=rung.minutes,
        posture=str(rung.posture),
        seen=seen_by(book, now),
    )
    return Change(f"Lowered the step for the {labels.AREA[area]} to {labels.session(rung)}", put=(event,))
