"""The values of settings as people type them: on, Monday, 03:00, 30 seconds, or as the file has them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from coach.domain.model import SETTINGS, Refused, Setting
from coach.text.format import listed

_ON_OFF = {"on": True, "yes": True, "true": True, "off": False, "no": False, "false": False}


def setting_named(text: str) -> Setting | None:
    """Returns a setting by its name in the file or its label, in capitals or not; None if there is none."""
    typed = _plain(text)
    return next((each for each in SETTINGS.values() if typed in (_plain(each.id), _plain(each.label))), None)


def value_of(setting: Setting, text: str) -> object:
    """Returns the value that a text means; raises Refused, with what can be typed, if it means none.

    An empty text is the value that is not set, for settings that are typed.
    """
    typed = _plain(text)
    if isinstance(setting.default, bool) and typed in _ON_OFF:
        return _ON_OFF[typed]
    known = known_values(setting)
    if not known and setting.question is not None:
        if len(text) > setting.question.longest:
            raise Refused(f"{setting.id}: that is long; {setting.question.longest} characters are enough.")
        return text.strip()
    if not typed:
        raise Refused(f"{setting.id}: type one of {listed(known.values())}.")
    for value, name in known.items():
        # 03:00 is typed as 3, 30 seconds as 30, and Monday as mon.
        if typed in (_plain(str(value)), _plain(name), _plain(name).removesuffix(":00").lstrip("0")):
            return value
    begun = [value for value, name in known.items() if len(typed) > 2 and _plain(name).startswith(typed)]
    if len(begun) == 1:
        return begun[0]
    raise Refused(f"{setting.id}: {text} is not one of {listed(known.values())}.")


def known_values(setting: Setting) -> Mapping[object, str]:
    """Returns the values that a setting can have, with their names; empty if it is typed or has an editor."""
    if setting.values:
        return dict(setting.values)
    if isinstance(setting.default, StrEnum):
        return {each: setting.words(each) for each in type(setting.default)}
    return {} if setting.question is not None else {name: name for name in setting.meanings}


def _plain(text: str) -> str:
    return text.strip().casefold().replace("_", " ").replace("-", " ")
