"""`coach status`: one line for a prompt or tmux."""

from __future__ import annotations

import re
import sys
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.errors import UsageError
from coach.cli.kept_line import KeptLine
from coach.cli.output import as_json, joined, said
from coach.cli.today_view import TodayView, view_today
from coach.domain import labels
from coach.domain.habit.streak import states
from coach.domain.habit.streak_words import length, week_so_far
from coach.domain.today import TodayState
from coach.text import format

if TYPE_CHECKING:
    from argparse import Namespace

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser
    from coach.domain.model import Book

_PART = r"\{\{|\}\}|\{([^{}]*)\}|[{}]"

FIELDS = {
    "state": "setup, locked, ask, paused, running, rest, done, wait or due",
    "mark": "the mark of today in the calendar",
    "area": "",
    "cover": "",
    "minutes": "of the session to do",
    "step": "",
    "steps": "how many there are",
    "check": "yes while the skin check is open",
    "left": "minutes left of a running session",
    "done": "minutes on the mat today, all areas together",
    "day_left": "minutes left for today",
    "streak": "its length",
    "unit": "days or weeks: what the streak counts",
    "best": "the best one, in that unit",
    "grace": "days that may be missed; none where weeks count",
    "week": "kept days of this week, where weeks count",
    "asked": "of how many",
    "optional": "yes once this week is kept",
    "days": "all kept days",
    "consistency": "in percent",
}
"""The fields of a format, each with an explanation if its name does not say it."""


def add_arguments(parser: Parser) -> None:
    """Declares the area, and a format or JSON."""
    arguments.add_area(parser)
    how = parser.add_alternatives()
    arguments.add_json(how)
    how.add_argument(
        "--format",
        metavar="STR",
        help="your own line, with the fields below; a field that does not apply is empty, and"
        " {{ writes a brace",
    )
    fields = "; ".join(f"{{{name}}} {what}".strip() for name, what in FIELDS.items())
    parser.epilog = f"The fields, which --json has too, along with the milestones: {fields}."


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the state of today in one line; writes nothing to the file."""
    area = arguments.area(given.area)
    if given.format is not None:
        filled(given.format, dict.fromkeys(FIELDS, ""))
    line = KeptLine(context)
    book = context.read(quiet=True)
    found = view_today(context, book, area)
    if given.json:
        text = as_json(facts(found, book) | _reached(found))
    elif given.format is not None:
        texts = {name: _text(value) for name, value in facts(found, book).items()}
        text = said(filled(given.format, texts))
    else:
        text = said(joined(_line(found)))
    sys.stdout.write(text)
    line.keep(book, text)
    return 0


def facts(found: TodayView, book: Book) -> dict[str, object]:
    """Returns the values by the names of `FIELDS`; None for those that do not apply."""
    from coach.cli.glyphs import dot, marks  # the plain line has no marks, and starts faster without them

    today, asked, rung = found.today, found.today.prescription, found.rung
    day, streak = today.day, today.streak
    return {
        "state": today.state,
        "mark": dot(day, day, states(today.days, day, day), marks(book)),
        "area": today.area,
        "cover": rung.cover if rung else None,
        "minutes": rung.minutes if rung else None,
        "step": found.step,
        "steps": asked.steps,
        "check": found.needs_check,
        "left": found.running.left_min if found.running else None,
        "done": round(today.days.minutes.get(day, 0.0), 2),
        "day_left": asked.caps.day_left_min,
        "streak": streak.current,
        "unit": streak.unit,
        "best": streak.best,
        "grace": streak.grace_left if streak.week is None else None,
        "week": streak.week.kept if streak.week else None,
        "asked": streak.week.asked if streak.week else None,
        "optional": today.is_optional,
        "days": streak.total_days,
        "consistency": round(streak.consistency * 100),
    }


def _reached(found: TodayView) -> dict[str, object]:
    """Returns what only the JSON has: the day among the first 14, and the milestones with their days."""
    first = found.today.fortnight
    return {
        "fortnight_day": None if first is None or first.over else first.day,
        "milestones": [
            {"day": each.day.isoformat(), "id": each.id, "text": each.text} for each in found.today.milestones
        ],
    }


def filled(pattern: str, texts: dict[str, str]) -> str:
    """Returns the user's format with its fields filled in; raises `UsageError` if one does not exist."""

    def put(part: re.Match[str]) -> str:
        name = part[1]
        if part[0] in ("{{", "}}"):
            return part[0][0]
        if name is None:
            raise UsageError(f"format: {part[0]} is alone; write {part[0] * 2} for a brace.")
        if name not in texts:
            raise UsageError(f"format: there is no field {{{name}}}; the fields are {', '.join(texts)}.")
        return texts[name]

    return re.sub(_PART, put, pattern)


def _text(value: object) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    return format.number(value) if isinstance(value, float) else str(value)


def _line(found: TodayView) -> list[str]:
    today, rung = found.today, found.rung
    week = today.streak.week
    streak = joined([length(today.streak), *([week_so_far(week)] if week else [])])
    if today.state is TodayState.RUNNING and found.running:
        return [found.running.words, streak]
    if today.state is TodayState.DUE and rung is not None:
        asked = f"{format.number(rung.minutes)} min {labels.on(rung.cover)}"
        asked = f"optional: {asked}" if today.is_optional else asked
        return ["skin check open" if found.needs_check else asked, streak]
    if (opens_at := today.prescription.opens_at) is not None and today.state is TodayState.WAIT:
        return [f"from {opens_at:%H:%M}" if today.prescription.waits_hours else "tomorrow", streak]
    if today.pause is not None and today.state is TodayState.PAUSED:
        return [labels.pause(today.pause) if today.pause.is_rest_day else "paused", streak]
    return [str(today.state), streak] if today.state is not TodayState.SETUP else ["setup"]
