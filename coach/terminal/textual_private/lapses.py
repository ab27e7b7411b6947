"""Says which promises lapse on a Textual that is not the one the coach was made for."""

from __future__ import annotations

import sys
from contextlib import suppress
from typing import Final

from coach.terminal.textual_private.names import APP, GROUPS, SCREEN
from coach.terminal.textual_private.probe import found_at

MADE_FOR: Final = "8.2.8"
"""The Textual that the names were read in; pyproject.toml allows its later corrections too."""


def lapses() -> tuple[str, ...]:
    """Returns what is lost, as parts of a sentence; usually nothing."""
    return tuple(group.lapse for group in GROUPS if not group.holds)


def lapse_sentence() -> str:
    """Returns what the user loses and how to have it back; empty if nothing is lost.

    For commands: it builds an app and a screen to look at, which the start does without.
    """
    import shlex
    from importlib.metadata import PackageNotFoundError, version

    try:
        found = version("textual")
    except PackageNotFoundError:
        return ""  # that is told elsewhere
    for owner in (APP, SCREEN):
        with suppress(Exception):  # whatever was changed there
            instance = found_at(owner)()
            for group in GROUPS:
                group.examine(instance)
    lost = lapses()
    if not lost:
        return ""
    back = f"{shlex.quote(sys.executable)} -m pip install 'textual~={MADE_FOR}'"
    return (
        f"The coach was made for another Textual than {found}, so some things work differently:"
        f" {'; '.join(lost)}. To get everything back: {back}"
    )


def short_notice() -> str:
    """Returns a sentence for the message line of a screen; empty if nothing is lost."""
    return "Made for another Textual, so some things work differently; see coach doctor." if lapses() else ""
