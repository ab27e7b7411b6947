"""A home with hooks in it, and what they have written down."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from coach.hooks.hook_files import Hook
from coach.hooks.notes import Failure, notes_path, read_notes
from tests.e2e.term import environment


@dataclass(frozen=True)
class Home:
    """Someone's home: hooks, data file, and the state folder."""

    path: Path

    @property
    def hooks(self) -> Path:
        return self.path / ".config" / "coach" / "hooks"

    @property
    def data(self) -> Path:
        return self.path / "coach.json"

    @property
    def environ(self) -> dict[str, str]:
        """The environment of a login there."""
        here = {"HOME": str(self.path), "XDG_CONFIG_HOME": str(self.path / ".config")}
        return environment(**here, XDG_STATE_HOME=str(self.path / "state"), COACH_DATA=str(self.data))

    def makes_folder(self) -> None:
        """Makes the folder of the hooks, which nobody else may write to."""
        for each in (self.hooks.parent.parent, self.hooks.parent, self.hooks):
            if not each.is_dir():
                each.mkdir()
                each.chmod(0o700)

    def hook(self, name: str, script: str, mode: int = 0o700) -> Path:
        """Writes a hook in the language of /bin/sh."""
        self.makes_folder()
        path = self.hooks / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(mode)
        return path

    def writes(self, name: str, words: str = "$COACH_EVENT $COACH_CUE") -> Path:
        """Writes a hook that writes down words each time it runs."""
        return self.hook(name, f'echo "{words}" >> {self.path}/rung')

    def rung(self) -> list[str]:
        """What such hooks have written down."""
        try:
            return (self.path / "rung").read_text(encoding="utf-8").splitlines()
        except FileNotFoundError:
            return []


def alive(number: int) -> bool:
    """Returns whether a process is there, and is more than a zombie."""
    try:
        os.kill(number, 0)
        stat = Path(f"/proc/{number}/stat")
        return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
    except (OSError, IndexError):
        return False


def failures(data: Path) -> dict[Hook, Failure]:
    """Returns the last failure of each hook that has failed, for a data file."""
    found: dict[Hook, Failure] = {}
    for hook in Hook:
        failed = read_notes(notes_path(data, hook)).failed
        if hook in failed:
            found[hook] = failed[hook]
    return found
