"""Shows a long text: page by page on a terminal, as it is anywhere else."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress

from coach.cli.output import unicode
from coach.paths import is_locked_down

_USUAL = (("less",), ("more",))
_LESS = "FRX"
"""Less ends by itself where all fits on the screen, and leaves the text there."""


def show(text: str) -> None:
    """Shows a text in `$PAGER` or a usual pager; writes it out where there is none, or none is wanted."""
    if not sys.stdout.isatty() or is_locked_down() or os.environ.get("TERM") == "dumb":
        sys.stdout.write(text)
        return
    sys.stdout.flush()
    if not any(_ran(command, text) for command in pagers(os.environ)):
        sys.stdout.write(text)


def pagers(environ: Mapping[str, str]) -> Sequence[Sequence[str]]:
    """Returns the commands to try, the first one first; none where `PAGER` is set to nothing."""
    if (wanted := environ.get("PAGER")) is None:
        return _USUAL
    try:
        words = shlex.split(wanted)
    except ValueError:  # a quote that is never closed
        return _USUAL
    return (words, *_USUAL) if words else ()


def _ran(command: Sequence[str], text: str) -> bool:
    """Runs a pager on a text, without a shell; returns whether it could be started."""
    from subprocess import PIPE, Popen

    # less lets nobody out to a shell, an editor or another file
    env = {"LESS": _LESS, **os.environ, "LESSSECURE": "1"}
    try:
        pager = Popen(command, stdin=PIPE, env=env)
    except OSError:
        return False
    encoding = sys.stdout.encoding if unicode() else "ascii"
    assert pager.stdin is not None
    with suppress(OSError):  # whoever has read enough closes it before the end
        pager.stdin.write(text.encode(encoding, errors="replace"))
    with suppress(OSError):
        pager.stdin.close()
    while pager.returncode is None:
        with suppress(KeyboardInterrupt):  # ctrl+c is the pager's
            pager.wait()
    return True
