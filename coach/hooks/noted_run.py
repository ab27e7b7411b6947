"""One run of a hook from start to end, by whoever has the time to wait for it."""

from __future__ import annotations

from datetime import UTC
from typing import TYPE_CHECKING

from coach.hooks.notes import Failure, HeldNotes, notes_path
from coach.hooks.runner import RunningHook, ends_in_order

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from coach.clock import Clock
    from coach.hooks.hook_files import Hook


def run_noted(
    data: Path, hook: Hook, path: Path, variables: Mapping[str, str], clock: Clock, environ: Mapping[str, str]
) -> str | None:
    """Runs a hook to its end and notes how that was; returns why it failed, or an empty text if it did not.

    Returns None if it was skipped, because it still runs from before.
    """
    held = HeldNotes.take(notes_path(data, hook))
    if held is None:
        return None
    with held, ends_in_order():
        running = RunningHook(path, variables, environ)
        try:
            fault = running.wait()
        finally:
            running.end()
        held.fail(hook, Failure(stamp(clock), fault) if fault else None)
    return fault


def stamp(clock: Clock) -> str:
    """Returns the present moment as the notes have it."""
    return clock.now().astimezone(UTC).isoformat(timespec="seconds")
