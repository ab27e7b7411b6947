"""A file with some days of use, for the Plan."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coach.store import Store
from tests.screens.conftest import Bench
from tests.screens.days import lived


@pytest.fixture
def lived_in(ready: Bench) -> Bench:
    """Ten clean days: towel 5, 5, 7, 10, shirt 5, 5, 7, 7, 10, 10; shirt 12 is due on step 7."""
    lived(Store(ready.path, ready.clock), ready.clock, 10)
    ready.clock.advance(timedelta(minutes=1))
    return ready
