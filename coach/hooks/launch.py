"""Starts the processes that run hooks beside the coach: the ringer, and what follows a recorded session."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from coach.hooks.hook_files import Hook, ready

if TYPE_CHECKING:
    from collections.abc import Mapping

_PROGRAM = (
    "import os, sys; os.closerange(3, 1024); sys.path.insert(0, sys.argv[1]);"
    " from coach.hooks.process import main; sys.exit(main(sys.argv[2:]))"
)
"""What such a process runs: the code of this coach, wherever it lies, and nothing of the environment's."""
_PACKAGES = str(Path(__file__).resolve().parents[2])
"""The folder in which the package of the coach lies."""


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
    """Starts a process that outlives this one and its terminal; None if there can be none now."""
    if not sys.executable:
        return None
    nowhere: list[Any] = [(os.POSIX_SPAWN_OPEN, number, os.devnull, os.O_RDWR, 0) for number in (0, 1, 2)]
    program = [sys.executable, "-I", "-c", _PROGRAM, _PACKAGES, *words]
    try:
        return os.posix_spawn(program[0], program, dict(environ), file_actions=nowhere, setsid=True)
    except NotImplementedError:
        own = [*program[:3], f"import os; os.setsid(); {program[3]}", *program[4:]]
        return os.posix_spawn(own[0], own, dict(environ), file_actions=nowhere)
    except (OSError, ValueError):
        # a hook changes nothing, and neither does one that there is no room for
        return None
