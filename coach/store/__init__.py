"""The only code that knows TinyDB and the disk."""

from __future__ import annotations

from coach.store.errors import Busy, NewerSchema, NotWritable, Problem, StoreError, Unfit, Unreadable
from coach.store.store import Applied, Store

__all__ = [
    "Applied",
    "Busy",
    "NewerSchema",
    "NotWritable",
    "Problem",
    "Store",
    "StoreError",
    "Unfit",
    "Unreadable",
]
