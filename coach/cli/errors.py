"""The error of wrong usage, and the hint after a typing mistake."""

from __future__ import annotations

from collections.abc import Iterable

EXIT_WRONG = 2
"""The status after wrong usage."""


class UsageError(Exception):
    """A command that makes no sense as it was typed; the text says in one sentence what to do."""


def near(word: str, known: Iterable[str]) -> str:
    """Returns the end of a sentence about an unknown word: "; did you mean log?", or "." if none is near."""
    found = _nearest(word.lower(), known, 0.6)
    return f"; did you mean {found}?" if found else "."


def near_option(option: str, known: Iterable[str]) -> str:
    """Returns the same about an unknown option; empty if none is near.

    The dashes, which all have in common, do not count: `--json` is not like `--on`. The beginning of a long
    option is near it, since many programs take it for the whole.
    """
    names = {each.lstrip("-"): each for each in known if each.startswith("--")}
    word = option.partition("=")[0].lstrip("-").lower()
    begun = [each for each in names if option.startswith("--") and word and each.startswith(word)]
    found = begun[0] if len(begun) == 1 else _nearest(word, names, 0.7)
    return f"; did you mean {names[found]}?" if found else ""


def _nearest(word: str, known: Iterable[str], least: float) -> str:
    from difflib import get_close_matches

    return next(iter(get_close_matches(word, list(known), n=1, cutoff=least)), "")
