"""`coach settings`: the settings, as the screen of that name shows them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from coach.cli.output import say, write_json
from coach.domain.model import SETTINGS, Settings
from coach.domain.ramp.replay import Ramps
from coach.domain.setting_values import setting_groups

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext

_WIDTH = 20


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the option for JSON."""
    parser.add_argument("--json", action="store_true", help="write JSON, as in the file")
    parser.epilog = (
        "You can change them in the app under Settings (6), and the setup answers with coach setup."
    )


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the settings; writes nothing to the file."""
    book = context.read()
    if given.json:
        write_json(_as_json(book.settings))
        return 0
    for group, lines in setting_groups(Ramps(book)):
        say(group, *(f"  {line.label:{_WIDTH}}{line.value}" for line in lines))
    say("File", f"  {'Data file':{_WIDTH}}{context.path}")
    return 0


def _as_json(settings: Settings) -> dict[str, object]:
    values = {id: getattr(settings, id) for id in SETTINGS}
    return {id: dict(value) if isinstance(value, Mapping) else value for id, value in values.items()}
