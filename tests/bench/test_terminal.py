"""How light and quick the coach is beside other programs for the terminal, all in turn, in one run.

Milliseconds of one machine say little about another; what is held to a goal are ratios of what was measured
in the same minute, and counts of bytes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

import pytest

from tests.bench.meter import Begun, Meter, Spell
from tests.bench.years import years
from tests.e2e.term import ROOT, environment

pytestmark = pytest.mark.bench

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

    def sent(self) -> list[float]:
        return [each.sent for each in self.begun]

    def rate(self) -> list[float]:
        return [each.sent / each.seconds for each in self.spells]

    def wakeups(self) -> list[float]:
        return [each.wakeups / each.seconds for each in self.spells]

    def cpu(self) -> list[float]:
        return [each.cpu_s / each.seconds * 100 for each in self.spells]


def programs() -> tuple[dict[str, Program], list[str]]:
    """The programs that are there, and what is to be said of those that are not."""
    found = {
        "hello": Program((sys.executable, str(HERE / "hello.py")), ("ctrl+q",)),
        "coach": Program(COACH, ("q",)),
        "session": Program(COACH, (), begin=("enter", "enter")),
        "Digits": Program((sys.executable, str(HERE / "digits.py")), ("ctrl+q",)),
    }
    missing = []
    beside = Path(sys.executable).with_name("termdown")
    termdown = str(beside) if beside.exists() else shutil.which("termdown")
    if termdown:
        found["termdown"] = Program((termdown, "25m"), ("q",))
    else:
        missing.append("termdown is not installed: pip install termdown")
    if calcurse := shutil.which("calcurse"):
        found["calcurse"] = Program((calcurse,), ("q", "y"))
    else:
        missing.append("calcurse is not installed: apt-get install calcurse")
    return found, missing


class Bench:
    """A folder with a file of three years, and an environment as a login gives it."""

    def __init__(self, folder: Path) -> None:
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


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table."""

    figure: str
    ours: str
    theirs: str
    value: float
    goal: float

    @property
    def met(self) -> bool:
        return self.value <= self.goal

    def __str__(self) -> str:
        met = "yes" if self.met else "NO"
        return f"{self.figure:44}{self.ours:>12}{self.theirs:>12}{self.value:>9.2f}{self.goal:>8g}  {met}"


HEAD = f"{'figure':44}{'ours':>12}{'theirs':>12}{'value':>9}{'goal':>8}  met"


def against(
    figure: str, ours: Sequence[float], theirs: Sequence[float], goal: float, shown: Callable[[float], str]
) -> Row:
    """A ratio, as the median of those of the single rounds."""
    ratio = median(a / b for a, b in zip(ours, theirs, strict=True))
    return Row(figure, shown(median(ours)), shown(median(theirs)), ratio, goal)


def alone(figure: str, ours: Sequence[float], goal: float, shown: Callable[[float], str]) -> Row:
    """A figure that is held against a number."""
    return Row(figure, shown(median(ours)), "", median(ours), goal)


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.0f} ms"


def size(count: float) -> str:
    return f"{count:.0f} B"


def rate(count: float) -> str:
    return f"{count:.0f} B/s"


def mb(kib: float) -> str:
    return f"{kib / 1024:.1f} MB"


def times(count: float) -> str:
    return f"{count:.1f} /s"


def share(percent: float) -> str:
    return f"{percent:.2f} %"


def told(rows: Sequence[Row], *more: str) -> None:
    """Print the table, and fail for each goal that was missed."""
    sys.stdout.write("\n".join(("", HEAD, *map(str, rows), *more, "")))
    missed = [row.figure for row in rows if not row.met]
    assert not missed, f"missed: {', '.join(missed)}"


def listed(found: dict[str, Found]) -> list[str]:
    """The medians of all programs, for whoever wants to know more than the goals."""
    lines = [
        "",
        f"{'medians':12}{'start':>9}{'bytes':>9}{'B/s':>8}{'wakes/s':>9}{'CPU':>9}{'RSS':>10}{'exit':>9}",
    ]
    for name, each in found.items():
        lines.append(
            f"{name:12}{ms(median(each.settled())):>9}{median(each.sent()):>9.0f}{median(each.rate()):>8.0f}"
            f"{median(each.wakeups()):>9.1f}{share(median(each.cpu())):>9}{mb(median(each.resident)):>10}"
            f"{ms(median(each.left)) if each.left else '':>9}"
        )
    return lines


def test_light_and_quick_beside_other_programs(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    all_of_them, missing = programs()
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
    rows = [
        against("settled start / hello", ours.settled(), hello.settled(), 1.25, ms),
        against("bytes at start / hello", ours.sent(), hello.sent(), 3.2, size),
        against("bytes a second in a session / Digits", session.rate(), digits.rate(), 0.15, rate),
        alone("idle bytes in 10 s", [each.sent for each in ours.spells], 0, size),
        alone("idle wake-ups a second", ours.wakeups(), 2, times),
        against("CPU in a session / Digits", session.cpu(), digits.cpu(), 1.0, share),
        alone("bytes for a cursor key, calendar", [calendar], 740, size),
        alone("bytes for a cursor key, tips", [tips], 740, size),
        against("quit key to exit / hello", ours.left, hello.left, 0.3, ms),
        against("resident memory / hello", ours.resident, hello.resident, 1.25, mb),
    ]
    if "termdown" in found:
        other = found["termdown"].rate()
        rows.insert(3, against("bytes a second in a session / termdown", session.rate(), other, 1.0, rate))
    told(rows, *listed(found), *missing)


COMMANDS = {
    "python -c pass": (sys.executable, "-c", "pass"),
    "coach status": (*COACH, "status"),
    "coach today": (*COACH, "today"),
}
TURNS = 25


def test_a_command_is_there_at_once(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    env = bench.surroundings()
    taken: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for turn in range(TURNS + 1):
        for name, argv in COMMANDS.items():
            begin = time.perf_counter()
            subprocess.run(
                argv,
                env=env,
                cwd=tmp_path,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                check=True,
            )
            if turn:  # the first is for the bytecode
                taken[name].append(time.perf_counter() - begin)
    empty = taken["python -c pass"]
    told(
        [
            against("coach status / python -c pass", taken["coach status"], empty, 8, ms),
            against("coach today / python -c pass", taken["coach today"], empty, 8, ms),
        ]
    )


@pytest.mark.parametrize("command", ["status", "today"])
def test_a_command_loads_nothing_heavy(tmp_path: Path, command: str) -> None:
    bench = Bench(tmp_path)
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "coach", command],
        env=bench.surroundings(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "coach" in loaded
    assert not loaded & {"textual", "rich", "asyncio", "filelock", "pydantic", "ulid", "tinydb", "humanize"}
