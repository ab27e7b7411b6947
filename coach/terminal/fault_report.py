"""How the coach ends at a fault of its own: what is open is saved, one sentence is sentence, the status is 1."""

from __future__ import annotations

import os
import sys
import traceback
from typing import TYPE_CHECKING, Final

from textual.app import App, ScreenStackError

from coach.paths import state_folder
from coach.text.clean import brief

if TYPE_CHECKING:
    from pathlib import Path

_NAME: Final = "fault.txt"
_LAST_LINES: Final = 6
"""Lines of the traceback that are shown where no file takes it: where it happened, and what."""
_WIDEST: Final = 200


class FaultReportingApp(App[None]):
    """An app that a fault does not take anything from.

    Textual saves nothing, and shows a traceback with the values of all variables, notes among them.
    """

    _fault: Exception | None = None
    _outcome = "; what was open could not be saved"

    def save_unsaved(self) -> bool:
        """Saves what was answered and is not saved yet; whether all of it is."""
        return True

    def _handle_exception(self, error: Exception) -> None:
        if isinstance(error, ScreenStackError) and not self.screen_stack:
            return  # a last message while the app closes, for a screen that is gone
        if self._fault is None:
            self._fault = error
            try:
                self._outcome = "; what was open is saved" if self.save_unsaved() else ""
            except Exception as another:
                another.__context__ = another.__context__ or error
                self._fault = another
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        if self.is_headless:
            super()._fatal_error()
        else:
            self._close_messages_no_wait()

    def _print_error_renderables(self) -> None:
        if self._fault is None or self.is_headless:
            super()._print_error_renderables()
            return
        self._exit_renderables.clear()
        sys.stderr.write(fault_message(self._fault, self._outcome, state_folder()))


def fault_message(fault: Exception, outcome: str, folder: Path) -> str:
    """Writes the details of a fault into a folder; returns the lines that say so.

    `outcome` goes on from the first half of the sentence and says what became of what was open.
    """
    details = "".join(traceback.format_exception(fault))
    sentence = f"coach: it closed because of a fault of its own{outcome}."
    try:
        path = _write_details(details, folder)
    except OSError:
        lines = details.splitlines()[-_LAST_LINES:]
        return "\n".join([sentence, *(brief(line, _WIDEST) for line in lines), ""])
    return f"{sentence} The details are in {brief(str(path), _WIDEST)}; please report them.\n"


def _write_details(details: str, folder: Path) -> Path:
    """Writes the details for the user's eyes only; another fault takes their place."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    above = (missing[-1].parent if missing else folder).stat()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / _NAME
    path.unlink(missing_ok=True)  # what it is linked to is not written over
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
        file.write(details)
    if os.geteuid() == 0:
        # a folder of root's would take the drafts from the user
        for each in (*missing, path):
            os.chown(each, above.st_uid, above.st_gid, follow_symlinks=False)
    return path
