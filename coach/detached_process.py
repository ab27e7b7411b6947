"""Starts a process of the coach's own code that outlives this one and its terminal."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

PACKAGES = str(Path(__file__).resolve().parents[1])
"""The folder in which the package of the coach lies."""

_BEGINNING = "import os, sys; os.closerange(3, 1024); sys.path.insert(0, sys.argv[1]);"
"""What each of them runs first, so that it is the code of this coach, and nothing of the environment's.

It closes what the coach was started with: others may wait for that, as after `flock FILE coach`. On most
systems a program may have 1,024 descriptors open, and closing as many costs nothing that can be felt.
"""


def start(
    statement: str, words: Sequence[str], environ: Mapping[str, str], actions: Sequence[Any]
) -> int | None:
    """Starts a process that runs a statement, and returns its number; None if there can be none now.

    `words` are its arguments from the second one on, and `actions` what becomes of its descriptors 0 to 2, as
    `os.posix_spawn` takes them. It is spawned: a fork would have to copy what Textual has loaded, and made
    leaving four times as slow. And it has a session of its own: the terminal may close at once, which ends
    all that belong to it.
    """
    if not sys.executable:
        return None
    program = [sys.executable, "-I", "-c", f"{_BEGINNING} {statement}", PACKAGES, *words]
    try:
        try:
            return os.posix_spawn(program[0], program, dict(environ), file_actions=actions, setsid=True)
        except NotImplementedError:  # the C library knows no setsid there
            program[3] = f"import os; os.setsid(); {program[3]}"
            return os.posix_spawn(program[0], program, dict(environ), file_actions=actions)
    except (OSError, ValueError):
        return None
