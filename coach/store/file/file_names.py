"""The names of the files beside the data file: which belong to it, told by the whole name."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

_STAMP = "%Y%m%dT%H%M%S.%fZ"
_QUARANTINED = "%Y%m%dT%H%M%SZ"
_TEMPORARY = re.compile(r"\.(?P<of>.+)\.[0-9]+-[0-9a-f]+\.tmp", re.ASCII | re.DOTALL)
_BACKUP = re.compile(
    r"(?P<stem>.+)-(?P<at>\d{8}T\d{6}\.\d{6}Z)-(?P<digest>[0-9a-f]{16})(?P<suffix>\.[^.]+)?\.gz",
    re.ASCII | re.DOTALL,
)
_DAMAGED = re.compile(r"(?P<stem>.+)-\d{8}T\d{6}Z-[0-9a-f]{16}(?P<suffix>\.[^.]+)?", re.ASCII | re.DOTALL)
_CONFLICT = re.compile(
    r"(?:\.sync-conflict-\d{8}-\d{6}(?:-[0-9A-Z]+)?"
    r"|_conflict-\d{8}-\d{6}"
    r"|[ _]?\([^()]*(?:conflicted copy|case conflict)[^()]*\))+",
    re.ASCII | re.IGNORECASE,
)
"""The part that Syncthing, ownCloud, Dropbox and Nextcloud put between the stem and the suffix of a name."""


class BackupName(NamedTuple):
    """The parts of the name of a backup."""

    of: str
    """The name of the file that was backed up."""
    at: datetime
    digest: str


def temporary(path: Path) -> Path:
    """Returns a new name for a temporary file that is to replace the one at `path`."""
    return path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(6).hex()}.tmp")


def temporary_of(name: str) -> str | None:
    """Returns the name of the file that a temporary file is for; None if the name is of another kind."""
    found = _TEMPORARY.fullmatch(name)
    return found["of"] if found else None


def backups_of(path: Path) -> Path:
    """Returns the folder with the backups of a file."""
    return path.parent / "backups"


def backup(path: Path, at: datetime, digest: str) -> Path:
    """Returns the path for the backup of a file that is made at an instant."""
    name = f"{path.stem}-{at.astimezone(UTC).strftime(_STAMP)}-{digest}{path.suffix}.gz"
    return backups_of(path) / name


def backup_of(name: str) -> BackupName | None:
    """Returns the parts of the name of a backup; None if the name is of another kind."""
    found = _BACKUP.fullmatch(name)
    if found is None:
        return None
    try:
        at = datetime.strptime(found["at"], _STAMP).replace(tzinfo=UTC)
    except ValueError:
        return None
    return BackupName(f"{found['stem']}{found['suffix'] or ''}", at, found["digest"])


def quarantine_of(path: Path) -> Path:
    """Returns the folder in which damaged files are kept."""
    return path.parent / "quarantine"


def quarantined(path: Path, at: datetime, digest: str) -> Path:
    """Returns the path for a damaged file that is put into quarantine at an instant."""
    stamp = at.astimezone(UTC).strftime(_QUARANTINED)
    return quarantine_of(path) / f"{path.stem}-{stamp}-{digest}{path.suffix}"


def quarantined_of(name: str) -> str | None:
    """Returns the name that a damaged file had; None if the name is of another kind."""
    found = _DAMAGED.fullmatch(name)
    return f"{found['stem']}{found['suffix'] or ''}" if found else None


def is_temporary_of(name: str, path: Path) -> bool:
    """Returns whether a name is that of a temporary file for the file, a backup or a damaged copy of it."""
    of = temporary_of(name)
    return of is not None and (of == path.name or belongs(path.with_name(of), path))


def belongs(copy: Path, path: Path) -> bool:
    """Returns whether a path has the name of a backup or of a damaged copy of the file."""
    backup = backup_of(copy.name)
    return path.name in (backup and backup.of, quarantined_of(copy.name))


def lock_of(path: Path) -> Path:
    """Returns the lock file of the file at `path`, which cannot be locked itself: each change replaces it."""
    return path.with_name(f"{path.name}.lock")


def is_conflict_copy(name: str, path: Path) -> bool:
    """Returns whether a name beside the file is that of a copy that a sync tool could not merge with it."""
    if not (name.startswith(path.stem) and name.endswith(path.suffix)):
        return False
    return bool(_CONFLICT.fullmatch(name[len(path.stem) : len(name) - len(path.suffix)]))
