"""The coach as a test starts it: `python -m tests.e2e.launch CLOCK_FILE [ARGUMENT...]`."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.e2e.clock import Hands, ShiftedClock
from tests.e2e.term import ROOT, Terminal, environment


def command(hands: Hands, *arguments: str) -> list[str]:
    """The command line of a coach that reads the clock of `hands`; to be run in the environment of `env`."""
    return [sys.executable, "-m", "tests.e2e.launch", str(hands.file), *arguments]


def env(home: Path, **more: str) -> dict[str, str]:
    """The environment of such a coach: its home is `home`, its file COACH_DATA where that is given."""
    home.mkdir(exist_ok=True)
    return environment(HOME=str(home), PYTHONPATH=str(ROOT), **more)


def open_coach(hands: Hands, file: Path, *arguments: str, cols: int = 80, rows: int = 24) -> Terminal:
    """The coach in a terminal, on the data file `file`, with a home of its own beside it."""
    surroundings = env(file.parent / "home", COACH_DATA=str(file))
    return Terminal(command(hands, *arguments), surroundings, cols, rows, cwd=file.parent)


if __name__ == "__main__":
    from coach.cli import main

    sys.exit(main(sys.argv[2:], ShiftedClock(Path(sys.argv[1]))))
