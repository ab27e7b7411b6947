"""The one lock around a whole read-change-write, and the name of who holds it."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from filelock import FileLock, Timeout

from coach.clock import zone
from coach.store.errors import Busy, refused_by_disk

WAIT_S = 5.0
"""How long a change waits for another before it gives up."""


def lock_file(path: Path) -> Path:
    """The file that is locked in the place of the one at `path`, which is replaced at each change."""
    return path.with_name(f"{path.name}.lock")


@contextmanager
def locked(path: Path, now: datetime, wait_s: float | None = None) -> Iterator[None]:
    """Hold the lock of the file at `path`; the kernel lets go of it should this process die.

    The lock file beside it stays for good (removing it would let two processes lock two files of one name),
    and says who holds it while it is held. Raises `Busy` after `wait_s` seconds, by default `WAIT_S`, and
    `NotWritable`.
    """
    beside = lock_file(path)
    wait_s = WAIT_S if wait_s is None else wait_s
    # a lock that is a mere file would outlive a killed holder
    lock = FileLock(beside, timeout=wait_s, mode=0o600, poll_interval=0.01, fallback_to_soft=False)
    try:
        lock.acquire()
    except Timeout:
        raise Busy(path, _holder(beside)) from None
    except OSError as error:
        raise refused_by_disk(path, error) from error
    try:
        since = f"{now.astimezone(zone('')):%Y-%m-%d %H:%M:%S}"
        _sign(beside, f"process {os.getpid()} on {socket.gethostname()} since {since}\n")
        yield
    finally:
        _sign(beside, "")
        # what was written is written; a lock that will not open goes with the descriptor
        with suppress(OSError):
            lock.release()


def _sign(beside: Path, text: str) -> None:
    # who holds it is a courtesy: a full disk must not decide on it
    with suppress(OSError):
        beside.write_text(text, encoding="utf-8")


def _holder(beside: Path) -> str:
    with suppress(OSError, UnicodeDecodeError):
        return beside.read_text(encoding="utf-8").strip()[:200] or "another process"
    return "another process"
