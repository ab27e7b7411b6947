"""An app that sends its terminal only the cells that differ."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from rich.color import ColorSystem
from textual import events
from textual.css.stylesheet import Stylesheet
from textual.widgets import Input

from coach.terminal.cell_diff import CellDiff
from coach.terminal.fault_report import FaultReportingApp
from coach.terminal.textual_private.app_hooks import DrawingHook, examine, leave_out_extras
from coach.terminal.textual_private.names import LEAVING

if TYPE_CHECKING:
    from collections.abc import Callable

    from rich.console import RenderableType
    from textual.driver import Driver
    from textual.geometry import Size
    from textual.message import Message

    from coach.first_picture.read import Shown

_SYNC_BEGINS: Final = "\x1b[?2026h"
_SYNC_ENDS: Final = "\x1b[?2026l"

_ONE_WRITE: Final = 400
"""Up to so many characters reach a terminal in one piece anyway, and need no markers around them."""

_COLOR_SYSTEMS: Final = {"standard": ColorSystem.STANDARD, "256": ColorSystem.EIGHT_BIT}
"""The names that Rich has for systems of fewer colours than all."""


class _Stylesheet(Stylesheet):
    """A stylesheet that parses each sheet once for each set of variables.

    Textual's parses them three times at the start, which takes 19 % more CPU time (median of 9 runs in turn).
    `tests/terminal/test_startup.py` pins what this relies on.
    """

    def __init__(self, variables: dict[str, str]) -> None:
        super().__init__(variables=variables)
        self._known = variables

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._known:
            self._known = variables
            super().set_variables(variables)

    def reparse(self) -> None:
        self.parse()  # Textual's fills another stylesheet, which has not parsed anything yet


class DiffApp(DrawingHook, FaultReportingApp):
    """An app that passes the pictures of its screens through `CellDiff`; all else is Textual's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        examine(self)
        self.cell_diff = CellDiff(_COLOR_SYSTEMS.get(self.console.color_system or "", ColorSystem.TRUECOLOR))
        self._last_size: Size | None = None
        self._takes_whole_updates = False
        """Whether the terminal can show what lies between two markers all at once."""
        self.event_loop: asyncio.AbstractEventLoop | None = None
        """The loop that the app runs in, once it does."""
        self.shown: Shown | None = None
        """The picture that stands on the terminal before the app has drawn anything."""
        self.ignores_input = False
        """Whether what was typed at that picture is dropped, for it means something else than the app."""
        self.at_forced_end: Callable[[], object] = lambda: None
        """What is still done if the process is ended by force, from a thread other than the app's."""
        self.stylesheet = _Stylesheet(self.get_css_variables())
        leave_out_extras(self)

    def on_load(self) -> None:
        """Makes tasks start in their turn in every version of Python.

        From 3.12 on Textual starts them at once, and so mounts the first screen before it is on the stack.
        """
        self.event_loop = asyncio.get_running_loop()
        self.event_loop.set_task_factory(None)

    def on_terminal_supports_synchronized_output(self) -> None:
        """Notes that the terminal can show a picture all at once."""
        self._takes_whole_updates = True

    def drop(self, typed: bytes) -> None:
        """Drops what was typed at a picture of something else."""

    def redraw(self) -> None:
        """Draws the whole screen again, after something else has written over it."""
        self.cell_diff.forget()
        self.screen.refresh()

    def post_message(self, message: Message) -> bool:
        """Looks at a size as it arrives: of two in a row, there and back, only the last is handled."""
        if isinstance(message, events.Resize):
            if self._last_size not in (None, message.size):
                self.cell_diff.forget()
                self.call_next(self.screen.refresh)
            self._last_size = message.size
        return super().post_message(message)

    def draw(self, driver: Driver, update: RenderableType) -> bool:
        """Draws the cells that differ; an update of another kind than a screen's is Textual's."""
        sequence = self.cell_diff.sequence(update, self._place_of_typing())
        if sequence is None:
            driver.write(self.cell_diff.reset())
            return False
        if sequence:
            if not LEAVING.holds:
                sequence += self.cell_diff.reset()  # the driver is Textual's, which leaves the style as it is
            if self._takes_whole_updates and len(sequence) > _ONE_WRITE:
                sequence = _SYNC_BEGINS + sequence + _SYNC_ENDS
            driver.write(sequence)
            driver.flush()
        return True

    def _place_of_typing(self) -> tuple[int, int] | None:
        """Returns the row and column where someone types, which the terminal's input method may need to know.

        Textual's own is that of a field before it was laid out, and stays after that has lost the focus.
        """
        field = self.focused if self.screen_stack else None
        if not isinstance(field, Input):
            return None
        x, y = field.cursor_screen_offset
        return max(0, y), max(0, x)
