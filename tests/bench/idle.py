"""How light the coach is while nothing happens, beside an empty app of Textual, both looked at together."""

from __future__ import annotations

from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from tests.bench.comparison import MEMORY, SIZE, WAKEUPS, Figure, against
from tests.bench.home import Home, coach
from tests.bench.meter import Spell
from tests.bench.starts import HELLO
from tests.bench.years import years

ROUNDS = 5
WATCH_S = 10.0


def measure(folder: Path) -> list[Figure]:
    """Opens both, looks on for a while, and leaves them, round by round."""
    folder.mkdir()
    file = years(folder / "years.json")
    programs = {"hello": HELLO, "coach": coach()}
    homes = {name: Home(folder / name, file) for name in programs}
    spells: dict[str, list[Spell]] = defaultdict(list)
    resident: dict[str, list[float]] = defaultdict(list)
    for _ in range(ROUNDS):
        with ExitStack() as stack:
            meters = {name: stack.enter_context(homes[name].opened(argv)) for name, argv in programs.items()}
            for name, meter in meters.items():
                meter.settle()
                resident[name].append(meter.resident())
            with ThreadPoolExecutor(len(meters)) as pool:
                looks = {name: pool.submit(meter.watch, WATCH_S) for name, meter in meters.items()}
                for name, look in looks.items():
                    spells[name].append(look.result())
            for name, key in {"hello": "ctrl+q", "coach": "q"}.items():
                meters[name].leave(key)
        homes["coach"].rest()
    sent = {name: [float(each.sent) for each in several] for name, several in spells.items()}
    woken = {name: [each.wakeups / each.seconds for each in several] for name, several in spells.items()}
    return [
        against("idle bytes in 10 s / hello", SIZE, sent["coach"], sent["hello"], goal_of_ours=0),
        against("idle wake-ups / hello", WAKEUPS, woken["coach"], woken["hello"], goal_of_ours=2),
        against("resident memory / hello", MEMORY, resident["coach"], resident["hello"], goal=1.25),
    ]
