"""Data in place of a file: read from standard input, or written to standard output, where `-` is named."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from coach.cli.errors import UsageError
from coach.domain.model import Refused
from coach.store.file import atomic
from coach.text.clean import clean
from coach.text.format import count

if TYPE_CHECKING:
    from argparse import Namespace

PIPE = "-"
"""What stands for standard input or output in place of a file; a file of that name is `./-`."""

STANDARD_INPUT = Path("standard input")
"""What sentences call the file that is not there."""


def read_input(call: str) -> bytes:
    """Returns all that is piped to a command.

    Raises `UsageError` if a person sits there, who would wait for nothing, and `Refused` if nothing comes, or
    more than any file of the coach holds.
    """
    if sys.stdin is None:
        raise Refused("Nothing can be read, since standard input is closed.")
    if sys.stdin.isatty():
        raise UsageError(f"- is for what another program sends, as in {call} - < FILE.")
    data = sys.stdin.buffer.read(atomic.LARGEST + 1)
    if not data:
        raise Refused("Nothing came on standard input; check the program before the pipe.")
    if len(data) > atomic.LARGEST:
        raise Refused(f"More than {count(atomic.LARGEST // 2**20, 'megabyte')} came on standard input.")
    return data


def output_target(given: Namespace, what: str) -> Path | None:
    """Returns the file that -o names; None for standard output.

    Raises `UsageError` for options on a file where none is written; `what` goes to standard output then.
    """
    if given.output not in (None, PIPE):
        return Path(given.output)
    if given.force:
        raise UsageError("--force needs -o FILE; there is nothing to replace.")
    if given.json:
        raise UsageError(
            f"--json tells about the file that -o FILE writes; for the {what}, leave --json out."
        )
    return None


def write_data(parts: Iterable[str]) -> None:
    """Writes data to standard output, as UTF-8 whatever the terminal's encoding is."""
    sys.stdout.flush()
    for part in parts:
        sys.stdout.buffer.write(clean(part, keep="\r\n\t").encode())
