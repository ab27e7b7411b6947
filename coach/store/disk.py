"""Whole files from and to the disk: read as they are, replaced at one stroke."""

from __future__ import annotations

import os
import stat
from contextlib import suppress
from pathlib import Path

from coach.store.errors import NotWritable, Unreadable, refused_by_disk

Stamp = tuple[int, int, int]
"""Inode, size and time of change in nanoseconds: differs when another wrote the file."""

_TAIL = ".tmp"


def stamp_of(path: Path) -> Stamp | None:
    """The stamp of the file now; None where there is none, or where it cannot be looked at."""
    try:
        return _stamp(path.stat())
    except OSError:
        return None


def load(path: Path) -> tuple[bytes, Stamp] | None:
    """The bytes of the file and the stamp they had, or None where there is none; needs no lock.

    Raises `Unreadable` where the path is a folder or a device, or may not be read.
    """
    try:
        # a named pipe would block the open for ever
        handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise Unreadable(path, f"it cannot be opened ({error.strerror or error})") from None
    try:
        found = os.fstat(handle)
        if not stat.S_ISREG(found.st_mode):
            raise Unreadable(path, "it is no ordinary file")
        with open(handle, "rb", closefd=False) as file:
            return file.read(), _stamp(found)
    except OSError as error:
        raise Unreadable(path, f"it cannot be read ({error.strerror or error})") from None
    finally:
        # what was read is whole, whatever becomes of the descriptor
        with suppress(OSError):
            os.close(handle)


def make_folder(folder: Path) -> None:
    """See that the folder is there; one that has to be made is the user's alone (0700)."""
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)


def leavings(folder: Path, head: str) -> tuple[Path, ...]:
    """Temporary files in a folder whose names begin so; under the lock they are of processes that died."""
    return tuple(
        each for each in folder.iterdir() if each.name.startswith(head) and each.name.endswith(_TAIL)
    )


def sweep(folder: Path, head: str) -> None:
    """Remove those; called under the lock."""
    for each in leavings(folder, head):
        each.unlink()


def replace(path: Path, data: bytes, *, read_back: bool = False) -> Stamp:
    """Put a new content in the place of the file: on disk and whole when this returns, else the old one is.

    With `read_back` it takes the place only once it was read and compared. An error once the new file is in
    place does not tell whether it will stay: it is then read again, and only what is not there is an error.
    Raises `NotWritable`.
    """
    temporary = path.parent / f"{temporary_head(path)}{os.getpid()}-{os.urandom(6).hex()}{_TAIL}"
    try:
        stamp = _write(temporary, data, _mode(path))
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


def _write(temporary: Path, data: bytes, mode: int) -> Stamp:
    handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
    try:
        os.fchmod(handle, mode)
        rest = memoryview(data)
        while rest:
            try:
                rest = rest[os.write(handle, rest) :]
            except InterruptedError:
                continue
        os.fsync(handle)
        return _stamp(os.fstat(handle))
    finally:
        os.close(handle)


def _discard(temporary: Path) -> None:
    # where even this fails, the next change sweeps it
    with suppress(OSError):
        temporary.unlink(missing_ok=True)


def _mode(path: Path) -> int:
    """What the present file lets its owner do, and nobody else."""
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
    except FileNotFoundError:
        return 0o600
    if not mode & stat.S_IWUSR:
        raise NotWritable(path, "the file is write-protected")
    return mode & 0o600


def _flush_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def temporary_head(path: Path) -> str:
    """How the names of the temporary files of a file begin."""
    return f".{path.name}."


def _stamp(found: os.stat_result) -> Stamp:
    return found.st_ino, found.st_size, found.st_mtime_ns
