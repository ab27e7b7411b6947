"""How light and quick the coach is beside other programs for the terminal, all in turn, in one run."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

from tests.bench.comparison import CPU, MEMORY, RATE, SECONDS, SIZE, WAKEUPS, Figure, against
from tests.bench.meter import Begun, Meter, Spell
from tests.bench.years import years
from tests.e2e.term import ROOT, environment

ROUNDS = 9
WATCH_S = 10.0
HERE = Path(__file__).parent
COACH = (sys.executable, "-m", "coach")


@dataclass(frozen=True, slots=True)
class Program:
    """What is measured: how it is started, what starts its countdown, and what ends it."""

    argv: tuple[str, ...]
    leave: tuple[str, ...]
    """Empty where that is not measured."""
    begin: tuple[str, ...] = ()


@dataclass(slots=True)
class Found:
    """What was measured of one program, round by round."""

    begun: list[Begun] = field(default_factory=list)
    spells: list[Spell] = field(default_factory=list)
    resident: list[int] = field(default_factory=list)
    left: list[float] = field(default_factory=list)

    def settled(self) -> list[float]:
        return [each.settled_s for each in self.begun]

    def start_cpu(self) -> list[float]:
        return [each.cpu_s for each in self.begun]

    def sent(self) -> list[float]:
        return [each.sent for each in self.begun]

    def rate(self) -> list[float]:
        return [each.sent / each.seconds for each in self.spells]

    def wakeups(self) -> list[float]:
        return [each.wakeups / each.seconds for each in self.spells]

    def cpu(self) -> list[float]:
        return [each.cpu_s / each.seconds * 100 for each in self.spells]


def programs() -> dict[str, Program]:
    """The programs that are there; `pip install termdown` brings one more."""
    found = {
        "hello": Program((sys.executable, str(HERE / "hello.py")), ("ctrl+q",)),
        "coach": Program(COACH, ("q",)),
        "session": Program(COACH, (), begin=("enter", "enter")),
        "Digits": Program((sys.executable, str(HERE / "digits.py")), ("ctrl+q",)),
    }
    beside = Path(sys.executable).with_name("termdown")
    if termdown := str(beside) if beside.exists() else shutil.which("termdown"):
        found["termdown"] = Program((termdown, "25m"), ("q",))
    return found


class Bench:
    """A folder with a file of three years, and an environment as a login gives it."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self.folder = folder
        self.master = years(folder / "master.json")
        self._count = 0

    def surroundings(self) -> dict[str, str]:
        """An environment with a home and a copy of the file that nobody else has."""
        self._count += 1
        home = self.folder / str(self._count)
        home.mkdir()
        file = home / "coach.json"
        shutil.copyfile(self.master, file)
        return environment(HOME=str(home), COLORTERM="truecolor", PYTHONPATH=str(ROOT), COACH_DATA=str(file))

    def opened(self, program: Program) -> Meter:
        """The program in a terminal."""
        return Meter(program.argv, self.surroundings(), self.folder)

    def round(self, all_of_them: dict[str, Program], found: dict[str, Found]) -> None:
        """Each program once: started and left one after the other, watched all together."""
        with ExitStack() as stack:
            meters = {}
            for name, program in all_of_them.items():
                meter = meters[name] = stack.enter_context(self.opened(program))
                found[name].begun.append(meter.settle())
                found[name].resident.append(meter.resident())
                meter.press(*program.begin)
            with ThreadPoolExecutor(len(meters)) as pool:
                looks = {name: pool.submit(meter.watch, WATCH_S) for name, meter in meters.items()}
                for name, spell in looks.items():
                    found[name].spells.append(spell.result())
            for name, meter in meters.items():
                if keys := all_of_them[name].leave:
                    found[name].left.append(meter.leave(*keys))

    def bytes_per_key(self, program: Program, there: str, keys: Sequence[str]) -> float:
        """Bytes that one key of a walk brings on the screen that the key `there` opens."""
        with self.opened(program) as meter:
            meter.settle()
            meter.press(there)
            meter.watch(1.0)  # it is imported when it is first wanted
            return meter.press(*keys) / len(keys)


def measure(folder: Path) -> list[Figure]:
    """Starts, watches and leaves each program in turn, round by round."""
    bench = Bench(folder)
    all_of_them = programs()
    for program in all_of_them.values():  # once for the bytecode and the disk's cache
        with bench.opened(program) as meter:
            meter.settle()
    found = {name: Found() for name in all_of_them}
    for _ in range(ROUNDS):
        bench.round(all_of_them, found)
    coach = all_of_them["coach"]
    calendar = bench.bytes_per_key(coach, "2", ["left", "up"] * 6 + ["right", "down"] * 6)
    tips = bench.bytes_per_key(coach, "3", ["down"] * 18 + ["up"] * 6)

    ours, hello, session, digits = (found[name] for name in ("coach", "hello", "session", "Digits"))
    idle, stock_idle = ([each.sent for each in one.spells] for one in (ours, hello))
    first = [median(hello.sent())]
    figures = [
        against("settled start / hello", SECONDS, ours.settled(), hello.settled(), goal=1.25),
        against("CPU until settled / hello", SECONDS, ours.start_cpu(), hello.start_cpu()),
        against("bytes at start / hello", SIZE, ours.sent(), hello.sent(), goal=3.2),
        against("bytes a second in a session / Digits", RATE, session.rate(), digits.rate(), goal=0.15),
        against("idle bytes in 10 s / hello", SIZE, idle, stock_idle, goal_of_ours=0),
        against("idle wake-ups / hello", WAKEUPS, ours.wakeups(), hello.wakeups(), goal_of_ours=2),
        against("CPU in a session / Digits", CPU, session.cpu(), digits.cpu(), goal=1.0),
        against("a cursor key, calendar / hello's picture", SIZE, [calendar], first, goal_of_ours=740),
        against("a cursor key, tips / hello's picture", SIZE, [tips], first, goal_of_ours=740),
        against("quit key to exit / hello", SECONDS, ours.left, hello.left, goal=0.3),
        against("resident memory / hello", MEMORY, ours.resident, hello.resident, goal=1.25),
    ]
    if "termdown" in found:
        other = found["termdown"].rate()
        figures.append(
            against("bytes a second in a session / termdown", RATE, session.rate(), other, goal=1.0)
        )
    return figures
