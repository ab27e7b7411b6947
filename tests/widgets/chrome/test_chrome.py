"""The bars at the edges and the cards: what they make of the room they get."""

from __future__ import annotations

import pytest
from textual.binding import Binding

from coach.widgets.base.cell_widget import width_of
from coach.widgets.chrome.card import Card
from coach.widgets.chrome.key_bar import KeyBarItem, entries_of, fitting
from coach.widgets.chrome.plain_text import PlainText
from coach.widgets.chrome.top_bar import TopBar, bar_row
from tests.widgets.gallery import SCREENS, Gallery
from tests.widgets.screens import rows_of


@pytest.mark.parametrize("width", [80, 68, 40, 12])
@pytest.mark.parametrize("active", SCREENS)
def test_the_top_bar_fits_and_marks_the_active_screen(width: int, active: str) -> None:
    spans = bar_row(SCREENS, active, "", "Sat 21 Nov", width)
    assert width_of(spans) <= width
    text = "".join(text for text, _ in spans)
    assert f"{SCREENS.index(active) + 1} {active}"[: width - 2] in text
    assert text.count("[") == 1


def test_the_top_bar_has_room_for_the_day_at_80_columns() -> None:
    assert "Sat 21 Nov" in "".join(text for text, _ in bar_row(SCREENS, "Calendar", "", "Sat 21 Nov", 80))


async def test_a_click_chooses_a_screen() -> None:
    heard: list[str] = []

    class Listening(Gallery):
        def on_top_bar_chosen(self, message: TopBar.Chosen) -> None:
            heard.append(message.screen_name)

    app = Listening()
    async with app.run_test(size=(80, 24)) as pilot:
        at = rows_of(app)[0].index("3 Tips")
        await pilot.click(TopBar, offset=(at, 0))
        await pilot.pause()
    assert heard == ["Tips"]


def test_the_key_bar_leaves_out_what_does_not_fit_but_never_help_or_quit() -> None:
    entries = [KeyBarItem(key, "Something", id=key) for key in "abcdefgh"]
    entries += [KeyBarItem("question_mark", "Help", id="help"), KeyBarItem("q", "Quit", id="quit")]
    chosen = fitting(entries, 40)
    assert sum(entry.width for entry in chosen) - 2 <= 40
    assert [entry.id for entry in chosen] == ["a", "b", "help", "quit"]


def test_the_key_bar_shows_an_action_once_and_help_and_quit_last() -> None:
    bindings = [
        Binding("q", "quit", "Quit", id="quit"),
        Binding("enter", "start", "Start", id="start"),
        Binding("s", "start", "Start", id="start"),
        Binding("x", "hidden", ""),
    ]
    assert [entry.key for entry in entries_of((binding, True) for binding in bindings)] == ["enter", "q"]


async def test_the_key_bar_shows_the_keys_of_the_screen() -> None:
    app = Gallery()
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.pause()
        last = rows_of(app)[-1]
    assert last.split()[:4] == ["Enter", "Start", "e", "Easier"], "the button's own word"
    assert last.rstrip().endswith("? Help  q Quit")


async def test_what_someone_typed_is_no_markup() -> None:
    class Typed(Gallery):
        def _today(self):  # type: ignore[no-untyped-def]
            yield Card(PlainText("[bold]x[/bold] [$nothing]"), title="[red]Title[/]", subtitle="[x")

    app = Typed()
    async with app.run_test(size=(60, 20)) as pilot:
        await pilot.pause()
        text = "\n".join(rows_of(app))
    assert "[bold]x[/bold] [$nothing]" in text
    assert "[red]Title[/]" in text
    assert "[x" in text


def test_enter_comes_first_and_esc_last_and_esc_is_left_out_last() -> None:
    bindings = [
        Binding("escape", "back", "Back", id="back"),
        Binding("a", "areas", "Areas", id="areas"),
        Binding("down", "walk", "Next", id="option-down"),
        Binding("enter", "choose", "Choose", id="choose"),
    ]
    entries = entries_of((binding, True) for binding in bindings)
    assert [entry.key for entry in entries] == ["enter", "a", "down", "escape"]
    assert [entry.key for entry in fitting(entries, 33)] == ["enter", "a", "escape"]
    assert [entry.key for entry in fitting(entries, 9)] == ["escape"]
