"""A home of its own for each test of hooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.hooks.homes import Home


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home without hooks, which is also that of this process."""
    found = Home(tmp_path)
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
        monkeypatch.setenv(name, found.environ[name])
    return found
