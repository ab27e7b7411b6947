"""`coach --version` and `coach doctor --versions`: what a report of a fault begins with."""

from __future__ import annotations

import pytest

from coach import __version__
from coach.installation import build, versions
from tests.cli.conftest import Shell


def test_the_version_comes_with_its_build(coach: Shell) -> None:
    assert coach.well("--version").out == f"coach {__version__} (build {build()})\n"


def test_the_former_name_is_told_of_beside_the_version(coach: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.installation.has_former", lambda: True)
    said = coach("--version")
    assert (said.status, said.out) == (0, f"coach {__version__} (build {build()})\n")
    assert said.err.startswith("It is also installed under its old name. Remove both")


@pytest.mark.parametrize("line", ["doctor --versions", "doctor --versions --repair"])
def test_the_doctor_tells_all_versions_and_nothing_else(coach: Shell, line: str) -> None:
    assert tuple(coach.well(*line.split()).out.splitlines()) == versions()


@pytest.mark.parametrize("used", [False, True])
def test_the_doctor_tells_what_is_wrong_with_the_installation(
    used: bool, coach: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last lines of many, for they say what to do."""
    if used:
        coach.well("setup", "--screening", "none")
    found = [f"file {n} has changed since it was installed." for n in range(25)]
    monkeypatch.setattr("coach.cli.commands.doctor.faults", lambda: (*found, "To fix that: pip"))
    said = coach("doctor")
    assert (said.status, said.err) == (1, "")
    assert said.out.splitlines() == [*found[-19:], "To fix that: pip"]
