"""Files that are written for elsewhere, where the user says; never over one that is there unasked."""

from __future__ import annotations

import os
from pathlib import Path

from coach.domain.model import Refused
from coach.store import disk

ANOTHER = "name another file"
OR_FORCE = f"{ANOTHER}, or add --force to write over it"
"""What a command says that takes --force."""


def hand_out(text: str, target: Path, own: Path, *, force: bool = False, hint: str = ANOTHER) -> None:
    """Write text as UTF-8 to `target`, whole or not at all; `own` is the coach's own file.

    Raises Refused where `refuse` does, and NotWritable.
    """
    refuse(target, own, force=force, hint=hint)
    disk.replace(Path(os.path.realpath(target)), text.encode())


def refuse(target: Path, own: Path, *, force: bool = False, hint: str = ANOTHER) -> None:
    """Raise Refused for the coach's own file, a folder, a device, and without `force` a file that is there.

    `hint` says what to do about the last.
    """
    path = Path(os.path.realpath(target))
    if path == Path(os.path.realpath(own)):
        raise Refused(f"{target} is the file that all is recorded in; name another.")
    if path.exists() and not path.is_file():
        raise Refused(f"{target} is no ordinary file; name another.")
    if path.exists() and not force:
        raise Refused(f"{target} is there already; {hint}.")
