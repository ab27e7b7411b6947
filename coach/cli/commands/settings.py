"""`coach settings`: tells the settings, or sets one, as the screen of that name does."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError, near
from coach.cli.outcome import tell_outcome
from coach.cli.output import say, write_json
from coach.cli.rhythm_setting import NAME as RHYTHM
from coach.cli.rhythm_setting import is_rhythm, set_rhythm, tell_rhythm, typed
from coach.domain.habit.rhythm_choice import chosen
from coach.domain.model import SETTINGS, Area, Refused, Setting, Settings
from coach.domain.ramp.replay import Ramps
from coach.domain.setting_changes import set_usual_area, set_value
from coach.domain.setting_texts import known_values, setting_named, value_of
from coach.domain.setting_values import setting_groups
from coach.text.clean import refusal

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from datetime import datetime

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book, Change

_WIDTH = 20

_NAMES = (*SETTINGS, RHYTHM)
"""The names that can be typed."""

_ELSEWHERE = {
    "goal": "coach setup --goal-minutes N --goal-cover C",
    "screening": "coach setup --screening none, or what applies",
    "sensitive": "coach setup --sensitive, or --not-sensitive",
    "keymap": "the app, under Settings > Keys",
    **{f"area-{each}": f"coach areas {each} on, or off" for each in Area},
}
"""What changes the settings that are answers of their own, or that only the screens have a use for."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the setting, its value, and the option for JSON."""
    parser.add_argument("name", metavar="NAME", nargs="?", choices=_NAMES, help="one setting")
    parser.add_argument("value", metavar="VALUE", nargs="?", help='what to set it to; "" for none')
    arguments.add_json(parser, "write JSON, as in the file")
    parser.epilog = (
        f"The settings are {', '.join(_NAMES)}; with NAME alone, it says what values there are. The setup"
        " answers are changed with coach setup, and the areas with coach areas."
    )


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the settings or one of them, or sets it."""
    book = context.read()
    if given.name is None:
        if given.json:
            write_json(_as_json(book.settings) | {RHYTHM: typed(chosen(book))})
        else:
            _list(book, context)
        return 0
    if is_rhythm(given.name):
        if given.value is None:
            tell_rhythm(book, as_json=given.json)
        else:
            set_rhythm(given.value, context, as_json=given.json)
        return 0
    setting = _named(given.name)
    if given.value is not None:
        return _set(setting, given.value, context, as_json=given.json)
    value = getattr(book.settings, setting.id)
    if given.json:
        write_json(
            {"name": setting.id, "value": _plain(value), "values": list(map(_plain, known_values(setting)))}
        )
        return 0
    say(f"{setting.label} ({setting.id}): {setting.name_of(value)}.", setting.help, *_choices(setting))
    return 0


def _list(book: Book, context: CommandContext) -> None:
    for group, lines in setting_groups(Ramps(book)):
        say(group, *(f"  {line.label:{_WIDTH}}{line.value}" for line in lines))
    say("File", f"  {'Data file':{_WIDTH}}{context.path}")


def _named(text: str) -> Setting:
    if text.lower() in _ELSEWHERE and text.lower() not in SETTINGS:
        raise UsageError(f"{text} is changed with {_ELSEWHERE[text.lower()]}.")
    setting = setting_named(text)
    if setting is None:
        hint = near(text, _NAMES)
        known = f"; they are {', '.join(_NAMES)}."
        raise UsageError(f"there is no setting {text}{known if hint == '.' else hint}")
    return setting


def _set(setting: Setting, text: str, context: CommandContext, *, as_json: bool) -> int:
    if setting.id in _ELSEWHERE:
        raise UsageError(f"{setting.id} is changed with {_ELSEWHERE[setting.id]}.")
    if why := refusal(text):
        raise UsageError(f"{setting.id}: it {why}.")
    try:
        value = value_of(setting, text)
    except Refused as refused:
        raise UsageError(str(refused)) from None
    if setting.id == "tz":
        arguments.time_zone(str(value))

    def decide(book: Book, now: datetime) -> Change | None:
        if getattr(book.settings, setting.id) == value:
            return None
        if isinstance(value, Area):
            return set_usual_area(book, value, now)
        return set_value(book.settings, setting.id, value)

    applied = context.change(decide)
    said = f"{applied.label}." if applied.label else f"{setting.label} is {setting.name_of(value)} already."
    facts = {"name": setting.id, "value": _plain(value)}
    return tell_outcome(context, applied.label, [said], as_json=as_json, facts=facts)


def _choices(setting: Setting) -> Iterator[str]:
    known = known_values(setting)
    for value, name in known.items():
        meaning = setting.meanings.get(value, "")
        typed = _plain(value)
        shown = name if str(typed) == name or isinstance(typed, bool) else f"{typed}, {name}"
        yield f"  {shown}{f': {meaning}' if meaning else ''}"
    if setting.id in _ELSEWHERE:
        yield f"It is changed with {_ELSEWHERE[setting.id]}."
    elif not known:
        yield f'Type any text, as in: coach settings {setting.id} "..."'
    else:
        yield f"Set it with: coach settings {setting.id} VALUE"


def _plain(value: object) -> object:
    return dict(value) if isinstance(value, Mapping) else value


def _as_json(settings: Settings) -> dict[str, object]:
    return {id: _plain(getattr(settings, id)) for id in SETTINGS}
