"""The export to a file beside the data, for other programs."""

from __future__ import annotations

from pathlib import Path

from coach.context import AppContext
from coach.domain.model import Refused
from coach.store.file import atomic


def export_beside(context: AppContext) -> Path:
    """Exports all but a running session and the steps of undo to a file beside the data; returns its path.

    The file is named by the day, and an export of the same day is replaced. Raises Refused on a locked-down
    account and in a demo, StoreError if the data cannot be read, and OSError if the file cannot be written.
    """
    if context.no_files:
        raise Refused(context.no_files)
    from coach.store.exchange.import_export import export_json

    path = context.store.path
    target = path.with_name(f"{path.stem}-export-{context.day().isoformat()}.json")
    atomic.replace(target, export_json(context.store).encode())
    return target
