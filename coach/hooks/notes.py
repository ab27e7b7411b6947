"""The notes on hooks, in small files for each data file: what failed last, and the lock of who runs them."""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import stat
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from coach.hooks.hook_files import Hook
from coach.paths import state_folder
from coach.text.clean import brief

if TYPE_CHECKING:
    from types import TracebackType

_MOST_BYTES = 16 * 1024
_MOST_CHARACTERS = 400


class Failure(NamedTuple):
    """The last time that a hook failed."""

    at: str
    """The moment, as ISO 8601 has it."""
    text: str
    session: str = ""
    """The id of the session in which it was; empty for none."""


class Notes(NamedTuple):
    """The notes of one runner of hooks on one data file."""

    failed: dict[Hook, Failure]
    skipped: dict[Hook, int]
    """How often a hook was not run because it was still running from before, in the session of `session`."""
    session: str = ""
    """The id of the session that was rung for last."""
    ended: bool = False
    """Whether its end was rung."""


def notes_path(data: Path, hook: Hook) -> Path:
    """Returns where the notes on a hook are, for a data file; those on cue and end are in one file."""
    runner = "ringer" if hook in (Hook.CUE, Hook.END) else hook.value
    key = hashlib.sha256(os.fsencode(os.path.realpath(data))).hexdigest()[:16]
    return state_folder() / f"hooks-{key}-{runner}"


def read_notes(path: Path) -> Notes:
    """Returns the notes of a file; empty ones if there are none that can be read."""
    with suppress(OSError, ValueError):
        handle = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
        try:
            return _read(handle)
        finally:
            os.close(handle)
    return Notes({}, {})


def can_note(path: Path) -> bool:
    """Returns whether the notes of a file can be kept there; without them no hook is run. Nothing is made."""
    try:
        handle = os.open(path, os.O_RDWR | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except FileNotFoundError:
        there = next(each for each in path.parents if each.exists())
        return there.is_dir() and os.access(there, os.W_OK | os.X_OK)
    except OSError:
        return False
    try:
        return _is_ours(handle)
    finally:
        os.close(handle)


class HeldNotes:
    """The notes while this process holds their lock, which the kernel releases at the latest when it ends."""

    def __init__(self, handle: int, path: Path) -> None:
        self._handle = handle
        self.path = path
        self.notes = Notes({}, {})
        with suppress(OSError, ValueError):
            self.notes = _read(handle)

    @classmethod
    def take(cls, path: Path) -> Self | None:
        """Returns the notes, held; None if somebody else holds them, or if they cannot be written."""
        try:
            path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            flags = os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC
            handle = os.open(path, flags, 0o600)
        except OSError:
            return None
        with suppress(OSError):
            if _is_ours(handle):
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                return cls(handle, path)
        os.close(handle)
        return None

    def write(self, notes: Notes) -> None:
        """Writes notes in the place of those before, as far as that is possible."""
        self.notes = notes
        facts = {
            "session": notes.session,
            "ended": notes.ended,
            "skipped": {hook.value: count for hook, count in notes.skipped.items()},
            "failed": {hook.value: failure._asdict() for hook, failure in notes.failed.items()},
        }
        data = json.dumps(facts).encode()
        with suppress(OSError):
            os.pwrite(self._handle, data, 0)
            os.ftruncate(self._handle, len(data))

    def fail(self, hook: Hook, failure: Failure | None) -> None:
        """Notes that a hook has failed, or with None that it has not."""
        if failure is None and hook not in self.notes.failed:
            return
        failed = {known: each for known, each in self.notes.failed.items() if known is not hook}
        self.write(self.notes._replace(failed=failed if failure is None else failed | {hook: failure}))

    def release(self) -> None:
        """Releases the lock; the file stays, for its folder is to change as seldom as possible."""
        os.close(self._handle)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.release()


def _is_ours(handle: int) -> bool:
    """Returns whether an open file is an ordinary one of the user's with no second name."""
    found = os.fstat(handle)
    return stat.S_ISREG(found.st_mode) and found.st_nlink == 1 and found.st_uid == os.geteuid()


def _read(handle: int) -> Notes:
    """Returns the notes of an open file; raises ValueError if they are none."""
    facts = json.loads(os.pread(handle, _MOST_BYTES, 0) or b"{}")
    if not isinstance(facts, dict):
        raise ValueError("no notes")
    return Notes(
        {hook: _failure(each) for hook, each in _by_hook(facts.get("failed"), dict)},
        dict(_by_hook(facts.get("skipped"), int)),
        str(facts.get("session", "")),
        facts.get("ended") is True,
    )


def _by_hook(found: Any, kind: type) -> list[tuple[Hook, Any]]:
    there = found if isinstance(found, dict) else {}
    return [(hook, there[hook.value]) for hook in Hook if isinstance(there.get(hook.value), kind)]


def _failure(found: dict[str, Any]) -> Failure:
    return Failure(*(brief(str(found.get(name, "")), _MOST_CHARACTERS) for name in Failure._fields))
