"""The measurements, by the names of their tests; each takes an empty place for its files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from tests.bench import change_cost, commands, growth, remote_keys, terminal_programs
from tests.bench.comparison import Figure

MEASURES: dict[str, Callable[[Path], list[Figure]]] = {
    "light and quick beside other programs": terminal_programs.measure,
    "a command is there at once": commands.measure,
    "27 years open as a fortnight does": growth.measure,
    "a change costs no more than a stock one": change_cost.measure,
    "a key is answered over a slow line": remote_keys.measure,
}
