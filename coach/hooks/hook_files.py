"""The folder of the hooks, and which of the files in it may be run.

A hook is a file and never a setting: nothing that a data file holds can name one. As whoever could change a
hook would run programs as the user, it is used only where nobody else could.
"""

from __future__ import annotations

import os
import stat
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from coach.paths import is_locked_down

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_OTHERS_WRITE = stat.S_IWGRP | stat.S_IWOTH


class Hook(StrEnum):
    """The hooks; the value is the name of the file."""

    DUE = "due"
    """`coach remind` has found something due."""
    CUE = "cue"
    """A cue or an interval bell of a running session."""
    END = "end"
    """The minutes of a session are over."""
    SAVED = "saved"
    """A session was recorded."""


class HookFile(NamedTuple):
    """A hook that lies in the folder."""

    hook: Hook
    path: Path
    refusal: str
    """Why it is not used, and what to do; empty if it is ready."""


def hooks_folder(environ: Mapping[str, str]) -> Path:
    """Returns the folder of the hooks, the same one on every system; nothing is created."""
    config = Path(environ.get("XDG_CONFIG_HOME", ""))
    # as the specification has it, a relative path counts as none
    if not config.is_absolute():
        config = _home(environ) / ".config"
    return config / "coach" / "hooks"


def looked_for(environ: Mapping[str, str]) -> bool:
    """Returns whether hooks are looked for: not where the coach is locked down, nor in what a hook starts."""
    return not is_locked_down(environ) and not environ.get("COACH_HOOK")


def find(hook: Hook, environ: Mapping[str, str]) -> HookFile | None:
    """Returns the hook of a name, with the reason if it is not used; None if there is no such file."""
    if not looked_for(environ):
        return None
    folder = hooks_folder(environ)
    path = folder / hook.value
    try:
        found = os.lstat(path)
    except (OSError, ValueError):
        return None
    return HookFile(hook, path, _refusal(path, found) or _unsafe(folder, _home(environ)))


def find_all(environ: Mapping[str, str]) -> tuple[HookFile, ...]:
    """Returns all hooks that lie in the folder."""
    return tuple(found for hook in Hook if (found := find(hook, environ)) is not None)


def ready(hook: Hook, environ: Mapping[str, str]) -> Path | None:
    """Returns the path of a hook that may be run now; None if there is none, or if it is not used."""
    found = find(hook, environ)
    return found.path if found is not None and not found.refusal else None


def _refusal(path: Path, found: os.stat_result) -> str:
    """Returns why a file is not used; empty if it is as it has to be."""
    if stat.S_ISLNK(found.st_mode):
        return "it is a link; put the script itself in its place"
    if not stat.S_ISREG(found.st_mode):
        return "it is not an ordinary file"
    if found.st_uid != os.geteuid():
        return "it belongs to someone else; make a copy of your own"
    if found.st_mode & _OTHERS_WRITE:
        return f"others may write to it; run chmod go-w {path}"
    if not found.st_mode & stat.S_IXUSR:
        return f"it is not executable; run chmod u+x {path}"
    return ""


def _unsafe(folder: Path, home: Path) -> str:
    """Returns why the folder is not trusted; empty if nobody else could put a file into it."""
    if folder.is_symlink():
        return f"{folder} is a link; make a folder of it"
    for each in _above(folder, home):
        try:
            found = os.lstat(each)
        except OSError as error:
            return f"{each} cannot be looked at: {(error.strerror or 'unknown error').lower()}"
        if stat.S_ISLNK(found.st_mode):
            continue  # where it leads to is among them as well
        own = found.st_uid == os.geteuid()
        if not own and (found.st_uid != 0 or each == folder):
            return f"{each} belongs to someone else"
        # In a sticky folder, such as /tmp, nobody can replace what belongs to another.
        sticky = found.st_mode & stat.S_ISVTX and each != folder
        if found.st_mode & _OTHERS_WRITE and not sticky:
            return f"others may write to {each}; run chmod go-w {each}"
    return ""


def _above(folder: Path, home: Path) -> Iterator[Path]:
    """Returns the folder and those above it, up to the home where they are in it, each of them once.

    Those on the way of the path and those that links on it lead to.
    """
    # Above the home the system is trusted, as sshd trusts it with the keys of a user.
    seen: set[Path] = set()
    for start, top in ((folder, home), (_real(folder), _real(home))):
        for each in (start, *start.parents):
            if each not in seen:
                seen.add(each)
                yield each
            if each == top:
                break


def _real(path: Path) -> Path:
    return Path(os.path.realpath(path))


def _home(environ: Mapping[str, str]) -> Path:
    named = environ.get("HOME", "")
    if Path(named).is_absolute():
        return Path(os.path.normpath(named))
    try:
        return Path.home()
    except RuntimeError:
        return Path("/nonexistent")
