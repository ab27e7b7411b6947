"""Where the style sheets, the content and the data file are."""

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
        given: what the user passed as `--data`, which wins over all else.
        environ: the environment; its `COACH_DATA` comes next, where not empty.

    Returns:
        An absolute path, else in the user's own data folder. Nothing is created and no link followed.
    """
    named = given or environ.get("COACH_DATA")
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("coach", appauthor=False) / "coach.json"


def state_folder() -> Path:
    """Returns the folder for answers that the file did not take: no cleaner empties the state folder."""
    if sys.platform == "linux":
        # As platformdirs has it, whose import takes 7 ms: each command looks here.
        named = os.environ.get("XDG_STATE_HOME", "").strip()
        return (Path(named) if named else Path.home() / ".local" / "state") / "coach"
    from platformdirs import user_state_path

    return user_state_path("coach", appauthor=False)
