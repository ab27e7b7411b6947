"""Starts of the coach of one or more checkouts, in turn with an empty app of Textual: what a change brought.

python -m tests.bench.trees BEFORE AFTER [--rounds 9] [--plain | --instructions]

A checkout is a folder with the coach installed in its own .venv. What one start keeps for the next is there
from a first start that is not counted; --plain empties the cache folder before each. --instructions counts
them instead, once, which takes minutes.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from tests.bench import instructions
from tests.bench.comparison import INSTRUCTIONS, SECONDS, ratio_of
from tests.bench.first_picture import PEERS, UNITS, Values, add, ours, peers
from tests.bench.home import Home, coach
from tests.bench.years import SPANS, years


def measure(folder: Path, trees: Sequence[Path], days: int, rounds: int, *, plain: bool) -> dict[str, Values]:
    """Measures all trees and the peers in turn; the values of each by its path, of the peers by nothing."""
    file = years(folder / "years.json", days)
    homes = {str(tree): Home(folder / str(number), file) for number, tree in enumerate(trees)}
    beside = Home(folder / "peers", file)
    found: dict[str, Values] = defaultdict(lambda: defaultdict(list))
    for tree, home in homes.items():
        home.warm_up(_command(tree))
        sys.stdout.write(f"{tree} keeps {', '.join(path.name for path in home.kept()) or 'nothing'}\n")
    peers(beside)
    order = ["", *homes]
    for number in range(rounds):
        first = number % len(order)
        for name in order[first:] + order[:first]:
            add(found[name], ours(homes[name], _command(name), plain=plain) if name else peers(beside))
    return found


def count(folder: Path, trees: Sequence[Path], days: int) -> dict[str, Values]:
    """Counts the instructions of all trees and of the peers, in the same form."""
    file = years(folder / "years.json", days)
    found = {"": instructions.peers(Home(folder / "peers", file))}
    for number, tree in enumerate(trees):
        found[str(tree)] = instructions.ours(Home(folder / str(number), file), _command(str(tree)))
    return {name: {what: [value] for what, value in values.items()} for name, values in found.items()}


def report(found: Mapping[str, Values], trees: Sequence[str], beside: Mapping[str, str] = PEERS) -> list[str]:
    """Returns a line for each value: the peer's, and each tree's with its ratio to the peer and the first."""
    heads = "".join(f"{Path(name).name:>10}{'/ peer':>8}{'/ first':>8}" for name in trees)
    lines = [f"{'':36}{'peer':>10}{heads}"]
    for what, peer in beside.items():
        write = INSTRUCTIONS.write if beside is instructions.PEERS else UNITS.get(what, SECONDS).write
        theirs, first = found[""][peer], found[trees[0]][what]
        line = f"{what:36}{write(median(theirs)):>10}"
        for name in trees:
            values = found[name][what]
            line += (
                f"{write(median(values)):>10}{ratio_of(values, theirs):>8.3f}{ratio_of(values, first):>8.3f}"
            )
        lines.append(line)
    return lines


def _command(tree: str) -> tuple[str, ...]:
    return coach(Path(tree) / ".venv" / "bin" / "python")


def main(argv: list[str] | None = None) -> int:
    """Measures, and prints a table for three years of use and one for 27."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("trees", metavar="TREE", nargs="+", type=Path, help="a checkout with its .venv")
    parser.add_argument("--rounds", type=int, default=9)
    how = parser.add_mutually_exclusive_group()
    how.add_argument("--plain", action="store_true", help="nothing is kept from one start to the next")
    how.add_argument("--instructions", action="store_true", help="counted by valgrind")
    given = parser.parse_args(argv)
    trees = [tree.absolute() for tree in given.trees]
    for span, days in SPANS.items():
        with tempfile.TemporaryDirectory() as folder:
            if given.instructions:
                found, beside = count(Path(folder), trees, days), instructions.PEERS
                head = f"instructions until, {span}"
            else:
                found, beside = measure(Path(folder), trees, days, given.rounds, plain=given.plain), PEERS
                head = f"{span}, {given.rounds} rounds"
        lines = (head, *report(found, [str(tree) for tree in trees], beside))
        sys.stdout.write("\n".join((*lines, "", "")))
        sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
