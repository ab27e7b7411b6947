"""Which backups stay as they grow older."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

_Period = Callable[[datetime], object]

_ALL_OF = timedelta(days=1)
"""Today and this much before it, everything stays."""

_TIERS: tuple[tuple[_Period, int | None], ...] = (
    (lambda at: at.date(), 12),
    # a week across New Year counts in both years: else the only backup of one could go with it
    (lambda at: (at.year, at.isocalendar()[:2]), 10),
    (lambda at: (at.year, at.month), 9),
    (lambda at: at.year, None),
)
"""Then the last of each day, of each week, of each month, of each year; how many of each, None for ever."""


def instants_to_keep(stamps: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Returns the instants (UTC) whose backups stay: all of two days, then ever fewer, one a year for ever.

    Days and weeks are counted by those that have a backup, not by their age: neither a long absence nor a
    clock that once ran ahead thins more. What lies in the future stays.
    """
    recent = now.date() - _ALL_OF
    rest = sorted(set(stamps))
    keep = {each for each in rest if each.date() >= recent}
    rest = [each for each in rest if each not in keep]
    for period, limit in _TIERS:
        seen: set[object] = set()
        while rest:
            name = period(rest[-1])
            if name not in seen:
                if len(seen) == limit:
                    break
                seen.add(name)
                keep.add(rest[-1])
            rest.pop()
    return frozenset(keep)
