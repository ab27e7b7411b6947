"""The store on a file that is not there yet."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.store import Store
from tests.conftest import FixedClock


@pytest.fixture
def store(store_path: Path, clock: FixedClock) -> Store:
    return Store(store_path, clock)
