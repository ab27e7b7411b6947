"""`coach plan`: the steps ahead, if all goes well."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from coach.cli import values
from coach.cli.out import say, write_json
from coach.cli.words import day_short, days
from coach.domain import names
from coach.domain.model import Area
from coach.domain.plan import Ahead, Kind, ahead
from coach.domain.prescription import Prescription, Ramps, prescribe

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Sequence

    from coach.cli.desk import Desk

DAYS = 30
MOST_DAYS = 366


def arguments(parser: ArgumentParser) -> None:
    """An area, how far to look, and whether to write JSON."""
    parser.add_argument(
        "--area", metavar="A", choices=Area, help="the area; by default the one that Today opens with"
    )
    parser.add_argument(
        "--days", metavar="N", default=str(DAYS), help=f"how many days, today counted; by default {DAYS}"
    )
    parser.add_argument("--json", action="store_true", help="write JSON")


def run(given: Namespace, desk: Desk) -> int:
    """Say which step falls on which day; writes nothing to the file."""
    asked = values.area(given.area)
    count = values.whole("days", given.days, 1, MOST_DAYS)
    book = desk.read()
    area, day = asked or book.settings.area, desk.day(book)
    ramps = Ramps(book)
    found = ahead(ramps, area, day, count)
    now = prescribe(ramps, area, day)
    if given.json:
        write_json(_as_json(found, now))
    elif found:
        _say(found, now.steps, names.AREA[area])
    else:
        say(now.reason.text)
    return 0


def _as_json(found: Sequence[Ahead], now: Prescription) -> dict[str, object]:
    return {
        "area": now.area,
        "steps": now.steps,
        "reason": None
        if found
        else {"code": now.reason.code, "text": now.reason.text, "facts": list(now.reason.facts)},
        "days": [
            {
                "date": each.day.isoformat(),
                "kind": each.kind,
                "step": each.step,
                "cover": each.rung.cover if each.rung else None,
                "minutes": each.rung.minutes if each.rung else None,
                "posture": (each.rung.posture or None) if each.rung else None,
                "code": each.code,
            }
            for each in found
        ],
    }


def _say(found: Sequence[Ahead], steps: int, area: str) -> None:
    say(f"If all goes well, with a session a day for your {area}:", "")
    for (kind, step), same in groupby(found, key=lambda each: (each.kind, each.step)):
        run_of = list(same)
        first = run_of[0]
        what = str(kind) if first.rung is None else f"step {step:>2}  {names.session(first.rung)}"
        done = ", done" if kind is Kind.DONE and first.rung else ""
        say(f"  {day_short(first.day):11} {days(len(run_of)):>8}  {what}{done}")
    steps_ahead = [each for each in found if each.step is not None]
    goal = next((each for each in steps_ahead if each.step == steps), None)
    if goal is not None:
        say("", f"{day_short(goal.day)} reaches your goal. Skin and comfort decide, not the calendar.")
    elif steps_ahead:
        say("", f"That is step {steps_ahead[-1].step} of {steps}. Skin and comfort decide, not the calendar.")
