"""A yes or no at the terminal, where there is one."""

from __future__ import annotations

import sys

from coach.cli.out import complain


def can_ask() -> bool:
    """Whether someone is there who reads a question and can answer it."""
    return sys.stdin.isatty() and sys.stderr.isatty()


def says_yes(question: str) -> bool:
    """Ask on standard error, and whether the answer is yes; no is what Enter says."""
    complain(f"{question} [y/N]")
    return sys.stdin.readline().strip().lower() in ("y", "yes")
