"""The parser of a command's arguments: argparse, with its errors as sentences."""

from __future__ import annotations

import argparse
import re
from functools import partial
from typing import Any, NoReturn

from coach.cli.errors import UsageError, near

_MISSING = r"the following arguments are required: (.+)"
_UNKNOWN = r"unrecognized arguments: (.+)"
_ABOUT = r"argument ([^:]+): (.+)"

FILE = "FILE"
"""The metavar of every argument that names a file."""

_WIDTH = 78
"""Columns of a help text."""


class _Once(argparse.Action):
    """An action that stores a value, and refuses an option that is given twice: either may be meant."""

    _option = ""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        option: str | None = None,
    ) -> None:
        """Stores the value; raises `UsageError` if the option already has one."""
        if option and self._option:
            raise UsageError(f"{option} is given twice; give it once.")
        self._option = option or ""
        setattr(namespace, self.dest, values)


class Parser(argparse.ArgumentParser):
    """The parser of one command; it raises `UsageError` where argparse would print its usage and exit."""

    def __init__(self, name: str, summary: str) -> None:
        super().__init__(
            prog=f"coach {name}",
            description=f"{summary[0].upper()}{summary[1:]}.",
            allow_abbrev=False,
            # without a width, argparse imports shutil and with it all that packs files
            formatter_class=partial(argparse.HelpFormatter, width=_WIDTH, max_help_position=20),
        )
        for action in (None, "store"):
            self.register("action", action, _Once)
        self.add_argument("--data", metavar=FILE, default=argparse.SUPPRESS, help="the file to use")

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Passes every value: choices are for the completion of shells, and `arguments` refuses others."""

    def error(self, message: str) -> NoReturn:
        """Raises `UsageError` with a sentence in place of argparse's message."""
        raise UsageError(self._sentence(message))

    def _sentence(self, message: str) -> str:
        more = f"see {self.prog} --help"
        if found := re.fullmatch(_MISSING, message):
            return f"{self.prog} needs {found[1]}; {more}."
        if found := re.fullmatch(_UNKNOWN, message):
            first = found[1].split()[0]
            shown = [each for each in self._actions if each.help is not argparse.SUPPRESS]
            known = [text for action in shown for text in action.option_strings]
            if first.startswith("-") and (hint := near(first.partition("=")[0], known)) != ".":
                return f"{self.prog} has no {first}{hint}"
            return f"{self.prog} does not take {found[1]}; {more}."
        if found := re.fullmatch(_ABOUT, message, re.DOTALL):
            name = found[1].rpartition("/")[2]
            if "not allowed with" in found[2]:
                return f"{name} is {found[2].removeprefix('not ').replace('allowed', 'not allowed', 1)}."
            if found[2].startswith("expected"):
                return f"{name} needs a value after it; {more}."
            return f"{name}: {found[2]}."
        return f"{message}; {more}."
