"""A home with a cache folder, in which the coach was left and is opened again."""

from __future__ import annotations

import subprocess
import sysconfig
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from time import time_ns

from coach.first_picture.keep import KeptSpan, content, key_of
from coach.first_picture.key import stamp
from coach.first_picture.read import TAKEN, part_of
from tests.e2e.term import Terminal, comes_true, environment

SCRIPT = Path(sysconfig.get_path("scripts"), "coach")
TODAY = "1 Today]"


@dataclass
class Home:
    """A home with some weeks of use in it, and a cache folder."""

    folder: Path
    more: Mapping[str, str] = field(default_factory=dict)

    @property
    def file(self) -> Path:
        return self.folder / "data" / "coach.json"

    @property
    def cache(self) -> Path:
        return self.folder / ".cache" / "coach"

    @property
    def env(self) -> dict[str, str]:
        kept = environment(HOME=str(self.folder), COACH_DATA=str(self.file), COLORTERM="truecolor")
        return {name: value for name, value in kept.items() if name != "XDG_CACHE_HOME"} | dict(self.more)

    def opens(self, *words: str, cols: int = 80, rows: int = 24, **how: object) -> Terminal:
        """The coach in a terminal."""
        return Terminal([SCRIPT, *words], self.env, cols, rows, cwd=self.folder, **how)  # type: ignore[arg-type]

    def runs(self, *words: str) -> str:
        """What a command prints."""
        done = subprocess.run(
            [SCRIPT, *words], env=self.env, cwd=self.folder, capture_output=True, text=True, check=True
        )
        return done.stdout

    def pictures(self) -> list[Path]:
        """The pictures that are kept."""
        return sorted(self.cache.glob("today-*"))

    def leaves_a_picture(self, cols: int = 80, rows: int = 24) -> Path:
        """Opens the coach and leaves it; the picture that holds a little later."""
        with self.opens(cols=cols, rows=rows) as terminal:
            terminal.wait_for(TODAY)
            terminal.send("q")
            assert terminal.wait_exit() == 0
        assert comes_true(lambda: any(self.holds(each, cols, rows) for each in self.pictures()))
        return next(each for each in self.pictures() if self.holds(each, cols, rows))

    def holds(self, picture: Path, cols: int = 80, rows: int = 24) -> bool:
        """Whether a picture is for a size, and would be shown."""
        data = picture.read_bytes()
        is_its = f"\nS {cols} {rows}\n".encode() in key_of(data)
        return is_its and part_of(data, key_of(data), time_ns()) is not None

    def changed(self) -> list[bytes]:
        """What has changed since pictures were kept, for the message of a failed test."""
        lines = [line for each in self.pictures() for line in each.read_bytes().split(b"\n")]
        watches = [line.split(b"\t", 2) for line in lines if line[:2] in (b"l\t", b"f\t", b"d\t")]
        return [path for kind, was, path in watches if stamp(kind, path) != was]


def begins_with_a_picture(terminal: Terminal) -> bool:
    """Whether the first thing that a terminal got was a whole picture."""
    return bytes(terminal.received).startswith(TAKEN)


def shown_cells(terminal: Terminal) -> list[tuple[object, ...]]:
    """The screen, cell by cell, with its colours."""
    screen = terminal._screen
    return [tuple(screen.buffer[y][x] for x in range(screen.columns)) for y in range(screen.lines)]


def is_driven(terminal: Terminal) -> bool:
    """Waits for what the driver sends once it runs; whether that came."""
    return terminal.wait_until(lambda: b"\x1b[?1004h" in terminal.received)


def renamed(picture: Path, meaning: str) -> None:
    """Makes a kept picture one of another day, as if the day had turned since."""
    data = picture.read_bytes()
    key = key_of(data)
    part = part_of(data, key, time_ns())
    assert part is not None
    stamps = data[data.index(key) + len(key) :].split(b"\n")
    watches = [line for line in stamps if line[:2] in (b"l\t", b"f\t", b"d\t")]
    span = KeptSpan(0, time_ns() + 10**13, meaning, part.text, part.cells)
    picture.write_bytes(content(key, watches, [span]))
