"""A disk that may lose, at a power cut, whatever was not flushed: which files could be found after one.

What a file system promises, and no more: the bytes of a file are safe once it was flushed (fsync), a name
once its folder was flushed. Before that a file may hold nothing, half, or all of what was written, and a name
may still be what it was.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class _File:
    written: bytes = b""
    safe: bytes | None = None
    """What is in it for certain; None where it was never flushed."""

    def possible(self) -> set[bytes]:
        if self.safe == self.written:
            return {self.written}
        return {self.safe or b"", self.written[: len(self.written) // 2], self.written}


@dataclass
class Disk:
    """The data file on such a disk, as calls are made to the system."""

    target: Path
    found: list[tuple[str, frozenset[bytes]]] = field(default_factory=list)
    """After each call: its name, and each content that the file could have were the power cut now."""

    def __post_init__(self) -> None:
        old = self.target.read_bytes()
        self._files: dict[str, _File] = {str(self.target): _File(old, old)}
        self._opened: dict[int, str] = {}
        self._names: list[_File] = [self._files[str(self.target)]]
        """The files that the name could be found to stand for; the last is the one that it does."""

    def see(self, call: str, args: tuple[Any, ...], result: Any) -> None:
        """Note one call that went well."""
        match call:
            case "open":
                path = os.fspath(args[0])
                self._opened[result] = path
                if args[1] & os.O_CREAT:
                    self._files.setdefault(path, _File())
            case "write":
                if file := self._files.get(self._opened.get(args[0], "")):
                    file.written += bytes(args[1])[:result]
            case "fsync":
                self._flush(self._opened.get(args[0], ""))
            case "replace":
                file = self._files.pop(os.fspath(args[0]), None)
                if file and os.fspath(args[1]) == str(self.target):
                    self._files[str(self.target)] = file
                    self._names.append(file)
            case "close":
                self._opened.pop(args[0], None)
        contents = frozenset(each for file in self._names for each in file.possible())
        self.found.append((call, contents))

    def _flush(self, path: str) -> None:
        if path == str(self.target.parent):
            self._names = self._names[-1:]
        elif file := self._files.get(path):
            file.safe = file.written


@contextmanager
def watched(target: Path) -> Iterator[Disk]:
    """Within it, each call that touches the disk is noted."""
    disk = Disk(target)
    names = ("open", "write", "fsync", "replace", "close")
    saved = {name: getattr(os, name) for name in names}

    def watch(name: str) -> Any:
        def call(*args: Any, **kwargs: Any) -> Any:
            result = saved[name](*args, **kwargs)
            disk.see(name, args, result)
            return result

        return call

    try:
        for name in names:
            setattr(os, name, watch(name))
        yield disk
    finally:
        for name, real in saved.items():
            setattr(os, name, real)
