"""The conflict copies that a sync tool left beside the file; they are looked for at each start."""

from __future__ import annotations

import os
from pathlib import Path

from coach.store.file.file_names import is_conflict_copy


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """Returns the copies that a sync tool left beside the file because it could not merge them, by name."""
    target = Path(os.path.realpath(path))
    try:
        beside = sorted(target.parent.iterdir())
    except OSError:
        return ()
    return tuple(each for each in beside if is_conflict_copy(each.name, target) and each.is_file())
