"""The error of wrong usage, and the hint after a typing mistake."""

from __future__ import annotations

from collections.abc import Iterable

EXIT_FAILED = 1
EXIT_WRONG = 2
"""The status after wrong usage."""
EXIT_FAULT = 3
"""The status of a reminder that cannot say whether something is due: there, 1 says that nothing is."""


class UsageError(Exception):
    """A command that makes no sense as it was typed; the text says in one sentence what to do."""


_OTHER_OPTIONS = {
    "date": "on",
    "day": "on",
    "when": "on",
    "time": "at",
    "began": "at",
    "file": "data",
    "since": "from",
    "until": "to",
    "out": "output",
}
"""Names that other programs have for an option here."""


def failed_status(command: str) -> int:
    """Returns the status with which a command ends that failed although it was typed right."""
    return EXIT_FAULT if command == "remind" else EXIT_FAILED


def near(word: str, known: Iterable[str]) -> str:
    """Returns the end of a sentence about an unknown word: "; did you mean log?", or "." if none is near."""
    found = nearest(word.lower(), known)
    return f"; did you mean {found}?" if found else "."


def near_option(option: str, known: Iterable[str]) -> str:
    """Returns the end of a sentence about an unknown option: "; did you mean --on?"; empty if none is near.

    The dashes, which all have in common, do not count: `--json` is not like `--on`. The beginning of a long
    option is near it, since many programs take it for the whole.
    """
    names = {each.lstrip("-"): each for each in known if each.startswith("--")}
    word = option.partition("=")[0].lstrip("-").lower()
    begun = [each for each in names if option.startswith("--") and word and each.startswith(word)]
    if len(begun) == 1:
        found = begun[0]
    else:
        other = _OTHER_OPTIONS.get(word, "")
        found = other if other in names else nearest(word, names)
    return f"; did you mean {names[found]}?" if found else ""


def nearest(word: str, known: Iterable[str]) -> str:
    """Returns the known word that is a slip or two away from the one typed; empty if none is so near.

    A slip is a letter that is wrong, missing or too many, or two in the wrong order. In a word of up to five
    letters one is as many as still leave it that word, and in one of two letters none.
    """
    slips = {each: _slips(word, each) for each in known}
    found = min(slips, key=lambda each: slips[each], default="")
    shorter = min(len(word), len(found))
    return found if slips and slips[found] <= (0 if shorter < 3 else 1 if shorter < 6 else 2) else ""


def _slips(one: str, two: str) -> int:
    """Returns how many slips lie between two words."""
    # difflib would count the letters that two words share, by which clean is near plan
    earlier: list[int] = []
    row = list(range(len(two) + 1))
    for i, letter in enumerate(one, 1):
        before, row = row, [i]
        for j, other in enumerate(two, 1):
            least = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == two[j - 2] and one[i - 2] == other:
                least = min(least, earlier[j - 2] + 1)
            row.append(least)
        earlier = before
    return row[-1]
