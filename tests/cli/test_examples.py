"""The examples in the helps: each command has one, and each of them runs.

They run as they are written, with --yes behind those that would ask a person first.
"""

from __future__ import annotations

import io
import shlex
import sys
from pathlib import Path

import pytest

from coach.cli.examples import EXAMPLES
from coach.cli.registry import SUMMARIES
from tests.cli.conftest import Shell

NOT_RUN = {
    "coach demo": "opens the app: tests/e2e/test_demo.py",
    "coach demo --day 10": "the same",
    "coach fortnight": "has nothing to tell of a file this young: tests/cli/test_two_weeks.py",
}
"""Examples that are only read here, and why."""

BEFORE = {
    "coach session": (("check", "clear"),),
    "coach session 5 --free": (("check", "clear"),),
    "coach redo": [["undo", "--yes"]],
}
"""What has to be done before an example makes sense."""

CALLS = [call for known in EXAMPLES.values() for call, _ in known]


@pytest.fixture
def lived_in(ready: Shell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Shell:
    """Someone who has used the coach for some days, with two files to take in."""
    monkeypatch.chdir(tmp_path)
    ready.well("log", "5", "--on", "yesterday")
    (tmp_path / "copy.json").write_bytes(ready.path.read_bytes())
    (tmp_path / "sessions.csv").write_text(
        "started_at,area,done_min\n2026-01-02T07:00,back,5\n", encoding="utf-8"
    )
    return ready


def test_each_command_has_an_example_of_itself(coach: Shell) -> None:
    assert set(EXAMPLES) == set(SUMMARIES)
    for name, known in EXAMPLES.items():
        said = coach.well("help", name).out
        assert all(call.split()[:2] == ["coach", name] and meaning for call, meaning in known)
        assert all(call in said and meaning in said for call, meaning in known)
    assert set(NOT_RUN) | set(BEFORE) <= set(CALLS)


@pytest.mark.parametrize("call", [each for each in CALLS if each not in NOT_RUN])
def test_it_runs(lived_in: Shell, call: str, monkeypatch: pytest.MonkeyPatch) -> None:
    typed, _, piped = call.partition(" < ")
    if piped:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(Path(piped).read_bytes())))
    words = shlex.split(typed.partition(">")[0])[1:]
    for each in BEFORE.get(call, ()):
        lived_in.well(*each)
    for backup in lived_in.path.parent.glob("backups/*"):
        backup.rename(backup.with_name(backup.name.replace("20260105", "20260104")))  # of the day before
    if words[0] == "delete" or words[:2] == ["backup", "restore"]:
        words.append("--yes")  # it asks where a person sits
    said = lived_in(*words)
    # nothing is due before six in the evening
    is_quiet = words[0] == "remind" and "--install" not in words
    assert (said.status, said.err) == (int(is_quiet), "")
    assert said.out or is_quiet
