"""`coach day`: a day with its sessions, numbered, and all that was recorded on it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coach.cli import arguments
from coach.cli.days.day_checks import check_lines, check_values, checks_on
from coach.cli.days.day_sessions import session_lines, session_values, sessions_on
from coach.cli.output import say, write_json
from coach.domain import labels
from coach.domain.day_notes import note_on
from coach.domain.day_states import REST_WHY
from coach.domain.habit.day_history import days, rest_reasons
from coach.domain.habit.day_words import day_line
from coach.domain.habit.streak import state
from coach.domain.model import pause_on
from coach.domain.ramp.replay import Ramps
from coach.text.format import long_date

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace
    from collections.abc import Iterator

    from coach.cli.command_context import CommandContext


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the day, and the option for JSON."""
    parser.add_argument(
        "day", metavar="DATE", nargs="?", help="the day, such as yesterday, -3 or 7.3.; today if left out"
    )
    arguments.add_json(parser)


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the day; writes nothing to the file."""
    book = context.read()
    today, now = context.day(book), context.now(book)
    day = today if given.day is None else arguments.day("day", given.day, today)
    known = days(Ramps(book), today)
    sessions = sessions_on(book, day)
    checks = checks_on(book, day)
    why = rest_reasons(Ramps(book), known).get(day)
    pause, words = pause_on(book, day), note_on(book, day)
    if given.json:
        write_json(
            {
                "date": day.isoformat(),
                "state": state(known, day),
                "rest_why": why,
                "pause": labels.pause(pause) if pause else None,
                "sessions": [session_values(number, each) for number, each in enumerate(sessions, 1)],
                "checks": [check_values(number, each) for number, each in enumerate(checks, 1)],
                "note": words,
            }
        )
        return 0
    say(long_date(day), f"{day_line(book, known, day)}.")
    if why is not None:
        say(f"Set by the coach: {REST_WHY[why]}.")
    if pause is not None:
        say(f"You set a {labels.pause(pause)}.")
    for number, each in enumerate(sessions, 1):
        say(*session_lines(number, each, now))
    say(*check_lines(checks, now))
    if words:
        say(f"Note on the day: {words}")
    if sys.stdout.isatty() and day <= today:
        say("", *_what_to_do(day.isoformat(), len(sessions), len(checks), noted=bool(words)))
    return 0


def _what_to_do(day: str, sessions: int, checks: int, *, noted: bool) -> Iterator[str]:
    """Yields the commands that change such a day."""
    if sessions:
        which = f"{day}/1" if sessions > 1 else day
        yield f"Correct a session: coach edit {which} minutes=7"
        yield f"Delete one: coach delete {which}"
    if checks:
        which = f"{day}/1" if checks > 1 else day
        yield f"Correct a skin check: coach check pink --on {which}"
    yield f"Record a session: coach log MINUTES --on {day}"
    yield f'{"Change" if noted else "Write"} a note: coach note {"--replace " if noted else ""}{day} "TEXT"'
