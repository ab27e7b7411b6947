"""`coach areas`: each area, what holds for it today, and how to be on the mat there."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.json_values import reason_values
from coach.cli.next_command import next_after
from coach.cli.outcome import tell_outcome
from coach.cli.output import joined, note, say, write_json
from coach.cli.prompt import ask, can_ask
from coach.cli.sentences import next_step_lines, open_question_lines
from coach.content.citations import rests_on
from coach.domain import labels
from coach.domain.area_changes import is_turned, turn_area
from coach.domain.area_page import AreaPage, page
from coach.domain.model import Area
from coach.domain.ramp.replay import Ramps

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext


_TURNS = ("on", "off")


def add_arguments(parser: ArgumentParser) -> None:
    """Declares what to turn on or off, and the option for JSON."""
    parser.add_argument("area", metavar="AREA", nargs="?", choices=Area, help="the area to turn on or off")
    parser.add_argument("turn", metavar="on|off", nargs="?", choices=_TURNS, help="whether it is to be on")
    parser.add_argument("--yes", action="store_true", help="turn it on without asking, where sources differ")
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints all areas, or turns one of them on or off."""
    if given.area is not None:
        return _turn(given, context)
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


def _turn(given: Namespace, context: CommandContext) -> int:
    area = arguments.choice("area", Area, given.area)
    if given.turn is None:
        raise UsageError(f"say whether it is to be on or off, as in coach areas {area} on.")
    on = arguments.one_of("areas", _TURNS, given.turn) == "on"
    already = is_turned(Ramps(context.read()), area, on=on)
    # Only an area that may harm asks first, and only on the way on: off is always safe.
    notice = area.spec.notice if on and not already else ""
    if notice and (given.yes or not can_ask()):
        note(notice)  # what --yes agrees to has to be read too
    if notice and not given.yes:
        ask(f"{notice} Turn it on?", "areas")
    applied = context.change(lambda book, now: turn_area(book, area, now, on=on))
    return _tell(applied.label, area, context, on=on, as_json=given.json)


def _tell(label: str, area: Area, context: CommandContext, *, on: bool, as_json: bool) -> int:
    book = context.read(quiet=True)
    said = f"{label}." if label else f"Nothing to change: that area is {'on' if on else 'off'} already."
    then = next_step_lines(book, area, context.now(book))
    facts = {"area": area, "on": on}
    last = partial(next_after, context, book, area, told=True)
    return tell_outcome(context, label, [said], as_json=as_json, following=then, facts=facts, last=last)


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
