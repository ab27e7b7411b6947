"""A question before something that is not to happen by mistake."""

from __future__ import annotations

import sys

from coach.cli.out import complain
from coach.cli.wrong import Wrong
from coach.domain.model import Refused


def ask(question: str, command: str) -> None:
    """Goes on after a yes; raises `Refused` after anything else, and `Wrong` where nobody can be asked.

    The question goes to standard error, so that what the command prints can be kept apart.
    """
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Wrong(f"{command} needs --yes where there is no terminal to ask at.")
    complain(f"{question} [y/N]")
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise Refused("Nothing was changed.")
