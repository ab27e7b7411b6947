"""Records the figures that later runs are compared with: `python -m tests.bench.record`, on a quiet machine.

Names of measurements, or parts of them, record only those; `--runs 5` measures each so often, and takes the
median. Tolerances that were set by hand stay, and so does what a missing program keeps from being measured.
`python -m tests.bench.table --write` then puts the figures into the guide.
"""

from __future__ import annotations

import argparse
import os
import platform
import sys
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from tests.bench.comparison import RECORDED, Figure, read_recorded, table, write_recorded
from tests.bench.measures import MEASURES, PROGRAMS
from tests.tools import find

HOW = """Ratios of the coach to a peer, measured in turn in the same run: {date}, Python {python} on {system},
{cores} cores, the median of {runs} runs. Made with: python -m tests.bench.record
A run fails if a ratio is above the recorded one by more than the tolerance, which is a share of it."""


def main(argv: list[str] | None = None) -> int:
    """Measures, and writes the record."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("names", metavar="NAME", nargs="*", help="only measurements with this in their names")
    parser.add_argument("--runs", type=int, default=3, help="how often each is measured; by default 3")
    given = parser.parse_args(argv)
    for name, measure in MEASURES.items():
        if given.names and not any(each in name for each in given.names):
            continue
        if lacking := [program for program in PROGRAMS.get(name, ()) if find(program) is None]:
            sys.stdout.write(f"{name}: stays as it was without {', '.join(lacking)}\n")
            continue
        _record(name, measure, given.runs)
    return 0


def _record(name: str, measure: Callable[[Path], list[Figure]], runs: int) -> None:
    """Measures some times and writes what came of it, so that a later failure takes nothing away."""
    before = read_recorded(RECORDED.read_text(encoding="utf-8")) if RECORDED.exists() else {}
    measured = []
    for number in range(runs):
        with tempfile.TemporaryDirectory() as folder:
            measured.append(measure(Path(folder) / "files"))
        sys.stdout.write("\n".join((f"{name}, {number + 1} of {runs}", *table(measured[-1], before), "")))
        sys.stdout.flush()
    how = HOW.format(
        date=f"{datetime.now(UTC):%Y-%m-%d}",
        python=platform.python_version(),
        system=platform.system(),
        cores=os.cpu_count(),
        runs=runs,
    )
    RECORDED.write_text(write_recorded(measured, before, how), encoding="utf-8")


if __name__ == "__main__":
    sys.exit(main())
