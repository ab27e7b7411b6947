"""A list of options that still works where there is no room for a single one."""

from __future__ import annotations

from dataclasses import dataclass

from textual.binding import Binding
from textual.message import Message
from textual.widgets import OptionList


class Options(OptionList):
    """Textual's list; if no option is laid out, as in a window of three rows, a page is one option."""

    BINDINGS = [
        Binding("enter", "select", "Choose", id="option-choose", tooltip="Choose the one under the cursor"),
        Binding("down", "cursor_down", "Next", id="option-down", tooltip="The one below", show=False),
        Binding("up", "cursor_up", "Previous", id="option-up", tooltip="The one above", show=False),
    ]

    @dataclass
    class NoneChosen(Message):
        """Enter was pressed while no option was highlighted, so nothing was chosen."""

        options: Options

        @property
        def control(self) -> Options:
            """The list."""
            return self.options

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Returns whether there is something to choose."""
        return action not in ("select", "cursor_down", "cursor_up") or self.option_count > 0

    def is_idle(self, id: str) -> bool:
        """Returns whether a key does nothing now: there is no other option to go to."""
        return id in ("option-down", "option-up") and self.option_count < 2

    def action_select(self) -> None:
        """Chooses the highlighted option."""
        if self.highlighted is None:
            self.post_message(self.NoneChosen(self))
        else:
            super().action_select()

    def action_page_down(self) -> None:
        """Goes a page down."""
        try:
            super().action_page_down()  # type: ignore[no-untyped-call]
        except KeyError:  # it looks up the line of the highlighted option, and there are no lines
            self.action_cursor_down()

    def action_page_up(self) -> None:
        """Goes a page up."""
        try:
            super().action_page_up()  # type: ignore[no-untyped-call]
        except KeyError:
            self.action_cursor_up()
