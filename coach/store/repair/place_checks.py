"""Checks of the place of the file: links, folders in the way, the disk, owners, permissions, leftovers."""

from __future__ import annotations

import fcntl
import os
import stat
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from coach.store.errors import refused_by_disk
from coach.store.file import atomic
from coach.store.file.atomic import Owner
from coach.store.file.conflict_files import conflict_copies
from coach.store.file.file_names import (
    backups_of,
    belongs,
    is_temporary_of,
    lock_of,
    quarantine_of,
)

_ROOT = 0
_ROOM = 1024 * 1024
"""The number of bytes that should be free besides what the next change and a backup take."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem that was found."""

    path: Path
    text: str
    """The problem in whole sentences."""
    line: int = 0
    """The line in the file of that path; 0 if the problem has none."""
    repairable: bool = False
    """Whether a repair takes care of it."""


def check_place(path: Path, given: Path) -> Iterator[Finding]:
    """Yields the problems around the file at `path`, to which `given` leads, maybe by links."""
    yield from _check_links(path, given)
    yield from _check_kinds(path)
    yield from _check_disk(path)
    yield from _check_owners(path)
    yield from _check_permissions(path)
    yield from _check_leftovers(path)


def folders_of(path: Path) -> tuple[Path, ...]:
    """Returns the folders in which temporary files may have been left."""
    return path.parent, backups_of(path), quarantine_of(path)


def too_open(path: Path) -> Iterator[tuple[Path, int]]:
    """Yields what other users can look into, with the mode that it should have."""
    for each in _own_files(path):
        with suppress(OSError):
            found = each.lstat()
            kind = stat.S_IFMT(found.st_mode)
            if kind == stat.S_IFREG and found.st_mode & 0o077:
                yield each, 0o600
            elif kind == stat.S_IFDIR and found.st_mode & 0o077 and each != path:
                yield each, 0o700


def wrongly_owned(path: Path) -> Iterator[tuple[Path, Owner]]:
    """Yields what belongs to root beside the file of another user, with the owner that it should have.

    If the file itself is root's in the folder of another user, it was made by mistake: then the owner of the
    folder counts.
    """
    wanted = atomic.owner_of(path)
    if wanted.user == _ROOT:
        wanted = atomic.owner_of(path.parent)
    folders = folders_of(path)[1:]
    copies = (each for each in _own_files(path) if belongs(each, path))
    for each in (path, lock_of(path), *folders, *copies):
        with suppress(OSError):
            if wanted.user != _ROOT and each.lstat().st_uid == _ROOT:
                yield each, wanted


def stale_holder(path: Path) -> str:
    """Returns who holds the lock by the note in the lock file, though nobody does; empty if all is well."""
    try:
        handle = os.open(lock_of(path), os.O_RDWR | os.O_CLOEXEC | os.O_NOFOLLOW | os.O_NONBLOCK)
    except OSError:
        return ""
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return os.read(handle, 200).decode(errors="replace").strip()
    except OSError:
        return ""
    finally:
        os.close(handle)


def _own_files(path: Path) -> Iterator[Path]:
    yield path
    for folder in (backups_of(path), quarantine_of(path)):
        with suppress(OSError):
            yield from (folder, *sorted(folder.iterdir()))


def _check_links(path: Path, given: Path) -> Iterator[Finding]:
    """Yields a link that leads nowhere; one that leads to itself is found on reading the file."""
    if os.path.lexists(path):
        return
    for each in (given, *given.parents):
        if each.is_symlink() and not each.exists():
            yield Finding(each, f"It is a link to {each.readlink()}, which does not exist.")
            return


def _check_kinds(path: Path) -> Iterator[Finding]:
    """Yields a quarantine that is no folder, and a lock that is no ordinary file."""
    quarantine = quarantine_of(path)
    if os.path.lexists(quarantine) and not quarantine.is_dir():
        yield Finding(quarantine, "It has to be a folder, and is not; move it away.")
    lock = lock_of(path)
    with suppress(OSError):
        if not stat.S_ISREG(lock.lstat().st_mode):
            yield Finding(
                lock,
                "It has to be an ordinary file, as the lock, and is not; move it away.",
            )


def _check_disk(path: Path) -> Iterator[Finding]:
    """Yields why the next change could not be written, by writing as much, and a disk that is almost full."""
    size = 0
    with suppress(OSError):
        size = path.stat().st_size
    folder = next((each for each in path.parents if each.exists()), path.parent)
    if not folder.is_dir():
        yield Finding(folder, "It has to be a folder, and is not; move it away.")
        return
    for each in (folder, backups_of(path)):
        if each.is_dir():
            try:
                _probe(each, size)
            except OSError as error:
                why = refused_by_disk(each / path.name, error).why
                yield Finding(each, f"Nothing can be saved there: {why}.")
                return
    with suppress(OSError):
        found = os.statvfs(folder)
        free = found.f_frsize * (found.f_bfree if os.geteuid() == _ROOT else found.f_bavail)
        if free < 2 * size + _ROOM:
            yield Finding(folder, f"The disk is almost full: {free >> 10:,} KB are left. Free some room.")


def _probe(folder: Path, size: int) -> None:
    """Writes so many bytes in a folder, in a file without a name; raises OSError if that fails."""
    # Without a name the folder stays as it was, by which the coach knows its first picture again.
    with TemporaryFile(dir=folder, buffering=0) as probe:
        rest = memoryview(bytes(max(size, 4096)))
        while rest:
            rest = rest[os.write(probe.fileno(), rest) :]
        os.fsync(probe.fileno())


def _check_owners(path: Path) -> Iterator[Finding]:
    repairable = os.geteuid() == _ROOT
    for each, wanted in wrongly_owned(path):
        with suppress(OSError):
            owner, ought = _user(each.lstat().st_uid), _user(wanted.user)
            how = "" if repairable else f" sudo coach --data {path} doctor --repair gives it back."
            yield Finding(
                each, f"It belongs to {owner}, but should belong to {ought}.{how}", repairable=repairable
            )


def _user(number: int) -> str:
    import pwd

    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"


def _check_permissions(path: Path) -> Iterator[Finding]:
    for each, _ in too_open(path):
        yield Finding(each, "Other users can get at it.", repairable=True)
    with suppress(OSError):
        if stat.S_IMODE(path.parent.stat().st_mode) & 0o022:
            yield Finding(path.parent, "Other users can write in this folder; chmod go-w fixes that.")
    with suppress(OSError):
        if not path.stat().st_mode & stat.S_IWUSR:
            yield Finding(path, "It is write-protected, so the coach can only show it.")


def _check_leftovers(path: Path) -> Iterator[Finding]:
    for folder in folders_of(path):
        with suppress(OSError):
            for each in sorted(folder.iterdir()):
                if not is_temporary_of(each.name, path):
                    continue
                if each.is_dir() and not each.is_symlink():
                    text = "It is a folder with the name of a temporary file. It does no harm; remove it."
                    yield Finding(each, text)
                else:
                    text = "A change that was cut off left it behind, or it belongs to one that is running."
                    yield Finding(each, text, repairable=True)
    if note := stale_holder(path):
        text = f"It names {note}, which was cut off while writing. It does no harm."
        yield Finding(lock_of(path), text, repairable=True)
    for each in conflict_copies(path):
        yield Finding(each, "A sync tool could not merge this copy into the file; coach merge can.")
