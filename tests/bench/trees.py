"""Starts of the coach of one or more checkouts, in turn with an empty app of Textual: what a change brought.

python -m tests.bench.trees BEFORE AFTER [--rounds 9] [--plain]

A checkout is a folder with the coach installed in its own .venv. What one start keeps for the next is there
from a first start that is not counted; --plain empties the cache folder before each.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from pathlib import Path
from statistics import median

from tests.bench.comparison import ratio_of
from tests.bench.home import Home, coach
from tests.bench.starts import HELLO, TODAY, answered, nothing, start
from tests.bench.years import DAYS, years

Values = dict[str, list[float]]
"""What was measured, round by round."""

ROWS = {
    "readable": ("hello painted", "ms"),
    "CPU until readable": ("python CPU", "ms"),
    "a key at once is answered": ("hello painted", "ms"),
    "settled": ("hello settled", "ms"),
    "CPU until settled": ("hello CPU", "ms"),
    "left": ("hello left", "ms"),
    "bytes": ("hello bytes", "B"),
}
"""What is measured of the coach, of which peer, and its unit."""


def peers(home: Home) -> dict[str, float]:
    """Measures the two peers once."""
    hello, empty = start(home, HELLO, ["hello"], "ctrl+q"), nothing(home)
    return {
        "hello painted": hello.readable.seconds,
        "hello settled": hello.settled_s,
        "hello CPU": hello.cpu_s,
        "hello left": hello.left_s,
        "hello bytes": hello.sent,
        "python CPU": empty.cpu_s,
    }


def ours(home: Home, argv: tuple[str, ...], *, plain: bool) -> dict[str, float]:
    """Measures two starts of the coach: one to look at, and one with a key."""
    if plain:
        home.forget()
    seen = start(home, argv, TODAY, "q")
    if plain:
        home.forget()
    pressed = answered(home, argv)
    return {
        "readable": seen.readable.seconds,
        "CPU until readable": seen.readable.cpu_s,
        "a key at once is answered": pressed.seconds,
        "settled": seen.settled_s,
        "CPU until settled": seen.cpu_s,
        "left": seen.left_s,
        "bytes": seen.sent,
    }


def measure(folder: Path, trees: list[Path], days: int, rounds: int, *, plain: bool) -> dict[str, Values]:
    """Measures all trees and the peers in turn; the values of each by its path, of the peers by nothing."""
    file = years(folder / f"{days}.json", days)
    homes = {str(tree): Home(folder / f"{days}-{number}", file) for number, tree in enumerate(trees)}
    beside = Home(folder / f"{days}-peers", file)
    found: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for tree, home in homes.items():
        home.warm_up(_command(tree))
        sys.stdout.write(f"{tree} keeps {[path.name for path in home.kept()] or 'nothing'}\n")
    peers(beside)
    order = ["", *homes]
    for number in range(rounds):
        for name in order[number % len(order) :] + order[: number % len(order)]:
            taken = ours(homes[name], _command(name), plain=plain) if name else peers(beside)
            for what, value in taken.items():
                found[name][what].append(value)
    return found


def report(found: dict[str, Values]) -> list[str]:
    """Returns a line for each row: the peer, and each tree with its ratio to the peer and to the first."""
    theirs = found[""]
    trees = [name for name in found if name]
    lines = [
        f"{'':28}{'peer':>10}"
        + "".join(f"{Path(name).name:>10}{'/ peer':>8}{'/ first':>8}" for name in trees)
    ]
    for row, (peer, unit) in ROWS.items():
        line = f"{row:28}{_written(theirs[peer], unit):>10}"
        for name in trees:
            values = found[name][row]
            beside, before = ratio_of(values, theirs[peer]), ratio_of(values, found[trees[0]][row])
            line += f"{_written(values, unit):>10}{beside:>8.3f}{before:>8.3f}"
        lines.append(line)
    return lines


def _command(tree: str) -> tuple[str, ...]:
    return coach(Path(tree) / ".venv" / "bin" / "python")


def _written(values: list[float], unit: str) -> str:
    return f"{median(values) * 1000:.1f} ms" if unit == "ms" else f"{median(values):.0f} B"


def main(argv: list[str] | None = None) -> int:
    """Measures, and prints a table for three years of use and one for 27."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("trees", metavar="TREE", nargs="+", type=Path, help="a checkout with its .venv")
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--plain", action="store_true", help="nothing is kept from one start to the next")
    given = parser.parse_args(argv)
    trees = [tree.absolute() for tree in given.trees]
    for many in (3, 27):
        with tempfile.TemporaryDirectory() as folder:
            found = measure(Path(folder), trees, many * DAYS // 3, given.rounds, plain=given.plain)
        sys.stdout.write("\n".join((f"{many} years, {given.rounds} rounds", *report(found), "", "")))
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
