"""The list of commands; the module of a command is imported when it is called."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Protocol

from coach.cli.errors import nearest

if TYPE_CHECKING:
    from argparse import Namespace

    from coach.cli.command_context import CommandContext
    from coach.cli.parser import Parser

GROUPS = {
    "Every day": {
        "today": "what to do today, and why",
        "check": "answer the skin check",
        "session": "lie down, in plain lines: for a screen reader, or any terminal",
        "log": "record a session you have already done",
        "status": "one line for your prompt or status bar",
        "remind": "one line when a session is due, for cron or your prompt",
        "pause": "set a pause or a rest day, or end it",
    },
    "What you recorded": {
        "day": "a day with its sessions, numbered",
        "edit": "correct a session",
        "delete": "delete a session",
        "note": "read or write the note on a day",
    },
    "Looking ahead and back": {
        "calendar": "your days, as a month or a year",
        "plan": "the steps ahead, if all goes well and at your own pace",
        "areas": "where each area stands, and how to use the mat there",
        "fortnight": "your first 14 days, in your own figures",
        "insights": "your sessions in figures",
        "report": "a page to print, or to take to a physiotherapist",
    },
    "To read": {
        "tips": "list the tips, or search them",
        "known": "what is known about mats, and what is not",
        "guide": "guides to read: SSH, your shell, your file and more",
        "demo": "look around in a made-up year, of which nothing is kept",
        "help": "this help, or that of a command",
    },
    "Settings": {
        "setup": "answer the setup questions, or change your answers",
        "settings": "your settings",
    },
    "Your file": {
        "undo": "undo the last change",
        "redo": "undo the undo",
        "export": "write your records to JSON, CSV or a calendar file",
        "import": "bring in sessions from CSV, or everything from JSON",
        "merge": "bring conflicting copies of your file together",
        "backup": "list, make or restore backups",
        "doctor": "check your file, and repair it",
    },
    "Your shell": {
        "completion": "print a script for tab completion in your shell",
        "ssh-wrapper": "print a script for connecting over SSH",
    },
}
"""The commands with their summaries, in groups, in the order of the help."""

SUMMARIES = {name: summary for group in GROUPS.values() for name, summary in group.items()}
"""The commands with their summaries, whatever their group."""


_OTHER_NAMES = {
    "add": "log",
    "config": "settings",
    "configure": "settings",
    "done": "log",
    "history": "calendar",
    "list": "calendar",
    "pain": "check",
    "preferences": "settings",
    "progress": "plan",
    "record": "log",
    "remove": "delete",
    "reset": "setup",
    "resume": "session",
    "rm": "delete",
    "set": "settings",
    "show": "day",
    "skip": "pause",
    "start": "session",
    "statistics": "insights",
    "stats": "insights",
    "stop": "session",
    "streak": "today",
    "timer": "session",
    "version": "--version",
    "week": "calendar",
    "year": "calendar",
}
"""Names that other programs have for what a command here does."""


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


def unknown_command(name: str) -> str:
    """Returns what is wrong with a name that no command has, and what to type."""
    found = nearest(name.lower(), (*SUMMARIES, *_OTHER_NAMES))
    meant = _OTHER_NAMES.get(found, found)
    hint = f"did you mean {meant}?" if meant in (*SUMMARIES, "--version") else "see coach help."
    return f"there is no command {name}; {hint}"


def overview() -> str:
    """Returns the help of `coach` as a whole."""
    wide = max(map(len, SUMMARIES)) + 2
    listed = "\n".join(
        "\n".join((f"{title}:", *(f"  {name:{wide}}{summary}" for name, summary in group.items()), ""))
        for title, group in GROUPS.items()
    )
    return f"""usage: coach [--data FILE] [COMMAND]

A coach for a daily habit on the acupressure mat. Without a command, it opens
its screens.

{listed}
Options:
  --data FILE    the file with everything you record; else $COACH_DATA, else
                 your data folder
  -V, --version  show the version
  -h, --help     show this help, or that of a command

Examples:
  coach today               what to do today, and why
  coach log 5 --skin clear  record five minutes that have just ended
  coach help log            everything about one command

The coach is not a medical device. If you have a health problem or are unsure,
ask a professional first.
"""
