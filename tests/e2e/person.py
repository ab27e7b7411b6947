"""A person at the coach: presses keys, reads the screen, and lives through days on a clock of the test's."""

from __future__ import annotations

import json
import signal
import subprocess
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.e2e.clock import Hands
from tests.e2e.launch import command, env
from tests.e2e.term import Terminal, Wanted


class Person:
    """One who keeps one file, and opens and closes the coach on it."""

    def __init__(self, folder: Path, now: datetime, *, tz: str = "UTC") -> None:
        """Somebody with nothing recorded; the clock shows `now`, and stands still until it is moved."""
        self.folder = folder
        self.file = folder / "data" / "coach.json"
        self.hands = Hands(folder / "clock.json", now, still=True)
        self.tz = tz
        self.terminal: Terminal | None = None
        self.others: list[Terminal] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        for terminal in (*self.others, *([self.terminal] if self.terminal else [])):
            terminal.close()

    # At the screen

    @property
    def at(self) -> Terminal:
        """The terminal that is open."""
        assert self.terminal is not None
        return self.terminal

    def opens(self, wanted: Wanted | None = None, *, cols: int = 80, rows: int = 24) -> None:
        """Open the coach and see `wanted`, by default the bar of keys that every screen has."""
        if self.terminal is not None:
            self.terminal.close()
        self.terminal = self._started(cols, rows)
        self.sees(wanted or "Quit")

    def opens_another(self, wanted: Wanted | None = None, *, cols: int = 80, rows: int = 24) -> Terminal:
        """Open the coach in a second terminal, beside the first."""
        other = self._started(cols, rows)
        self.others.append(other)
        other.wait_for(wanted or "Quit")
        return other

    def sees(self, wanted: Wanted) -> str:
        """Wait until it is on the screen; all of the screen then."""
        return self.at.wait_for(wanted)

    def sees_no_more(self, gone: str) -> str:
        """Wait until it is not on the screen any more."""
        return self.at.wait_for(lambda text: gone not in text)

    def presses(self, *keys: str) -> None:
        """Press keys, one after the other."""
        self.at.send(*keys)

    def lets_pass(self, **time: float) -> None:
        """Let time go by, as `timedelta` takes it."""
        self.hands.advance(timedelta(**time))

    def closes(self, *keys: str) -> None:
        """Leave with `q`, or with other keys; the terminal is as it was found."""
        self.presses(*(keys or ("q",)))
        status = self.at.wait_exit()
        assert (status, self.at.residue()) == (0, set()), self.at.picture()
        self.terminal = None

    def is_killed(self) -> None:
        """Lose the program, at once and without a chance to write anything."""
        self.at.kill(signal.SIGKILL)
        assert self.at.wait_exit() == -signal.SIGKILL
        self.at.close()
        self.terminal = None

    def loses_the_line(self) -> None:
        """Lose the terminal, as when a connection breaks."""
        self.at.hang_up()
        assert self.at.wait_exit() == 129
        self.terminal = None

    # At the shell

    def runs(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the coach; nobody types anything."""
        return subprocess.run(
            command(self.hands, *arguments),
            env=self._surroundings(),
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )

    def asks(self, *arguments: str) -> Any:
        """What a command with --json answers."""
        done = self.runs(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def prepared(self, *commands: Sequence[str]) -> Self:
        """Have done something already, by commands."""
        for each in commands:
            done = self.runs(*each)
            assert done.returncode == 0, done.stderr
        return self

    # In the file

    def documents(self, table: str) -> list[dict[str, Any]]:
        """The documents of a table that were not deleted, as they are in the file."""
        found = json.loads(self.file.read_text(encoding="utf-8")).get(table, {})
        return [each for each in found.values() if "deleted" not in each]

    def _started(self, cols: int, rows: int) -> Terminal:
        return Terminal(command(self.hands), self._surroundings(), cols, rows, cwd=self.folder)

    def _surroundings(self) -> dict[str, str]:
        return env(self.folder / "home", COACH_DATA=str(self.file), TZ=self.tz)
