"""How the coach ends after an error of its own: it saves what is open, and says so in a sentence."""

from __future__ import annotations

import os
import traceback
from typing import TYPE_CHECKING, Final

from textual.app import ScreenStackError
from textual.css.query import NoMatches
from textual.widget import MountError

from coach.paths import state_folder
from coach.terminal.textual_private.app_hooks import FaultHook
from coach.text.clean import brief

if TYPE_CHECKING:
    from pathlib import Path

_NAME: Final = "fault.txt"
_LAST_LINES: Final = 6
"""Lines of the traceback that are shown if no file can take it: where it happened, and what."""
_WIDEST: Final = 200


class FaultReportingApp(FaultHook):
    """An app that saves what is open before an error ends it.

    Textual would save nothing, and show a traceback with the values of all variables, notes among them.
    """

    is_closing = False
    """Whether the end has begun, and what was open is saved."""
    _fault: Exception | None = None
    _outcome = "; what was open could not be saved"

    def save_unsaved(self) -> bool:
        """Saves the answers that are not saved yet; returns whether all of them are now."""
        return True

    @property
    def return_code(self) -> int | None:
        """The status to end with: 1 after a fault."""
        return 1 if self._fault is not None else super().return_code

    @property
    def fault_folder(self) -> Path | None:
        """The folder for the details of a fault; None if they are to be shown instead."""
        return state_folder()

    def report_fault(self) -> str:
        """Writes the details of a fault into a file; returns the lines that tell of it, if there was one."""
        return "" if self._fault is None else fault_message(self._fault, self._outcome, self.fault_folder)

    def take_fault(self, fault: Exception) -> bool:
        """Saves what is open, and ends the app without a traceback; in a test Textual shows the fault."""
        if isinstance(fault, ScreenStackError) and not self.screen_stack:
            return False  # a last message while the app closes, for a screen that is gone
        if isinstance(fault, MountError | NoMatches) and self.is_closing and self._fault is None:
            return False  # an end that comes while the first screen is made: its widgets are no longer wanted
        if self._fault is None:
            self._fault = fault
            try:
                self._outcome = "; what was open is saved" if self.save_unsaved() else ""
            except Exception as another:
                another.__context__ = another.__context__ or fault
                self._fault = another
        if self.is_headless:
            return True
        self.panic()
        return False


def fault_message(fault: Exception, outcome: str, folder: Path | None) -> str:
    """Writes the details of an error into a folder, and returns the lines that tell the user.

    Without a folder, or where it takes no file, the last of the details are among the lines.
    `outcome` ends the first sentence: it says what became of the answers that were open.
    """
    details = "".join(traceback.format_exception(fault))
    sentence = f"coach closed because of a bug{outcome}."
    try:
        path = None if folder is None else _write_details(details, folder)
    except OSError:
        path = None
    if path is None:
        lines = details.splitlines()[-_LAST_LINES:]
        return "\n".join([sentence, *(brief(line, _WIDEST) for line in lines), ""])
    return f"{sentence} The details are in {brief(str(path), _WIDEST)}; please report them.\n"


def _write_details(details: str, folder: Path) -> Path:
    """Writes the details into a file that only the user can read, in place of those of an earlier error."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    above = (missing[-1].parent if missing else folder).stat()
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / _NAME
    path.unlink(missing_ok=True)  # if it is a link, the file behind it is not to be written over
    number = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
    with os.fdopen(number, "w", encoding="utf-8", errors="replace") as file:
        file.write(details)
    if os.geteuid() == 0:
        # in a folder that belonged to root, the user's own coach could not save drafts
        for each in (*missing, path):
            os.chown(each, above.st_uid, above.st_gid, follow_symlinks=False)
    return path
