"""The faults of the file, each in the one line that a screen, or a session in plain lines, has for it."""

from __future__ import annotations

from coach.store import AnotherFile, Busy, MissingFile, NotWritable, StoreError, Unreadable
from coach.text.clean import clean_lines
from coach.text.format import clause, sentence

BACK = "Your file is back."
KEPT = 75
"""The exit status where answers wait for the next start: EX_TEMPFAIL of sysexits.h."""
LOST = 74
"""The exit status where neither the file nor the state folder took the answers: EX_IOERR."""


def in_short(error: StoreError) -> str:
    """Returns the fault as a part of a sentence, without a capital and without a full stop."""
    match error:
        case MissingFile(was_read=True):
            text = "your file is gone; nothing is saved until it is back"
        case MissingFile():
            text = "your file is not there; its backups are"
        case AnotherFile():
            text = "another file is in the place of yours; nothing is saved until yours is back"
        case Busy():
            text = f"{error.holder} is writing the file"
        case NotWritable():
            text = error.why
        case Unreadable():
            line = f" in line {error.line}" if error.line else ""
            text = f"your file is damaged ({error.why}{line}); nothing is saved until it can be read"
        case _:
            text = clause(str(error))
    return clean_lines(text)


def tells(error: StoreError) -> str:
    """Returns the fault as a sentence, for a screen that has nothing to save."""
    return sentence(in_short(error))


def waits(error: StoreError) -> str:
    """Returns the message while a change waits because of the fault."""
    then = " It will be saved right after." if isinstance(error, Busy) else ""
    return f"Not saved yet: {in_short(error)}.{then}"
