"""`coach session`: a session in plain lines, on the same record that every terminal can join."""

from __future__ import annotations

from argparse import SUPPRESS, Action
from typing import TYPE_CHECKING, Any, NoReturn

from coach.cli import arguments
from coach.cli.errors import UsageError

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
    parser.add_argument("--json", action=_NoJson, nargs=0, help=SUPPRESS)


def run(given: Namespace, context: CommandContext) -> int:
    """Runs a session to its check-in, or joins the one that runs."""
    area, minutes = arguments.area(given.area), arguments.optional(arguments.minutes, given.minutes)
    from coach.cli.plain_session.whole_session import run_session

    return run_session(context, area, minutes, free=given.free)


class _NoJson(Action):
    """An action that refuses JSON: questions to a person and one object for a program do not go together."""

    def __call__(self, *_: Any) -> NoReturn:
        """Raises `UsageError` with the commands that tell a program of a session."""
        raise UsageError(
            "session asks and tells a person, line by line, so it has no --json: coach status --json tells of"
            " the session that runs, and coach day --json of what was recorded."
        )
