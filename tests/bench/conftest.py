"""Prints the measured figures at the end of a run, whether it was good or not."""

from __future__ import annotations

from collections.abc import Sequence

import pytest


class Summary:
    """The tables of a run."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def add(self, title: str, lines: Sequence[str]) -> None:
        """Adds a table."""
        self.lines += ["", title, *lines]


_SUMMARY = Summary()


@pytest.fixture
def summary() -> Summary:
    """Returns what is printed at the end."""
    return _SUMMARY


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Prints the tables."""
    for line in _SUMMARY.lines:
        terminalreporter.write_line(line)
