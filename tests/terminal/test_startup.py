"""What makes a start lean: each part does what it is there for, on the Textual that is installed."""

from __future__ import annotations

import gc
import inspect
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from textual._compositor import Compositor
from textual.app import App
from textual.css import stylesheet
from textual.css.stylesheet import Stylesheet
from textual.geometry import Size
from textual.screen import Screen

from coach.app import CoachApp
from coach.screens.shared.base import CoachScreen
from coach.terminal.startup import pause_collection, resume_collection, skip_last_collection
from tests.conftest import FixedClock
from tests.screens.days import coach, set_up_on


@pytest.fixture
def app(store_path: Path, clock: FixedClock) -> CoachApp:
    set_up_on(store_path, clock)
    return coach(store_path, clock)


@pytest.fixture
def calls(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often Textual parsed a sheet, laid a screen out and drew a whole one."""
    found: Counter[str] = Counter()

    def counted(owner: Any, name: str) -> None:
        real = getattr(owner, name)

        def count(*args: Any, **kwargs: Any) -> Any:
            found[name] += 1
            return real(*args, **kwargs)

        monkeypatch.setattr(owner, name, count)

    counted(stylesheet, "parse")
    counted(Compositor, "render_full_update")
    counted(Compositor, "render_partial_update")
    counted(Screen, "_refresh_layout")
    return found


async def test_each_sheet_is_parsed_once(app: CoachApp, calls: Counter[str]) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        # two of Textual's are there before the app's own sheet takes over
        assert calls["parse"] <= len(app.stylesheet.source) + 2


async def test_a_change_of_theme_is_parsed_anew(app: CoachApp) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        before = app.screen.styles.background
        app.theme = "dawn"
        await pilot.pause()
        assert app.screen.styles.background != before


async def test_the_size_told_again_lays_nothing_out(app: CoachApp, calls: Counter[str]) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        calls.clear()
        app.screen._screen_resized(app.size)
        assert not calls["_refresh_layout"]
        app.screen._screen_resized(Size(90, 30))
        assert calls["_refresh_layout"]


async def test_a_start_draws_one_picture(app: CoachApp, calls: Counter[str]) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        assert isinstance(app.screen, CoachScreen)
        assert calls["_refresh_layout"] == 2
        assert (calls["render_full_update"], calls["render_partial_update"]) == (1, 0)


async def test_what_a_layout_moves_is_drawn(app: CoachApp, calls: Counter[str]) -> None:
    async with app.run_test() as pilot:
        await pilot.pause()
        calls.clear()
        app.screen.query("#streak").last().display = False
        await pilot.pause()
        await pilot.pause()
        assert calls["_refresh_layout"]
        assert calls["render_full_update"] + calls["render_partial_update"] == 1
        assert not app.screen._compositor._dirty_regions


async def test_a_size_is_fitted_before_the_first_layout(app: CoachApp) -> None:
    assert "-wide" in app.new_screen("today").fit(Size(140, 40)).classes
    assert any(name in app.new_screen("today").classes for _, name in CoachScreen.VERTICAL_BREAKPOINTS)


def test_what_the_stylesheet_leans_on_in_textual_is_there() -> None:
    assert "stylesheet" not in vars(App), "else the app's own would be hidden"
    assert "stylesheet" in vars(App())
    assert {"set_variables", "reparse", "parse"} <= vars(Stylesheet).keys()
    assert list(inspect.signature(Stylesheet.set_variables).parameters) == ["self", "variables"]


def test_garbage_is_left_alone_until_the_app_stands() -> None:
    try:
        pause_collection()
        assert not gc.isenabled()
        before = gc.get_freeze_count()
        resume_collection()
        assert gc.isenabled()
        assert gc.get_freeze_count() > before
        gc.unfreeze()
        skip_last_collection()
        assert gc.get_freeze_count()
    finally:
        gc.unfreeze()
        gc.enable()


async def test_the_app_looks_for_garbage_once_it_stands(app: CoachApp) -> None:
    pause_collection()
    try:
        async with app.run_test() as pilot:
            await pilot.pause()
            assert gc.isenabled()
    finally:
        gc.unfreeze()
        gc.enable()
