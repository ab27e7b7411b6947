"""The names of the fields of a step of undo or redo in the file, and the words for what becomes of it."""

from __future__ import annotations

ADDED = "added"
"""The ids of the documents that the change added, by table."""
REPLACED = "replaced"
"""The documents that it replaced, as they were, by table."""
LEFT = "left"
"""The digest of what it left."""
MARKS = "marks"
"""The marks that tips had when it was made, by their ids."""
CAME = "came"
"""Whether the change took in another copy of the file."""
INSTEAD = "instead"
"""Of the step of a restored backup: the name of the backup of the file as it was before."""
NEEDS = "needs"
"""Of such a step: the names of the backups which the steps of that earlier file need."""
JOINS = "joins"
"""The name of the setting whose further changes join the step."""

UNDONE = {"undo": "undone", "redo": "redone"}
"""The word for what becomes of the steps of each of the two stacks."""
