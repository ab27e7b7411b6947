"""What each dependency takes to import, with all that it brings: CPU time, bytecode cached.

python -m tests.bench.imports
"""

from __future__ import annotations

import subprocess
import sys
from statistics import median

PACKAGES = {
    "textual": "textual.app",
    "tinydb": "tinydb",
    "humanize": "humanize",
    "filelock": "filelock",
    "python-ulid": "ulid",
    "platformdirs": "platformdirs",
    "shtab": "shtab",
}
"""The module to import for each package; tzdata is data only."""
_TIMED = "import time; t = time.process_time(); import {}; print(time.process_time() - t)"


def milliseconds(module: str, runs: int = 9) -> float:
    """Returns the median of some runs, each in a Python of its own; one more before them fills the cache."""
    command = [sys.executable, "-c", _TIMED.format(module)]
    times = [
        float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)
        for _ in range(runs + 1)
    ]
    return median(times[1:]) * 1000


if __name__ == "__main__":
    for package, module in PACKAGES.items():
        sys.stdout.write(f"{package:14}{milliseconds(module):5.0f} ms\n")
