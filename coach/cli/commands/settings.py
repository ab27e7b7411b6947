"""`coach settings`: the settings, as the screen of that name shows them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.output import say, write_json
from coach.domain import labels, setting_values
from coach.domain.model import Area, Settings
from coach.domain.onboarding.user_profile import is_sensitive
from coach.domain.ramp.replay import Ramps
from coach.domain.setting_options import DAY, LOOK, SESSION

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Mapping

    from coach.cli.command_context import CommandContext
    from coach.domain.model import Book

_WIDTH = 20


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the option for JSON."""
    parser.add_argument("--json", action="store_true", help="write JSON, as the file has them")
    parser.epilog = "They are changed on the screen, under 6; the first answers also by coach setup."


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the settings; writes nothing to the file."""
    book = context.read()
    if given.json:
        write_json(_as_json(book.settings))
        return 0
    shown = lines(book)
    for title, ids in setting_values.GROUPS:
        say(title, *(f"  {shown[id][0]:{_WIDTH}}{shown[id][1]}" for id in ids))
    say("File", f"  {'Data file':{_WIDTH}}{context.path}")
    return 0


def lines(book: Book) -> Mapping[str, tuple[str, str]]:
    """Returns the name of each setting and its value in words, by its id."""
    settings, ramps = book.settings, Ramps(book)
    areas = {
        f"area-{area}": (labels.AREA[area].capitalize(), setting_values.area(ramps, area)) for area in Area
    }
    cycles = {each.field: (each.label, each.current_name(settings)) for each in (*DAY, *LOOK, *SESSION)}
    return {
        "goal": ("Goal", setting_values.goal(book)),
        "screening": ("Safety questions", setting_values.screening(book)),
        "sensitive": ("Sensitive skin", "yes" if is_sensitive(book) else "no"),
        "main": ("Today opens with", labels.AREA[settings.area]),
        **areas,
        "tz": ("Time zone", setting_values.zone(settings)),
        "cue": ("Roll out after", setting_values.cue(settings)),
        "theme": ("Theme", settings.theme),
        "keymap": ("Keys", setting_values.keys(settings)),
        **cycles,
    }


def _as_json(settings: Settings) -> dict[str, object]:
    values = {name: value for name, value in settings._asdict().items() if name != "id"}
    return values | {"keymap": dict(settings.keymap)}
