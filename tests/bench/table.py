"""The tables of .github/MEASUREMENTS.md, made from what is recorded: `python -m tests.bench.table`.

With --write they take the place of those that stand there.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tests.bench import command_growth, commands, first_picture, instructions
from tests.bench.comparison import RECORDED, Recorded, read_recorded

GUIDE = Path(__file__).parents[2] / ".github" / "MEASUREMENTS.md"
BEGINNING, END = "<!-- python -m tests.bench.table -->", "<!-- the end of the tables -->"
PYTHON = "python -c pass"


class Grid(NamedTuple):
    """A table in which figures of one kind stand side by side."""

    title: str
    rows: Mapping[str, str]
    """What was measured, and its peer."""
    columns: Mapping[str, str]
    """Headings, and what makes the name of a figure of what was measured."""

    def name(self, what: str, column: str) -> str:
        """Returns the name of the figure in a cell."""
        return f"{self.columns[column].format(what)} / {self.rows[what]}"

    def names(self) -> set[str]:
        """Returns the names of all figures that have a cell."""
        return {self.name(what, column) for what in self.rows for column in self.columns}

    def lines(self, recorded: Mapping[str, Recorded]) -> Iterator[str]:
        """Yields the lines of the table; a figure that is not recorded leaves its cell empty."""
        yield from _head(self.title, "/", *self.columns, "goal")
        for what, peer in self.rows.items():
            found = [recorded.get(self.name(what, column)) for column in self.columns]
            goal = next((each.goal for each in found if each and each.goal), "")
            yield _row(what, peer, *(_cell(each) if each else "" for each in found), goal)


GRIDS = (
    Grid(
        "A start",
        first_picture.PEERS,
        {
            "3 years": "{}, 3 years",
            "27 years": "{}, 27 years",
            "3 years, nothing kept": "{}, 3 years, nothing kept",
            "27 years, nothing kept": "{}, 27 years, nothing kept",
        },
    ),
    Grid(
        "Instructions until",
        instructions.PEERS,
        {"3 years": "instructions until {}, 3 years", "27 years": "instructions until {}, 27 years"},
    ),
    Grid(
        "A prompt",
        dict.fromkeys(commands.STATUS, PYTHON),
        {
            "kept, 3 years": "{}, kept, 3 years",
            "kept, 27 years": "{}, kept, 27 years",
            "not kept, 3 years": "{}, not kept, 3 years",
            "not kept, 27 years": "{}, not kept, 27 years",
        },
    ),
    Grid(
        "CPU time of a command at",
        {f"coach {name}": PYTHON for name in (*command_growth.READ, *command_growth.CHANGE)},
        {
            **{f"{count:,} sessions": f"{{}} at {count} sessions" for count in command_growth.DAYS},
            "memory at 50,000": "memory of {} at 50000 sessions",
        },
    ),
)


def tables(text: str) -> list[str]:
    """Returns the lines of all tables of a record; what has no place in a grid stands in the last."""
    recorded = read_recorded(text)
    lines = [f"Recorded on {_how(text)}. Each cell has what was measured, and its ratio to the peer.", ""]
    for grid in GRIDS:
        lines += [*grid.lines(recorded), ""]
    rest = {name: each for name, each in recorded.items() if not any(name in grid.names() for grid in GRIDS)}
    lines += _head("Anything else", "/", "", "goal")
    for name, each in rest.items():
        what, _, peer = name.rpartition(" / ")
        lines.append(_row(what, peer, _cell(each), each.goal))
    return lines


def _how(text: str) -> str:
    found = re.search(r"in the same run: (.+?)\n# (\d+ cores)", text)
    return f"{found[1].rstrip(',')}, {found[2]}" if found else ""


def _head(*words: str) -> Iterable[str]:
    return _row(*words), _row(*["---"] * len(words))


def _row(*words: str) -> str:
    return re.sub(r" +", " ", f"| {' | '.join(words)} |")


def _cell(figure: Recorded) -> str:
    digits = 2 if figure.ratio < 10 else 1 if figure.ratio < 100 else 0
    return f"{figure.ours} ({figure.ratio:.{digits}f})" if figure.ours else f"{figure.ratio:.{digits}f}"


def written(guide: str, lines: Iterable[str]) -> str:
    """Returns a guide with these tables between its two marks."""
    before, _, rest = guide.partition(BEGINNING)
    return "\n".join((before + BEGINNING, "", *lines, "", END)) + rest.partition(END)[2]


def main(argv: list[str] | None = None) -> int:
    """Prints the tables, or writes them."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--write", action="store_true", help="put them into the guide")
    lines = tables(RECORDED.read_text(encoding="utf-8"))
    if parser.parse_args(argv).write:
        GUIDE.write_text(written(GUIDE.read_text(encoding="utf-8"), lines), encoding="utf-8")
    else:
        sys.stdout.write("\n".join((*lines, "")))
    return 0


if __name__ == "__main__":
    sys.exit(main())
