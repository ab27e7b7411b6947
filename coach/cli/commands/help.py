"""`coach help`: the help of the coach as a whole, or of one command."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from coach.cli.errors import UsageError
from coach.cli.parser import Parser
from coach.cli.registry import SUMMARIES, command, overview, unknown_command

if TYPE_CHECKING:
    from argparse import Namespace

    from coach.cli.command_context import CommandContext


def add_arguments(parser: Parser) -> None:
    """Declares the command to explain."""
    parser.add_argument("command", metavar="COMMAND", nargs="?", choices=tuple(SUMMARIES), help="a command")


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the help; the file is not read."""
    if given.command is None:
        sys.stdout.write(overview())
        return 0
    if given.command not in SUMMARIES:
        raise UsageError(unknown_command(given.command))
    parser = Parser(given.command, SUMMARIES[given.command])
    command(given.command).add_arguments(parser)
    sys.stdout.write(parser.format_help())
    return 0
