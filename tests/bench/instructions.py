"""What a slow machine has to do: instructions counted by valgrind, the same on every machine of a kind.

Nothing is timed. Only the program itself is counted, not the kernel, nor what the program starts.
"""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Callable
from pathlib import Path

from tests.bench.comparison import INSTRUCTIONS, Figure, against
from tests.bench.home import START, Home, coach
from tests.bench.processes import run
from tests.bench.starts import CALENDAR, HELLO, PYTHON
from tests.bench.years import SPANS, years
from tests.tools import find

PROGRAMS = ("valgrind",)
PATIENCE_S = 600.0
SAME = {"PYTHONHASHSEED": "0"}
"""What makes two counts of the same equal."""
STOP = signal.SIGVTALRM
"""Ends a program that knows nothing of it, and valgrind then tells its count."""


PEERS = {
    "Today can be read": "hello painted",
    "Today can be read, nothing kept": "hello painted",
    "a key pressed at once is answered": "hello painted",
    "coach status ends, not kept": "python -c pass",
    "coach status ends, kept": "python -c pass",
}
"""What each count is held against."""
GOALS = {"Today can be read": 0.15, "coach status ends, kept": 1.5}
_COUNT = re.compile(r"Collected : (\d+)")


def measure(folder: Path) -> list[Figure]:
    """Counts starts up to a moment, and prompts as a whole; once each, since the count hardly differs."""
    folder.mkdir()
    figures = []
    for span, days in SPANS.items():
        home = Home(folder / span, years(folder / f"{days}.json", days))
        theirs, found = peers(home), ours(home, coach())
        figures += [
            against(
                f"instructions until {what}, {span} / {peer}",
                INSTRUCTIONS,
                [found[what]],
                [theirs[peer]],
                goal=GOALS.get(what),
            )
            for what, peer in PEERS.items()
        ]
    return figures


def peers(home: Home) -> dict[str, float]:
    """Counts the empty app until it has painted, and a Python that does nothing."""
    return {"hello painted": until(home, HELLO, "hello"), "python -c pass": whole(home, PYTHON)}


def ours(home: Home, argv: tuple[str, ...]) -> dict[str, float]:
    """Counts the coach, first with what an earlier start has kept."""
    status = (*argv, "status")
    home.warm_up(argv, SAME)
    return {
        "Today can be read": until(home, argv, START),
        # what is stopped on its way keeps nothing anew, so that the same is kept for both
        "a key pressed at once is answered": until(home, argv, START, "2", CALENDAR),
        "Today can be read, nothing kept": _forgetting(home, until, argv, START),
        "coach status ends, not kept": _forgetting(home, whole, status),
        "coach status ends, kept": whole(home, status),
    }


def _forgetting(home: Home, count: Callable[..., float], *how: object) -> float:
    home.forget()
    return count(home, *how)


def until(home: Home, argv: tuple[str, ...], wanted: str, key: str = "", answer: str = "") -> float:
    """Returns the instructions until a program has written a text, or until a key has then been answered."""
    with home.opened((*_counter(home), *argv), SAME, PATIENCE_S) as meter:
        meter.see(wanted)
        if key:
            meter.type(key)
            meter.see(answer)
        os.kill(meter.pid, STOP)
        meter.wait_exit()
    return read_count(_log(home).read_text(encoding="utf-8"))


def whole(home: Home, argv: tuple[str, ...]) -> float:
    """Returns the instructions of a command from its start to its end; it prints to no terminal."""
    run((*_counter(home), *argv), home.surroundings(**SAME), home.folder)
    return read_count(_log(home).read_text(encoding="utf-8"))


def read_count(log: str) -> float:
    """Returns what valgrind counted; raises `AssertionError` if it tells nothing."""
    if not (found := _COUNT.search(log)):
        raise AssertionError(f"valgrind counted nothing:\n{log}")
    return float(found[1])


def _counter(home: Home) -> tuple[str, ...]:
    program = find("valgrind") or ""
    return (program, "--tool=callgrind", "--callgrind-out-file=/dev/null", f"--log-file={_log(home)}")


def _log(home: Home) -> Path:
    return home.folder / "counted.log"
