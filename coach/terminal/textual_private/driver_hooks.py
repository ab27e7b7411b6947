"""What the coach's driver sets and overrides of Textual's driver for Linux and macOS."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

from textual.drivers.linux_driver import LinuxDriver

from coach.terminal.window_size import clamped

if TYPE_CHECKING:
    from coach.terminal.output import Output


class DriverHook(LinuxDriver):
    """A driver that writes to a stream of ours, and draws no window that is beyond reason."""

    def write_to(self, output: Output) -> None:
        """Makes the output thread write there; it uses write, flush and fileno, and nothing else."""
        self._file = cast("Any", output)

    def ask_for_size_again(self) -> None:
        """Forgets that a terminal reports its size by itself, for the next one may not."""
        self._in_band_window_resize = False

    def window_size(self) -> tuple[int, int]:
        """Returns the columns and rows that are drawn."""
        return self._get_terminal_size()

    def _get_terminal_size(self) -> tuple[int, int]:
        return clamped(*super()._get_terminal_size())
