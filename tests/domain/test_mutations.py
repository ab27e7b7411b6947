"""Every rule of the ramp, broken once, is caught by the tests of the default run."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.domain.breaking import MUTATIONS, Mutation

ROOT = Path(__file__).resolve().parents[2]
TOGETHER = 2


@pytest.mark.parametrize("each", MUTATIONS, ids=lambda each: each.rule)
def test_a_mutation_names_a_place_that_is_there(each: Mutation) -> None:
    assert (ROOT / each.path).read_text(encoding="utf-8").count(each.old) == 1
    assert each.old != each.new


def test_no_rule_is_broken_twice_under_one_name() -> None:
    assert len({each.rule for each in MUTATIONS}) == len(MUTATIONS)


def copied(to: Path) -> Path:
    """A copy of what the tests of the rules need."""
    leave = shutil.ignore_patterns("__pycache__", "*.pyc")
    shutil.copytree(ROOT / "coach", to / "coach", ignore=leave)
    shutil.copytree(ROOT / "tests" / "domain", to / "tests" / "domain", ignore=leave)
    for name in (
        "pyproject.toml",
        "tests/conftest.py",
        "tests/mutant_runs.py",
        "tests/mutating.py",
        "tests/recount.py",
    ):
        shutil.copy(ROOT / name, to / name)
    return to


def tried(copy: Path, places: list[int]) -> list[str]:
    """The test that catches each of the mutations at those places, in a copy of its own."""
    done = subprocess.run(
        [sys.executable, "-B", "-m", "tests.domain.breaking"],
        cwd=copy,
        input="".join(f"{place}\n" for place in places),
        stdout=subprocess.PIPE,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(copy)},
    )
    return done.stdout.splitlines()


@pytest.mark.long
def test_every_broken_rule_is_caught(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    places = list(range(-1, len(MUTATIONS)))
    shares = [places[n::TOGETHER] for n in range(TOGETHER)]
    copies = [copied(tmp_path / str(n)) for n in range(TOGETHER)]
    with ThreadPoolExecutor(TOGETHER) as pool:
        answers = list(pool.map(tried, copies, shares))
    by = dict(
        found
        for share, answer in zip(shares, answers, strict=True)
        for found in zip(share, answer, strict=True)
    )
    assert by.pop(-1) == "", "the copy fails without a mutation"
    rows = [f"{each.rule:<36} {by[n] or 'SURVIVED'}" for n, each in enumerate(MUTATIONS)]
    with capsys.disabled():
        sys.stdout.write("\n".join(["", *rows, f"{len(rows)} mutations", ""]))
    assert [each.rule for n, each in enumerate(MUTATIONS) if not by[n]] == []
