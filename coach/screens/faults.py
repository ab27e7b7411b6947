"""What is the matter with the file, in the one line that a screen has for it."""

from __future__ import annotations

from coach.store import AnotherFile, Busy, Gone, NotWritable, StoreError, Unreadable
from coach.widgets.card import shown

BACK = "Your file is back."


def in_short(error: StoreError) -> str:
    """Returns one sentence, without its end mark."""
    match error:
        case Gone(was_read=True):
            text = "Your file is gone; nothing is saved until it is back"
        case Gone():
            text = "Your file is not there; its backups are"
        case AnotherFile():
            text = "Another file is in the place of yours; nothing is saved until yours is back"
        case Busy():
            text = f"{error.holder} is writing the file; it is saved after that"
        case NotWritable():
            text = error.why
        case Unreadable():
            line = f" in line {error.line}" if error.line else ""
            text = f"Your file is damaged ({error.why}{line}); nothing is saved until it can be read"
        case _:
            text = str(error).removesuffix(".")
    return shown(text[:1].upper() + text[1:] if not isinstance(error, NotWritable) else text)


def waits(error: StoreError) -> str:
    """Returns what there is to say while something waits to be saved."""
    return f"Not saved yet: {in_short(error)}."
