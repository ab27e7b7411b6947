"""How the hooks stand, for whoever asks: which are there, which are used, and what went wrong last."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from coach.hooks.hook_files import HookFile, find_all
from coach.hooks.notes import Failure, can_note, notes_path, read_notes
from coach.text.format import count

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import tzinfo
    from pathlib import Path


class HookReport(NamedTuple):
    """A hook that is there, and how it went last."""

    file: HookFile
    failure: Failure | None
    skipped: int
    """How often it was skipped in the session rung for last, because it still ran from before."""
    blocked: str = ""
    """Why it is not run although the file is as it has to be; empty if it is run."""

    @property
    def refusal(self) -> str:
        """Returns why it is not used, and what to do; empty if it is ready."""
        return self.file.refusal or self.blocked

    @property
    def facts(self) -> dict[str, object]:
        """All of it as JSON."""
        return {
            "name": self.file.hook.value,
            "path": str(self.file.path),
            "used": not self.refusal,
            "why_not": self.refusal or None,
            "failed": {"at": self.failure.at, "text": self.failure.text} if self.failure else None,
            "skipped": self.skipped,
        }

    def line(self, zone: tzinfo | None) -> str:
        """Returns all of it as a line; times are in `zone`, by default in UTC."""
        name = f"Hook {self.file.hook}"
        if self.refusal:
            return f"{name} is not used: {self.refusal}."
        skipped = f", skipped {count(self.skipped, 'time')} in the last session" if self.skipped else ""
        if self.failure is None:
            return f"{name} is ready{skipped}."
        return f"{name} is ready{skipped}. It failed {_moment(self.failure.at, zone)}: {self.failure.text}."


def hook_reports(data: Path, environ: Mapping[str, str]) -> list[HookReport]:
    """Returns how each hook stands that lies in the folder, for a data file."""
    found: list[HookReport] = []
    for each in find_all(environ):
        path = notes_path(data, each.hook)
        notes = read_notes(path)
        blocked = "" if can_note(path) else f"the coach cannot write {path}, where it notes how that went"
        found.append(HookReport(each, notes.failed.get(each.hook), notes.skipped.get(each.hook, 0), blocked))
    return found


def _moment(at: str, zone: tzinfo | None) -> str:
    try:
        return f"on {datetime.fromisoformat(at).astimezone(zone):%Y-%m-%d at %H:%M}"
    except (ValueError, OverflowError):
        return "before"
