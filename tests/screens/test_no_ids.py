"""No id of a fact is shown by any command or screen: what a reason rests on is told in words."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from coach.cli import main
from coach.cli.registry import SUMMARIES
from tests.facts import FACT_ID
from tests.screens.conftest import Bench
from tests.screens.files import locked, month, resting, thinners

NOW = datetime(2026, 11, 21, 7, 30, tzinfo=UTC)
TOLD = [
    *("today", "status", "calendar", "plan", "areas", "tips", "tips skin", "known", "insights", "fortnight"),
    *("completion bash", "settings", "doctor", "plan --rules", "backup", "undo --list", "report"),
    *("today --json", "plan --json", "areas --json", "tips --json", "known --json"),
    "insights --json",
    *(
        "log 45 --yes",
        "log 31 --area feet --yes",
        "check sore",
        "check numb",
        "setup --screening heart,fever",
    ),
    *(
        "setup --goal-minutes 17",
        "setup --sensitive --goal-cover bare",
        "log 5 --comfort 3",
        "tips xylophone",
    ),
    *("today --area feet", "today --area stomach", "today --area face --json", "report --format html"),
]


@pytest.mark.parametrize("words", TOLD)
@pytest.mark.parametrize("made", [month, locked, resting, thinners], ids=lambda made: made.__name__)
def test_a_command_names_no_id(
    made: object, words: str, bench: Bench, capsys: pytest.CaptureFixture[str]
) -> None:
    made(bench)  # type: ignore[operator]
    main(["--data", str(bench.path), *words.split()], clock=bench.clock)
    said = capsys.readouterr()
    assert said.out + said.err
    assert FACT_ID.findall(said.out + said.err) == []


@pytest.mark.parametrize("command", SUMMARIES)
def test_a_commands_help_names_no_id(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([command, "--help"]) == 0
    said = capsys.readouterr().out
    assert said
    assert FACT_ID.findall(said) == []
