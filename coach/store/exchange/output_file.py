"""Files that are written for other programs, where the user says."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

from coach.domain.model import Refused
from coach.paths import state_folder
from coach.store.file import atomic
from coach.store.file.file_names import backup_of, backups_of, lock_of, quarantine_of, temporary_of

ANOTHER = "name another file"
OR_FORCE = f"{ANOTHER}, or add --force to replace it"
"""The hint of a command that takes --force."""


_TOGETHER = 500
"""How many pieces of text are written at once."""


def write_output(
    text: str | Iterable[str], target: Path, own: Path, *, force: bool = False, hint: str = ANOTHER
) -> None:
    """Writes text, or pieces of it, as UTF-8 to `target`, whole or not at all; `own` is the data file.

    A new file of root's is given to the owner of the data file. Raises `Refused` as `check_target` does, and
    `NotWritable`.
    """
    check_target(target, own, force=force, hint=hint)
    data = text.encode() if isinstance(text, str) else _encoded(iter(text))
    atomic.replace(Path(os.path.realpath(target)), data, owner=atomic.owner_of(own))


def _encoded(pieces: Iterator[str]) -> Iterator[bytes]:
    """Yields many small pieces at a time, which are written at once."""
    while some := "".join(islice(pieces, _TOGETHER)):
        yield some.encode()


def check_target(target: Path, own: Path, *, force: bool = False, hint: str = ANOTHER) -> None:
    """Raises `Refused` for the coach's own files, for a folder or device, and for an existing file.

    An existing file is accepted with `force`; `hint` says what to do about it.
    """
    path, data = Path(os.path.realpath(target)), Path(os.path.realpath(own))
    if _is_one(path, data):
        raise Refused(f"{target} is the file with all your records; name another.")
    if _is_kept(path, data):
        raise Refused(f"{target} is one of the coach's own files next to your data; name another.")
    if os.path.lexists(path) and not path.is_file():
        raise Refused(f"{target} is not an ordinary file; name another.")
    if path.exists() and not force:
        raise Refused(f"{target} already exists; {hint}.")


def _is_kept(path: Path, data: Path) -> bool:
    """Returns whether the coach keeps a file for itself: a lock, a copy, a draft or a temporary file."""
    folders = (backups_of(data), quarantine_of(data), state_folder())
    if any(Path(os.path.realpath(each)) in path.parents for each in folders):
        return True
    if temporary_of(path.name) or backup_of(path.name):
        return True
    locks = path.suffix == ".lock" and path.with_suffix("").exists()
    return locks or _is_one(path, lock_of(data)) or _has_twin(path, folders)


def _is_one(path: Path, other: Path) -> bool:
    """Returns whether two paths lead to the same file, maybe by hard links, or would if it existed."""
    try:
        return path == other or path.samefile(other)
    except OSError:
        return False


def _has_twin(path: Path, folders: tuple[Path, ...]) -> bool:
    """Returns whether a file is also in one of these folders, by a hard link."""
    try:
        if path.lstat().st_nlink < 2:
            return False
    except OSError:
        return False
    return any(_is_one(path, each) for folder in folders if folder.is_dir() for each in folder.rglob("*"))
