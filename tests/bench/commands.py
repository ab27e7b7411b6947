"""How soon a prompt has its line, the first time and when it was kept, beside a Python that does nothing."""

from __future__ import annotations

from collections import defaultdict
from pathlib import Path

from tests.bench.comparison import SECONDS, Figure, against
from tests.bench.home import Home, coach
from tests.bench.processes import run
from tests.bench.starts import PYTHON
from tests.bench.years import SPANS, years

STATUS = {
    "coach status": ("status",),
    "coach status --format": ("status", "--format", "{minutes} min, {streak} days"),
    "coach status --json": ("status", "--json"),
}
TURNS = 15


def measure(folder: Path) -> list[Figure]:
    """Asks for each line twice in turn, after the cache folder was emptied; only the second may be kept."""
    folder.mkdir()
    figures = []
    for span, days in SPANS.items():
        home = Home(folder / span, years(folder / f"{days}.json", days))
        env, empty = home.surroundings(), []
        taken: dict[str, list[float]] = defaultdict(list)
        for turn in range(TURNS + 1):
            if not turn:  # for the bytecode and the disk's cache
                run((*coach(), "today"), env, folder)
                continue
            empty.append(run(PYTHON, env, folder).seconds)
            for name, words in STATUS.items():
                home.forget()
                for how in ("not kept", "kept"):
                    taken[f"{name}, {how}, {span}"].append(run((*coach(), *words), env, folder).seconds)
            taken[f"coach today, {span}"].append(run((*coach(), "today"), env, folder).seconds)
        for name, values in taken.items():
            goal = 1.5 if ", kept" in name else None
            figures.append(against(f"{name} / python -c pass", SECONDS, values, empty, goal=goal))
    return figures
