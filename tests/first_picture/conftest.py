"""A place of its own for what is kept, and an environment that every part of a key can be told from."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.first_picture.world import World, own_cache


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Returns the folder of kept files; it is not there yet."""
    return own_cache(tmp_path, monkeypatch)


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Returns a picture that is kept, and everything that it depends on."""
    return World(tmp_path, monkeypatch)
