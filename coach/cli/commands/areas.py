"""`coach areas`: each area, what holds for it today, and how to be on the mat there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.json_values import reason_values
from coach.cli.output import joined, say, write_json
from coach.cli.sentences import open_question_lines
from coach.content.citations import rests_on
from coach.domain import labels
from coach.domain.area_page import AreaPage, page
from coach.domain.model import Area
from coach.domain.ramp.replay import Ramps

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the option for JSON."""
    parser.add_argument("--json", action="store_true", help="write JSON")


def run(given: Namespace, context: CommandContext) -> int:
    """Prints all areas; writes nothing to the file."""
    book = context.read()
    ramps, day, now = Ramps(book), context.day(book), context.now(book)
    pages = [page(ramps, area, day, now) for area in Area]
    if given.json:
        write_json({"areas": [_as_json(area_page) for area_page in pages]})
        return 0
    if (ask := pages[0].prescription.open_questions) is not None:
        say(*open_question_lines(book, ask), "")
    for area_page in pages:
        name = labels.AREA[area_page.area]
        say(joined((name.capitalize(), area_page.tag)))
        why = (area_page.prescription.reason.full_text, area_page.full)
        parts = (*why, area_page.how, area_page.sides, area_page.differ, *area_page.steps, area_page.limits)
        say(*(f"  {part}" for part in parts if part), "")
    say("Each area has its own skin check. For more on one, run: coach today --area feet")
    return 0


def _as_json(area_page: AreaPage) -> dict[str, object]:
    return {
        "area": area_page.area,
        "open": area_page.open,
        "state": area_page.tag,
        "reason": reason_values(area_page.prescription.reason),
        "how": area_page.how,
        "sides": area_page.sides,
        "sources_differ": area_page.differ,
        "ladder": list(area_page.steps),
        "session_min": area_page.prescription.caps.session_min,
        "day_left_min": area_page.prescription.caps.day_left_min,
        "facts": list(rests_on(area_page.facts)),
    }
