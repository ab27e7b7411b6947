"""A machine whose time zone is known, so that setup does not ask for it."""

from __future__ import annotations

import pytest


@pytest.fixture(autouse=True)
def _a_zone_is_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("coach.screens.setup.screen.machine_keeps_utc", lambda: False)
