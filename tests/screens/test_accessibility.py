"""Every screen for every reader: contrast, shape beside colour, nothing that blinks, all of it by keyboard.

Contrast is WCAG 2's (1.4.3 for text, 1.4.11 for marks), taken from the pictures as they are drawn.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

import pytest
from rich.style import Style
from textual.geometry import Region
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from coach.app import CoachApp
from coach.paths import STYLES
from coach.screens.dialogs.confirm import Confirm
from coach.screens.shared.key_reference import groups
from coach.screens.shared.screen_table import TABS
from coach.text.glyphs import ASCII, UNICODE, Glyphs
from coach.widgets.base.theme import THEMES
from coach.widgets.forms.answer_row import AnswerRow
from coach.widgets.forms.choice import Choice
from coach.widgets.forms.scale import Scale
from tests.facts import FACT_ID
from tests.screens.conftest import Bench, flat
from tests.screens.contrast import VGA, XTERM, Cell, Palette, cells, colors, frames_of, unseen_cursors, weak
from tests.screens.scenes import SCENES, staged

QUIET = {"no-suspend", "leave-anywhere"}
"""The ids of a key that does nothing, and of the app's own ctrl+q below that of the screens."""

OURS = {theme.name: (Palette(),) for theme in THEMES}
OTHERS = {
    "ansi-dark": (Palette(VGA, "#AAAAAA", "#000000"), Palette(XTERM, "#E5E5E5", "#000000")),
    "ansi-light": (Palette(VGA, "#000000", "#FFFFFF"), Palette(XTERM, "#000000", "#FFFFFF")),
    "catppuccin-mocha": (Palette(),),
    "gruvbox": (Palette(),),
    "nord": (Palette(),),
}
"""The themes with the colours that terminals give them."""

STATES = (
    *("today-check", "today-paused", "today-locked", "today-rest", "session-ready", "session-paused"),
    *("calendar", "two-a-day", "tips", "plan", "settings", "setting-pick", "palette-all", "palette-why-not"),
    *("check-in", "goal", "entry", "areas", "report", "keys", "undo", "help"),
)
"""Scenes with every state: chosen with and without the focus, dimmed, paused, locked, typed, asked."""


async def hard_to_read(app: CoachApp, themes: Mapping[str, Sequence[Palette]]) -> list[str]:
    """What is harder to read than it may be in some theme."""
    found: list[str] = []
    for theme, palettes in themes.items():
        app.theme = theme
        await Pilot(app).pause()
        for palette in palettes:
            spared = frames_of(app.theme_variables, palette)
            faults = weak(cells(app.screen, palette), spared)
            found += [f"{theme}: {what}: {ratio}" for what, ratio in faults.items()]
            found += [f"{theme}: the cursor of {what}" for what in unseen_cursors(app.screen, palette)]
    return found


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


def unreached(screen: Screen[object]) -> set[Widget]:
    """What can be focused, and is never come to by Tab."""
    wanted = {each for each in screen.query("*") if each.focusable and each.display and each.region}
    reached = set()
    for _ in range(len(screen.focus_chain) + 1):
        if screen.focused is not None:
            reached.add(screen.focused)
        screen.focus_next()
    return wanted - reached


def untold(screen: Screen[object]) -> set[str]:
    """Keys of the coach that work here and that neither Help tells nor the question itself.

    Textual's own have no ids.
    """
    told = {line.id for group in groups({}) for line in group.lines} | QUIET
    if isinstance(screen, Confirm):
        told |= {f"confirm-{answer.key}" for answer in screen._answers}
    active = screen.active_bindings.values()
    return {each.binding.key for each in active if each.binding.id and each.binding.id not in told}


async def layouts_at_rest(app: CoachApp) -> list[str]:
    """What asks for a layout after each layout, so that the screen is laid out and painted without end."""
    asked: list[str] = []

    def refresh(widget: Widget, *regions: Region, layout: bool = False, **more: Any) -> Widget:
        if layout:
            asked.append(f"{type(widget).__name__}#{widget.id}")
        return plain(widget, *regions, layout=layout, **more)

    plain = Widget.refresh
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Widget, "refresh", refresh)
        for _ in range(3):  # a first one may still follow from the keys that led here
            asked.clear()
            app.screen._refresh_layout()
            await Pilot(app)._wait_for_screen()
    return asked


@pytest.mark.parametrize("scene", SCENES)
async def test_a_screen_can_be_read_in_both_themes_and_used_by_keys_alone(scene: str, bench: Bench) -> None:
    """One test for all of it, since making the picture is what takes long."""
    async with staged(scene, "80x24", "dusk", bench) as app:
        assert flat(app)
        assert FACT_ID.findall(flat(app)) == []
        assert await layouts_at_rest(app) == []
        assert await hard_to_read(app, OURS) == []
        assert not [each for each in app.screen.query(Input) if each.cursor_blink]
        assert untold(app.screen) == set()
        assert unreached(app.screen) == set()


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
