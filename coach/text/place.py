"""The place that the locale of the terminal names, by which days and weeks are written as people there do."""

from __future__ import annotations

from collections.abc import Mapping


def place_of(environ: Mapping[str, str]) -> str:
    """Returns the two letters of the place by LC_ALL, LC_TIME or LANG, as "US"; empty if none names one."""
    # Read here and not by `locale`: the coach speaks English everywhere, and must not switch the process.
    named = next((environ[name] for name in ("LC_ALL", "LC_TIME", "LANG") if environ.get(name)), "")
    _, _, rest = named.partition(".")[0].partition("@")[0].partition("_")
    return rest.rpartition("_")[2].upper()
