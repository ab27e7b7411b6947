"""Writes the output of commands: plain text that no terminal reads as a control sequence."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Mapping
from contextlib import suppress
from typing import TextIO

from coach.text.clean import brief, clean

_NARROWEST = 40
_WIDEST = 100
PAGE_WIDTH = 80
"""Columns of a page where no terminal says how wide it is."""
HELP_WIDTH = 78
"""Columns of a help text."""
_LONGEST = 1000
"""Most characters of a sentence on standard error."""
JSON_SCHEMA = 1
"""The number that all JSON of the commands carries; it rises when a key changes its meaning or goes."""
_NAME = "coach: "
"""What errors begin with, so that a log tells whose they are."""


def prepare() -> None:
    """Makes streams of other encodings than UTF-8 replace what they cannot show, rather than fail."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def say(*lines: str) -> None:
    """Writes lines to standard output; on a terminal, breaks long ones between words."""
    sys.stdout.write(said(*lines))


def said(*lines: str) -> str:
    """Returns lines as `say` writes them."""
    width = _width()
    shown = map(clean, lines if unicode() else (each.replace("\u00b7", "-") for each in lines))
    return "".join(f"{part}\n" for line in shown for part in (_broken(line, width) if width else (line,)))


def write_json(facts: Mapping[str, object]) -> None:
    """Writes facts as one JSON object, with its schema number first, that any stream can carry."""
    sys.stdout.write(as_json(facts))


def as_json(facts: Mapping[str, object]) -> str:
    """Returns facts as `write_json` writes them."""
    import json

    text = json.dumps({"schema": JSON_SCHEMA} | dict(facts), ensure_ascii=True, allow_nan=False, indent=2)
    # the one control character that is ASCII and that JSON does not escape
    return text.replace("\x7f", "\\u007f") + "\n"


def complain(sentence: str) -> None:
    """Writes an error or a warning to standard error, on one line that begins with the coach's name."""
    note(f"{_NAME}{sentence}")


def note(sentence: str) -> None:
    """Writes one line to standard error as it is: a question, or a word beside the output."""
    try:
        sys.stderr.write(brief(sentence, _LONGEST) + "\n")
        sys.stderr.flush()
    except OSError:
        # Only the status is left to tell, and Python would change that as well.
        discard_output(sys.stderr)


def discard_output(stream: TextIO) -> None:
    """Drops what is left in the buffer of a stream; otherwise Python would complain as it ends."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    with suppress(OSError):
        os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def unicode() -> bool:
    """Returns whether standard output can be expected to show more than ASCII."""
    from coach.terminal.capabilities import detect

    return detect(os.environ, sys.stdout.encoding or "ascii").unicode


def joined(parts: Iterable[str]) -> str:
    """Returns facts on one line, with a dot between two of them."""
    return " \u00b7 ".join(parts)


def page_width() -> int:
    """Returns the columns at which the lines of a page are broken, on a terminal or not."""
    return _width() or PAGE_WIDTH


def _width() -> int:
    """Returns the columns at which lines are broken; 0 if standard output is no terminal."""
    try:
        columns = os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else 0
    except (OSError, ValueError):
        return 0
    return min(max(columns, _NARROWEST), _WIDEST) if columns else 0


def _broken(line: str, width: int) -> Iterable[str]:
    if len(line) <= width:
        return (line,)
    from textwrap import wrap

    indent = " " * (len(line) - len(line.lstrip()))
    return wrap(line, width, subsequent_indent=indent, break_on_hyphens=False) or (line,)
