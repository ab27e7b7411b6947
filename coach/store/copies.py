"""The copies of the file that a sync tool left beside it; looked for at each start."""

from __future__ import annotations

from pathlib import Path

_CONFLICTS = (".sync-conflict-", "conflicted copy", "_conflict-", "case conflict")
"""What Syncthing, Dropbox, Nextcloud and ownCloud put into the name of a copy that they could not unite."""


def conflict_copies(path: Path) -> tuple[Path, ...]:
    """The copies that a sync tool left beside the file because it could not unite them, by name."""
    target = path.resolve()
    try:
        beside = sorted(target.parent.iterdir())
    except OSError:
        return ()
    return tuple(
        each
        for each in beside
        if each.name.startswith(target.stem)
        and each.suffix == target.suffix
        and any(mark in each.name[len(target.stem) :].lower() for mark in _CONFLICTS)
        and each.is_file()
    )
