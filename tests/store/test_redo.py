"""Redo: what was undone is there again, until something else is changed; and undo and redo as a pair."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from coach.store import Store
from tests.conftest import FixedClock
from tests.store.walks import Walk

SAMPLE = 6
WALKS = 400


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    return Store(store_path, clock)


def walked(seeds: range, steps: int) -> Counter[str]:
    counts: Counter[str] = Counter()
    for seed in seeds:
        with TemporaryDirectory() as folder:
            walk = Walk(Path(folder), seed)
            for _ in range(steps):
                walk.step()
            counts += walk.counts
    return counts


def test_undo_and_redo_lead_back_and_forth_through_all_changes() -> None:
    counts = walked(range(SAMPLE), 60)
    assert counts["undo"] > 20
    assert counts["redo"] > 10


@pytest.mark.long
@pytest.mark.parametrize("part", range(10))
def test_undo_and_redo_lead_back_and_forth_in_the_long_run(part: int) -> None:
    counts = walked(range(1000 + part * WALKS // 10, 1000 + (part + 1) * WALKS // 10), 120)
    sys.stdout.write(f"{sorted(counts.items())}\n")
    assert min(counts[name] for name in ("undo", "redo", "merge", "import", "restore")) > 30
