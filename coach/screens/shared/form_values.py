"""The values of the fields of a form, read and filled in again."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from textual.screen import Screen
from textual.widgets import Input

from coach.domain.drafts import Value
from coach.widgets.forms.checklist import Checklist
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.number_choice import NumberChoice
from coach.widgets.forms.scale import Scale

_FIELDS = (Input, Choice, Scale, NumberChoice, Checklist)


def filled_in(screen: Screen[Any]) -> dict[str, Value]:
    """Returns the value of each field of a form by the field's id."""
    found: dict[str, Value] = {}
    for field in screen.query("*"):
        if field.id and isinstance(field, _FIELDS):
            value = field.value
            found[field.id] = sorted(value) if isinstance(value, frozenset) else value
    return found


def fill_in(screen: Screen[Any], values: Mapping[str, Value]) -> None:
    """Fills values into the fields of a form, without those that their fields cannot take."""
    for field in screen.query("*"):
        if not field.id or field.id not in values or not isinstance(field, _FIELDS):
            continue
        value = values[field.id]
        match field:
            case Input() if isinstance(value, str):
                field.value = value
            case Choice() if value is None or any(value == each.value for each in field.options):
                field.value = value  # type: ignore[assignment]
            case Scale() if value is None or (type(value) is int and 0 <= value <= 10):
                field.value = value
            case NumberChoice() if value in field.numbers:
                field.value = value
            case Checklist() if isinstance(value, list):
                field.value = frozenset(value) & {each.value for each in field.options}
