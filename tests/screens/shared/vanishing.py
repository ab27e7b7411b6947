"""A file that goes away, with its folder or its disk, and comes back."""

from __future__ import annotations

from pathlib import Path

GONE = "our file is gone"


class Elsewhere:
    """Takes the file or its folder away, and brings it back."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.away = path.parent.with_name("away")

    def file(self) -> None:
        """Remove the file alone."""
        self.away.mkdir()
        self.path.rename(self.away / self.path.name)

    def folder(self) -> None:
        """Rename the folder, as where a disk is unmounted whose folder goes with it."""
        self.path.parent.rename(self.away)

    def mount(self) -> None:
        """Leave an empty folder in the place, as an unmounted disk does."""
        self.folder()
        self.path.parent.mkdir()

    def back(self) -> None:
        """Bring it back as it was."""
        if (self.away / "backups").exists() or not self.path.parent.exists():
            if self.path.parent.exists():
                self.path.parent.rmdir()
            self.away.rename(self.path.parent)
        else:
            (self.away / self.path.name).rename(self.path)
