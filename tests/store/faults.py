"""A disk that fails, and a machine that dies, at one chosen call to the system."""

from __future__ import annotations

import builtins
import errno
import fcntl
import io
import os
import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

CALLS = ("open", "write", "fsync", "close", "replace", "unlink", "fchmod", "mkdir", "listdir", "fstat")
"""What is tampered with in `os`; besides them `fcntl.flock`."""

MORE = (*CALLS, "stat", "ftruncate", "rename", "link", "chmod", "rmdir", "utime", "readlink", "file")
"""All that touches files; `file` is the `open` of Python itself, by which files are read and signed."""


@dataclass(frozen=True)
class Fault:
    """What happens at the call, as in "kill before" or "ENOSPC half-way"."""

    kind: str
    when: str

    def __str__(self) -> str:
        return f"{self.kind}-{self.when}"


FAULTS = [
    *(Fault("kill", when) for when in ("before", "half", "after")),
    *(Fault(kind, when) for kind in ("ENOSPC", "EIO", "EDQUOT") for when in ("before", "half", "after")),
    Fault("EINTR", "before"),
    Fault("short", "half"),
]


def possible(name: str) -> list[Fault]:
    """The faults that a call can suffer: only a write has a half."""
    return [each for each in FAULTS if name == "write" or each.when != "half"]


class Script:
    """Counts the calls, and lets the fault happen at one of them."""

    def __init__(self, at: int, fault: Fault | None) -> None:
        self.count = 0
        self.names: list[str] = []
        self._at = at
        self._fault = fault

    def wrap(self, name: str, real: Callable[..., Any]) -> Callable[..., Any]:
        """The call, tampered with."""

        def tampered(*args: Any, **kwargs: Any) -> Any:
            self.count += 1
            self.names.append(name)
            if self.count != self._at or self._fault is None:
                return real(*args, **kwargs)
            return self._happen(name, real, args, kwargs)

        return tampered

    def _happen(self, name: str, real: Callable[..., Any], args: Any, kwargs: Any) -> Any:
        assert self._fault is not None
        kind, when = self._fault.kind, self._fault.when
        if when == "half" and name == "write":
            args = (args[0], bytes(args[1])[: len(args[1]) // 2])
        if kind == "short":
            return real(*args, **kwargs)
        if when == "after" or (when == "half" and name == "write"):
            try:
                _let_go(name, real(*args, **kwargs))
            except OSError:
                if kind != "kill":
                    raise
        if kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        number = getattr(errno, kind)
        raise OSError(number, os.strerror(number))


def _let_go(name: str, opened: Any) -> None:
    """Close what a call opened that is said to have failed."""
    if name == "file":
        opened.close()


@contextmanager
def tampering(at: int, fault: Fault | None, calls: Sequence[str] = CALLS) -> Iterator[Script]:
    """Within it, call number `at` (from 1) of those suffers the fault."""
    script = Script(at, fault)
    saved = {name: getattr(os, name) for name in calls if name != "file"}
    flock, opens = fcntl.flock, (builtins.open, io.open)
    try:
        if "file" in calls:
            builtins.open, io.open = (script.wrap("file", each) for each in opens)
        for name, real in saved.items():
            setattr(os, name, script.wrap(name, real))
        fcntl.flock = script.wrap("flock", flock)
        yield script
    finally:
        for name, real in saved.items():
            setattr(os, name, real)
        fcntl.flock = flock
        builtins.open, io.open = opens


def died(act: Callable[[], object]) -> bool:
    """Do it in a process of its own; whether that was killed before it could say that it had finished."""
    child = os.fork()
    if child == 0:
        try:
            act()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)
