"""The places of the style sheets, the content and the data file, and whether other files may be written."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "styles"
_CHECKOUT = _PACKAGE.parent / "styles"

STYLES = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT
"""The folder of the style sheets: inside the package once installed, beside it in a checkout.

Absolute, because Textual looks up a relative path from the file of the class that names it, which breaks
as soon as the app is subclassed elsewhere.
"""

CONTENT = _PACKAGE / "content"
"""The folder of the tips and their sources."""


def data_file(given: str | None, environ: Mapping[str, str]) -> Path:
    """Returns the file that holds all that the user records.

    Args:
        given: the value of `--data`, which wins over everything else.
        environ: the environment; its `COACH_DATA` comes next, unless it is empty.

    Returns:
        An absolute path; without either, one in the user's data folder. Nothing is created, and no link is
        followed.
    """
    named = given or environ.get("COACH_DATA")
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("coach", appauthor=False) / "coach.json"


def state_folder() -> Path:
    """Returns the folder for answers that could not be saved; no cleaning tool empties the state folder."""
    if sys.platform == "linux":
        # The same as platformdirs returns: its import takes 7 ms, and each command looks here.
        named = os.environ.get("XDG_STATE_HOME", "").strip()
        return (Path(named) if named else Path.home() / ".local" / "state") / "coach"
    from platformdirs import user_state_path

    return user_state_path("coach", appauthor=False)


def is_locked_down(environ: Mapping[str, str] = os.environ) -> bool:
    """Returns whether `COACH_LOCKED` is 1: an account for the coach alone, which writes no other file."""
    return environ.get("COACH_LOCKED") == "1"
