"""The list of commands; the module of a command is imported when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from argparse import Namespace

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser

SUMMARIES = {
    "today": "what to do today, and why",
    "setup": "answer the first questions, or change the answers",
    "check": "say how your skin came out of the last session",
    "log": "record a session by hand",
    "status": "one line for a prompt or tmux",
    "remind": "one line when a session is due, for cron or a prompt",
    "calendar": "the days, by month or year",
    "pause": "announce a pause or a rest day, or end it",
    "areas": "how each area stands, and how to be on the mat there",
    "fortnight": "your first 14 days, in your own figures",
    "plan": "the steps ahead, if all goes well and at your own rate",
    "insights": "what was, in figures",
    "report": "a page to print, or to take to a physiotherapist",
    "tips": "tips, listed or searched",
    "known": "what is known of mats, and what is not",
    "settings": "what is set",
    "export": "write out what was recorded, as JSON, CSV or a calendar",
    "import": "take in sessions from CSV, or all from JSON",
    "merge": "bring in copies of the file that grew apart",
    "backup": "list, make or restore copies of the file",
    "undo": "take back the last change",
    "redo": "take back the last undo",
    "doctor": "look after the file, and mend it",
    "completion": "print a script that lets your shell complete all this",
    "ssh-wrapper": "print a script for coming here through SSH",
}
"""The commands with their summaries, in the order of the help."""


class Command(Protocol):
    """The functions that the module of a command has."""

    def add_arguments(self, parser: Parser) -> None:
        """Declares the arguments; each of them is passed on as the text that was typed."""
        ...

    def run(self, given: Namespace, context: CommandContext) -> int:
        """Runs the command, and returns the status that the process is to end with."""
        ...


def command(name: str) -> Command:
    """Returns the command of a name in `SUMMARIES`."""
    # `import` and `ssh-wrapper` cannot be the names of modules
    file = "import_" if name == "import" else name.replace("-", "_")
    module: Command = import_module(f"coach.cli.commands.{file}")
    return module


def overview() -> str:
    """Returns the help of `coach` as a whole."""
    wide = max(map(len, SUMMARIES)) + 2
    listed = "\n".join(f"  {name:{wide}}{summary}" for name, summary in SUMMARIES.items())
    return f"""usage: coach [--data FILE] [COMMAND]

A coach for a daily habit on the acupressure mat. Alone, it opens on the screen.

commands:
{listed}

options:
  --data FILE  the file with all that you record; else $COACH_DATA, else your data folder
  --version    which version this is
  -h, --help   this; after a command, what it takes

The coach is no medical device. With a health problem or a doubt, ask a professional first.
"""
