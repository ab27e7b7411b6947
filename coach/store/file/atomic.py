"""Whole files from and to the disk: read with care, and replaced all at once or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from coach.store.errors import NotWritable, Unreadable, refused_by_disk
from coach.store.file import file_names

Stamp = tuple[int, int, int]
"""Inode, size and time of change in nanoseconds; it differs once another process has replaced the file."""

LARGEST = 128 * 1024 * 1024
"""A file from elsewhere is read up to this size in bytes: ten times what a lifetime of sessions takes."""


class Owner(NamedTuple):
    """The user and the group that own a file, by their numbers."""

    user: int
    group: int


def stamp_of(path: Path) -> Stamp | None:
    """Returns the stamp of the file now; None if it is missing or cannot be looked at."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def owner_of(path: Path) -> Owner:
    """Returns the owner of a file; if it is missing, the owner of the nearest folder on its path."""
    for each in (path, *path.parents):
        # a link that leads nowhere has no owner, and neither has a path through an ordinary file
        with suppress(OSError):
            found = each.stat()
            return Owner(found.st_uid, found.st_gid)
    return Owner(os.geteuid(), os.getegid())


def set_owner(handle: int, owner: Owner, *, was_there: bool = True) -> None:
    """Gives an open file to `owner`, as far as this process may.

    Only root can give a file away. Other users can at most keep the group of a file that `was_there`. Raises
    OSError if root is refused.
    """
    # Else a single `sudo coach` would leave a file that its user can no longer open.
    found = os.fstat(handle)
    if (found.st_uid, found.st_gid) == owner:
        return
    if os.geteuid() == 0:
        os.fchown(handle, *owner)
    elif was_there and found.st_gid != owner.group:
        with suppress(OSError):
            os.fchown(handle, -1, owner.group)


def give_to_owner(path: Path, *, of: Path) -> None:
    """Gives a file that root made to the owner of the file `of`, or of the nearest folder; ignores failures.

    A file with a second hard link is left alone: it may be somebody else's.
    """
    with suppress(OSError):
        if os.geteuid() == 0 and path.lstat().st_nlink == 1:
            os.chown(path, *owner_of(of), follow_symlinks=False)


def load(path: Path, limit: int | None = None) -> tuple[bytes, Stamp] | None:
    """Returns the bytes of the file and its stamp, or None if there is no file; needs no lock.

    Raises `Unreadable` if the path is a folder or a device, may not be read, or has more than `limit` bytes.
    """
    try:
        # a named pipe would block here forever
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        if error.errno == errno.ELOOP:
            raise Unreadable(path, "it is a link that leads back to itself") from None
        raise Unreadable(path, f"it cannot be opened ({error.strerror or error})") from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            is_folder = stat.S_ISDIR(found.st_mode)
            raise Unreadable(path, "it is a folder" if is_folder else "it is not an ordinary file")
        with open(handle, "rb", closefd=False) as file:
            data = file.read() if limit is None else file.read(limit + 1)
        if limit is not None and len(data) > limit:
            raise Unreadable(path, f"it is larger than {limit >> 20} MB, the limit for reading")
        return data, _stamp(found)
    except OSError as error:
        raise Unreadable(path, f"it cannot be read ({error.strerror or error})") from None
    finally:
        # the data is complete by now, even if closing the descriptor fails
        with suppress(OSError):
            os.close(handle)


def make_folder(folder: Path, owner: Owner | None = None) -> None:
    """Makes the folder if it is missing, and its parents, for the user alone (0700).

    What root makes is given to `owner`, by default to the owner of the nearest folder that was there.
    """
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    if not missing:
        return
    owner = owner or owner_of(folder)
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        if os.geteuid() == 0:
            os.chown(each, *owner, follow_symlinks=False)


def temporary_files(folder: Path, path: Path) -> tuple[Path, ...]:
    """Returns the temporary files in a folder that were made to replace the file at `path`, or its copies."""
    names = sorted(each for each in os.listdir(folder) if file_names.is_temporary_of(each, path))  # noqa: PTH208
    return tuple(each for name in names if not (each := folder / name).is_dir() or each.is_symlink())


def remove_temporary_files(folder: Path, path: Path) -> None:
    """Removes the temporary files for the file at `path` from a folder; to be called under its lock.

    Under the lock they can only be those of processes that died. One that cannot be removed does no harm.
    """
    with suppress(OSError):
        for each in temporary_files(folder, path):
            with suppress(OSError):
                each.unlink()


def replace(
    path: Path, data: bytes | Iterable[bytes], *, read_back: bool = False, owner: Owner | None = None
) -> Stamp:
    """Replaces the content of a file, so that the new content is whole and on the disk, or the old one stays.

    What is large may come in pieces, which need not be in memory together. The file keeps its mode, owner and
    group; a new file of root's goes to `owner`, by default to the owner of the folder. With `read_back`, what
    was written is compared before it takes the place of the file; pieces cannot be. Raises `NotWritable`.
    """
    temporary = file_names.temporary(path)
    try:
        stamp = _write(temporary, data, _Attributes.of(path, owner))
        if read_back and load(temporary) != (data, stamp):
            raise NotWritable(path, "what was written cannot be read back")
    except OSError as error:
        _discard(temporary)
        raise refused_by_disk(path, error) from error
    except BaseException:
        _discard(temporary)
        raise
    try:
        # On one file system a rename is atomic, so a reader finds the old content or the new, never a part.
        temporary.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        _discard(temporary)
        # An error after the rename does not say whether the new file will stay. It counts as written if it is
        # there, or the user would be asked to do again what is already saved.
        if not _is_there(path, data, stamp):
            raise refused_by_disk(path, error) from error
    return stamp


def _is_there(path: Path, data: bytes | Iterable[bytes], stamp: Stamp) -> bool:
    """Returns whether the file is the one that was written."""
    if not isinstance(data, bytes):  # the pieces are gone by now
        return stamp_of(path) == stamp
    found = load(path)
    return found is not None and found[0] == data


class _Attributes(NamedTuple):
    """The attributes that a new file takes over from the one that it replaces."""

    mode: int
    owner: Owner
    was_there: bool

    @classmethod
    def of(cls, path: Path, owner: Owner | None) -> _Attributes:
        """Returns the attributes of the file; raises `NotWritable` if it is write-protected."""
        try:
            found = path.stat()
        except FileNotFoundError:
            return cls(0o600, owner or owner_of(path), was_there=False)
        if not stat.S_IMODE(found.st_mode) & stat.S_IWUSR:
            raise NotWritable(path, "the file is write-protected")
        # its owner keeps the same rights, and nobody else gets any: what is in it is private
        return cls(found.st_mode & 0o600, Owner(found.st_uid, found.st_gid), was_there=True)


def _write(temporary: Path, data: bytes | Iterable[bytes], attributes: _Attributes) -> Stamp:
    """Writes a new file, flushes it and returns its stamp."""
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        set_owner(handle, attributes.owner, was_there=attributes.was_there)
        os.fchmod(handle, attributes.mode)
        # A single write may take only a part, as on a disk that is almost full.
        for piece in (data,) if isinstance(data, bytes) else data:
            rest = memoryview(piece)
            while rest:
                try:
                    rest = rest[os.write(handle, rest) :]
                except InterruptedError:
                    continue
        _flush(handle)
        return _stamp(os.fstat(handle))
    finally:
        os.close(handle)


def _discard(temporary: Path) -> None:
    # if even this fails, the next change removes it
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _flush(handle: int) -> None:
    """Makes sure that what was written is on the disk, and not only in the memory of the drive."""
    # On macOS fsync leaves it in the drive's memory; network file systems may not know the call that flushes
    # that too.
    if (whole := getattr(fcntl, "F_FULLFSYNC", None)) is not None:
        with suppress(OSError):
            fcntl.fcntl(handle, whole)
            return
    os.fsync(handle)


def _flush_folder(folder: Path) -> None:
    """Flushes a folder, so that a file that was renamed in it has its new name after a power cut too."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _flush(handle)
    finally:
        os.close(handle)


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_ino, found.st_size, found.st_mtime_ns
