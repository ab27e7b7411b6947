"""From Enter to Today, to the answer of a key, to rest, and out again: beside an empty app of Textual."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from tests.bench.comparison import SECONDS, SIZE, Figure, against
from tests.bench.home import Home, coach
from tests.bench.starts import HELLO, TODAY, answered, nothing, start
from tests.bench.years import SPANS, years

ROUNDS = 9

PLAIN = ", nothing kept"

Values = dict[str, list[float]]
"""What was measured, round by round."""


def peers(home: Home) -> dict[str, float]:
    """Starts the empty app, and a Python that does nothing."""
    hello, empty = start(home, HELLO, ["hello"], "ctrl+q"), nothing(home)
    return {
        "hello painted": hello.readable.seconds,
        "hello settled": hello.settled_s,
        "hello's CPU": hello.cpu_s,
        "hello left": hello.left_s,
        "hello's bytes": hello.sent,
        "python -c pass": empty.cpu_s,
    }


def ours(home: Home, argv: tuple[str, ...], *, plain: bool) -> dict[str, float]:
    """Starts the coach twice: once to look at it, and once with a key; `plain` if nothing is to be kept."""
    if plain:
        home.forget()
    seen = start(home, argv, TODAY, "q")
    if plain:
        home.forget()
    pressed = answered(home, argv)
    return {
        "Today can be read": seen.readable.seconds,
        "CPU until Today can be read": seen.readable.cpu_s,
        "a key pressed at once is answered": pressed.seconds,
        "settled start": seen.settled_s,
        "CPU until settled": seen.cpu_s,
        "quit key to exit": seen.left_s,
        "bytes at start": seen.sent,
    }


PEERS = {
    "Today can be read": "hello painted",
    "CPU until Today can be read": "python -c pass",
    "a key pressed at once is answered": "hello painted",
    "settled start": "hello settled",
    "CPU until settled": "hello's CPU",
    "quit key to exit": "hello left",
    "bytes at start": "hello's bytes",
}
"""What each value of the coach is held against."""
UNITS = {"bytes at start": SIZE}
GOALS = {
    "Today can be read": 0.15,
    "CPU until Today can be read": 1.2,
    "settled start": 1.25,
    "quit key to exit": 0.3,
    "bytes at start": 1.02,
}


def measure(folder: Path) -> list[Figure]:
    """Starts all in turn, with what an earlier start has kept and without, on both files."""
    folder.mkdir()
    theirs: Values = defaultdict(list)
    found: dict[str, Values] = {}
    beside = Home(folder / "peers", years(folder / "years.json"))
    homes = {}
    for span, days in SPANS.items():
        file = years(folder / f"{days}.json", days)
        for name in (span, span + PLAIN):
            homes[name] = Home(folder / name, file)
            homes[name].warm_up(coach())
    peers(beside)  # once for the bytecode and the disk's cache
    for _ in range(ROUNDS):
        add(theirs, peers(beside))
        for name, home in homes.items():
            add(found.setdefault(name, defaultdict(list)), ours(home, coach(), plain=PLAIN in name))
    return figures(theirs, found)


def figures(theirs: Values, found: Mapping[str, Values]) -> list[Figure]:
    """Returns what was measured of each span beside the peers; only what a user has is held to a goal."""
    return [
        against(
            f"{what}, {span} / {peer}",
            UNITS.get(what, SECONDS),
            values[what],
            theirs[peer],
            goal=None if PLAIN in span else GOALS.get(what),
        )
        for span, values in found.items()
        for what, peer in PEERS.items()
    ]


def add(to: Values, values: dict[str, float]) -> None:
    """Adds the values of a round."""
    for what, value in values.items():
        to[what].append(value)
