"""The changes of settings, each with the label by which undo names it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coach.domain.dates import day_of
from coach.domain.model import SETTINGS, Area, Book, Change, Refused, Settings
from coach.domain.ramp.prescriber import prescribe
from coach.domain.ramp.replay import Ramps


def set_value(settings: Settings, id: str, value: object) -> Change:
    """Returns the change of one setting to another value."""
    setting = SETTINGS[id]
    label = (setting.changed or f'Set "{setting.label}" to {{}}').format(setting.name_of(value))
    fields: dict[str, Any] = {id: value}
    # Enter walks from value to value, and all of that walk is one step of undo; what was typed is a step.
    return Change(label, put=(settings._replace(**fields),), joins="" if setting.question else id)


def next_value(settings: Settings, id: str, by: int) -> Change:
    """Returns the change to the next value, or with -1 the one before; unknown values go to the first."""
    known = [value for value, _ in SETTINGS[id].values]
    value = getattr(settings, id)
    at = known.index(value) + by if value in known else 0
    return set_value(settings, id, known[at % len(known)])


def set_usual_area(book: Book, area: Area, now: datetime) -> Change:
    """Returns the change of the area that Today opens with; raises Refused if that area is not open."""
    ramps = Ramps(book)
    if area is not book.settings.area and not ramps.open(area):
        day = day_of(now, book.settings.rollover)
        raise Refused(prescribe(ramps, area, day, now).reason.full_text)
    return set_value(book.settings, "area", area)
