"""Writing everything out beside the data, for elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

from coach.context import AppContext
from coach.domain.model import Refused
from coach.store.file import atomic

LOCKED = "COACH_LOCKED"
"""Set to 1 for an account that is to get the coach and nothing else; no file is written there but its own."""


def is_locked() -> bool:
    """Returns whether this is a locked-down account."""
    return os.environ.get(LOCKED) == "1"


def export_beside(context: AppContext) -> Path:
    """Writes all but a running session and the steps of undo to a file of the day beside the data.

    One of the same day is written over. Raises Refused on a locked-down account, StoreError where the data
    cannot be read, and OSError where the file cannot be written.
    """
    if is_locked():
        raise Refused("Files cannot be written from here.")
    from coach.store.exchange.import_export import export_json

    path = context.store.path
    target = path.with_name(f"{path.stem}-export-{context.day().isoformat()}.json")
    atomic.replace(target, export_json(context.store).encode())
    return target
