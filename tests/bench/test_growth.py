"""Opening the coach on 27 years of use beside opening it on a fortnight."""

from __future__ import annotations

import shutil
import statistics
import sys
from pathlib import Path

import pytest

from tests.bench.meter import Meter
from tests.bench.years import years
from tests.e2e.term import ROOT, environment

pytestmark = pytest.mark.bench

ROUNDS = 9
DAYS = {10: 11, 10_000: 11_250}
"""Days of use that come to so many sessions."""


def test_it_opens_on_ten_thousand_sessions_as_on_ten(tmp_path: Path) -> None:
    masters = {count: years(tmp_path / f"{count}.json", days) for count, days in DAYS.items()}
    settled: dict[int, list[float]] = {count: [] for count in DAYS}
    for number in range(ROUNDS):
        for count, master in masters.items():
            home = tmp_path / f"{number}-{count}"
            home.mkdir()
            file = home / "coach.json"
            shutil.copyfile(master, file)
            surroundings = environment(HOME=str(home), PYTHONPATH=str(ROOT), COACH_DATA=str(file))
            with Meter((sys.executable, "-m", "coach"), surroundings, home) as meter:
                settled[count].append(meter.settle().settled_s)
                meter.leave("q")
    few, many = (statistics.median(settled[count]) for count in DAYS)
    sys.stdout.write(
        f"\n10 sessions {few * 1000:.0f} ms, 10,000 {many * 1000:.0f} ms: {many / few:.2f} times\n"
    )
    assert many / few <= 1.3
