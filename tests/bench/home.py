"""The coach as a user has it: its script, a home of its own, and what it keeps in a cache folder there."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from tests.bench.meter import LIMIT_S, Meter
from tests.e2e.term import ROOT, comes_true, environment

NOTHING: Mapping[str, str] = MappingProxyType({})
REST_S = 180.0
START = "[ Start ]"
"""What Today has below its prescription when a session is due."""


def coach(python: Path | str = sys.executable) -> tuple[str, ...]:
    """Returns the command that starts the coach: its script beside a Python, or else the package."""
    script = Path(python).with_name("coach")
    return (str(script),) if script.exists() else (str(python), "-m", "coach")


class Home:
    """A home folder with a copy of a data file, and no other program's traces in it."""

    def __init__(self, folder: Path, file: Path) -> None:
        self.folder = folder
        # in a folder of its own, as in life: another file that comes and goes beside it is a change
        self.file = folder / "records" / "coach.json"
        self.cache = folder / "cache"
        self.file.parent.mkdir(parents=True)
        shutil.copyfile(file, self.file)
        self.file.chmod(0o600)  # as the coach itself makes it

    def surroundings(self, **more: str) -> dict[str, str]:
        """Returns an environment as a login gives it, with all folders of the user below this home."""
        places = {
            f"XDG_{name.upper()}_HOME": str(self.folder / name)
            for name in ("cache", "config", "data", "state")
        }
        own = {"HOME": str(self.folder), "COLORTERM": "truecolor", "COACH_DATA": str(self.file)}
        # `python -m coach` finds the package there; the script knows where it is
        path = {} if len(coach()) == 1 else {"PYTHONPATH": str(ROOT)}
        return environment(**own, **places, **path, **more)

    def opened(
        self, argv: tuple[str, ...], more: Mapping[str, str] = NOTHING, limit_s: float = LIMIT_S
    ) -> Meter:
        """Starts a program in a terminal, with so much patience for each thing that it does."""
        return Meter(argv, self.surroundings(**more), self.folder, limit_s)

    def warm_up(self, argv: tuple[str, ...], more: Mapping[str, str] = NOTHING) -> None:
        """Opens and leaves the coach once, so that it has kept what it keeps for the next start."""
        with self.opened(argv, more) as meter:
            meter.settle()
            meter.leave("q")
        self.rest()

    def rest(self) -> None:
        """Waits until no process is left that was started in this home, painters for later included."""
        # a painter is as nice as it can be: on a busy machine it waits for long
        if not comes_true(lambda: not self.processes(), REST_S):
            raise AssertionError(f"still at work: {self.processes()}")

    def kept(self) -> list[Path]:
        """Returns the files in the cache folder."""
        return sorted(path for path in self.cache.rglob("*") if path.is_file())

    def forget(self) -> None:
        """Empties the cache folder."""
        shutil.rmtree(self.cache, ignore_errors=True)

    def processes(self) -> list[int]:
        """Returns the ids of all processes that have this home in their environment."""
        own = os.fsencode(f"HOME={self.folder}") + b"\0"
        found = []
        for path in Path("/proc").glob("[0-9]*/environ"):
            try:
                if own in path.read_bytes():
                    found.append(int(path.parent.name))
            except OSError:  # another user's, or it has just ended
                continue
        return found
