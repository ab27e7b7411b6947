"""`coach fortnight`: the first fourteen days in the user's own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.output import say, write_json
from coach.domain.ramp.replay import Ramps
from coach.domain.stats import first_fortnight
from coach.domain.stats.first_fortnight import Fortnight

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext
    from coach.domain.stats.aggregates import Mean
    from coach.domain.stats.first_fortnight import Reached

_LABEL = 10


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the option for JSON."""
    parser.epilog = f"{first_fortnight.COUNTED} {first_fortnight.WHY}"
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the figures of these days, as far as they have gone; writes nothing to the file."""
    book = context.read()
    found = first_fortnight.fortnight(Ramps(book), context.day(book))
    if given.json:
        write_json(as_json(found))
        return 0
    if found is None:
        say(first_fortnight.absent(book), first_fortnight.WHY)
        return 0
    say(f"{first_fortnight.headline(found)}.", "")
    say(*(f"{label:{_LABEL}}{value}" for label, value in first_fortnight.rows(found)))
    say("", first_fortnight.COUNTED, first_fortnight.WHY, first_fortnight.NO_CAUSE)
    return 0


def as_json(found: Fortnight | None) -> dict[str, object]:
    """Returns the figures; each mean comes with the number of its sessions, however few they are."""
    if found is None:
        return {"state": "ahead", "days": first_fortnight.DAYS}
    soreness = found.soreness
    return {
        "state": "over" if found.over else "running",
        "days": first_fortnight.DAYS,
        "day": found.days,
        "first": found.first.isoformat(),
        "last": found.last.isoformat(),
        "sessions": found.sessions,
        "minutes": found.minutes,
        "kept_days": found.kept_days,
        "soreness": None
        if soreness is None
        else {
            "before": round(soreness.before, 2),
            "after": round(soreness.after, 2),
            "sessions": soreness.sessions,
        },
        "sharpness": {
            "first_week": _mean(found.sharpness[0]),
            "second_week": _mean(found.sharpness[1]),
        },
        "began": _step(found.began),
        "reached": _step(found.reached),
    }


def _mean(found: Mean | None) -> dict[str, object] | None:
    return None if found is None else {"mean": round(found.value, 2), "sessions": found.sessions}


def _step(found: Reached | None) -> dict[str, object] | None:
    if found is None:
        return None
    rung = found.rung
    return {"area": found.area, "step": found.step, "cover": rung.cover, "minutes": rung.minutes}
