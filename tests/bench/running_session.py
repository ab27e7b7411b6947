"""What a session sends and takes while it runs, beside other countdowns, all looked at together."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from coach.clock import SystemClock
from coach.domain.setting_changes import set_value
from coach.store import Store
from tests.bench.comparison import CPU, RATE, Figure, against
from tests.bench.home import START, Home, coach
from tests.bench.meter import Meter, Spell
from tests.bench.starts import HERE, screen_of
from tests.bench.years import years

SETTLES_S = 30.0
"""How long it is left alone first: what a start brings is none of the session's."""
SPELLS = 9
SPELL_S = 10.0
DIGITS = (sys.executable, str(HERE / "digits.py"))


def termdown() -> tuple[str, ...] | None:
    """Returns the command of another countdown; `pip install termdown` brings it."""
    beside = Path(sys.executable).with_name("termdown")
    found = str(beside) if beside.exists() else shutil.which("termdown")
    return (found, "25m") if found else None


def measure(folder: Path) -> list[Figure]:
    """Starts all of them, waits until the sessions run, and then looks on."""
    folder.mkdir()
    file = years(folder / "years.json")
    with ExitStack() as stack:
        meters = {}
        for name in ("large", "small"):
            meter = meters[name] = stack.enter_context(session(Home(folder / name, file), name))
            assert "On the mat" in screen_of(meter.chunks)
        for name, argv in {"Digits": DIGITS, "termdown": termdown()}.items():
            if argv:
                meters[name] = stack.enter_context(Home(folder / name, file).opened(argv))
                meters[name].settle()
        spells = watched(meters)
    large, small, digits = (spells[name] for name in ("large", "small", "Digits"))
    figures = [
        against("bytes a second in a session / Digits", RATE, sent(large), sent(digits), goal_of_ours=85),
        against(
            "bytes a second in a session, small seconds / Digits",
            RATE,
            sent(small),
            sent(digits),
            goal_of_ours=50,
        ),
        against("CPU in a session / Digits", CPU, cpu(large), cpu(digits), goal=1.0),
        against("CPU in a session, small seconds / Digits", CPU, cpu(small), cpu(digits), goal=1.0),
    ]
    if other := spells.get("termdown"):
        figures.append(
            against("bytes a second in a session / termdown", RATE, sent(large), sent(other), goal=1.0)
        )
    return figures


def session(home: Home, seconds: str) -> Meter:
    """Opens the coach with large or small seconds, and starts a session without its time to settle down."""
    store = Store(home.file, SystemClock())
    store.change(lambda book: set_value(book.settings, "seconds", seconds))
    meter = home.opened(coach())
    meter.see(START)
    meter.settle()
    meter.press("enter", "enter")
    return meter


def watched(meters: dict[str, Meter]) -> dict[str, list[Spell]]:
    """Looks at all of them at once, in spells, after they were left alone for a while."""
    with ThreadPoolExecutor(len(meters)) as pool:
        looks = {name: pool.submit(_spells, meter) for name, meter in meters.items()}
        return {name: look.result() for name, look in looks.items()}


def _spells(meter: Meter) -> list[Spell]:
    meter.watch(SETTLES_S)
    return [meter.watch(SPELL_S) for _ in range(SPELLS)]


def sent(spells: Sequence[Spell]) -> list[float]:
    """Returns the bytes a second of each spell."""
    return [each.sent / each.seconds for each in spells]


def cpu(spells: Sequence[Spell]) -> list[float]:
    """Returns the share of a core that was used in each spell, in percent."""
    return [each.cpu_s / each.seconds * 100 for each in spells]
