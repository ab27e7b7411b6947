"""What each command takes as the years go by, beside a Python that does nothing: CPU time and memory."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from tests.bench.comparison import MEMORY, SECONDS, Figure, against
from tests.bench.home import Home, coach
from tests.bench.processes import Used, run
from tests.bench.starts import PYTHON
from tests.bench.years import years

ROUNDS = 3
MOST_OFTEN = 10_000
"""More sessions than this are measured in the first round alone: that takes minutes, and hardly differs."""
A_DAY = 3
DAYS = {10: 4, 1_000: 375, 10_000: 3_750, 50_000: 18_750}
"""Days of use that come to about so many sessions: 50,000 take 51 years."""
READ = {
    "status": "status",
    "today": "today",
    "remind": "remind",
    "calendar": "calendar",
    "areas": "areas",
    "fortnight": "fortnight",
    "plan": "plan",
    "insights": "insights",
    "report": "report -o report.html --force",
    "tips": "tips",
    "settings": "settings",
    "doctor": "doctor",
    "export json": "export --format json",
    "export csv": "export --format csv",
    "export ics": "export --format ics",
    "import": "import copy.json --dry-run",
}
"""Commands that leave the file as it is, by their names in the figures."""
CHANGE = {
    "setup": ["setup --unchanged"],
    "check": ["check clear"],
    "log": ["log 5"],
    "pause": ["pause"],
    "undo": ["log 5", "undo --yes"],
    "redo": ["log 5", "undo --yes", "redo"],
    "backup create": ["backup create"],
    "merge": ["log 5", "merge copy.json"],
}
"""Commands that change it, each run on a copy of its own; only the last of each is measured."""

Values = dict[tuple[str, int], list[Used]]
"""What each command took with so many sessions, round by round."""


def measure(folder: Path) -> list[Figure]:
    """Runs every command at every size in turn."""
    empty, found = measured(folder, READ, CHANGE, DAYS, ROUNDS)
    return figures(empty, found)


def measured(
    folder: Path,
    read: Mapping[str, str],
    change: Mapping[str, Sequence[str]],
    sizes: Mapping[int, int],
    rounds: int,
) -> tuple[list[Used], Values]:
    """Returns what an empty Python took, and what each command took at each size."""
    folder.mkdir()
    empty: list[Used] = []
    found: Values = defaultdict(list)
    homes = {
        count: _home(folder / str(count), years(folder / f"{count}.json", days, a_day=A_DAY))
        for count, days in sizes.items()
    }
    for turn in range(rounds):
        empty.append(run(PYTHON, next(iter(homes.values())).surroundings(), folder))
        for count, home in homes.items():
            if turn and count > MOST_OFTEN:
                continue
            for name, words in read.items():
                home.forget()  # a line that was kept does not grow
                found[name, count].append(_run(home, words))
            for name, several in change.items():
                own = _home(folder / f"{count}-{turn}-{name}", home.file)
                found[name, count].append([_run(own, words) for words in several][-1])
                shutil.rmtree(own.folder)
    return empty, found


def _home(folder: Path, file: Path) -> Home:
    home = Home(folder, file)
    shutil.copyfile(file, folder / "copy.json")
    return home


def _run(home: Home, words: str) -> Used:
    return run((*coach(), *words.split()), home.surroundings(), home.folder)


def figures(empty: Sequence[Used], found: Values) -> list[Figure]:
    """Returns CPU time and memory of each command beside the empty Python, and what is promised of some."""
    peer = "python -c pass"
    cpu = {key: [each.cpu_s for each in values] for key, values in found.items()}
    peak = {key: [each.peak_kib for each in values] for key, values in found.items()}
    empty_cpu, empty_peak = [each.cpu_s for each in empty], [each.peak_kib for each in empty]
    most = max(count for _, count in found)
    return [
        *(
            against(f"coach {name} at {count} sessions / {peer}", SECONDS, values, empty_cpu[: len(values)])
            for (name, count), values in cpu.items()
        ),
        *(
            against(
                f"memory of coach {name} at {count} sessions / {peer}",
                MEMORY,
                values,
                empty_peak[: len(values)],
            )
            for (name, count), values in peak.items()
            if count == most
        ),
        against(
            "coach export ics / csv, the most sessions",
            SECONDS,
            cpu["export ics", most],
            cpu["export csv", most],
            goal=1.5,
        ),
        against(
            "memory of coach export ics / csv",
            MEMORY,
            peak["export ics", most],
            peak["export csv", most],
            goal_of_ours=120 * 1024,
        ),
        against(
            "coach plan / today, the most sessions", SECONDS, cpu["plan", most], cpu["today", most], goal=1.5
        ),
        against("coach log, 10,000 sessions / 10", SECONDS, cpu["log", 10_000], cpu["log", 10], goal=4.0),
    ]
