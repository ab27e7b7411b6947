"""Random lives on the mat against an oracle that was written from DESIGN §3 without reading the rules.

The whole campaign: `pytest -m long -s tests/campaigns/test_care_lives.py`.
"""

from __future__ import annotations

import ast
import os
import sys
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from datetime import timedelta
from multiprocessing import get_context
from pathlib import Path

import pytest

from coach.domain.verdict import Code
from tests.campaigns import (
    care_caps,
    care_fold,
    care_ladders,
    care_oracle,
    care_records,
    care_rules,
    care_standing,
)
from tests.campaigns.care_both import Both
from tests.campaigns.care_compare import Looks
from tests.campaigns.care_lives import Life

SAMPLE, LIVES, SLICE = 600, 100_000, 500
ENOUGH = 1_000
"""How often each reason has to be met in the whole campaign, and each area."""
MODEL = (care_caps, care_fold, care_ladders, care_oracle, care_records, care_rules, care_standing)


def live(seed: int) -> Counter[str]:
    """One life, compared at each look; tells what was met in it."""
    both = Both()
    looks = Looks(both)
    life = Life(seed, both, looks)
    try:
        life.live()
        looks.promises.closed_days(life.day + timedelta(days=3))
    except AssertionError as error:
        error.add_note(f"life {seed}, {life.mood}")
        raise
    return looks.hits + Counter({"lives": 1, "lives that begin high": "high" in life.kinds})


def lives(seeds: range) -> Counter[str]:
    """Several lives."""
    return sum(map(live, seeds), Counter[str]())


def test_the_oracle_knows_nothing_of_the_coach() -> None:
    own = {module.__name__ for module in MODEL}
    for module in MODEL:
        tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
        names = [each.name for node in ast.walk(tree) if isinstance(node, ast.Import) for each in node.names]
        names += [str(node.module) for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
        assert {name for name in names if name.partition(".")[0] not in sys.stdlib_module_names} <= own


def test_lives_are_led_as_the_design_says() -> None:
    found = lives(range(SAMPLE))
    assert found["lives that begin high"] >= 0.3 * SAMPLE


@pytest.mark.long
def test_a_hundred_thousand_lives() -> None:
    slices = [range(first, first + SLICE) for first in range(1_000_000, 1_000_000 + LIVES, SLICE)]
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        found = sum(pool.map(lives, slices), Counter[str]())
    said = "\n".join(f"{what}: {count}" for what, count in sorted(found.items()))
    sys.stdout.write(f"\n{said}\n")
    assert found["lives that begin high"] >= 0.3 * LIVES
    seldom = [code for code in Code if found[f"code {code}"] < ENOUGH]
    assert not seldom
    assert all(found[f"area {area}"] >= ENOUGH for area in care_records.AREAS)
