"""How soon a command is there, beside a Python that does nothing."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

from tests.bench.comparison import SECONDS, Figure, against
from tests.bench.terminal_programs import COACH, Bench

COMMANDS = {
    "python -c pass": (COACH[0], "-c", "pass"),
    "coach status": (*COACH, "status"),
    "coach today": (*COACH, "today"),
}
TURNS = 25


def measure(folder: Path) -> list[Figure]:
    """Runs each command in turn."""
    env = Bench(folder).surroundings()
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(TURNS + 1):
        for name, argv in COMMANDS.items():
            begin = time.perf_counter()
            subprocess.run(
                argv,
                env=env,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            if turn:  # the first is for the bytecode
                taken[name].append(time.perf_counter() - begin)
    empty = taken.pop("python -c pass")
    return [against(f"{name} / python -c pass", SECONDS, each, empty, goal=8) for name, each in taken.items()]
