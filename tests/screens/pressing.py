"""What a screen shows to be pressed: the entries of its bar, and what is drawn like a button or a key."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest
from textual.events import MouseDown, MouseMove, MouseUp
from textual.pilot import Pilot
from textual.screen import ModalScreen
from textual.strip import Strip

from coach.app import CoachApp
from coach.screens.shared.base import CoachScreen
from coach.widgets.chrome.key_bar import KeyBarItem, bar_of, fitting, key_name
from tests.conftest import FixedClock
from tests.screens.conftest import Bench, seen
from tests.screens.scenes import staged


class Cell(NamedTuple):
    """A place on the screen."""

    x: int
    y: int


@dataclass
class Stage:
    """A scene that is shown, and what it was like before something was pressed."""

    app: CoachApp
    bench: Bench
    left: list[int]
    """Filled once the coach is asked to close."""

    def __post_init__(self) -> None:
        self.pilot = Pilot(self.app)
        self.before = self._state()
        self.stack = list(self.app.screen_stack)
        self.file = self._file()

    def _file(self) -> bytes:
        return self.bench.path.read_bytes() if self.bench.path.exists() else b""

    def _state(self) -> tuple[object, ...]:
        cells = [(each.text, str(each.style)) for row in rows(self.app) for each in row]
        return list(map(id, self.app.screen_stack)), cells, id(self.app.focused)

    @property
    def changed(self) -> bool:
        """Whether anything at all is other than before."""
        return bool(self.left) or self._state() != self.before or self._file() != self.file

    @property
    def opened(self) -> bool:
        """Whether another screen or a dialog is shown, which was not there before."""
        return self.app.screen not in self.stack

    @property
    def closed(self) -> bool:
        """Whether what was shown is gone, or something in it was."""
        return self.app.screen is not self.stack[-1] or self.changed

    @property
    def asked(self) -> bool:
        """Whether a question is shown."""
        return self.opened and isinstance(self.app.screen, ModalScreen)

    @property
    def saved(self) -> bool:
        """Whether the file changed, or something asks or tells why not; a form does that in itself."""
        says = any(isinstance(each, CoachScreen) and each.says for each in self.app.screen_stack)
        tells = isinstance(self.stack[-1], ModalScreen) and self.changed
        return self._file() != self.file or self.asked or says or tells

    async def press(self, entry: KeyBarItem) -> None:
        """Presses the key of an entry."""
        await self.pilot.press(entry.key)
        await self.pilot.pause()

    async def click(self, cell: Cell) -> None:
        """Clicks on a cell."""
        await dragged(self.pilot, cell, cell)


async def dragged(pilot: Pilot[None], begin: tuple[int, int], end: tuple[int, int]) -> None:
    """The left button goes down at one place and up at another, as a terminal tells it.

    Pilot's own clicks pass by the app, and with it by what makes a click of a press.
    """
    for kind, (x, y), button in (
        (MouseMove, begin, 0),
        (MouseDown, begin, 1),
        (MouseMove, end, 1),
        (MouseUp, end, 1),
    ):
        pilot.app.post_message(kind(None, x, y, 0, 0, button, False, False, False, screen_x=x, screen_y=y))
    for _ in range(3):
        await pilot.pause()


@asynccontextmanager
async def stage(scene: str, size: str, folder: Path) -> AsyncIterator[Stage]:
    """Shows a scene from a file of its own; the coach only notes that it was asked to close."""
    folder.mkdir(parents=True)
    left: list[int] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_STATE_HOME", str(folder))
        patch.setattr(CoachApp, "exit", lambda *_args, **_more: left.append(1))
        bench = Bench(folder / "coach.json", FixedClock(NOW))
        async with staged(scene, size, "dusk", bench) as app:
            yield Stage(app, bench, left)


NOW = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
"""The time of every scene."""


def rows(app: CoachApp) -> list[Strip]:
    """The rows of the screen, with their styles."""
    return app.screen._compositor.render_strips()


def entries_in(app: CoachApp) -> list[tuple[KeyBarItem, Cell]]:
    """What the bar in the picture names, with the cell of each key; all of it is there to be read."""
    row, height = seen(app).splitlines()[-1], app.size.height
    found, at = [], 0
    for entry in fitting(bar_of(app.screen), app.size.width - 1):
        at = row.index(f"{key_name(entry.key)} {entry.label}", at)
        found.append((entry, Cell(at, height - 1)))
    return found


def drawn_to_be_pressed(app: CoachApp) -> Iterator[tuple[str, Cell]]:
    """Yields the texts above the bar that are drawn in bold accent, as buttons and keys are."""
    accent = app.theme_variables["accent"].lower()
    for y, strip in enumerate(rows(app)[:-1]):
        x = 0
        for segment in strip:
            style, text = segment.style, segment.text
            if style and style.bold and style.color and style.color.name.lower() == accent and text.strip():
                yield text.strip(), Cell(x + len(text) - len(text.lstrip()), y)
            x += segment.cell_length
