"""The parser of a command's arguments: argparse, with sentences of our own in place of its errors."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, NoReturn

from coach.cli.errors import UsageError, near_option
from coach.cli.output import HELP_WIDTH
from coach.text.format import sentence

FILE = "FILE"
"""The metavar of every argument that names a file."""


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


class Alternatives:
    """Options of which a command takes one at most; its usage shows them with a bar between them."""

    def __init__(self, parser: argparse.ArgumentParser) -> None:
        self._group = parser.add_mutually_exclusive_group()
        self._options: list[argparse.Action] = []

    def add_argument(self, *names: str, **settings: Any) -> argparse.Action:
        """Declares one of the options, as argparse does."""
        option = self._group.add_argument(*names, **settings)
        self._options.append(option)
        return option

    def given(self, option: argparse.Action | None, given: argparse.Namespace) -> argparse.Action | None:
        """Returns the other option that was given before this one; None if there is none."""
        if option not in self._options:
            return None
        others = (each for each in self._options if each is not option)
        return next((each for each in others if getattr(given, each.dest, None) != each.default), None)


class Parser(argparse.ArgumentParser):
    """The parser of one command, which raises `UsageError` where argparse would print its usage and exit."""

    def __init__(self, name: str, summary: str) -> None:
        super().__init__(
            prog=f"coach {name}",
            description=sentence(summary),
            allow_abbrev=False,
            # without a width, argparse imports shutil and with it all that packs files
            formatter_class=partial(argparse.HelpFormatter, width=HELP_WIDTH, max_help_position=20),
            add_help=False,
            exit_on_error=False,
        )
        self._alternatives: list[Alternatives] = []
        self._positionals.title, self._optionals.title = "Arguments", "Options"
        self._name = name
        self.other_words: Mapping[str, str] = {}
        """What to type in place of a word that the command does not take, by that word."""
        self._more = f"see coach help {name}"
        for action in (None, "store"):
            self.register("action", action, _Once)
        self.add_argument("-h", "--help", action="help", help="show this help")
        self.add_argument("--data", metavar=FILE, default=argparse.SUPPRESS, help="the file to use")

    def add_alternatives(self) -> Alternatives:
        """Returns a group for options of which the command takes one at most."""
        self._alternatives.append(Alternatives(self))
        return self._alternatives[-1]

    def parse(self, words: Sequence[str]) -> argparse.Namespace:
        """Returns the values of the arguments; raises `UsageError` if the words do not fit."""
        given = argparse.Namespace()
        try:
            # options may stand between the others: `parse_args` does not read "restore --yes NAME"
            _, unknown = self.parse_known_intermixed_args(words, given)
        except argparse.ArgumentError as error:
            raise UsageError(self._refusal(error, given)) from None
        if unknown:
            raise UsageError(self._refusal_of_unknown(unknown))
        return given

    def format_help(self) -> str:
        """Returns the help, with the examples at its end."""
        from coach.cli.examples import examples_of

        usage, gap, rest = super().format_help().partition("\n\n")
        lines = (part for line in usage.splitlines() for part in _broken(line))
        return "\n".join(lines) + f"{gap}{rest}{examples_of(self._name)}"

    def as_typed(self, sentence: str) -> str:
        """Returns a sentence that begins with the name of a field, with the option in its place if it is one.

        The rules name the fields for screens and commands alike; here people type options.
        """
        field, colon, _ = sentence.partition(": ")
        options = {text for action in self._actions for text in action.option_strings}
        return f"--{sentence}" if colon and f"--{field}" in options else sentence

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        """Passes every value: choices are for the completion of shells, and `arguments` refuses others."""

    def error(self, message: str) -> NoReturn:
        """Raises what argparse itself raises from Python 3.13 on, so that `parse` has one error to read."""
        raise argparse.ArgumentError(None, message)

    def _refusal(self, error: argparse.ArgumentError, given: argparse.Namespace) -> str:
        """Returns what is wrong, told by what is declared and given so far, not by the message."""
        if error.argument_name is None:
            missing = ", ".join(str(each.metavar) for each in self._actions if _is_missing(each, given))
            return f"{self._name} needs {missing}; {self._more}." if missing else f"{error.message}."
        name = error.argument_name.rpartition("/")[2]
        option = next((each for each in self._actions if name in each.option_strings), None)
        for each in self._alternatives:
            if other := each.given(option, given):
                return f"{name} is not allowed with argument {other.option_strings[-1]}."
        if option is not None and option.nargs == 0:
            return f"{name} takes no value; {self._more}."
        return f"{name} needs a value after it; {self._more}."

    def _refusal_of_unknown(self, words: Sequence[str]) -> str:
        first = words[0]
        shown = [each for each in self._actions if each.help is not argparse.SUPPRESS]
        known = [text for action in shown for text in action.option_strings]
        if first.startswith("-") and (hint := near_option(first, known)):
            return f"{self._name} has no {first}{hint}"
        # an empty word, as of a variable that is not set, has to be seen too
        shown_words = " ".join(each or "''" for each in words)
        instead = self._instead(first.lower()) or f"{self._more}."
        return f"{self._name} does not take {shown_words}; {instead}"

    def _instead(self, word: str) -> str:
        """Returns what to type for a word: the option that has it for a value, or what the command knows."""
        if word in self.other_words:
            return self.other_words[word]
        option = next(
            (each for each in self._actions if each.option_strings and word in map(str, each.choices or ())),
            None,
        )
        return f"did you mean {option.option_strings[-1]} {word}?" if option else ""


def _broken(line: str) -> list[str]:
    """Returns a line of the usage in parts that fit: argparse keeps a group of alternatives on one line."""
    found: list[str] = []
    indent = " " * (len(line) - len(line.lstrip()) + 1)
    while len(line) > HELP_WIDTH and (at := line.rfind(" | ", 0, HELP_WIDTH)) > 0:
        found.append(line[: at + 2])
        line = indent + line[at + 3 :]
    return [*found, line]


def _is_missing(argument: argparse.Action, given: argparse.Namespace) -> bool:
    return (
        argument.required
        and not argument.option_strings
        and getattr(given, argument.dest, None) in (None, argparse.SUPPRESS)
    )
