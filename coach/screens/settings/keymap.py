"""Keys of the user's own: which may be taken for what, and the change that takes them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from coach.domain.model import Change, Refused, Settings
from coach.screens.shared.key_reference import EVERYWHERE, KeyGroup, KeyLine, groups, named

FIXED = ("quit-at-once",)
"""The ids of bindings that keep their keys: the way out that always is."""
QUESTIONS = (
    "Skin check", "Easier", "Check-in", "After a lost connection", "Session by hand", "Review of tips",
    "Dated ahead", "Goal", "Pause",
    "Setup", "Backups", "A file that cannot be read", "A line to type", "Keys of your own", "One of a list",
    "A question", "The last changes", "Answers", "The thing to do",
)  # fmt: skip
"""The groups that keep their keys: a question says beside its answers which keys give them."""
KEPT = {
    "escape": "leads back",
    "enter": "answers and goes on",
    "tab": "goes from part to part",
    "shift+tab": "goes from part to part",
    "ctrl+q": "closes the coach",
    "ctrl+c": "closes the coach",
    "ctrl+z": "would stop it without a way back",
}
"""Keys that do the same everywhere and can be taken for nothing else; a binding that has one keeps it."""
SHARED = (EVERYWHERE, "Lists", "Long texts", "Answers", "The thing to do")
"""The groups whose keys lie on many screens, each of them beside those of the screen."""


def changeable(keymap: Mapping[str, str]) -> Iterable[KeyGroup]:
    """Returns every binding that may have other keys, once each, in its groups."""
    seen = {"", *FIXED}  # Tab is Textual's own, and has no id
    for group in groups(keymap):
        if group.title in QUESTIONS:
            continue
        lines = tuple(line for line in group.lines if line.id not in seen)
        seen.update(line.id for line in lines)
        if lines:
            yield replace(group, lines=lines)


def taken(settings: Settings, id: str, key: str) -> Change:
    """Gives a binding this key in place of those it has; raises `Refused`."""
    return _changed(settings, id, key, ())


def added(settings: Settings, id: str, key: str) -> Change:
    """Gives a binding this key besides those it has; raises `Refused`."""
    return _changed(settings, id, key, _line(settings.keymap, id).codes)


def given_back(settings: Settings, id: str) -> Change | None:
    """Gives a binding its first keys back; None where it has them; raises `Refused` where one is taken."""
    if id not in settings.keymap:
        return None
    rest = {name: keys for name, keys in settings.keymap.items() if name != id}
    for key in _line({}, id).codes:
        _check_free(rest, id, key, changed=True)
    return Change(f"Keys as they were: {_line({}, id).does}", put=(settings._replace(keymap=rest),))


def _changed(settings: Settings, id: str, key: str, besides: Iterable[str]) -> Change:
    if key in KEPT:
        raise Refused(f"{named(key)} {KEPT[key]}; press another key.")
    _check_free(settings.keymap, id, key)
    line = _line({}, id)
    kept = (each for each in line.codes if each in KEPT)
    keys = ",".join(dict.fromkeys((*kept, *besides, key)))
    changed = settings._replace(keymap={**settings.keymap, id: keys})
    return Change(f"Key {named(key)}: {line.does}", put=(changed,))


def _check_free(keymap: Mapping[str, str], id: str, key: str, *, changed: bool = False) -> None:
    """Refuses a key that does something else wherever the binding works, or that has come to, by a change."""
    every = groups(keymap)
    mine = {group.title for group in every for line in group.lines if line.id == id}
    everywhere = not mine.isdisjoint(SHARED)
    for group in every:
        if not (everywhere or group.title in mine or group.title in SHARED):
            continue
        for line in group.lines:
            if key in line.codes and line.id != id and (line.id in keymap or not changed):
                raise Refused(f"{named(key)} is taken ({group.title}: {line.does}); press another key.")


def _line(keymap: Mapping[str, str], id: str) -> KeyLine:
    return next(line for group in groups(keymap) for line in group.lines if line.id == id)
