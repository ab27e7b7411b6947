"""The changes of settings, each with the label by which undo names it."""

from __future__ import annotations

from typing import Any

from coach.domain.model import SETTINGS, Change, Settings


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
