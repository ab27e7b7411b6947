"""A folder for kept pictures, and a file of which none is kept yet."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from coach import painter
from tests.conftest import FixedClock
from tests.first_picture.world import own_cache
from tests.screens.conftest import Bench


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Returns the folder of kept files; it is not there yet."""
    monkeypatch.setattr(painter, "has_settled", lambda *_: True)
    return own_cache(tmp_path, monkeypatch)


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    """A file that is not there yet, at half past seven."""
    return Bench(tmp_path / "mat" / "coach.json", FixedClock(datetime(2026, 1, 5, 7, 30, tzinfo=UTC)))
