"""What a slow machine has to do: instructions counted by valgrind, the same on every machine of a kind.

Nothing is timed. Only the program itself is counted, not the kernel, nor what the program starts.
"""

from __future__ import annotations

import os
import re
import signal
import sys
from pathlib import Path

from tests.bench.comparison import INSTRUCTIONS, Figure, against
from tests.bench.home import START, Home, coach
from tests.bench.meter import Meter
from tests.bench.starts import CALENDAR, HELLO, PYTHON
from tests.bench.years import SPANS, years
from tests.tools import find

PROGRAMS = ("valgrind",)
PATIENCE_S = 600.0
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
        hello, empty = [until(home, HELLO, "hello")], [whole(home, PYTHON)]
        home.warm_up(coach())
        seen = until(home, coach(), START)
        # a program that is stopped on its way keeps nothing anew, so the same was kept for all of them
        answered = until(home, coach(), START, "2", CALENDAR)
        home.forget()
        plain = until(home, coach(), START)
        prompts = [whole(home, (*coach(), "status")) for _ in range(2)]
        counts = {
            "Today can be read": seen,
            "Today can be read, nothing kept": plain,
            "a key pressed at once is answered": answered,
            "coach status ends, not kept": prompts[0],
            "coach status ends, kept": prompts[1],
        }
        beside = {"hello painted": hello, "python -c pass": empty}
        figures += [
            against(
                f"instructions until {what}, {span} / {peer}",
                INSTRUCTIONS,
                [counts[what]],
                beside[peer],
                goal=GOALS.get(what),
            )
            for what, peer in PEERS.items()
        ]
    return figures


def until(home: Home, argv: tuple[str, ...], wanted: str, key: str = "", answer: str = "") -> float:
    """Returns the instructions until a program has written a text, or until a key has then been answered."""
    with _counting(home, argv) as meter:
        meter.see(wanted)
        if key:
            meter.type(key)
            meter.see(answer)
        os.kill(meter.pid, STOP)
        meter.wait_exit()
    return read_count(_log(home).read_text(encoding="utf-8"))


def whole(home: Home, argv: tuple[str, ...]) -> float:
    """Returns the instructions of a program from its start to its end."""
    with _counting(home, argv) as meter:
        meter.wait_exit()
    return read_count(_log(home).read_text(encoding="utf-8"))


def read_count(log: str) -> float:
    """Returns what valgrind counted; raises `AssertionError` if it tells nothing."""
    if not (found := _COUNT.search(log)):
        raise AssertionError(f"valgrind counted nothing:\n{log}")
    return float(found[1])


def _counting(home: Home, argv: tuple[str, ...]) -> Meter:
    python = () if argv[0] == sys.executable else (sys.executable,)
    counter = (find("valgrind") or "", "--tool=callgrind", "--callgrind-out-file=/dev/null")
    log = f"--log-file={_log(home)}"
    return home.opened((*counter, log, *python, *argv), limit_s=PATIENCE_S, PYTHONHASHSEED="0")


def _log(home: Home) -> Path:
    return home.folder / "counted.log"
