"""Checks that each skipped test is on a list with its reason: `python3 -m tests.skips LIST JUNIT.xml`.

A skip that nobody expects is a test that says nothing, so it counts as a failure. Runs without the packages
of the tests.
"""

from __future__ import annotations

import os
import sys
import tomllib
import xml.etree.ElementTree as ET
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any, NamedTuple


class Skip(NamedTuple):
    """A test that was skipped."""

    test: str
    """As in `tests/cli/test_usage.py::test_one[a]`."""
    reason: str

    def __str__(self) -> str:
        return f"{self.test}: {self.reason}"


class Machine(NamedTuple):
    """What decides whether a skip is to be expected."""

    system: str
    """The name that Python has for it: linux, darwin."""
    root: bool


class Expected(NamedTuple):
    """An entry of the list: which skip, for which reason, on which machines."""

    test: str
    """A pattern, with * for anything; brackets stand for themselves."""
    reason: str
    """A pattern for the reason that the test gives."""
    why: str
    """Why that is all right."""
    system: str = ""
    """Only on this system, or with ! before it on all others; empty for all."""
    root: bool | None = None
    """Only as root, or only as anyone else; None for both."""

    def covers(self, skip: Skip, machine: Machine) -> bool:
        """Returns whether a skip is to be expected on a machine."""
        named = self.system.lstrip("!")
        on_system = not named or (named == machine.system) != self.system.startswith("!")
        return (
            on_system
            and self.root in (None, machine.root)
            and _matches(skip.test, self.test)
            and _matches(skip.reason, self.reason)
        )


def _matches(text: str, pattern: str) -> bool:
    return fnmatchcase(text, pattern.replace("[", "[[]"))


def read_list(text: str) -> tuple[Expected, ...]:
    """Returns the entries of a list; raises `ValueError` if one lacks its reasons or has a word too many."""
    entries: list[dict[str, Any]] = tomllib.loads(text).get("skip", [])
    try:
        found = tuple(Expected(**each) for each in entries)
    except TypeError as error:
        raise ValueError(str(error)) from None
    for each in found:
        if not each.test or not each.reason or not each.why:
            raise ValueError(f"an entry without a test, a reason or a why: {each}")
    return found


def skipped(junit: str) -> tuple[int, list[Skip]]:
    """Returns how many tests a report has, and which of them were skipped."""
    cases = list(ET.fromstring(junit).iter("testcase"))
    found = []
    for case in cases:
        for skip in case.iter("skipped"):
            name = f"{_file(case.get('classname', ''))}::{case.get('name', '')}"
            found.append(Skip(name, " ".join(skip.get("message", "").split())))
    return len(cases), found


def _file(classname: str) -> str:
    return classname.replace(".", "/") + ".py"


def unexpected(skips: list[Skip], expected: tuple[Expected, ...], machine: Machine) -> list[Skip]:
    """Returns the skips that no entry covers."""
    return [skip for skip in skips if not any(each.covers(skip, machine) for each in expected)]


def main(words: list[str]) -> int:
    """Prints the skips that are not on the list; returns 1 if there are any, or if no test was run at all."""
    entries = read_list(Path(words[0]).read_text(encoding="utf-8"))
    report = Path(words[1])
    if not report.exists():
        sys.stdout.write(f"there is no report {report}\n")
        return 1
    count, skips = skipped(report.read_text(encoding="utf-8"))
    machine = Machine(sys.platform, os.geteuid() == 0)
    for each in (wrong := unexpected(skips, entries, machine)):
        sys.stdout.write(f"skipped, and not on the list: {each}\n")
    sys.stdout.write(f"{len(skips)} of {count} tests skipped, {len(wrong)} of them without being listed\n")
    return 1 if wrong or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
