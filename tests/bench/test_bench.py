"""Nothing got slower, larger or busier than it was when the figures were recorded."""

from __future__ import annotations

import subprocess
import sys
from itertools import count
from pathlib import Path

import pytest

from tests.bench.comparison import RECORDED, judge, read_recorded
from tests.bench.conftest import Summary
from tests.bench.home import Home
from tests.bench.measures import MEASURES, PROGRAMS
from tests.bench.years import years
from tests.tools import require

pytestmark = pytest.mark.bench


@pytest.mark.parametrize("name", MEASURES)
def test_nothing_got_worse(name: str, tmp_path: Path, summary: Summary) -> None:
    require(*PROGRAMS.get(name, ()))
    places = (tmp_path / str(number) for number in count())
    recorded = read_recorded(RECORDED.read_text(encoding="utf-8"))
    judged = judge(lambda: MEASURES[name](next(places)), recorded)
    summary.add(name, judged.lines)
    assert judged.worse == []


@pytest.mark.parametrize("command", ["status", "today"])
def test_a_command_loads_nothing_heavy(tmp_path: Path, command: str) -> None:
    home = Home(tmp_path / "home", years(tmp_path / "years.json"))
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "coach", command],
        env=home.surroundings(),
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "coach" in loaded
    assert not loaded & {"textual", "rich", "asyncio", "filelock", "pydantic", "ulid", "tinydb", "humanize"}
