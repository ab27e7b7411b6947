"""Text that is shown as it is."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static

from coach.text.clean import clean_lines


class PlainText(Static):
    """Text that someone typed: brackets are no markup, and control characters do nothing."""

    def __init__(self, text: str = "", *, id: str | None = None, classes: str | None = None) -> None:
        super().__init__(Content(clean_lines(text)), id=id, classes=classes)
        self._text = text

    @property
    def text(self) -> str:
        """The text that was typed."""
        return self._text

    @text.setter
    def text(self, text: str) -> None:
        if text == self._text:
            return  # an update asks for a layout, and some texts are set after each layout
        self._text = text
        self.update(Content(clean_lines(text)))
