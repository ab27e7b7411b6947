"""The order in which people where the coach runs write a day: 3/7 is the 3rd of July, or the 7th of March."""

from __future__ import annotations

from collections.abc import Mapping

_MONTH_FIRST = frozenset({"US", "PH", "PW", "FM", "MH", "GU", "PR", "VI", "AS", "MP", "BZ"})
"""The places that write the month first."""


def month_first(environ: Mapping[str, str]) -> bool:
    """Returns whether the month comes first, by the locale that the environment names for dates."""
    # Read here and not by `locale`: the coach speaks English everywhere, and must not switch the process.
    named = next((environ[name] for name in ("LC_ALL", "LC_TIME", "LANG") if environ.get(name)), "")
    place = named.partition(".")[0].partition("@")[0].rpartition("_")[2]
    return place.upper() in _MONTH_FIRST
