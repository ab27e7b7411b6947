"""The only code that knows TinyDB and the disk."""

from __future__ import annotations

from coach.store.change_results import Applied
from coach.store.errors import (
    AnotherFile,
    Busy,
    MissingFile,
    NewerSchema,
    NotWritable,
    Problem,
    StoreError,
    Unfit,
    Unreadable,
)
from coach.store.store import Store

__all__ = [
    "AnotherFile",
    "Applied",
    "Busy",
    "MissingFile",
    "NewerSchema",
    "NotWritable",
    "Problem",
    "Store",
    "StoreError",
    "Unfit",
    "Unreadable",
]
