"""The sentence of `coach doctor` on the first picture: whether the next start has one."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.first_picture.keep import can_keep, key_of
from coach.first_picture.key import PICTURE, environment_lines, folder
from coach.first_picture.read import part_of, read_file
from coach.text.format import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from coach.domain.model import Settings


def picture_state(path: Path, settings: Settings, now: int) -> str:
    """Returns whether the coach opens on a file with a first picture, and if not, why.

    `now` is in nanoseconds since 1970.
    """
    if not settings.first_picture:
        return "The first picture is turned off. To turn it on, run: coach settings first_picture on"
    where = folder(os.environ)
    if not can_keep(os.environ):
        why = f"{where} cannot be made, or others can write in it" if where else "there is no cache folder"
        return f"The coach opens without a first picture: {why}."
    found = [each for each in _pictures(where, path, now) if each.holds]
    if sizes := sorted(each.size for each in found if each.is_here):
        windows = listed([f"{columns}x{rows}" for columns, rows in sizes])
        return f"The first picture is ready, for windows of {windows}."
    if found:
        return (
            "The first picture is ready, but for another kind of terminal;"
            " this one gets its own when you leave the coach here."
        )
    return "No first picture is ready; the next one is made when you leave the coach."


class _Picture(NamedTuple):
    """A picture that is kept of the file."""

    size: tuple[int, int]
    is_here: bool
    """Whether it is for the kind of terminal that this is."""
    holds: bool


def _pictures(where: str, path: Path, now: int) -> Iterator[_Picture]:
    """Yields the pictures that are kept of a file."""
    here = set(environment_lines(os.environ))
    for each in sorted(Path(where).glob(f"{PICTURE}-*")):
        with suppress(OSError, ValueError, IndexError, StopIteration):
            data = read_file(where, each.name)
            key = key_of(data)
            if b"\t" + os.fsencode(path) + b"\n" in data:
                lines = os.fsdecode(key).split("\n")
                columns, rows = next(line[2:].split() for line in lines if line.startswith("S "))
                is_here = here == {line for line in lines if line.startswith("E ")}
                yield _Picture((int(columns), int(rows)), is_here, part_of(data, key, now) is not None)
