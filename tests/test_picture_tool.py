"""The picture tool keeps to this machine."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.pictures import save, take_svg
from tests.widgets.gallery import Gallery


async def test_a_picture_refers_to_nothing_outside_itself() -> None:
    svg = await take_svg(Gallery(), (80, 24), ["tab"])
    assert "url(http" not in svg
    assert "@font-face" not in svg
    assert "DejaVu Sans Mono" in svg


async def test_an_svg_is_written_as_it_is(tmp_path: Path) -> None:
    svg = await take_svg(Gallery(page="answers"))
    assert save(svg, tmp_path / "a.svg").read_text(encoding="utf-8") == svg


def test_a_png_needs_something_that_draws(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shutil.which", lambda _: None)
    with pytest.raises(RuntimeError, match="chromium"):
        save("<svg/>", tmp_path / "a.png")
