"""Checks what the terminal can do, before Textual is imported."""

from __future__ import annotations

import io
import os
import sys
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

EXIT_NO_TERMINAL = 64
"""The status if the app cannot be drawn (EX_USAGE of sysexits.h)."""

_CANNOT_DRAW = frozenset({"dumb", "unknown"})
_FEW_GLYPHS = ("linux", "vt", "ansi", "cons25")
_WEB_DRIVER = "WebDriver"
"""The end of the driver's name that textual serve and textual-web give an app to draw with."""
_REMOTE = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY")


class Capabilities(NamedTuple):
    """The traits of a terminal that the coach has to know before it draws."""

    unicode: bool
    """Whether characters beyond ASCII can be expected to arrive; decides what marks = `auto` means."""

    remote: bool
    """Whether the terminal is at the other end of an SSH connection, where nothing moves that need not."""


def replace_closed_streams() -> None:
    """Opens the null device in place of each standard stream that is closed.

    Otherwise the next file to be opened, perhaps the user's data, would get the number of the closed stream,
    and what is meant for the screen would be written into it. Python has None for a closed stream; with a
    stream that leads nowhere, no command has to ask for it.
    """
    while (number := os.open(os.devnull, os.O_RDWR)) <= 2:
        os.set_inheritable(number, True)
    os.close(number)
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))


def refusal(environ: Mapping[str, str]) -> str | None:
    """Returns why the app cannot be drawn here, as one line without an escape byte; None if it can.

    Textual reads from standard input and draws on standard error; standard output may go anywhere.
    """
    if environ.get("TEXTUAL_DRIVER", "").endswith(_WEB_DRIVER):
        return "textual serve cannot run the coach; coach guide browser says how to have it in a browser"
    if sys.__stdin__ is None or not os.isatty(0):
        return "there is no terminal to read keys from; try: ssh -t HOST coach, or: coach today"
    if sys.__stderr__ is None or not os.isatty(2):
        return "there is no terminal to draw on, since standard error goes somewhere else; try: coach today"
    if (term := environ.get("TERM", "")) in _CANNOT_DRAW:
        tries = "try: coach today, or coach setup if you are new"
        return f"nothing can be drawn on this terminal (TERM={term}); {tries}"
    return None


def detect(environ: Mapping[str, str], encoding: str | None = None) -> Capabilities:
    """Returns what the environment tells of the terminal.

    Args:
        environ: the environment of the process.
        encoding: the encoding that the locale gave the stream drawn on; by default that of standard error,
            so call this before `force_utf8`.
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
    # Python reads C and POSIX as UTF-8, since most machines without a locale have such a terminal. Only
    # LC_ALL, the strongest of the variables, is taken at its word.
    if environ.get("LC_ALL") in {"C", "POSIX"}:
        return False
    return encoding.lower().replace("-", "").replace("_", "") == "utf8"


def force_utf8() -> None:
    """Switches the stream that Textual draws on to UTF-8, whatever the locale is.

    In a Latin-1 locale Python would fill the screen with escaped names in place of the lines of frames.
    """
    stream = sys.__stderr__
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(encoding="utf-8", errors="replace")
