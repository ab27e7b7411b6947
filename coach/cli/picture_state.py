"""The sentence of `coach doctor` on the first picture: whether the next start has one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from coach.first_picture.keep import can_keep, key_of
from coach.first_picture.key import PICTURE, folder
from coach.first_picture.read import part_of, read_file
from coach.text.format import listed

if TYPE_CHECKING:
    from coach.domain.model import Settings


def picture_state(path: Path, settings: Settings, now: int) -> str:
    """Returns whether the coach opens on a file with a first picture, and if not, why.

    `now` is in nanoseconds since 1970.
    """
    if not settings.first_picture:
        return "The first picture is turned off in Settings."
    where = folder(os.environ)
    if not can_keep(os.environ):
        why = f"{where} is not a folder that only you can write in" if where else "there is no cache folder"
        return f"The coach opens without a first picture: {why}."
    found = _pictures(where, path, now)
    if not found:
        return "There is no first picture yet; one is made when you leave the coach."
    if sizes := sorted(size for size, holds in found if holds):
        windows = listed([f"{columns}x{rows}" for columns, rows in sizes])
        return f"The first picture is ready, for windows of {windows}."
    return "The first picture is out of date; the next one is made when you leave the coach."


def _pictures(where: str, path: Path, now: int) -> set[tuple[tuple[int, int], bool]]:
    """Returns the size of each picture that is kept of a file, and whether it holds now."""
    found = set()
    for each in Path(where).glob(f"{PICTURE}-*"):
        with suppress(OSError, ValueError, IndexError):
            data = read_file(where, each.name)
            key = key_of(data)
            if b"\t" + os.fsencode(path) + b"\n" in data:
                size = next(line for line in key.split(b"\n") if line.startswith(b"S ")).split()[1:]
                found.add(((int(size[0]), int(size[1])), part_of(data, key, now) is not None))
    return found
