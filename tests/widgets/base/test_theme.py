"""Every theme shows every state; text and marks of our own themes can be read."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES, Theme

from coach.widgets.base.theme import (
    DAWN,
    DUSK,
    THEME_NAMES,
    THEMES,
    contrast,
    nearest_theme,
    variable_defaults,
)
from tests.screens.picture import TOKENS
from tests.widgets.gallery import PAGES, Gallery
from tests.widgets.screens import rows_of

DAYS = tuple(
    f"st-{state}" for state in ("done", "kept", "missed", "rest", "pause", "today", "future", "before")
)
"""The month writes the number of a day in the colour of its state."""
TEXT = ("muted", "faint", "clock", "block", *DAYS)
MARKS = ("d1", "d2", "d3", "d4")
OF_TEXTUAL = [name for name in THEME_NAMES if name in BUILTIN_THEMES]


def test_contrast_of_black_on_white_is_the_standards_greatest() -> None:
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#777777", "#FFFFFF") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_has_a_contrast_of_four_and_a_half(theme: Theme) -> None:
    colors = {name: theme.variables[name] for name in TEXT}
    for name in ("foreground", "primary", "secondary", "accent", "warning", "error", "success"):
        colors[name] = getattr(theme, name)
    weak = {name: contrast(color, theme.background or "") for name, color in colors.items()}
    assert {name: ratio for name, ratio in weak.items() if ratio < 4.5} == {}


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_text_in_the_bars_has_a_contrast_of_four_and_a_half(theme: Theme) -> None:
    for name in ("muted", "faint"):
        assert contrast(theme.variables[name], theme.panel or "") >= 4.5, name
    assert contrast(theme.accent or "", theme.panel or "") >= 4.5


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_marks_have_a_contrast_of_three(theme: Theme) -> None:
    weak = {name: contrast(theme.variables[name], theme.background or "") for name in MARKS}
    assert {name: ratio for name, ratio in weak.items() if ratio < 3} == {}


@pytest.mark.parametrize("name", OF_TEXTUAL)
def test_a_built_in_theme_gets_every_variable(name: str) -> None:
    variables = variable_defaults(BUILTIN_THEMES[name])
    assert set(TOKENS) <= set(variables)
    for value in variables.values():
        Color.parse(value)


@pytest.mark.parametrize("name", [name for name in OF_TEXTUAL if not BUILTIN_THEMES[name].ansi])
def test_a_built_in_theme_shows_text_with_a_contrast_of_four_and_a_half(name: str) -> None:
    theme = BUILTIN_THEMES[name]
    variables = variable_defaults(theme)
    ground = theme.to_color_system().generate()["background"]
    best = contrast(theme.to_color_system().generate()["foreground"], ground)
    for token in ("muted", "faint", "block", "clock", *DAYS):
        assert contrast(variables[token], ground) >= min(4.5, best) - 0.01, token


def test_a_theme_that_is_gone_gives_way_to_one_as_dark() -> None:
    assert all(nearest_theme(name) == name for name in THEME_NAMES)
    assert nearest_theme("catppuccin-frappe") == "catppuccin-mocha"
    assert nearest_theme("catppuccin-latte") == "dawn"
    assert nearest_theme("dracula") == nearest_theme("of-another-version") == "dusk"
    dark = {**{theme.name: theme.dark for theme in THEMES}, **{n: t.dark for n, t in BUILTIN_THEMES.items()}}
    assert [name for name in BUILTIN_THEMES if dark[nearest_theme(name)] != dark[name]] == []


def test_our_themes_name_the_same_variables() -> None:
    assert set(DUSK.variables) == set(DAWN.variables)


@pytest.mark.parametrize("name", THEME_NAMES)
async def test_the_widgets_show_in_the_theme(name: str) -> None:
    app = Gallery(page="charts", theme=name)
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        assert any("done" in row for row in rows_of(app))


@pytest.mark.parametrize("page", PAGES)
async def test_without_colour_nothing_gets_lost(page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also in a theme of the terminal's own colours, where greys would be black on black."""
    monkeypatch.setenv("NO_COLOR", "1")
    app = Gallery(page=page, theme="ansi-dark")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        styles = [
            segment.style
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.text.strip()
        ]
    assert styles
    assert all(style.color is None or style.color.is_default for style in styles)


async def test_a_change_of_theme_repaints_the_tiles() -> None:
    app = Gallery(page="session")
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        app.theme = "dawn"
        await pilot.pause()
        colors = {
            segment.style.color.get_truecolor().hex.upper()
            for strip in app.screen._compositor.render_strips()
            for segment in strip
            if segment.style is not None and segment.style.color is not None
        }
    assert DAWN.variables["clock"] in colors
    assert DUSK.variables["clock"] not in colors
