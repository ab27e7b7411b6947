"""A place of its own for what is kept, and an environment that every part of a key can be told from."""

from __future__ import annotations

from pathlib import Path

import pytest

from coach.first_picture import key
from tests.first_picture.world import World


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """Returns the folder of kept files; it is not there yet."""
    for name in ("COACH_LOCKED", "COLUMNS", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(key, "_ENCODINGS", ["utf-8", "utf-8"])
    return tmp_path / "cache" / "coach"


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """Returns a picture that is kept, and everything that it depends on."""
    return World(tmp_path, monkeypatch)
