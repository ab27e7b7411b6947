"""Every screen for every reader: contrast, shape beside colour, nothing that blinks, all of it by keyboard.

Contrast is WCAG 2's (1.4.3 for text, 1.4.11 for marks), taken from the pictures as they are drawn.
"""

from __future__ import annotations

import re
from datetime import UTC, datetime

import pytest
from rich.style import Style
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from coach.app import CoachApp
from coach.paths import STYLES
from coach.screens.shared.screen_table import TABS
from coach.text.glyphs import ASCII, UNICODE, Glyphs
from coach.widgets.forms.answer_row import AnswerRow
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.scale import Scale
from tests.screens.conftest import Bench
from tests.screens.contrast import VGA, XTERM, Cell, Palette, colors, weak
from tests.screens.scenes import SCENES, staged
from tests.screens.usable import hard_to_read

OTHERS = {
    "ansi-dark": (Palette(VGA, "#AAAAAA", "#000000"), Palette(XTERM, "#E5E5E5", "#000000")),
    "ansi-light": (Palette(VGA, "#000000", "#FFFFFF"), Palette(XTERM, "#000000", "#FFFFFF")),
    "catppuccin-mocha": (Palette(),),
    "gruvbox": (Palette(),),
    "nord": (Palette(),),
}
"""The themes with the colours that terminals give them."""

STATES = (
    *("today-check", "today-paused", "today-locked", "session-paused", "calendar", "two-a-day"),
    *("setting-pick", "palette-why-not", "check-in", "entry", "keys", "undo"),
)
"""Scenes with every state: chosen with and without the focus, dimmed, paused, locked, typed, asked."""


@pytest.mark.parametrize("scene", STATES)
async def test_every_state_can_be_read_in_every_theme(scene: str, bench: Bench) -> None:
    async with staged(scene, "80x24", "dusk", bench) as app:
        assert await hard_to_read(app, OTHERS) == []


@pytest.mark.long
@pytest.mark.parametrize("scene", sorted({*SCENES} - {*STATES}))
async def test_every_scene_can_be_read_in_every_theme(scene: str, bench: Bench) -> None:
    async with staged(scene, "80x24", "dusk", bench) as app:
        assert await hard_to_read(app, OTHERS) == []


def test_the_contrast_of_a_cell_is_that_of_what_a_terminal_shows() -> None:
    vga = Palette(VGA, "#AAAAAA", "#000000")
    assert colors(Style.parse("blue on default"), vga) == ("#0000AA", "#000000")
    assert colors(Style.parse("blue reverse"), vga) == ("#000000", "#0000AA")
    assert colors(Style.parse("#123456 on #ffffff"), vga) == ("#123456", "#ffffff")
    letter, line = Cell("a", "#767676", "#ffffff", 0), Cell("\u2500", "#949494", "#ffffff", 0)
    assert weak([letter, line], ()) == {}
    fainter = [letter._replace(ink="#787878"), line._replace(ink="#969696")]
    assert list(weak(fainter, ()).values()) == [4.42, 2.96]
    assert weak([line._replace(ink="#969696")], ("#969696",)) == {}
    assert weak([letter._replace(dims=True)], ()) == {"a is dim or blinks, row 0": 0}


@pytest.mark.parametrize("marks", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_each_state_of_a_day_has_a_character_of_its_own(marks: Glyphs) -> None:
    signs = [*marks.days.values(), marks.today]
    assert len(set(signs)) == len(signs)
    assert all(len(sign) == 1 for sign in signs)


LEGEND = re.compile(r"(\S) (done|kept|missed|rest|pause)")


@pytest.mark.parametrize("look", ["dusk", "ascii"])
async def test_the_states_are_told_apart_and_explained_without_colour(
    look: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    bench.clock.set(datetime(2026, 11, 21, 7, 30, tzinfo=UTC))
    async with staged("today-due", "120x40", look, bench) as app:
        rows = [
            "".join(segment.text for segment in strip) for strip in app.screen._compositor.render_strips()
        ]
        styles = [segment.style for strip in app.screen._compositor.render_strips() for segment in strip]
        colored = {each.color.name for each in styles if each and each.color and not each.color.is_default}
    legend = {state: sign for row in rows for sign, state in LEGEND.findall(row)}
    assert colored == set()
    assert set(legend) == {"done", "kept", "missed", "rest", "pause"}
    assert len(set(legend.values())) == 5
    month = "\n".join(rows)
    assert re.search(rf"20{re.escape(legend['done'])}", month)
    assert re.search(rf"16{re.escape(legend['missed'])}", month)
    assert "[21" in month


Shape = list[tuple[str, bool | None, bool | None, bool | None]]


def shape(app: CoachApp, region: Region) -> Shape:
    """What a part of the screen shows without colour: characters, and whether bold, reversed, underlined."""
    found = []
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        x = 0
        for segment in strip:
            style = segment.style or Style.null()
            for character in segment.text:
                if region.contains(x, y):
                    found.append((character, style.bold, style.reverse, style.underline))
                x += 1
    return found


def part_of(widget: Widget) -> Widget:
    """The widget, or what it stands in with its label or its frame, if nothing else there takes the focus."""
    chain = set(widget.screen.focus_chain)
    part = widget
    while isinstance(part.parent, Widget) and not isinstance(part.parent, Screen):
        if len(chain & {part.parent, *part.parent.query("*")}) > 1:
            break
        part = part.parent
    return part


def focused(app: CoachApp) -> Widget:
    """The widget that takes the keys."""
    assert app.screen.focused is not None
    return app.screen.focused


@pytest.mark.parametrize(
    "scene",
    [
        "calendar",
        "tips",
        "plan",
        "safety",
        "setup-4",
        "setup-5",
        "check-in",
        "goal",
        "pause",
        "entry",
        "recovery",
    ],
)  # fmt: skip
async def test_what_has_the_focus_is_told_without_colour(
    scene: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By its own part of the screen: it looks otherwise with the focus than without."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with staged(scene, "80x24", "dusk", bench) as app:
        untold = set()
        for _ in range(len(app.screen.focus_chain)):
            here = focused(app)
            here.scroll_visible(animate=False)
            await Pilot(app).pause()
            part = part_of(here)
            having = shape(app, part.region)
            app.screen.set_focus(None)
            await Pilot(app).pause()
            if shape(app, part.region) == having:
                untold.add(here)
            app.screen.set_focus(here)
            app.screen.focus_next()
            await Pilot(app).pause()
    assert untold == set()


@pytest.mark.parametrize(
    ("scene", "key"),
    {
        "calendar": "left", "two-a-day": "down", "tips": "j", "plan": "k", "settings": "j",
        "setup-2": "j", "safety": "j", "easier": "down", "areas": "k", "undo": "j", "keys": "j",
        "theme": "j", "dated-ahead": "j", "skin": "down", "old-answers": "j", "backups-merge": "j",
        "today-ask-dialog": "j",
    }.items(),
)  # fmt: skip
async def test_where_the_cursor_is_shows_without_colour(
    scene: str, key: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In the list or the calendar itself: what is told beside it of the line does not count."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with staged(scene, "80x24", "dusk", bench) as app:
        here = focused(app)
        before = shape(app, here.region)
        await Pilot(app).press(key)
        await Pilot(app).pause()
        assert focused(app) is here
        assert shape(app, here.region) != before


@pytest.mark.parametrize("key", ["1", "3"])
@pytest.mark.parametrize("kind", [Scale, Choice])
async def test_which_answer_is_chosen_shows_without_colour(
    kind: type[AnswerRow], key: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In brackets, the chosen one alone, with the focus and without."""
    monkeypatch.setenv("NO_COLOR", "1")
    async with staged("entry", "80x24", "dusk", bench) as app:
        row = next(each for each in app.screen.query(kind) if each.place() is None)
        assert "[" not in "".join(character for character, *_ in shape(app, row.region))
        row.focus()
        await Pilot(app).press(key)
        for focus in (row, None):
            app.screen.set_focus(focus)
            await Pilot(app).pause()
            text = "".join(character for character, *_ in shape(app, row.region))
            assert re.findall(r"\[(\d)[^\]]*\]", text) == [key]


async def test_what_is_ticked_shows_without_colour(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with staged("setup-2", "80x24", "dusk", bench) as app:
        here = focused(app)
        ticked = []
        for _ in range(3):
            text = "".join(character for character, *_ in shape(app, here.region))
            ticked.append(text.count("[x]"))
            await Pilot(app).press("space")
            await Pilot(app).pause()
    assert ticked == [1, 0, 1]


@pytest.mark.parametrize("name", TABS)
async def test_the_screen_that_is_shown_is_named_in_brackets(
    name: str, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with staged(name.lower() if name != "Today" else "today-due", "80x24", "dusk", bench) as app:
        bar = app.screen._compositor.render_strips()[0].text
    assert re.findall(r"\[\d (\w+)\]", bar) == [name]


def test_no_style_sheet_makes_anything_blink() -> None:
    said = [path.name for path in STYLES.glob("*.tcss") if "blink" in path.read_text(encoding="utf-8")]
    assert said == []
