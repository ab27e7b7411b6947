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

_KINDS = {
    "DATE": "days",
    "DATE[/N]": "sessions",
    "[DATE] TEXT": "days",
    "FROM": "ahead",
    "pause DATE": "ahead",
    "TO": "ahead",
    "TITLE": "tips",
    "settings VALUE": "values",
    "backup NAME": "backups",
}
"""What completes an argument, by its metavar, or by its command and that."""

_BASH = """
# The words are plain: compgen would run what stands in others.
_coach_words() {
  compgen -W "$(command coach completion bash --words "$1" --line "$(printf '%s\\n' "${COMP_WORDS[@]}")" \\
    2>/dev/null </dev/null)" -- "$2"
}
"""
_ZSH = """
_coach_words() {
  local -a found typed
  typed=(${(Q)${(z)LBUFFER}})
  found=(${(f)"$(command coach completion zsh --words "$1" --line "${(F)typed}" 2>/dev/null </dev/null)"})
  compadd -V coach -a found
}
"""
_FISH = """
function _coach_words
  set -l line (commandline -opc | string join \\n | string collect)
  command coach completion fish --words $argv[1] --line "$line" 2>/dev/null </dev/null
end
"""

_PREAMBLES = {
    "bash": _BASH
    + "".join(f'_coach_{each}() {{ _coach_words {each} "$1"; }}\n' for each in sorted({*_KINDS.values()})),
    "zsh": _ZSH
    + "".join(f"_coach_{each}() {{ _coach_words {each} }}\n" for each in sorted({*_KINDS.values()})),
    "fish": _FISH,
}
"""What the scripts call: the coach, for the words that depend on the file or on today."""


def add_arguments(parser: ArgumentParser) -> None:
    """Declares the shell."""
    parser.add_argument("shell", metavar="|".join(SHELLS), choices=SHELLS, help="your shell")
    # what the scripts themselves ask for
    parser.add_argument("--words", metavar="KIND", help=SUPPRESS)
    parser.add_argument("--line", metavar="LINE", default="", help=SUPPRESS)
    parser.epilog = "Where to put it for each shell: coach guide shell"


def run(given: Namespace, context: CommandContext) -> int:
    """Prints the script; reads and writes nothing else."""
    shell = arguments.one_of("shell", SHELLS, given.shell)
    if given.words is not None:
        from coach.cli.completion_words import KINDS, words_for

        kind = arguments.one_of("words", KINDS, given.words)
        sys.stdout.write("".join(f"{each}\n" for each in words_for(kind, given.line, context.clock)))
        return 0
    from shtab import complete

    script = complete(whole(), shell, preamble=_PREAMBLES[shell])
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
    _say_how(root)
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
        _say_how(self, name)


def _say_how(parser: ArgumentParser, name: str = "") -> None:
    """Lets arguments complete files, and words that the coach finds; shtab looks on the argument itself."""
    from shtab import FILE as FILES

    for action in parser._actions:
        kind = _KINDS.get(f"{name} {action.metavar}") or _KINDS.get(str(action.metavar))
        if action.metavar == FILE:
            action.complete = FILES  # type: ignore[attr-defined]
        elif kind is not None:
            function = f"_coach_{kind}"
            action.complete = {"bash": function, "zsh": function, "fish": f"(_coach_words {kind})"}  # type: ignore[attr-defined]
