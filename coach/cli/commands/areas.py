"""`coach areas`: every area, how it stands today, and how to be on the mat there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.output import joined, say, write_json
from coach.cli.sentences import say_ask
from coach.content.loader import rests_on
from coach.domain import labels
from coach.domain.area_page import AreaPage, page
from coach.domain.model import Area
from coach.domain.ramp.prescription import Ramps

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext


def add_arguments(parser: ArgumentParser) -> None:
    """Whether to write JSON."""
    parser.add_argument("--json", action="store_true", help="write JSON")


def run(given: Namespace, context: CommandContext) -> int:
    """Tells of all areas; writes nothing to the file."""
    book = context.read()
    ramps, day, now = Ramps(book), context.day(book), context.now(book)
    pages = [page(ramps, area, day, now) for area in Area]
    if given.json:
        write_json([_as_json(told) for told in pages])
        return 0
    if (ask := pages[0].prescription.ask) is not None:
        say(*say_ask(book, ask), "")
    for told in pages:
        name = labels.AREA[told.area]
        say(joined((name.capitalize(), told.tag)))
        why = (told.prescription.reason.said, told.full)
        parts = (*why, told.how, told.sides, told.differ, *told.steps, told.limits)
        say(*(f"  {part}" for part in parts if part), "")
    say("Each area has a skin check of its own. More of one: coach today --area feet.")
    return 0


def _as_json(told: AreaPage) -> dict[str, object]:
    return {
        "area": told.area,
        "open": told.open,
        "state": told.tag,
        "reason": {
            "code": told.prescription.reason.code,
            "text": told.prescription.reason.said,
            "facts": list(rests_on(told.prescription.reason.facts)),
        },
        "how": told.how,
        "sides": told.sides,
        "sources_differ": told.differ,
        "ladder": list(told.steps),
        "session_min": told.prescription.caps.session_min,
        "day_left_min": told.prescription.caps.day_left_min,
        "facts": list(rests_on(told.facts)),
    }
