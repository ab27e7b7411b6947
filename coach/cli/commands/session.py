"""`coach session`: a session in plain lines, on the same record that every terminal can join."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.cli import arguments

if TYPE_CHECKING:
    from argparse import ArgumentParser, Namespace

    from coach.cli.command_context import CommandContext


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the minutes, the area, and the option for a free session."""
    parser.epilog = (
        "It asks and tells in lines, for a screen reader or a terminal that can do little. While it runs, a"
        " letter and Enter acts: p pauses, f finishes, x stops because of what you feel, ? tells the time"
        " left. At the end of input it goes on without you; coach session joins it again, and so does coach."
    )
    parser.add_argument(
        "minutes", nargs="?", metavar="MINUTES", help="those of an easier step, or of a free session"
    )
    arguments.add_area(parser)
    parser.add_argument(
        "--free", action="store_true", help="a free session: recorded, under the same limits, earns no step"
    )


def run(given: Namespace, context: CommandContext) -> int:
    """Runs a session to its check-in, or joins the one that runs."""
    area, minutes = arguments.area(given.area), arguments.optional(arguments.minutes, given.minutes)
    from coach.cli.plain_session.whole_session import run_session

    return run_session(context, area, minutes, free=given.free)
