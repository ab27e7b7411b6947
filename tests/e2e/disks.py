"""A data folder whose disk fills up, turns read-only, or whose lock is held; and is well again."""

from __future__ import annotations

import errno
import fcntl
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.e2e.clock import ShiftedClock
from tests.tools import require_proc

DISKS = ("fine", "full", "read-only", "held")

_SIZE = "400k"


class Disk:
    """The folder of a data file: a small disk of its own where it can be mounted, else a pretence."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.full = folder.parent / "disk-is-full"
        """While this is there, a coach that was started by this module finds no room."""
        self.mounted = False
        self._held = -1

    def __enter__(self) -> Self:
        self.folder.mkdir(parents=True, exist_ok=True)
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={_SIZE},mode=0700", "tmpfs", str(self.folder)],
            capture_output=True,
            check=False,
        )
        self.mounted = done.returncode == 0
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self.heal("fine")
        if self.mounted:
            subprocess.run(["umount", "--lazy", str(self.folder)], check=True)

    def ail(self, disk: str) -> None:
        """From now on the disk is as one of `DISKS` says."""
        if disk == "full" and self.mounted:
            with (self.folder / "filler").open("wb", buffering=0) as filler, suppress(OSError):
                while filler.write(bytes(4096)):
                    pass
        elif disk == "full":
            require_proc()  # by which the pretended disk knows its files
            self.full.touch()
        elif disk == "read-only" and self.mounted:
            subprocess.run(["mount", "-o", "remount,ro", str(self.folder)], check=True)
        elif disk == "read-only":
            self.folder.chmod(0o500)
        elif disk == "held":
            self._held = os.open(self.folder / "coach.json.lock", os.O_RDWR | os.O_CREAT, 0o600)
            fcntl.flock(self._held, fcntl.LOCK_EX)

    def heal(self, disk: str) -> None:
        """The disk is well again."""
        if disk == "read-only" and self.mounted:
            subprocess.run(["mount", "-o", "remount,rw", str(self.folder)], check=True)
        elif disk == "read-only":
            self.folder.chmod(0o700)
        (self.folder / "filler").unlink(missing_ok=True)
        self.full.unlink(missing_ok=True)
        if self._held >= 0:
            os.close(self._held)
            self._held = -1


def _pretend(folder: Path, marker: Path) -> None:
    """Refuse to write into a folder while the marker is there."""
    write = os.write

    def refusing(handle: int, data: Any) -> int:
        if marker.exists() and Path(f"/proc/self/fd/{handle}").readlink().is_relative_to(folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return write(handle, data)

    os.write = refusing


if __name__ == "__main__":
    from coach.cli import main

    _pretend(Path(sys.argv[2]), Path(sys.argv[3]))
    sys.exit(main(sys.argv[4:], ShiftedClock(Path(sys.argv[1]))))
