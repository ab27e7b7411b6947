"""Opening the coach on 27 years of use beside opening it on a fortnight."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.bench.comparison import SECONDS, Figure, against
from tests.bench.home import Home, coach
from tests.bench.starts import TODAY, start
from tests.bench.years import years

ROUNDS = 25
DAYS = {10: 11, 10_000: 11_250}
"""Days of use that come to so many sessions."""


def measure(folder: Path) -> list[Figure]:
    """Opens the coach on both files in turn."""
    folder.mkdir()
    homes = {n: Home(folder / str(n), years(folder / f"{n}.json", days)) for n, days in DAYS.items()}
    for home in homes.values():
        home.warm_up(coach())
    readable: dict[int, list[float]] = defaultdict(list)
    settled: dict[int, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        for count, home in homes.items():
            seen = start(home, coach(), TODAY, "q")
            readable[count].append(seen.readable.seconds)
            settled[count].append(seen.settled_s)
    few, many = DAYS
    return [
        against("Today can be read, 10,000 sessions / 10", SECONDS, readable[many], readable[few], goal=1.1),
        against("settled start, 10,000 sessions / 10", SECONDS, settled[many], settled[few], goal=1.3),
    ]
