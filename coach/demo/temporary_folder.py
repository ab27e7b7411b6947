"""The folder of one demo: private, in the folder for temporary files, and gone with the demo.

A demo holds a lock on its folder. The kernel releases it however the demo ends, so the next demo can tell the
folder of one that was killed from that of one that runs.
"""

from __future__ import annotations

import fcntl
import os
import shutil
import stat
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from coach.domain.model import Refused
from coach.paths import is_locked_down

FILE: Final = "coach.json"
"""The name of the file in it."""

_PREFIX: Final = "coach-demo-"
_USUAL: Final = Path("/tmp")
_TRIES: Final = 20
"""How often a folder is made, or removed, before giving up; each time another process has to interfere."""


class DemoFolder:
    """A folder that exists as long as its demo."""

    def __init__(self, path: Path, lock: int) -> None:
        """Takes the folder and the descriptor that holds its lock."""
        self.path = path
        self._lock = lock

    @property
    def file(self) -> Path:
        """The data file of the demo."""
        return self.path / FILE

    def remove(self) -> None:
        """Removes the folder with all that is in it; any thread may call this, and more than once."""
        for _ in range(_TRIES):
            # what another thread writes meanwhile is found the next time
            shutil.rmtree(self.path, ignore_errors=True)
            if not os.path.lexists(self.path):
                return


def place(environ: Mapping[str, str]) -> Path:
    """Returns the folder for temporary files: `TMPDIR`, else /tmp.

    On a locked-down account it is always /tmp, for nobody is to choose where that account writes.
    """
    named = Path(environ.get("TMPDIR", ""))
    return named if named.is_absolute() and not is_locked_down() else _USUAL


@contextmanager
def demo_folder(base: Path) -> Iterator[DemoFolder]:
    """Makes the folder of a demo in `base`, and removes it at the end; first removes those of dead demos.

    Raises `Refused` where it cannot be made.
    """
    sweep(base)
    try:
        folder = _made(base)
    except OSError as error:
        raise Refused(
            f"The demo needs a folder for its file, and none can be made in {base} ({error.strerror});"
            " set TMPDIR to a folder that you can write to."
        ) from None
    try:
        yield folder
    finally:
        folder.remove()
        os.close(folder._lock)


def sweep(base: Path) -> None:
    """Removes the folders that dead demos of this user have left in `base`; never that of one that runs."""
    with suppress(OSError):
        for each in sorted(base.glob(f"{_PREFIX}*")):
            _remove_if_dead(each)


def _made(base: Path) -> DemoFolder:
    """Makes a folder and takes its lock, once more if another demo takes it for a dead one's before that."""
    for _ in range(_TRIES):
        path = Path(tempfile.mkdtemp(prefix=_PREFIX, dir=base))
        with suppress(BlockingIOError, FileNotFoundError):
            lock = _locked(path)
            if os.path.lexists(path):
                return DemoFolder(path, lock)
            os.close(lock)
    raise FileExistsError(17, "other demos are in the way")


def _locked(path: Path) -> int:
    """Returns a descriptor that holds the lock of a folder; raises OSError if another process has it."""
    number = os.open(path, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW | os.O_CLOEXEC)
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(number)
        raise
    return number


def _remove_if_dead(path: Path) -> None:
    """Removes a folder if it is one that a demo of this user has made, and no process holds its lock."""
    with suppress(OSError):
        found = path.lstat()
        is_private = stat.S_ISDIR(found.st_mode) and stat.S_IMODE(found.st_mode) == 0o700
        if not is_private or found.st_uid != os.geteuid():
            return
        lock = _locked(path)
        try:
            # between the two looks it may have become another one
            if os.path.samestat(found, os.fstat(lock)):
                shutil.rmtree(path, ignore_errors=True)
        finally:
            os.close(lock)
