"""The lock that each change holds from reading to writing, and the note of who holds it."""

from __future__ import annotations

import os
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from coach.clock import zone
from coach.store.errors import Busy, NotWritable, refused_by_disk
from coach.store.file import atomic
from coach.store.file.file_names import lock_of

WAIT_S = 5.0
"""How long a change waits for another one, in seconds, before it gives up."""
_LONGEST = 200
"""The number of characters that are read of a note."""
_SIGNED = "process "
"""The beginning of the note of a holder."""


@contextmanager
def locked(path: Path, now: datetime, wait_s: float | None = None) -> Iterator[None]:
    """Holds the lock of the file at `path`; the kernel releases it if this process dies.

    The lock file beside it stays for good, and holds a note of who holds the lock. Raises `Busy` after
    `wait_s` seconds, by default `WAIT_S`, and `NotWritable`.
    """
    beside = lock_of(path)
    wait_s = WAIT_S if wait_s is None else wait_s
    # A soft lock, which is a mere file, would outlive a holder that is killed. The lock file is never
    # removed: one process could then hold the removed file while another locks a new one of the same name.
    lock = FileLock(beside, timeout=wait_s, mode=0o600, poll_interval=0.01, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(path, _holder(beside)) from None
    except OSError as error:
        if os.path.lexists(beside) and not (beside.is_file() and not beside.is_symlink()):
            raise NotWritable(
                path, f"{beside.name} next to it is not an ordinary file; move it away"
            ) from error
        raise refused_by_disk(path, error) from error
    try:
        # a lock file that only root may open would keep the owner of the data from every later change
        atomic.give_to_owner(beside, of=path)
        since = f"{now.astimezone(zone('')):%Y-%m-%d %H:%M:%S}"
        _sign(beside, f"{_SIGNED}{os.getpid()} on {socket.gethostname()} since {since}\n")
        yield
    finally:
        _sign(beside, "")
        # A change that was made is on the disk by now, and must not look unsaved because of a failure here.
        # The kernel releases the lock with the descriptor at the latest.
        with suppress(OSError):
            lock.release()


def _sign(beside: Path, text: str) -> None:
    """Writes the note of the holder, if that is possible."""
    # the note is a courtesy to others: a disk too full for it must not stop the change
    with suppress(OSError):
        handle = os.open(beside, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            # Someone may have put a link to a file of value in this place.
            if _is_ours(handle):
                os.ftruncate(handle, 0)
                os.pwrite(handle, text.encode(), 0)
        finally:
            os.close(handle)


def _is_ours(handle: int) -> bool:
    """Returns whether the open file is a lock file of the coach, with no second hard link."""
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        return False
    there = os.pread(handle, _LONGEST, 0)
    return there.startswith(_SIGNED.encode()) or not there.strip(b"\0 \n")


def _holder(beside: Path) -> str:
    """Returns who holds the lock, in words, as the note says."""
    with suppress(OSError, UnicodeDecodeError), beside.open(encoding="utf-8") as file:
        if (name := file.read(_LONGEST)).startswith(_SIGNED):
            return name.strip()
    return "another process"
