"""Textual's driver for Linux and macOS, without what goes wrong over an SSH connection.

Written against textual >= 8.2.8, < 9; `tests/terminal` shows in a real pty what each part is for.
"""

from __future__ import annotations

import contextlib
import os
import select
import termios
from time import monotonic
from typing import TYPE_CHECKING, Any, Final, cast

from textual import constants
from textual.drivers.linux_driver import LinuxDriver

from coach.terminal.diff_app import DiffApp
from coach.terminal.input_reader import InputReader
from coach.terminal.output import Output
from coach.terminal.shutdown import HANGUP, Shutdown
from coach.terminal.title import RESTORE_TITLE, SAVE_TITLE
from coach.terminal.window_size import clamped

if TYPE_CHECKING:
    from textual.app import App

_PIXEL_MOUSE_OFF: Final = "\x1b[?1016l"

_RESTORE: Final = (
    "\x18"  # ends a sequence that was cut off
    "\x1b[?2026l\x1b[?2004l\x1b[?7h\x1b[?2048l"
    "\x1b[?1000l\x1b[?1003l\x1b[?1015l\x1b[?1006l"
    + _PIXEL_MOUSE_OFF
    + "\x1b[<u\x1b[?1049l\x1b[?25h\x1b[?1004l"
    "\x1b[0m" + RESTORE_TITLE
)
"""Switches off, in one write, everything that the driver has switched on."""

_READ_SIZE = 4096


class CoachDriver(LinuxDriver):
    """A driver that leaves the terminal as it was on every way out, and sleeps while nothing happens."""

    def __init__(
        self,
        app: App[Any],
        *,
        debug: bool = False,
        mouse: bool = True,
        size: tuple[int, int] | None = None,
    ) -> None:
        """Touches nothing yet but the signals that Textual handles."""
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._output = Output(2, self._on_hangup)
        # Of a file the output thread uses write, flush and fileno, and nothing else.
        self._file = cast("Any", self._output)
        self._shutdown: Shutdown | None = None
        self._wake_pipe: tuple[int, int] | None = None
        self._in_control = False
        self._must_restore = False
        self._leaving = False

    def start_application_mode(self) -> None:
        """Watches for signals, takes the terminal over, and saves the title of its window."""
        if self._shutdown is None:
            self._shutdown = Shutdown(self._leave, self._restore_terminal, die=self._die)
            self._shutdown.watch()
        self._close_wake_pipe()
        self._wake_pipe = os.pipe()
        if isinstance(self._app, DiffApp):
            self._app.cell_diff.forget()  # an empty screen, or what others have left on it
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # In the background Textual does not start, since the process is about to be stopped again.
        if self._key_thread is not None and self._key_thread.is_alive():
            self._in_control = self._must_restore = True
            self.write(SAVE_TITLE)

    def stop_application_mode(self) -> None:
        """Gives the terminal back, and switches off what its late answers have switched on meanwhile."""
        # First of all, so that no answer to a query comes in between and switches on what is off already.
        self.disable_input()
        if self._mouse_pixels:
            self.write(_PIXEL_MOUSE_OFF)
            self._mouse_pixels = False
        self.write(RESTORE_TITLE)
        super().stop_application_mode()
        self._in_band_window_resize = False
        self._in_control = False

    def disable_input(self) -> None:
        """Ends the input thread at once; Textual's looks only ten times a second whether it should end."""
        if self._wake_pipe is not None and self._key_thread is not None and self._key_thread.is_alive():
            os.write(self._wake_pipe[1], b"\0")
        super().disable_input()
        self._close_wake_pipe()

    def close(self) -> None:
        """Waits until everything is written, then restores the handlers of signals."""
        super().close()
        self._must_restore = False
        if self._shutdown is not None:
            self._shutdown.close()
            self._shutdown = None

    def run_input_thread(self) -> None:
        """Reads keys until woken by `disable_input` or until the terminal is gone.

        Textual's own goes on reading at the end of input, for ever, which keeps a whole core busy.
        """
        assert self._wake_pipe is not None
        reader = InputReader(constants.ESCAPE_DELAY, debug=self._debug)
        wake_end = self._wake_pipe[0]
        while True:
            # Without input there is only something to do while the rest of a sequence is waited for.
            due = reader.deadline
            timeout = None if due is None else max(0.0, due - monotonic())
            ready, _, _ = select.select([self.fileno, wake_end], [], [], timeout)
            if wake_end in ready:
                return
            if ready:
                try:
                    data = os.read(self.fileno, _READ_SIZE)
                except BlockingIOError:
                    continue
                except OSError:
                    data = b""
                if not data:
                    self._on_hangup()
                    return
                found = reader.feed(data, monotonic())
            else:
                found = reader.tick(monotonic())
            for message in found:
                self.process_message(message)

    def _run_input_thread(self) -> None:
        # Textual's own shows an error of this thread, and the process then ends with 0.
        try:
            self.run_input_thread()
        except Exception as error:
            self._app.call_later(_raise, error)

    def _get_terminal_size(self) -> tuple[int, int]:
        return clamped(*super()._get_terminal_size())

    def _sigcont_application(self, *_: object) -> None:
        # Textual takes the terminal over whenever it gets SIGCONT. After SIGSTOP, which it cannot catch, that
        # is a second time: two threads read then, and the settings that it saves for later are its own. And
        # systemd sends SIGTERM and SIGCONT, so that it would take the terminal over while it ends. The loop
        # does the work, since a handler may have interrupted a write.
        if self._in_control:
            self._loop.call_soon_threadsafe(self._take_over_again)
        elif self._must_signal_resume:
            super()._sigcont_application()

    def _take_over_again(self) -> None:
        if self._in_control and not self._leaving and self._auto_restart:
            self.suspend_application_mode()
            self.resume_application_mode()
            self._app.refresh(layout=True)

    def _close_wake_pipe(self) -> None:
        if self._wake_pipe is not None:
            for end in self._wake_pipe:
                os.close(end)
            self._wake_pipe = None

    def _on_hangup(self) -> None:
        if (shutdown := self._shutdown) is not None:
            shutdown.request(HANGUP)

    def _leave(self, status: int) -> None:
        self._leaving = True
        with contextlib.suppress(RuntimeError):  # the loop is closed if the app has ended already
            self._loop.call_soon_threadsafe(lambda: self._app.exit(return_code=status))

    def _die(self, status: int) -> None:
        """Ends the process at once, with the app's own status if it has got as far as choosing one."""
        os._exit(self._app.return_code or status)

    def _restore_terminal(self) -> None:
        """Restores the terminal without the loop and the output thread, since both may be waiting."""
        if not self._must_restore:
            return
        if self.attrs_before is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, self.attrs_before)
        self._output.write_last(_RESTORE)


def _raise(error: Exception) -> None:
    """Raises an error of another thread in the app's own."""
    raise error
