"""`coach fortnight`: the first fourteen days in the user's own figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli.out import say, write_json
from coach.domain import fortnight
from coach.domain.fortnight import Fortnight
from coach.domain.prescription import Ramps

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.desk import Desk
    from coach.domain.fortnight import Reached
    from coach.domain.insights import Mean

_LABEL = 10


def add_arguments(parser: ArgumentParser) -> None:
    """Whether to write JSON."""
    parser.epilog = f"{fortnight.COUNTED} {fortnight.WHY}"
    parser.add_argument("--json", action="store_true", help="write JSON")


def run(given: Namespace, desk: Desk) -> int:
    """Say what they came to, or have come to so far; writes nothing to the file."""
    book = desk.read()
    found = fortnight.fortnight(Ramps(book), desk.day(book))
    if given.json:
        write_json(as_json(found))
        return 0
    if found is None:
        say("Your first 14 days begin with your first session.", fortnight.WHY)
        return 0
    say(f"{fortnight.headline(found)}.", "")
    say(*(f"{label:{_LABEL}}{value}" for label, value in fortnight.rows(found)))
    say("", fortnight.COUNTED, fortnight.WHY, fortnight.NO_CAUSE)
    return 0


def as_json(found: Fortnight | None) -> dict[str, object]:
    """The figures; a mean comes with the number of sessions that it rests on, however few they are."""
    if found is None:
        return {"state": "ahead", "days": fortnight.DAYS}
    soreness = found.soreness
    return {
        "state": "over" if found.over else "running",
        "days": fortnight.DAYS,
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
