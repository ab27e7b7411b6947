"""Which file a name beside the data file belongs to, told by the whole name."""

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
"""What Syncthing, ownCloud, and Dropbox or Nextcloud put between the stem and the suffix of a name."""


class BackupName(NamedTuple):
    """What the name of a backup says."""

    of: str
    """The name of the file that it is a copy of."""
    at: datetime
    digest: str


def temporary(path: Path) -> Path:
    """Returns a name that no file has yet, for what is to take the place of the one at `path`."""
    return path.with_name(f".{path.name}.{os.getpid()}-{os.urandom(6).hex()}.tmp")


def temporary_of(name: str) -> str | None:
    """Returns the name of the file that a temporary file is for; None where it is no temporary file."""
    found = _TEMPORARY.fullmatch(name)
    return found["of"] if found else None


def backups_of(path: Path) -> Path:
    """Returns the folder of the backups of a file."""
    return path.parent / "backups"


def backup(path: Path, at: datetime, digest: str) -> Path:
    """Returns where the backup of a file goes that is made at an instant."""
    name = f"{path.stem}-{at.astimezone(UTC).strftime(_STAMP)}-{digest}{path.suffix}.gz"
    return backups_of(path) / name


def backup_of(name: str) -> BackupName | None:
    """Returns what the name of a backup says; None where it is none."""
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
    """Returns where a damaged file is kept from an instant on."""
    stamp = at.astimezone(UTC).strftime(_QUARANTINED)
    return quarantine_of(path) / f"{path.stem}-{stamp}-{digest}{path.suffix}"


def quarantined_of(name: str) -> str | None:
    """Returns the name that a damaged file had; None where it is not the name of such a file."""
    found = _DAMAGED.fullmatch(name)
    return f"{found['stem']}{found['suffix'] or ''}" if found else None


def is_temporary_of(name: str, path: Path) -> bool:
    """Returns whether a name is that of a temporary file for the file itself, a backup or a damaged copy."""
    of = temporary_of(name)
    return of is not None and (of == path.name or belongs(path.with_name(of), path))


def belongs(copy: Path, path: Path) -> bool:
    """Returns whether the name of a copy is that of a backup or a damaged state of the file."""
    backup = backup_of(copy.name)
    return path.name in (backup and backup.of, quarantined_of(copy.name))


def lock_of(path: Path) -> Path:
    """Returns the file that is locked in the place of the one at `path`, which is replaced at each change."""
    return path.with_name(f"{path.name}.lock")


def is_conflict_copy(name: str, path: Path) -> bool:
    """Returns whether a name beside the file is that of a copy which a sync tool could not unite with it."""
    if not (name.startswith(path.stem) and name.endswith(path.suffix)):
        return False
    return bool(_CONFLICT.fullmatch(name[len(path.stem) : len(name) - len(path.suffix)]))
