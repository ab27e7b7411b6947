"""Whether the terminal will do, found out before Textual is imported."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

EXIT_NO_TERMINAL = 64
"""The status where the app cannot be drawn (EX_USAGE of sysexits.h)."""

_CANNOT_DRAW = frozenset({"dumb", "unknown"})
_FEW_GLYPHS = ("linux", "vt", "ansi", "cons25")
_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Capabilities(NamedTuple):
    """What the coach has to know of the terminal before it draws."""

    unicode: bool
    """Marks beyond ASCII can be expected to arrive; answers the setting marks = `auto`."""

    remote: bool
    """The terminal is at the other end of an SSH connection: nothing is to move that need not."""


def replace_closed_streams() -> None:
    """Opens the null device in place of each closed standard stream.

    Without it the next file that is opened, the user's data maybe, would take the number of the closed
    one, and what is meant for the screen would be written into it. Where Python found a stream closed it has
    none at all; a stream that leads nowhere spares every command the question.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def refusal(environ: Mapping[str, str]) -> str | None:
    """Returns why the app cannot be drawn here, as one line without an escape byte; None where it can.

    Textual reads from standard input and draws on standard error; standard output may go anywhere.
    """
    if sys.__stdin__ is None or not os.isatty(0):
        return "coach needs a terminal to read keys from; try: ssh -t HOST coach, or: coach today"
    if sys.__stderr__ is None or not os.isatty(2):
        return "coach needs a terminal to draw on, and standard error is none; try: coach today"
    if (term := environ.get("TERM", "")) in _CANNOT_DRAW:
        return f"coach cannot draw on a terminal of the kind TERM={term}; try: coach today"
    return None


def detect(environ: Mapping[str, str], encoding: str | None = None) -> Capabilities:
    """Returns what can be told of the terminal from the environment.

    Args:
        environ: the environment of the process.
        encoding: that of the stream drawn on, as the locale made it; by default that of standard error,
            so ask before `force_utf8`.
    """
    if encoding is None:
        encoding = getattr(sys.__stderr__, "encoding", None) or ""
    return Capabilities(
        unicode=_unicode(environ, encoding),
        remote=any(environ.get(name) for name in _REMOTE),
    )


def _unicode(environ: Mapping[str, str], encoding: str) -> bool:
    if environ.get("TERM", "").startswith(_FEW_GLYPHS):
        return False
    # Python takes C and POSIX for UTF-8, as most machines without a locale do have such a terminal;
    # only who says so with the strongest variable of all is believed.
    if environ.get("LC_ALL") in {"C", "POSIX"}:
        return False
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def force_utf8() -> None:
    """Makes the stream that Textual draws on speak UTF-8, whatever the locale.

    In a Latin-1 locale Python would replace each frame character by its escaped name and fills the screen.
    """
    stream = sys.__stderr__
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
