"""A line that is said in fewer words where there is less room."""

from __future__ import annotations

import pytest

from coach.widgets.reading.fitting import fitting

SAID = ("guidance \u00b7 a guide (How to use)", "guidance \u00b7 a guide", "guidance")


@pytest.mark.parametrize(
    ("width", "shown"),
    [(40, SAID[0]), (31, SAID[0]), (30, SAID[1]), (18, SAID[1]), (17, SAID[2]), (3, SAID[2])],
)
def test_the_first_wording_that_fits_is_shown(width: int, shown: str) -> None:
    assert fitting(SAID, width) == shown


def test_nothing_to_say_is_nothing() -> None:
    assert fitting((), 20) == ""
