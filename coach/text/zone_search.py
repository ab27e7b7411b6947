"""The time zones that someone may mean by what they type, and whether there is a reason to ask."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC
from zoneinfo import available_timezones

from coach.clock import Clock, present, zone
from coach.text.format import weekday_short

NO_ZONE = "There is no such zone. Try the capital, or a large city that has the same time."


def zones_like(typed: str) -> list[str]:
    """Returns the zones that a text may mean, by name, city or beginning of a word; the likeliest first."""
    want = typed.strip().replace(" ", "_").lower()
    if not want:
        return []
    # Enter takes the first of them, and nobody who types "usa" means Lusaka.
    begins = re.compile(rf"(?<![a-z]){re.escape(want)}")

    def rank_of(name: str) -> int | None:
        low = name.lower()
        city = low.rsplit("/", 1)[-1]
        fits = (
            low == want,
            city == want,
            city.startswith(want),
            low.startswith(want),
            bool(begins.search(low)),
        )
        return fits.index(True) if True in fits else None

    found = [(rank, name) for name in available_timezones() if (rank := rank_of(name)) is not None]
    return [name for _, name in sorted(found)]


def zone_means(found: Sequence[str], clock: Clock) -> str:
    """Returns which zone the likeliest is, what time it is there, and the next likely ones."""
    there = present(clock, found[0])
    more = f" Also: {', '.join(found[1:4])}." if found[1:] else ""
    return f"{found[0]}: it is {weekday_short(there.date())} {there:%H:%M} there.{more}"


def machine_keeps_utc() -> bool:
    """Returns whether the machine keeps UTC, as servers do, wherever their user lives."""
    return zone("") is UTC
