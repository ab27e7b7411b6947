"""Opening the coach on 27 years of use beside opening it on a fortnight."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from tests.bench.comparison import SECONDS, Figure, against
from tests.bench.meter import Meter
from tests.bench.years import years
from tests.e2e.term import ROOT, environment

ROUNDS = 9
DAYS = {10: 11, 10_000: 11_250}
"""Days of use that come to so many sessions."""


def measure(folder: Path) -> list[Figure]:
    """Opens the coach on both files in turn."""
    folder.mkdir()
    masters = {count: years(folder / f"{count}.json", days) for count, days in DAYS.items()}
    settled: dict[int, list[float]] = {count: [] for count in DAYS}
    for number in range(ROUNDS):
        for count, master in masters.items():
            home = folder / f"{number}-{count}"
            home.mkdir()
            file = home / "coach.json"
            shutil.copyfile(master, file)
            surroundings = environment(HOME=str(home), PYTHONPATH=str(ROOT), COACH_DATA=str(file))
            with Meter((sys.executable, "-m", "coach"), surroundings, home) as meter:
                settled[count].append(meter.settle().settled_s)
                meter.leave("q")
    few, many = settled.values()
    return [against("settled start, 10,000 sessions / 10", SECONDS, many, few, goal=1.3)]
