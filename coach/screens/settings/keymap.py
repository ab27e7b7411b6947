"""The user's own keys: which binding may have which key, and the change that gives it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from coach.domain.model import Change, Refused, Settings
from coach.screens.shared.key_reference import KeyGroup, KeyLine, groups, named
from coach.screens.shared.screen_table import EVERYWHERE, PLACES

FIXED_IDS = ("quit-at-once",)
"""The ids of bindings that keep their keys, so that there is always a way out."""
FIXED_GROUPS = tuple(place.title for place in PLACES if place.keeps_keys)
"""The groups that keep their keys."""
RESERVED_KEYS = {
    "escape": "leads back",
    "enter": "answers and goes on",
    "tab": "goes to the next part",
    "shift+tab": "goes to the part before",
    "ctrl+q": "closes the coach",
    "ctrl+c": "closes the coach",
    "ctrl+z": "would stop the coach, with no way back",
}
"""Keys that do the same everywhere, with what they do; a binding that has one keeps it."""
_USES = {place.title: frozenset(place.uses) for place in PLACES}
"""The widgets with keys of their own that stand on each screen."""


def changeable(keymap: Mapping[str, str]) -> Iterable[KeyGroup]:
    """Returns every binding that may have other keys, once each, in its groups."""
    seen = {"", *FIXED_IDS}  # Tab is Textual's own, and has no id
    for group in groups(keymap):
        if group.title in FIXED_GROUPS:
            continue
        lines = tuple(line for line in group.lines if line.id not in seen)
        seen.update(line.id for line in lines)
        if lines:
            yield replace(group, lines=lines)


def replace_key(settings: Settings, id: str, key: str) -> Change:
    """Gives a binding this key in place of those it has. Raises Refused if the key cannot be had."""
    return _changed(settings, id, key, ())


def add_key(settings: Settings, id: str, key: str) -> Change:
    """Gives a binding this key besides those it has. Raises Refused if the key cannot be had."""
    return _changed(settings, id, key, _line(settings.keymap, id).codes)


def restore_keys(settings: Settings, id: str) -> Change | None:
    """Gives a binding its default keys back; None if it has them. Raises Refused if one is taken by now."""
    if id not in settings.keymap:
        return None
    rest = {name: keys for name, keys in settings.keymap.items() if name != id}
    for key in _line({}, id).codes:
        _check_free(rest, id, key, changed=True)
    return Change(f"Default keys: {_line({}, id).does}", put=(settings._replace(keymap=rest),))


def restore_all_keys(settings: Settings) -> Change | None:
    """Gives all bindings their default keys back; None if they have them."""
    return (
        Change("Default keys for everything", put=(settings._replace(keymap={}),))
        if settings.keymap
        else None
    )


def default_keys(id: str) -> str:
    """Returns the keys of a binding without a keymap, as people know them."""
    return _line({}, id).keys


def _changed(settings: Settings, id: str, key: str, besides: Iterable[str]) -> Change:
    if key in RESERVED_KEYS:
        raise Refused(f"{named(key)} {RESERVED_KEYS[key]}. Press another key.")
    _check_free(settings.keymap, id, key)
    line = _line({}, id)
    reserved = (each for each in line.codes if each in RESERVED_KEYS)
    keys = ",".join(dict.fromkeys((*reserved, *besides, key)))
    changed = settings._replace(keymap={**settings.keymap, id: keys})
    return Change(f"Key {named(key)}: {line.does}", put=(changed,))


def _check_free(keymap: Mapping[str, str], id: str, key: str, *, changed: bool = False) -> None:
    """Raises Refused if the key already does something else where the binding works.

    With `changed`, only what the user has changed counts: keys that were shared from the start stay so.
    """
    every = groups(keymap)
    own_groups = [group.title for group in every for line in group.lines if line.id == id]
    for group in every:
        if not any(_work_together(group.title, own) for own in own_groups):
            continue
        for line in group.lines:
            if key in line.codes and line.id != id and (line.id in keymap or not changed):
                where = "everywhere" if group.title == EVERYWHERE else f"in {group.title}"
                raise Refused(f"{named(key)} is taken {where}: {line.does}. Press another key.")


def _work_together(one: str, other: str) -> bool:
    """Returns whether the keys of two groups work on the same screen at the same time.

    Of two widgets only the one with the focus has its keys, and two screens are never open at once.
    """
    together = one == other or EVERYWHERE in (one, other)
    return together or one in _USES.get(other, ()) or other in _USES.get(one, ())


def _line(keymap: Mapping[str, str], id: str) -> KeyLine:
    return next(line for group in groups(keymap) for line in group.lines if line.id == id)
