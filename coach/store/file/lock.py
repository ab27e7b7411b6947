"""The one lock around a whole read-change-write, and the name of who holds it."""

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
"""How long a change waits for another before it gives up."""
_LONGEST = 200
"""Characters that are read of the name of a holder."""
_SIGNED = "process "
"""What the name of a holder begins with."""


@contextmanager
def locked(path: Path, now: datetime, wait_s: float | None = None) -> Iterator[None]:
    """Holds the lock of the file at `path`; the kernel lets go of it should this process die.

    The lock file beside it stays for good (removing it would let two processes lock two files of one name),
    and says who holds it while it is held. Raises `Busy` after `wait_s` seconds, by default `WAIT_S`, and
    `NotWritable`.
    """
    beside = lock_of(path)
    wait_s = WAIT_S if wait_s is None else wait_s
    # a lock that is a mere file would outlive a killed holder
    lock = FileLock(beside, timeout=wait_s, mode=0o600, poll_interval=0.01, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(path, _holder(beside)) from None
    except OSError as error:
        if os.path.lexists(beside) and not (beside.is_file() and not beside.is_symlink()):
            raise NotWritable(path, f"{beside.name} beside it is no ordinary file; move it away") from error
        raise refused_by_disk(path, error) from error
    try:
        # a lock that root alone may open would shut the owner of the file out
        atomic.give_to_owner(beside, of=path)
        since = f"{now.astimezone(zone('')):%Y-%m-%d %H:%M:%S}"
        _sign(beside, f"{_SIGNED}{os.getpid()} on {socket.gethostname()} since {since}\n")
        yield
    finally:
        _sign(beside, "")
        # what was written is written; a lock that will not open goes with the descriptor
        with suppress(OSError):
            lock.release()


def _sign(beside: Path, text: str) -> None:
    # who holds it is a courtesy: a full disk must not decide on it
    with suppress(OSError):
        handle = os.open(beside, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            if _is_ours(handle):
                os.ftruncate(handle, 0)
                os.pwrite(handle, text.encode(), 0)
        finally:
            os.close(handle)


def _is_ours(handle: int) -> bool:
    """Returns whether writing there loses nothing: the file may be a link, or no lock of the coach."""
    found = os.fstat(handle)
    if not stat.S_ISREG(found.st_mode) or found.st_nlink != 1:
        return False
    there = os.pread(handle, _LONGEST, 0)
    return there.startswith(_SIGNED.encode()) or not there.strip(b"\0 \n")


def _holder(beside: Path) -> str:
    with suppress(OSError, UnicodeDecodeError), beside.open(encoding="utf-8") as file:
        if (name := file.read(_LONGEST)).startswith(_SIGNED):
            return name.strip()
    return "another process"
