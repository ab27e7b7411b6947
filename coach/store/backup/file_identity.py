"""The identity of the file that is read and written, so that no other is made or changed in its place."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from coach.store.errors import AnotherFile, MissingFile, NoBackup, Unreadable
from coach.store.file.json_text import Tables, parse
from coach.store.schema.tables import file_id


class FileIdentity:
    """The memory of the file that was read or written last."""

    def __init__(self) -> None:
        self._is_there = False
        """Whether there was a file; if there is none later, it is gone."""
        self._id: str | None = None
        self._may_start_over = False
        """Whether a new file may be made beside the backups of another."""

    def remember(self, tables: Tables) -> None:
        """Remembers the file with these tables."""
        self._is_there, self._id = True, file_id(tables)

    def forget(self) -> None:
        """Lets any file, or a new one, be the next to remember."""
        self._is_there, self._id, self._may_start_over = False, None, True

    def refuse_missing(self, path: Path, named: Path) -> None:
        """Raises `MissingFile` if the file is missing and this is no first run: it was there, or has backups.

        It also raises if the path that the user `named` is a link into a missing folder.
        """
        if self._may_start_over and not self._is_there:
            return
        # Then a disk is probably not connected. What would be recorded in its place would be hidden once it
        # is.
        if not self._is_there and named.is_symlink() and not path.parent.exists():
            raise MissingFile(path, was_read=False, link=named)
        count = _backups_of(path)
        if self._is_there or count != 0:
            raise MissingFile(path, was_read=self._is_there, backups=count)

    def refuse_another(self, tables: Tables, path: Path) -> None:
        """Raises `AnotherFile` if these tables are those of a file with another id."""
        found = file_id(tables)
        if None not in (self._id, found) and found != self._id:
            raise AnotherFile(path)

    def refuse_other_bytes(self, data: bytes, path: Path) -> None:
        """Raises `AnotherFile` as `refuse_another` does; bytes that cannot be read have no id."""
        with suppress(Unreadable):
            self.refuse_another(parse(data, path), path)


def _backups_of(path: Path) -> int | None:
    """Returns the number of backups of a file; None if it cannot be told."""
    from coach.store.backup.backups import listing

    try:
        return len(listing(path))
    except NoBackup:
        return None
