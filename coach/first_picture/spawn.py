"""Starts the painter, which makes the next first picture in a process of its own."""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from coach import detached_process
from coach.first_picture.keep import can_keep
from coach.first_picture.key import PICTURE, decides
from coach.first_picture.read import kept

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAIN = "from coach.painter import main; main()"
"""What the painter runs; it is named as text, for it is a layer above this one, and a process of its own."""
_LONG_NS = 36 * 3600 * 1_000_000_000
"""A picture that holds for so long from now on is not painted again: half of what is painted ahead."""
_ROOM = 16 * 1024
"""So much can wait in a pipe on every system."""
_OTHERS = "--others"
"""Asks the painter to renew, after its own, the pictures of other terminals too."""


def spawn_painter(key: bytes, environ: Mapping[str, str], *, others: bool = True) -> int | None:
    """Starts a painter for a key, and returns the number of its process; None if none was started.

    None is started where it could not keep anything, and as long as the picture that is kept will hold for
    long. With `others` it renews the pictures of other terminals afterwards.
    """
    if len(key) > _ROOM or not can_keep(environ) or holds_for_long(key):
        return None
    try:
        reads, writes = os.pipe()
    except OSError:
        return None
    try:
        try:
            # The key waits in the pipe until the painter reads it.
            os.write(writes, key)
        finally:
            os.close(writes)
        nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_WRONLY, 0) for number in (1, 2)]
        actions = [(os.POSIX_SPAWN_DUP2, reads, 0), *nowhere]
        return detached_process.start(_MAIN, [_OTHERS] if others else [], environ, actions)
    except OSError:
        return None
    finally:
        os.close(reads)


def holds_for_long(key: bytes) -> bool:
    """Returns whether a picture is kept for a key that holds now, and still will in a day and a half."""
    now = time.time_ns()
    return all(kept(PICTURE, key, each) is not None for each in (now, now + _LONG_NS))


def environment_of(key: bytes, environ: Mapping[str, str]) -> dict[str, str]:
    """Returns the environment in which a kept file was made, as far as what is shown depends on it."""
    variables = {name: value for name, value in environ.items() if not decides(name)}
    for line in os.fsdecode(key).split("\n"):
        if line.startswith("E "):
            name, _, value = line[2:].partition("=")
            variables[name] = unescaped(value)
    return variables


def words_of(key: bytes) -> list[str]:
    """Returns the words after the program's name for which a file is kept."""
    return [unescaped(line[2:]) for line in os.fsdecode(key).split("\n") if line.startswith("W ")]


def unescaped(text: str) -> str:
    """Returns a text of a key as it was."""
    parts = text.split("\\\\")
    return "\\".join(part.replace("\\n", "\n") for part in parts)
