"""Every screen and state at 80x24 and 120x40, and its themes: kept as text, so that a change is seen.

After a change that was meant, and looked at (`python -m tests.screens.shots`): add `--snapshot-update`.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.screens.conftest import Bench
from tests.screens.picture import TextPicture, picture
from tests.screens.scenes import LOOKS, SCENES, SIZES, staged
from tests.screens.test_scenes import ASKED, QUESTIONS, ROOT, screen_of
from tests.screens.usable import assert_usable

THEMED = ("today-check", "session-running", "calendar", "tips", "plan", "insights", "settings")


@pytest.fixture
def bench(bench: Bench, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Bench:
    """One whose file and time zone are named alike on every machine."""
    monkeypatch.chdir(tmp_path)
    return Bench(Path("coach.json"), bench.clock)


@pytest.fixture
def asked_at(monkeypatch: pytest.MonkeyPatch) -> dict[int, str]:
    """The place in the code that made each question, by the id of the question."""
    made: dict[int, str] = {}

    def noting(init: Callable[..., None]) -> Callable[..., None]:
        def noted(self: object, *args: object, **names: object) -> None:
            code = sys._getframe(1).f_code
            module = ".".join(Path(code.co_filename).relative_to(ROOT).with_suffix("").parts)
            made[id(self)] = f"{module}.{code.co_qualname.replace('<locals>.', '')}"
            init(self, *args, **names)

        return noted

    for each in QUESTIONS:
        monkeypatch.setattr(each, "__init__", noting(each.__init__))
    return made


SCREENS = (
    *("today", "session", "calendar", "insights", "plan", "tips", "year", "after-save"),
    *("settings", "palette", "areas", "check-in", "milestones"),
)
WIDE = tuple(scene for scene in SCENES if scene.startswith(SCREENS))
"""The scenes of whose screens the style sheets know a wide window."""
WIDE_SAMPLE = WIDE[::3]
"""Those whose wide picture the default run makes; the others are made in the long run."""

PLACE_OF = {scene: place for place, scene in ASKED.items()}

CASES = [
    pytest.param(
        scene, size, id=f"{scene}-{size}",
        marks=[pytest.mark.long] if size == "120x40" and scene not in WIDE_SAMPLE else [],
    )
    for scene in SCENES
    for size in SIZES
]  # fmt: skip


@pytest.mark.parametrize(("scene", "size"), CASES)
async def test_a_screen_looks_as_it_was_left(
    scene: str, size: str, bench: Bench, snapshot: SnapshotAssertion, asked_at: dict[int, str]
) -> None:
    """And everyone can use it: one test for all, since making the picture is what takes long."""
    async with staged(scene, size, "dusk", bench) as app:
        assert screen_of(scene) in (None, type(app.screen).__name__)  # first, so that no other one is kept
        if scene in PLACE_OF:
            assert asked_at.get(id(app.screen)) == PLACE_OF[scene]
        assert picture(app) == snapshot(extension_class=TextPicture)
        if size == "80x24":
            await assert_usable(app)


@pytest.mark.parametrize("look", [look for look in LOOKS if look != "dusk"])
@pytest.mark.parametrize("scene", THEMED)
async def test_a_screen_looks_so_in_another_theme(
    scene: str, look: str, bench: Bench, snapshot: SnapshotAssertion
) -> None:
    async with staged(scene, "80x24", look, bench) as app:
        assert picture(app) == snapshot(extension_class=TextPicture)
