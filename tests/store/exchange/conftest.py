"""A second file, for what was exported of the first."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.store import Store
from tests.conftest import FixedClock


@pytest.fixture
def empty(tmp_path: Path, clock: FixedClock) -> Store:
    return Store(tmp_path / "empty.json", clock)
