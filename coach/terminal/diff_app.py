"""An app that sends its terminal only the cells that differ."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Final

from rich.color import ColorSystem
from textual import events
from textual._compositor import CompositorUpdate
from textual.css.stylesheet import Stylesheet

from coach.terminal.cell_diff import CellDiff
from coach.terminal.fault_report import FaultReportingApp

if TYPE_CHECKING:
    from rich.console import RenderableType
    from textual.geometry import Size
    from textual.message import Message
    from textual.screen import Screen

_SYNC_BEGINS: Final = "\x1b[?2026h"
_SYNC_ENDS: Final = "\x1b[?2026l"

_ONE_WRITE: Final = 400
"""Up to so many characters reach a terminal in one piece anyway, and need no markers around them."""


class _Stylesheet(Stylesheet):
    """A stylesheet that parses each sheet once for each set of variables.

    Textual's parses them three times at the start, which takes 19 % more CPU time (median of 9 runs in turn).
    `tests/terminal/test_startup.py` pins what this relies on.
    """

    def set_variables(self, variables: dict[str, str]) -> None:
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        self.parse()  # Textual's fills another stylesheet, which has not parsed anything yet


class DiffApp(FaultReportingApp):
    """An app that passes the pictures of its screens through `CellDiff`; all else is Textual's."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.cell_diff = CellDiff(self.console._color_system or ColorSystem.TRUECOLOR)
        self._last_size: Size | None = None
        self.stylesheet = _Stylesheet(variables=self.get_css_variables())
        # Otherwise each screen gets a tooltip and a place for toasts, with styles; the coach has neither.
        self._disable_notifications = self._disable_tooltips = True

    def on_load(self) -> None:
        """Makes tasks start in their turn in every version of Python.

        From 3.12 on Textual starts them at once, and so mounts the first screen before it is on the stack.
        """
        asyncio.get_running_loop().set_task_factory(None)

    def redraw(self) -> None:
        """Draws the whole screen again, after something else has written over it."""
        self.cell_diff.forget()
        self.screen.refresh()

    async def _post_message(self, message: Message) -> bool:
        # A size is looked at as it arrives: of two in a row, there and back, only the last is handled.
        if isinstance(message, events.Resize):
            if self._last_size not in (None, message.size):
                self.cell_diff.forget()
                self.call_next(self.screen.refresh)
            self._last_size = message.size
        return await super()._post_message(message)

    def _display(self, screen: Screen[Any], renderable: RenderableType | None) -> None:
        driver = self._driver
        shows = self._running and not self._closed and not self._batch_count
        if driver is None or driver.is_inline or not shows or not isinstance(renderable, CompositorUpdate):
            super()._display(screen, renderable)
            return
        try:
            sequence = self.cell_diff.sequence(renderable)
        except Exception as error:
            self._handle_exception(error)
            return
        if sequence is None:
            super()._display(screen, renderable)
            return
        if sequence:
            if any(self.cursor_position):  # someone types there, and the terminal may need to know where
                x, y = self.screen.outer_size.clamp_offset(self.cursor_position)
                sequence += f"\x1b[{y + 1};{x + 1}H"
            if self._sync_available and len(sequence) > _ONE_WRITE:
                sequence = _SYNC_BEGINS + sequence + _SYNC_ENDS
            driver.write(sequence)
            driver.flush()
        self.post_display_hook()
