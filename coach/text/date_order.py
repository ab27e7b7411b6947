"""The order in which people where the coach runs write a day: 3/7 is the 3rd of July, or the 7th of March."""

from __future__ import annotations

from collections.abc import Mapping

from coach.text.place import place_of

_MONTH_FIRST = frozenset({"US", "PH", "PW", "FM", "MH", "GU", "PR", "VI", "AS", "MP", "BZ"})
"""The places that write the month first."""


def month_first(environ: Mapping[str, str]) -> bool:
    """Returns whether the month comes first, by the locale that the environment names for dates."""
    return place_of(environ) in _MONTH_FIRST
