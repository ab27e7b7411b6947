"""Commands run in this process, on a file of their own, at a time that the test sets."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from coach.cli import main
from tests.conftest import FixedClock

NAME = "coach: "
"""What every error begins with."""


@dataclass(frozen=True)
class Said:
    """What a command ended with, and what it said."""

    status: int
    out: str
    err: str
    """Without the name that each error begins with."""

    @property
    def json(self) -> Any:
        return json.loads(self.out)


class Shell:
    """Someone at a prompt."""

    def __init__(self, path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> None:
        self.path = path
        self.clock = clock
        self._capsys = capsys

    def __call__(self, *words: str) -> Said:
        """Run `coach` with these words, whatever comes of it."""
        self._capsys.readouterr()
        status = main(["--data", str(self.path), *words], clock=self.clock)
        out, err = self._capsys.readouterr()
        # With words on standard output these say why; after Ctrl+C nobody has to be told.
        if status not in (0, 130) and err and not out:
            assert any(line.startswith(NAME) for line in err.splitlines()), err
        return Said(status, out, "".join(line.removeprefix(NAME) for line in err.splitlines(keepends=True)))

    def well(self, *words: str) -> Said:
        """Run `coach` with these words, which must go well."""
        said = self(*words)
        assert said.status == 0, said.err
        assert not said.err
        return said

    def bytes(self) -> bytes | None:
        """What is in the file."""
        return self.path.read_bytes() if self.path.exists() else None


@pytest.fixture(autouse=True)
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TERM", "xterm-256color")


@pytest.fixture
def coach(store_path: Path, clock: FixedClock, capsys: pytest.CaptureFixture[str]) -> Shell:
    """Commands on a file that is not there yet, on Monday, 5 January 2026, 07:30 UTC."""
    return Shell(store_path, clock, capsys)


@pytest.fixture
def ready(coach: Shell) -> Shell:
    """The same after setup, with nothing that speaks against the mat."""
    coach.well("setup", "--screening", "none")
    return coach
