"""The choice of the backups that stay as they grow older."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

_Period = Callable[[datetime], object]

_ALL_OF = timedelta(days=1)
"""All backups of today and of the day before stay."""

_TIERS: tuple[tuple[_Period, int | None], ...] = (
    (lambda at: at.date(), 12),
    # a week across New Year counts in both years: else the only backup of one could go with it
    (lambda at: (at.year, at.isocalendar()[:2]), 10),
    (lambda at: (at.year, at.month), 9),
    (lambda at: at.year, None),
)
"""Of earlier ones the last of each day, week, month and year stays; the number of each, None for all."""


def instants_to_keep(stamps: Iterable[datetime], now: datetime) -> frozenset[datetime]:
    """Returns the instants (UTC) whose backups stay: all of two days, then fewer and fewer, then one a year.

    Only days and weeks with a backup are counted, whatever their age, so neither a long absence nor a clock
    that once ran ahead removes more. What is dated in the future stays.
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
