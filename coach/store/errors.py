"""The errors of the store; the message of each says in a sentence or two what to do."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import NamedTuple

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
_FORBIDDEN = {errno.EACCES, errno.EPERM}


class StoreError(Exception):
    """The file cannot be read or written; nothing in it was changed."""


class Unreadable(StoreError):
    """The file is damaged, or is not the coach's; it is never written over.

    `line` and `column` count from 1 and are 0 where the damage has no place.
    """

    ADVICE = "fix it, then try again"

    def __init__(self, path: Path, why: str, line: int = 0, column: int = 0) -> None:
        self.path = path
        self.why = why
        self.line = line
        self.column = column
        place = f", line {line}, column {column}" if line else ""
        super().__init__(f"{path}{place}: {why}. The file was left as it is; {self.ADVICE}.")


class Damaged(Unreadable):
    """The coach's own file is damaged: `doctor` explains, and can save what is readable."""

    ADVICE = "coach doctor says what can be saved"


class DamagedBackup(Unreadable):
    """A backup is not what was backed up: the copy was damaged since."""

    ADVICE = "coach doctor --repair moves it away"


class NewerSchema(StoreError):
    """The file was written by a newer coach; it can only be looked at."""

    def __init__(self, path: Path, found: int, known: int) -> None:
        self.path = path
        self.found = found
        self.known = known
        super().__init__(
            f"{path} was written by a newer coach (schema {found}, this one knows {known}). "
            "The file was left as it is; update the coach to use it."
        )


class MissingFile(StoreError):
    """The file is gone that was read before, or that has backups; no other is made in its place."""

    def __init__(
        self, path: Path, *, was_read: bool, backups: int | None = 0, link: Path | None = None
    ) -> None:
        """`backups` is their number; None if their folder cannot be looked into.

        `link` is the link that leads to a folder that is not there.
        """
        self.path = path
        self.was_read = was_read
        self.backups = backups
        if was_read:
            text = (
                f"{path} is gone: it was removed or renamed, or its disk is not there. "
                "Nothing is saved until it is back."
            )
        elif link is not None:
            text = (
                f"{link} is a link to {path}, and its folder is not there. Connect its disk, or make the "
                "folder if the file is to begin there. Nothing was saved."
            )
        elif backups is None:
            text = f"There is no file {path}, and its backups cannot be read. No new file was made."
        else:
            there = "there is a backup of it" if backups == 1 else f"there are {backups} backups of it"
            text = (
                f"There is no file {path}, but {there}: coach backup restore NAME brings one back, "
                "coach setup --yes starts over."
            )
        super().__init__(text)


class AnotherFile(StoreError):
    """Another file has taken the place of the one that was read; it can only be looked at."""

    def __init__(self, path: Path) -> None:
        self.path = path
        super().__init__(
            f"{path} is not the file that was read before: it may be someone else's. "
            "It was left as it is; nothing is saved until yours is back."
        )


class Busy(StoreError):
    """Another process held the lock for all of the waiting time."""

    def __init__(self, path: Path, holder: str) -> None:
        self.path = path
        self.holder = holder
        super().__init__(
            f"{path} is being written by {holder}. Nothing was saved; try again, or end that process."
        )


class NotWritable(StoreError):
    """The disk or its permissions refused the write; the file is as it was."""

    def __init__(self, path: Path, why: str) -> None:
        self.path = path
        self.why = why
        super().__init__(f"{path} could not be written: {why}. Nothing was saved; the file is as it was.")


class NoBackup(StoreError):
    """No backup could be made; if one has to be made first, nothing was changed."""

    def __init__(self, folder: Path, why: str) -> None:
        self.folder = folder
        self.why = why
        super().__init__(f"No backup could be made in {folder}: {why}. Nothing was changed.")


class Unfit(StoreError):
    """A change would overwrite a document that does not fit the schema."""


class Problem(NamedTuple):
    """A document that does not fit the schema; it stays in the file, and is left out of the book."""

    table: str
    id: str
    """The id of the document, or its number in the table if it has none."""
    field: str
    why: str

    def __str__(self) -> str:
        return f"{self.table} {self.id}: {self.field} {self.why}"


class RowProblem(NamedTuple):
    """A problem with one row or document of an import."""

    place: str
    """As in "line 7"."""
    field: str
    why: str
    line: int = 0
    """The line, where the import has lines."""

    def __str__(self) -> str:
        return f"{self.place}: {self.field} {self.why}"


@contextmanager
def own_file() -> Iterator[None]:
    """Turns `Unreadable` into `Damaged` within it, for the coach's own file can be repaired."""
    try:
        yield
    except Unreadable as error:
        raise Damaged(error.path, error.why, error.line, error.column) from None


def refused_by_disk(path: Path, error: OSError) -> NotWritable:
    """Returns the error that says in plain words why the disk refused a write to `path`."""
    failed = Path(error.filename or path.parent)
    # If a lock or a temporary file cannot be made, it is their folder that has to be put right.
    with suppress(OSError):
        failed = failed if failed.exists() else failed.parent
    if error.errno in _FULL:
        why = "the disk is full or your quota is used up; free some room and try again"
    elif error.errno == errno.EROFS:
        why = "its file system is read-only"
    elif error.errno == errno.ENOENT and not path.parent.exists():
        why = f"there is no folder {path.parent}; make it, or name another"
    elif error.errno == errno.ENOTDIR:
        why = f"{failed} is not a folder; move it away"
    elif error.errno in _FORBIDDEN:
        why = f"no permission to write {failed}"
    else:
        why = f"the disk reported an error ({error.strerror or error})"
    return NotWritable(path, why)
