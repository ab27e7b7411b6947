"""How many faults the campaign of `test_calls` tries: every fault of every call of every operation.

python -m tests.faults.count
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from tests.faults.test_calls import ACTS, Campaign


def trials(name: str) -> int:
    """Returns the number of one operation; it depends a little on how deep the folder of the file lies."""
    with tempfile.TemporaryDirectory() as folder:
        return sum(1 for _ in Campaign(name, Path(folder)).trials())


if __name__ == "__main__":
    counts = [trials(name) for name in ACTS]
    sys.stdout.write(f"{sum(counts):,} faults in {len(counts)} operations\n")
