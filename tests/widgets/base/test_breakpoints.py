"""The classes that a screen carries at each size."""

from __future__ import annotations

import pytest

from coach.widgets.base.breakpoints import one_line, too_small
from tests.widgets.gallery import Gallery


@pytest.mark.parametrize(
    ("size", "classes"),
    [
        ((80, 24), {"-usual", "-short"}),
        ((60, 20), {"-narrow", "-short"}),
        ((120, 40), {"-wide", "-tall"}),
        ((50, 14), {"-slim", "-low"}),
        ((39, 11), {"-sliver", "-flat"}),
        ((100, 30), {"-broad", "-high"}),
    ],
)
async def test_a_screen_has_one_class_for_its_width_and_one_for_its_height(
    size: tuple[int, int], classes: set[str]
) -> None:
    app = Gallery()
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        sized = {
            "-narrow",
            "-usual",
            "-short",
            "-wide",
            "-tall",
            "-slim",
            "-low",
            "-sliver",
            "-flat",
            "-broad",
            "-high",
        }
        assert set(app.screen.classes) & sized == classes


def test_what_is_too_small() -> None:
    assert not too_small(40, 12)
    assert too_small(39, 24)
    assert one_line(27, 24)
    assert one_line(80, 7)
    assert not one_line(28, 8)
