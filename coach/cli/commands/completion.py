"""`coach completion`: prints a script that lets a shell complete the commands and their options."""

from __future__ import annotations

import sys
from argparse import SUPPRESS, ArgumentParser
from typing import TYPE_CHECKING, Any

from coach.cli import arguments
from coach.cli.parser import FILE, Parser
from coach.cli.registry import SUMMARIES, command

if TYPE_CHECKING:
    from argparse import Namespace

    from coach.cli.command_context import CommandContext

SHELLS = ("bash", "zsh", "fish")


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the shell."""
    parser.add_argument("shell", metavar="|".join(SHELLS), choices=SHELLS, help="your shell")
    parser.epilog = "Where to put it for each shell: coach guide shell"


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the script; reads and writes nothing else."""
    shell = arguments.one_of("shell", SHELLS, given.shell)
    from shtab import complete

    script = complete(whole(), shell)
    if shell == "zsh":
        # shtab 1.13 completes only the first of several files.
        script = script.replace('"(*)::', '"*:')
    sys.stdout.write(f"{script}\n")
    return 0


def whole() -> ArgumentParser:
    """Returns one parser with the arguments of `coach` and of all its commands, and how to complete them."""
    root = ArgumentParser(prog="coach")
    root.add_argument("--data", metavar=FILE, default=SUPPRESS, help="the file to use")
    root.add_argument("-V", "--version", action="store_true", help="which version this is")
    _say_files(root)
    commands = root.add_subparsers(parser_class=_Part)
    for name, summary in SUMMARIES.items():
        commands.add_parser(name, help=summary)
    return root


class _Part(Parser):
    """The parser of one command, which argparse makes from its whole name."""

    def __init__(self, prog: str, **_: Any) -> None:
        name = prog.rpartition(" ")[2]
        super().__init__(name, SUMMARIES[name])
        command(name).add_arguments(self)
        _say_files(self)


def _say_files(parser: ArgumentParser) -> None:
    """Lets arguments that take a file complete its name; shtab looks for that on the argument itself."""
    from shtab import FILE as FILES

    for action in parser._actions:
        if action.metavar == FILE:
            action.complete = FILES  # type: ignore[attr-defined]
