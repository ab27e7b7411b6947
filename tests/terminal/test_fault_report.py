"""The details of a fault lie in a file of the user's, and nothing else is written."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.css.query import NoMatches
from textual.widget import MountError

from coach.terminal.fault_report import FaultReportingApp, fault_message

FAULT = ValueError("what went wrong")


def test_the_details_take_the_place_of_those_before(tmp_path: Path) -> None:
    folder = tmp_path / "state" / "coach"
    for _ in range(2):
        assert "fault.txt; please report them." in fault_message(FAULT, "", folder)
    assert (folder / "fault.txt").read_text().count("what went wrong") == 1


@pytest.mark.parametrize("link", [os.link, os.symlink])
def test_what_is_linked_there_is_not_written(tmp_path: Path, link: object) -> None:
    theirs = tmp_path / "theirs"
    theirs.write_text("precious")
    link(theirs, tmp_path / "fault.txt")  # type: ignore[operator]
    assert "fault.txt; please report them." in fault_message(FAULT, "", tmp_path)
    assert theirs.read_text() == "precious"


def test_where_no_folder_can_be_made_the_last_lines_are_shown(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert "what went wrong" in fault_message(FAULT, "", tmp_path / "file" / "coach")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_what_root_makes_is_the_owners_of_the_folder_above(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    os.chown(home, 12_345, 12_346)
    fault_message(FAULT, "", home / "state" / "coach")
    found = list(home.rglob("*"))
    assert len(found) == 3
    assert {(each.stat().st_uid, each.stat().st_gid) for each in found} == {(12_345, 12_346)}


@pytest.mark.parametrize("error", [MountError("too late"), NoMatches("nothing there")])
def test_widgets_that_are_missed_at_the_end_are_no_fault(
    error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A signal can come while the first screen is made; before the end the same is a fault."""
    monkeypatch.setattr(FaultReportingApp, "is_headless", False)
    monkeypatch.setattr(FaultReportingApp, "panic", lambda self: None)
    app = FaultReportingApp()
    app.is_closing = True
    assert not app.take_fault(error)
    assert app.return_code != 1
    app.take_fault(ValueError("any other"))
    assert app.return_code == 1
    another = FaultReportingApp()
    another.take_fault(error)
    assert another.return_code == 1
