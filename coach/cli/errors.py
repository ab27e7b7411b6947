"""The error of wrong usage, and the hint after a typing mistake."""

from __future__ import annotations

from collections.abc import Iterable

EXIT_WRONG = 2
"""The status after wrong usage."""


class UsageError(Exception):
    """A command that makes no sense as it was typed; the text says in one sentence what to do."""


def near(word: str, known: Iterable[str]) -> str:
    """Returns the end of a sentence about an unknown word: "; did you mean log?", or "." if none is near."""
    from difflib import get_close_matches

    found = get_close_matches(word.lower(), list(known), n=1, cutoff=0.6)
    return f"; did you mean {found[0]}?" if found else "."
