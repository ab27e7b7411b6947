"""Wrong usage, said in one sentence."""

from __future__ import annotations

from collections.abc import Iterable

EXIT_WRONG = 2
"""The status after wrong usage."""


class UsageError(Exception):
    """The command cannot be as it was given; the text says what to do, in one sentence."""


def near(said: str, known: Iterable[str]) -> str:
    """Returns a question after a slip of the pen, as in " Did you mean log?"; empty where nothing comes close."""
    from difflib import get_close_matches

    found = get_close_matches(said.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]}?" if found else "."
