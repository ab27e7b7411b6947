"""Whole files from and to the disk: read as they are, replaced at one stroke."""

from __future__ import annotations

import errno
import fcntl
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from coach.store.errors import NotWritable, Unreadable, refused_by_disk
from coach.store.file import file_names

Stamp = tuple[int, int, int]
"""Inode, size and time of change in nanoseconds: differs when another wrote the file."""

LARGEST = 128 * 1024 * 1024
"""Bytes of a file from elsewhere that is still read: some ten times what a lifetime of sessions takes."""


class Owner(NamedTuple):
    """Whose a file is."""

    user: int
    group: int


def stamp_of(path: Path) -> Stamp | None:
    """Returns the stamp of the file now; None where there is none, or where it cannot be looked at."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def owner_of(path: Path) -> Owner:
    """Returns whose a file is; where there is none, whose the nearest folder is that it would be in."""
    for each in (path, *path.parents):
        # a link that leads nowhere is nobody's, and so is what would be inside a file
        with suppress(OSError):
            found = each.stat()
            return Owner(found.st_uid, found.st_gid)
    return Owner(os.geteuid(), os.getegid())


def set_owner(handle: int, owner: Owner, *, was_there: bool = True) -> None:
    """Makes an open file its owner's, as far as this process may.

    One write of root must not shut out the user whose file it is. Others can at most keep the group of a
    file that was there. Raises OSError where root is refused.
    """
    found = os.fstat(handle)
    if (found.st_uid, found.st_gid) == owner:
        return
    if os.geteuid() == 0:
        os.fchown(handle, *owner)
    elif was_there and found.st_gid != owner.group:
        with suppress(OSError):
            os.fchown(handle, -1, owner.group)


def give_to_owner(path: Path, *, of: Path) -> None:
    """Lets what root made have the owner of a file, or of the nearest folder; that it cannot is no fault.

    A file with another name besides is left alone: it may be somebody else's.
    """
    with suppress(OSError):
        if os.geteuid() == 0 and path.lstat().st_nlink == 1:
            os.chown(path, *owner_of(of), follow_symlinks=False)


def load(path: Path, limit: int | None = None) -> tuple[bytes, Stamp] | None:
    """Returns the bytes of the file and the stamp they had, or None where there is none; needs no lock.

    Raises `Unreadable` where the path is a folder or a device, may not be read, or has more bytes than the
    limit.
    """
    try:
        # a named pipe would block the open for ever
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
            raise Unreadable(path, "it is no ordinary file")
        with open(handle, "rb", closefd=False) as file:
            data = file.read() if limit is None else file.read(limit + 1)
        if limit is not None and len(data) > limit:
            raise Unreadable(path, f"it is larger than {limit >> 20} MB, the most that is read")
        return data, _stamp(found)
    except OSError as error:
        raise Unreadable(path, f"it cannot be read ({error.strerror or error})") from None
    finally:
        # what was read is whole, whatever becomes of the descriptor
        with suppress(OSError):
            os.close(handle)


def make_folder(folder: Path, owner: Owner | None = None) -> None:
    """Sees that the folder is there; one that has to be made is the user's alone (0700).

    What root makes is the owner's; by default whose the nearest folder is that was there.
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
    """Temporary files for the file at `path` in a folder; under its lock they are of processes that died."""
    names = sorted(each for each in os.listdir(folder) if file_names.is_temporary_of(each, path))  # noqa: PTH208
    return tuple(each for name in names if not (each := folder / name).is_dir() or each.is_symlink())


def remove_temporary_files(folder: Path, path: Path) -> None:
    """Removes those; called under the lock. One that cannot be removed is in nobody's way."""
    with suppress(OSError):
        for each in temporary_files(folder, path):
            with suppress(OSError):
                each.unlink()


def replace(path: Path, data: bytes, *, read_back: bool = False, owner: Owner | None = None) -> Stamp:
    """Puts a new content in the place of the file: on disk and whole when this returns, else the old one is.

    Mode, owner and group stay those of the file; a new file of root's is the `owner`'s, by default the
    folder's. With `read_back` it takes the place only once it was read and compared. An error once the new
    file is in place does not tell whether it will stay: it is then reads again, and only what is not there is
    an error. Raises `NotWritable`.
    """
    temporary = file_names.temporary(path)
    try:
        stamp = _write(temporary, data, _Attributes.of(path, owner))
        if read_back and load(temporary) != (data, stamp):
            raise NotWritable(path, "what was written does not read back")
    except OSError as error:
        _discard(temporary)
        raise refused_by_disk(path, error) from error
    except BaseException:
        _discard(temporary)
        raise
    try:
        temporary.replace(path)
        _flush_folder(path.parent)
    except OSError as error:
        _discard(temporary)
        found = load(path)
        if found is None or found[0] != data:
            raise refused_by_disk(path, error) from error
    return stamp


class _Attributes(NamedTuple):
    """What a new file takes over from the one whose place it takes."""

    mode: int
    owner: Owner
    was_there: bool

    @classmethod
    def of(cls, path: Path, owner: Owner | None) -> _Attributes:
        """Returns what there is to keep; raises `NotWritable` for a file that is write-protected."""
        try:
            found = path.stat()
        except FileNotFoundError:
            return cls(0o600, owner or owner_of(path), was_there=False)
        if not stat.S_IMODE(found.st_mode) & stat.S_IWUSR:
            raise NotWritable(path, "the file is write-protected")
        # what its owner may do with it, and nobody else
        return cls(found.st_mode & 0o600, Owner(found.st_uid, found.st_gid), was_there=True)


def _write(temporary: Path, data: bytes, kept: _Attributes) -> Stamp:
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        set_owner(handle, kept.owner, was_there=kept.was_there)
        os.fchmod(handle, kept.mode)
        rest = memoryview(data)
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
    # where even this fails, the next change sweeps it
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _flush(handle: int) -> None:
    """Sees that what was written is on the disk, and not in the memory of the drive alone."""
    # On macOS fsync leaves it there; file systems of other machines may know nothing of this.
    if (whole := getattr(fcntl, "F_FULLFSYNC", None)) is not None:
        with suppress(OSError):
            fcntl.fcntl(handle, whole)
            return
    os.fsync(handle)


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        _flush(handle)
    finally:
        os.close(handle)


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_ino, found.st_size, found.st_mtime_ns
