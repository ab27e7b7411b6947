"""Answers by one key."""

from __future__ import annotations

import pytest
from textual.app import App, ComposeResult
from textual.binding import Binding

from coach.widgets.chrome.action_button import ActionButton
from coach.widgets.forms.choice import Choice, Option
from coach.widgets.forms.scale import Scale
from tests.widgets.screens import rows_of


class Asking(App[None]):
    """Two questions and a button, in an app whose own digits must stay quiet."""

    BINDINGS = [Binding("1,2,3,4", "elsewhere", "Elsewhere")]

    def __init__(self) -> None:
        super().__init__()
        self.scale = Scale("nothing", "unbearable")
        self.choice = Choice((Option("clear", "clear"), Option("pink", "pink"), Option("sore", "sore", "s")))
        self.heard: list[object] = []

    def compose(self) -> ComposeResult:
        yield self.scale
        yield self.choice
        yield ActionButton("Save")

    def action_elsewhere(self) -> None:
        self.heard.append("elsewhere")

    def on_scale_changed(self, message: Scale.Changed) -> None:
        self.heard.append(message.value)

    def on_choice_changed(self, message: Choice.Changed) -> None:
        self.heard.append(message.value)

    def on_action_button_pressed(self, message: ActionButton.Pressed) -> None:
        self.heard.append(message.button.label)


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        ("7", 7), ("0", 0), ("minus", 10), ("1,0", 10), ("1,0,0", 0), ("1,2,0", 0), ("right", 0),
        ("left", 10), ("5,l", 6), ("5,h,h", 3), ("0,h", 0), ("minus,l", 10), ("5,backspace", None),
    ],
)  # fmt: skip
async def test_keys_answer_the_scale(keys: str, value: int | None) -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press(*keys.split(","))
        assert app.scale.value == value
        assert "elsewhere" not in app.heard


async def test_the_answer_stands_in_brackets() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        assert "[" not in rows_of(app)[0]
        await pilot.press("4")
        await pilot.pause()
        assert rows_of(app)[0].rstrip() == "nothing  0  1  2  3 [4] 5  6  7  8  9  10  unbearable"


@pytest.mark.parametrize(
    ("keys", "value"),
    [("1", "clear"), ("2", "pink"), ("s", "sore"), ("3", None), ("l,l", "pink"), ("h", "sore")],
)
async def test_keys_answer_the_choice(keys: str, value: str | None) -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("tab", *keys.split(","))
        assert app.choice.value == value
        await pilot.pause()
        assert (value in app.heard) is (value is not None)


async def test_a_click_answers() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.click(Scale, offset=(len("nothing ") + 3 * 3 + 1, 0))
        await pilot.click(Choice, offset=(12, 0))
        await pilot.pause()
        assert (app.scale.value, app.choice.value) == (3, "pink")


async def test_the_button_is_pressed_by_enter_space_and_click() -> None:
    app = Asking()
    async with app.run_test() as pilot:
        await pilot.press("tab", "tab", "enter", "space")
        await pilot.click(ActionButton)
        await pilot.pause()
        assert app.heard == ["Save"] * 3
        assert rows_of(app)[2].startswith("[ Save ]  Enter")
