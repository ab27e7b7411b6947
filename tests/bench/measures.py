"""The measurements, by the names of their tests; each takes an empty place for its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.bench import (
    change_cost,
    command_growth,
    commands,
    first_picture,
    growth,
    held_keys,
    idle,
    instructions,
    remote_keys,
    remote_start,
    running_session,
)
from tests.bench.comparison import Figure
from tests.e2e import sshd

MEASURES: dict[str, Callable[[Path], list[Figure]]] = {
    "Today is there at once": first_picture.measure,
    "light while nothing happens": idle.measure,
    "a session that runs sends little": running_session.measure,
    "a cursor key sends little": held_keys.measure,
    "a prompt has its line at once": commands.measure,
    "27 years open as a fortnight does": growth.measure,
    "commands on decades of use": command_growth.measure,
    "a change costs no more than a stock one": change_cost.measure,
    "a slow machine has little to do": instructions.measure,
    "Today over a slow line": remote_start.measure,
    "a key is answered over a slow line": remote_keys.measure,
}
PROGRAMS: dict[str, tuple[str, ...]] = {
    "a slow machine has little to do": instructions.PROGRAMS,
    "Today over a slow line": sshd.PROGRAMS,
    "a key is answered over a slow line": sshd.PROGRAMS,
}
"""What some of them need besides Python."""
