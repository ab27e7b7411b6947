"""Starts the processes that run hooks beside the coach: the ringer, and what follows a recorded session."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from coach import detached_process
from coach.hooks.hook_files import Hook, ready

if TYPE_CHECKING:
    from collections.abc import Mapping

_MAIN = "from coach.hooks.process import main; sys.exit(main(sys.argv[2:]))"
"""What such a process runs."""


def start_ringer(data: Path, elapsed_s: float, environ: Mapping[str, str]) -> int | None:
    """Starts the ringer of the session that runs, if there is a hook to ring with; returns its process.

    `elapsed_s` is the elapsed clock now: the ringer takes a moment to start, and misses no cue meanwhile.
    Where one rings already, the new one ends by itself.
    """
    if ready(Hook.CUE, environ) is None and ready(Hook.END, environ) is None:
        return None
    return _start(["ring", str(data.absolute()), repr(elapsed_s)], environ)


def start_saved(data: Path, session_id: str, environ: Mapping[str, str]) -> int | None:
    """Starts the hook for a session that has just been recorded, if there is one; returns its process."""
    if ready(Hook.SAVED, environ) is None:
        return None
    return _start(["saved", str(data.absolute()), session_id], environ)


def _start(words: list[str], environ: Mapping[str, str]) -> int | None:
    """Starts such a process; None if there can be none now, for a hook changes nothing."""
    nowhere = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    return detached_process.start(_MAIN, words, environ, nowhere)
