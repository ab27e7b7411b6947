"""Homes in which the coach was used, for the tests of its first picture."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.years import years
from tests.e2e.kept_home import Home


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home that the coach was left in once, so that a picture is kept."""
    found = Home(tmp_path_factory.mktemp("home"))
    found.file.parent.mkdir()
    years(found.file, 40)
    found.leaves_a_picture()
    return found


@pytest.fixture
def own(tmp_path: Path) -> Home:
    """A home of the test's own, in which nothing is kept yet."""
    found = Home(tmp_path / "home")
    found.file.parent.mkdir(parents=True)
    years(found.file, 40)
    return found
