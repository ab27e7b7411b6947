"""Watches for hooks that fail while a screen is open, so that it can say so in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from coach.hooks.hook_files import Hook, looked_for
from coach.hooks.notes import notes_path, read_notes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path


class HookWatch:
    """Looks at the notes that the processes of the hooks keep; a look costs two calls of `stat`."""

    def __init__(self, data: Path, environ: Mapping[str, str]) -> None:
        """Takes note of what has failed before, which is no news."""
        hooks = (Hook.CUE, Hook.SAVED) if looked_for(environ) else ()
        self._paths = tuple(notes_path(data, hook) for hook in hooks)
        self._stamps = [_stamp(path) for path in self._paths]
        self._said: set[tuple[Hook, str, str]] = set()

    def news(self) -> str:
        """Returns what has failed since the last look, as one line; empty if that was said or is nothing."""
        found: list[str] = []
        for at, path in enumerate(self._paths):
            stamp = _stamp(path)
            if stamp != self._stamps[at]:
                self._stamps[at] = stamp
                found += self._new_in(path)
        return " ".join(found)

    def _new_in(self, path: Path) -> list[str]:
        notes = read_notes(path)
        found: list[str] = []
        for hook, failure in notes.failed.items():
            # At each cue of a session the same may fail for the same reason.
            key = (hook, failure.session or failure.at, failure.text)
            if key not in self._said and (not failure.session or failure.session == notes.session):
                self._said.add(key)
                found.append(f"The {hook} hook failed: {failure.text}.")
        return found


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_size, found.st_mtime_ns
