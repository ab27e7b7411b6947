"""An app leaves the terminal's style on between its updates, where it is sure to be reset in the end."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest
from rich.segment import Segment
from rich.style import Style
from textual._compositor import LayoutUpdate
from textual.app import ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widgets import Input, Static

from coach.terminal import diff_app
from coach.terminal.diff_app import DiffApp
from coach.terminal.sgr import RESET


class _Wire:
    """Takes what is written as a driver does."""

    def __init__(self) -> None:
        self.written = ""

    def write(self, text: str) -> None:
        self.written += text

    def flush(self) -> None:
        pass


def _update(text: str) -> LayoutUpdate:
    return LayoutUpdate([[Strip([Segment(text, Style(color="#102030"))])]], Region(0, 0, len(text), 1))


def _sent(app: DiffApp, update: object) -> str:
    wire = _Wire()
    app.draw(cast("Any", wire), cast("Any", update))
    return wire.written


@pytest.mark.parametrize("ours", [True, False])
def test_the_style_stays_on_under_the_driver_of_ours_which_resets_it_in_the_end(
    monkeypatch: pytest.MonkeyPatch, ours: bool
) -> None:
    monkeypatch.setattr(diff_app, "LEAVING", SimpleNamespace(holds=ours))
    app = DiffApp()
    assert _sent(app, _update("ab")).endswith("ab" if ours else f"ab{RESET}")
    assert _sent(app, _update("cb")).endswith("c" if ours else f"c{RESET}")


def test_what_textual_draws_itself_begins_with_the_plain_style() -> None:
    app = DiffApp()
    _sent(app, _update("ab"))
    assert _sent(app, object()) == RESET


class _Typing(DiffApp):
    def __init__(self) -> None:
        super().__init__()
        self.places: list[tuple[int, int] | None] = []
        sequence = self.cell_diff.sequence

        def noted(update: object, cursor: tuple[int, int] | None = None) -> str | None:
            self.places.append(cursor)
            return sequence(update, cursor)

        self.cell_diff.sequence = noted  # type: ignore[method-assign]

    def compose(self) -> ComposeResult:
        yield Static("said")
        yield Input()


async def test_the_cursor_is_put_where_someone_types_and_nowhere_once_they_do_not() -> None:
    app = _Typing()
    async with app.run_test() as pilot:
        app.query_one(Input).focus()
        await pilot.press("a")
        await pilot.pause()
        assert app.places[-1] == (2, 5)  # behind the letter and the block after it
        app.set_focus(None)
        app.query_one(Static).update("something else")
        await pilot.pause()
        assert app.places[-1] is None
