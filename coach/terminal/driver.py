"""Textual's driver for Linux and macOS, without what goes wrong over an SSH connection.

`tests/terminal` shows in a real pty what each part is for.
"""

from __future__ import annotations

import array
import asyncio
import contextlib
import fcntl
import os
import select
import signal
import termios
from time import monotonic
from typing import TYPE_CHECKING, Any, Final

from textual import constants
from textual.messages import InBandWindowResize

from coach.terminal.diff_app import DiffApp
from coach.terminal.input_reader import InputReader
from coach.terminal.kept_cells import decoded
from coach.terminal.output import PIXEL_MOUSE_OFF, RESTORE, Output
from coach.terminal.sgr import RESET
from coach.terminal.shutdown import HANGUP, Shutdown
from coach.terminal.textual_private.app_hooks import raise_in
from coach.terminal.textual_private.driver_hooks import DriverHook
from coach.terminal.textual_private.names import INPUT
from coach.terminal.title import RESTORE_TITLE, SAVE_TITLE

if TYPE_CHECKING:
    from types import FrameType

    from textual.app import App
    from textual.message import Message

    from coach.first_picture.read import Shown

_READ_SIZE: Final = 4096

SECOND_SCREEN: Final = "\x1b[?1049h"
"""Shows the second screen of a terminal, and clears it; Textual sends it by itself, at the start."""


class CoachDriver(DriverHook):
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
        self._owner = app
        self._logs_keys = debug
        self._runs_in = asyncio.get_running_loop()
        self._output = Output(2, self._on_hangup)
        self.write_to(self._output)
        # Textual has put its own there.
        self._stop_as_usual = signal.signal(signal.SIGTSTP, self._on_stop)
        self._continue_as_usual = signal.signal(signal.SIGCONT, self._on_continue)
        self._was_stopped = False
        self._may_report_pixels = False
        self._shutdown: Shutdown | None = None
        self._wake_pipe: tuple[int, int] | None = None
        self._in_control = False
        self._must_restore = False
        self._leaving = False
        self._attrs_found: list[Any] | None = None
        self._withholds = False
        self._withheld = 0
        self._dropped = b""
        self._is_open = False

    def start_application_mode(self) -> None:
        """Watches for signals, takes the terminal over, and saves the title of its window."""
        shown = self._owner.shown if isinstance(self._owner, DiffApp) else None
        if shown is not None and not shown.stands:
            shown = None
        if self._shutdown is None:
            self._shutdown = Shutdown(self._leave, self._restore_terminal, die=self._die)
            if shown is not None:
                # before a signal can come: the terminal is to be restored already
                self._attrs_found, self._must_restore = shown.attrs, True
            self._shutdown.watch(shown.handlers if shown is not None else None)
        self._close_wake_pipe()
        self._wake_pipe = os.pipe()
        if isinstance(self._owner, DiffApp):
            self._owner.cell_diff.forget()  # an empty screen, or what others have left on it
        self.attrs_before = None
        self._is_open = True
        if shown is not None:
            self._start_from(shown)
        else:
            super().start_application_mode()  # type: ignore[no-untyped-call]
        # In the background Textual does not start, since the process is about to be stopped again.
        self._is_open = self.attrs_before is not None
        if self._is_open:
            self._in_control = self._must_restore = True
            self.write(SAVE_TITLE)

    def _start_from(self, shown: Shown) -> None:
        """Takes the terminal over from the first picture, which is neither cleared nor sent again."""
        assert isinstance(self._owner, DiffApp)
        if shown.is_spoilt:
            # What ran meanwhile may have written on the second screen, or left it.
            with contextlib.suppress(OSError):
                shown.clear()
        if self._owner.ignores_input:
            self._dropped = self._typed()
            self._owner.drop(self._dropped)
        self._withheld = 0
        self._withholds = not shown.is_spoilt
        super().start_application_mode()  # type: ignore[no-untyped-call]
        # not before: after an error in there the picture gives the terminal back
        shown.hand_over()
        self._withholds = False
        if self.attrs_before is not None:
            self.attrs_before = shown.attrs
        # Where Textual enters the second screen in another way, that is empty now and has to be drawn whole.
        if self._withheld == 1 and not shown.is_spoilt and shown.size == self.window_size():
            with contextlib.suppress(ValueError):
                self._owner.cell_diff.adopt(decoded(shown.cells.decode()))

    def _typed(self) -> bytes:
        """Returns what was typed and not read yet, and takes it away."""
        waiting = array.array("i", [0])
        with contextlib.suppress(OSError):
            fcntl.ioctl(self.fileno, termios.FIONREAD, waiting)
            if waiting[0]:
                return os.read(self.fileno, waiting[0])
        return b""

    def write(self, data: str) -> None:
        """Sends text to the terminal, if that is ours, but for what would clear the first picture."""
        if not self._is_open:
            return  # a coach in the background draws once it is in front
        if self._withholds and data == SECOND_SCREEN:
            self._withheld += 1
        else:
            super().write(data)

    def stop_application_mode(self) -> None:
        """Gives the terminal back, and switches off what its late answers have switched on meanwhile."""
        # First of all, so that no answer to a query comes in between and switches on what is off already.
        self.disable_input()
        if self._may_report_pixels:
            self.write(PIXEL_MOUSE_OFF)
            self._may_report_pixels = False
        self.write(RESET + RESTORE_TITLE)
        super().stop_application_mode()
        self.ask_for_size_again()
        self._in_control = False

    def disable_input(self) -> None:
        """Ends the input thread at once; Textual's looks only ten times a second whether it should end."""
        if self._wake_pipe is not None:
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

    def process_message(self, message: Message) -> None:
        """Notes that the terminal reports its pixels: Textual has the mouse reported in them then."""
        if isinstance(message, InBandWindowResize) and message.supported:
            self._may_report_pixels = True
        super().process_message(message)

    def run_input_thread(self) -> None:
        """Reads keys until woken by `disable_input` or until the terminal is gone.

        Textual's own goes on reading at the end of input, for ever, which keeps a whole core busy; and of an
        error it makes a traceback, and a status of 0.
        """
        if not INPUT.holds:
            super().run_input_thread()
            return
        try:
            self._read_keys()
        except Exception as error:
            raise_in(self._owner, error)

    def _read_keys(self) -> None:
        assert self._wake_pipe is not None
        reader = InputReader(constants.ESCAPE_DELAY, debug=self._logs_keys)
        # It may end within a paste or a sequence, of which the rest must not be taken for keys.
        for _ in reader.feed(self._dropped, monotonic()):
            pass
        self._dropped = b""
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

    def _on_stop(self, number: int, frame: FrameType | None) -> None:
        self._was_stopped = True
        if callable(self._stop_as_usual):
            self._stop_as_usual(number, frame)

    def _on_continue(self, number: int, frame: FrameType | None) -> None:
        # Textual takes the terminal over whenever it gets SIGCONT. After SIGSTOP, which it cannot catch, that
        # is a second time: two threads read then, and the settings that it saves for later are its own. And
        # systemd sends SIGTERM and SIGCONT, so that it would take the terminal over while it ends. The loop
        # does the work, since a handler may have interrupted a write.
        if self._in_control:
            self._runs_in.call_soon_threadsafe(self._take_over_again)
        elif self._was_stopped and callable(self._continue_as_usual):
            self._continue_as_usual(number, frame)
            self._was_stopped = not self._in_control
        else:
            self._runs_in.call_soon_threadsafe(self._take_over_late)

    def _take_over_again(self) -> None:
        if self._in_control and not self._leaving:
            self.suspend_application_mode()
            self.resume_application_mode()
            self._owner.refresh(layout=True)

    def _take_over_late(self) -> None:
        """Takes the terminal over, where the coach was started in the background and is in front now."""
        was_tried = self._shutdown is not None and not self._in_control
        if was_tried and not self._was_stopped and not self._leaving:
            self.resume_application_mode()
            self._owner.refresh(layout=True)

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
            self._runs_in.call_soon_threadsafe(lambda: self._owner.exit(return_code=status))

    def _die(self, status: int) -> None:
        """Ends the process at once, with the app's own status if it has got as far as choosing one."""
        if isinstance(self._owner, DiffApp):
            self._owner.at_forced_end()
        os._exit(self._owner.return_code or status)

    def _restore_terminal(self) -> None:
        """Restores the terminal without the loop and the output thread, since both may be waiting."""
        if not self._must_restore:
            return
        if (attrs := self.attrs_before or self._attrs_found) is not None:
            with contextlib.suppress(termios.error):
                termios.tcsetattr(self.fileno, termios.TCSANOW, attrs)
        self._output.write_last(RESTORE)
