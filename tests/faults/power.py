"""A disk of its own, ext4 in a file, whose state at any moment can be looked at as if the power had been cut.

What the kernel has not yet sent to the disk is not in the file behind the loop device: a copy of that file is
the disk as it would be found. Mounting the copy replays the journal, as the next start of a machine does.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from typing import Any

from tests.tools import find

_SIZE = 8 * 1024 * 1024
_WAIT_WRITE_WAIT = 7
_TOOLS = ("mkfs.ext4", "mount")


def why_not(folder: Path) -> str:
    """Why no such disk can be made here; empty where one can."""
    if os.geteuid() != 0:
        return "only root can mount a disk"
    missing = [each for each in _TOOLS if find(each) is None]
    if missing:
        return f"{missing[0]} is not installed"
    try:
        with Disk(folder / "trial"):
            return ""
    except subprocess.CalledProcessError as error:
        return f"no loop device can be mounted: {error.stderr.decode(errors='replace').strip()}"


_PATH = os.environ.get("PATH", "") + ":/usr/sbin:/sbin"


def _run(*words: str | Path) -> None:
    subprocess.run(words, check=True, capture_output=True, env=os.environ | {"PATH": _PATH})


class Disk:
    """The disk, mounted at `folder` within a `with`."""

    def __init__(self, place: Path) -> None:
        self.folder = place / "disk"
        self._image = place / "image"
        self._copy = place / "copy"
        self._seen = place / "seen"
        self._held = ExitStack()

    def __enter__(self) -> Disk:
        for each in (self.folder, self._seen):
            each.mkdir(parents=True)
        with self._image.open("wb") as file:
            file.truncate(_SIZE)
        _run("mkfs.ext4", "-q", "-F", self._image)
        self._held.enter_context(_mounted(self._image, self.folder))
        return self

    def __exit__(self, *why: object) -> None:
        self._held.close()
        self._image.unlink()

    def cut(self, name: str) -> bytes | None:
        """What would be in the file of that name were the power cut now; None where it would not be there."""
        shutil.copyfile(self._image, self._copy)
        with _mounted(self._copy, self._seen), suppress(FileNotFoundError):
            return (self._seen / name).read_bytes()
        return None


@contextmanager
def _mounted(image: Path, folder: Path) -> Iterator[None]:
    _run("mount", "-o", "loop", image, folder)
    try:
        yield
    finally:
        _run("umount", folder)


def push_out(handle: int, share: float) -> None:
    """Let the kernel send the first part of a file's pages to the disk, as it does when it pleases."""
    length = int(os.fstat(handle).st_size * share)
    libc = ctypes.CDLL(None, use_errno=True)
    offset, count = ctypes.c_int64(0), ctypes.c_int64(length)
    if length and libc.sync_file_range(handle, offset, count, ctypes.c_uint(_WAIT_WRITE_WAIT)):
        number = ctypes.get_errno()
        raise OSError(number, os.strerror(number))


@contextmanager
def before_each_call(look: Callable[[str], None], share: float, *, flushing: bool = True) -> Iterator[None]:
    """Within it, `look` is called before and after each call that the disk is to be moved by.

    Once something was written to a file, `share` of it is sent out at once. Without `flushing`, fsync does
    nothing.
    """
    names = ("open", "write", "fsync", "replace", "close", "unlink")
    saved = {name: getattr(os, name) for name in names}
    looking = False  # what looks makes calls of its own, which are none of the store's

    def glance(where: str) -> None:
        nonlocal looking
        if not looking:
            looking = True
            try:
                look(where)
            finally:
                looking = False

    def watch(name: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            if name == "fsync" and not flushing:
                return None
            if name in ("fsync", "replace"):
                glance(f"before {name}")
            result = saved[name](*args, **kwargs)
            if name == "write" and share:
                push_out(args[0], share)
            if name != "open":
                glance(f"after {name}")
            return result

        return call

    try:
        for name in names:
            setattr(os, name, watch(name))
        yield
    finally:
        for name, real in saved.items():
            setattr(os, name, real)
