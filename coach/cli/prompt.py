"""Questions at the prompt, before something that must not happen by mistake."""

from __future__ import annotations

import sys

from coach.cli.errors import UsageError
from coach.cli.output import note
from coach.domain.model import Refused


def can_ask() -> bool:
    """Returns whether there is a terminal at which someone can read a question and answer it."""
    return sys.stdin is not None and sys.stdin.isatty() and sys.stderr.isatty()


def typed(question: str) -> str | None:
    """Asks a question, and returns what was typed, without blanks around it; None at the end of input."""
    note(question)
    line = sys.stdin.readline()
    return line.strip() if line else None


def answer(question: str) -> str:
    """Asks a question, and returns what was typed, without blanks around it; empty at the end of input."""
    return typed(question) or ""


def says_yes(question: str) -> bool:
    """Asks a question, and returns whether the answer is yes; Enter says no.

    The question goes to standard error, so that what the command prints can be kept apart.
    """
    return answer(f"{question} [y/N]").lower() in ("y", "yes")


def ask(question: str, command: str) -> None:
    """Asks a question whose answer is --yes where nobody can be asked; raises as `agree` does."""
    agree(question, f"{command} cannot ask you without a terminal; add --yes to agree.")


def agree(question: str, otherwise: str, *, after_no: str = "Nothing was changed.") -> None:
    """Asks a question, and returns after a yes.

    Raises `Refused` after any other answer, and `UsageError` if nobody can be asked: `otherwise` names the
    option that is missing then.
    """
    if not can_ask():
        raise UsageError(otherwise)
    if not says_yes(question):
        raise Refused(after_no)
