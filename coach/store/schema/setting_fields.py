"""The fields of the settings in the file, each made from the setting's own line of the table."""

from __future__ import annotations

from enum import StrEnum

from coach.domain.model import SETTINGS, Setting
from coach.store.schema.fields import FLAG, WORDS, FieldKind, choice, member, text, whole
from coach.store.schema.record_codec import Field


def kind_of(setting: Setting) -> FieldKind:
    """Returns how a setting is stored and checked, by the type of its default and by its values."""
    known = [value for value, _ in setting.values]
    match setting.default:
        case bool():  # before the numbers: True is an int as well
            return FLAG
        case int():
            return whole(min(known), max(known))
        case StrEnum():
            return member(type(setting.default))
        case str():
            return choice(*known) if known else text(setting.longest)
        case _:
            return WORDS


SETTING_FIELDS = tuple(Field(each.id, kind_of(each), optional=True) for each in SETTINGS.values())
"""The fields; each is left out of the file while it has its default."""
